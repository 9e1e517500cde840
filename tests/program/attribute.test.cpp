#include <catch2/catch.hpp>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "output/journal.hpp"
#include "sim/fault.hpp"
#include "tests/program/program.hpp"

/// Attribution through the whole program. All but the faults [long].
namespace {

using namespace skifte;
using namespace skifte::program::testing;

std::vector<std::string> attribute(std::vector<std::string> further) {
  std::vector<std::string> arguments{"attribute", "frozen", "--group", "freeze=frozen_world,frozen_population"};
  arguments.insert(arguments.end(), further.begin(), further.end());
  return arguments;
}

nlohmann::json printed(const Ended& ended) {
  INFO(ended.err);
  REQUIRE(ended.status == 0);
  return nlohmann::json::parse(ended.out);
}

std::size_t journalled(const std::string& path) {
  if (!std::filesystem::exists(path)) return 0;
  try {
    return output::JournalReader(path).statuses().size();
  } catch (const sim::UserFault&) {
    return 0;  // its header is being written
  }
}

}  // namespace

TEST_CASE("attribution names what it cannot do before it runs anything") {
  const Ended ended = program::testing::skifte(
      {"attribute", "frozen", "--outcome", "emisions@2030", "--outcome", "target.none", "-n", "1"});
  CHECK(ended.status == 2);
  CHECK_THAT(ended.err, Catch::Contains("did you mean 'emissions'?") && Catch::Contains("no such target"));
  CHECK(program::testing::skifte({"attribute", "frozen", "--against", "frozen"}).status == 2);
  CHECK(program::testing::skifte({"attribute", "frozen", "--resume"}).status == 2);
}

TEST_CASE("nobody is the baseline's member and everybody the scenario's, bit for bit", "[long]") {
  const TemporaryFolder folder;
  for (const char* name : {"baseline", "frozen"}) {
    REQUIRE(program::testing::skifte(
                {"ensemble", name, "-n", "2", "--jobs", "2", "-o", folder / (std::string(name) + ".h5")})
                .status == 0);
  }
  const Ended ended = program::testing::skifte(
      attribute({"-n", "2", "--jobs", "2", "--outcome", "net_emissions@2040", "-o", folder / "shares"}));
  INFO(ended.err);
  REQUIRE(ended.status == 0);
  CHECK_FALSE(std::filesystem::exists(folder / "shares.journal"));
  const auto of_member = [&](const std::string& name, std::size_t member) {
    const output::ResultFile file(folder / (name + ".h5"));
    return file.read("net_emissions")[member * file.layout().dimension("year").size() + 2040 - 2015];
  };
  std::istringstream lines(read_text(folder / "shares.members.csv"));
  std::string line;
  std::getline(lines, line);
  long long sums[2] = {0, 0}, whole[2] = {0, 0};
  while (std::getline(lines, line)) {
    std::istringstream cells(line);
    std::vector<std::string> cell;
    for (std::string one; std::getline(cells, one, ',');) cell.push_back(one);
    const std::size_t member = std::stoul(cell[2]);
    whole[member] = std::stoll(cell[5]);
    sums[member] += std::stoll(cell[6]);
    CHECK(std::stoll(cell[4]) == std::llround(1e6 * of_member("baseline", member)));
    CHECK(std::stoll(cell[4]) + whole[member] == std::llround(1e6 * of_member("frozen", member)));
  }
  for (const int member : {0, 1}) {
    CHECK(sums[member] == whole[member]);
    CHECK(whole[member] != 0);
  }
}

TEST_CASE("one job and two give the same, and a lever that acts after the year has exactly nothing", "[long]") {
  const std::vector<std::string> further{
      "-n", "1", "--json", "--outcome", "emissions@2022", "--outcome", "emissions@2030", "--orders", "1"};
  auto one = attribute(further), two = attribute(further);
  one.insert(one.end(), {"--jobs", "1"});
  two.insert(two.end(), {"--jobs", "2", "--threads", "2"});
  const nlohmann::json first = printed(program::testing::skifte(one));
  CHECK(first == printed(program::testing::skifte(two)));
  // All four levers act from 2023 on or later, and the draws are paired.
  for (const auto& player : first["outcomes"][0]["players"]) {
    CHECK(player["share"]["mean"] == 0.0);
    CHECK(player["alone"] == 0.0);
    CHECK(player["last"] == 0.0);
  }
  CHECK(first["outcomes"][1]["difference"]["mean"] != 0.0);
}

TEST_CASE("runs that end with the outcomes give what whole runs give, bit for bit", "[long]") {
  const TemporaryFolder folder;
  const auto arguments = [&](const std::string& name, std::vector<std::string> further) {
    auto all = attribute({"-n", "2", "--jobs", "2", "--orders", "1", "--outcome", "emissions@2030", "--outcome",
                          "cost@2025-2030", "--outcome", "net_emissions@2028", "-o", folder / name});
    all.insert(all.end(), further.begin(), further.end());
    return all;
  };
  REQUIRE(program::testing::skifte(arguments("whole", {})).status == 0);
  const Ended shorter = program::testing::skifte(arguments("short", {"--no-abatement"}));
  REQUIRE(shorter.status == 0);
  CHECK_THAT(shorter.out, Catch::Contains(" runs to 2030") && !Catch::Contains("Cost of abatement"));
  CHECK(read_text(folder / "short.members.csv") == read_text(folder / "whole.members.csv"));
  CHECK_FALSE(std::filesystem::exists(folder / "short.abatement.csv"));
}

TEST_CASE("a quick attribution runs one order a member, and its shares add up", "[long]") {
  const nlohmann::json made = printed(program::testing::skifte(
      attribute({"-n", "2", "--jobs", "2", "--quick", "--json", "--outcome", "emissions@2030"})));
  const std::size_t players = made["players"].size();
  CHECK(made["runs"] == 2 * (players + 1));
  CHECK(made["last_year"] == 2030);
  CHECK(made["orders_a_member"] == 1);
  CHECK_FALSE(made.contains("abatement"));
  double sum = 0;
  for (const auto& player : made["outcomes"][0]["players"]) {
    sum += player["share"]["mean"].get<double>();
    CHECK(player["alone"].is_null());
  }
  CHECK(sum == Approx(made["outcomes"][0]["difference"]["mean"].get<double>()).margin(1e-5));
  CHECK(program::testing::skifte({"attribute", "frozen", "--quick", "--orders", "2"}).status != 0);
}

TEST_CASE("an interrupted attribution goes on to the same shares", "[long]") {
  const TemporaryFolder folder;
  const auto arguments = [&](const std::string& name, std::vector<std::string> further = {}) {
    auto all = attribute({"-n", "2", "--jobs", "1", "--outcome", "emissions@2040", "-o", folder / name});
    all.insert(all.end(), further.begin(), further.end());
    return all;
  };
  REQUIRE(program::testing::skifte(arguments("whole")).status == 0);
  Running running(arguments("cut"));
  REQUIRE(wait_until([&] { return journalled(folder / "cut.journal") >= 2; }, 120));
  running.send(SIGINT);
  const Ended ended = running.wait();
  CHECK(ended.status == 130);
  CHECK_FALSE(std::filesystem::exists(folder / "cut.json"));
  CHECK(program::testing::skifte(arguments("cut")).status == 2);  // a journal is never lost by accident
  REQUIRE(program::testing::skifte(arguments("cut", {"--resume"})).status == 0);
  CHECK(read_text(folder / "cut.members.csv") == read_text(folder / "whole.members.csv"));
  CHECK(read_text(folder / "cut.json") == read_text(folder / "whole.json"));
}
