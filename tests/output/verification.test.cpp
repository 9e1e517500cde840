#include "output/verification.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <random>
#include <sstream>

#include "output/child.hpp"
#include "output/hdf5.hpp"
#include "output/ledger_sums.hpp"
#include "output/merge.hpp"
#include "output/result_reader.hpp"
#include "output/text_difference.hpp"
#include "sim/fault.hpp"
#include "tests/output/example_result.hpp"

namespace skifte::output {

namespace {

using Catch::Contains;
using example::TemporaryFolder;

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void put(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

/// Two years, two sectors, three carriers; emissions in tonnes as the ledger's grams give them.
Layout emission_layout() {
  return Layout({{"year", {}, {2030, 2031}, "year"},
                 {"sector", {"transport", "waste"}, {}, "sector"},
                 {"carrier", {"petrol", "diesel", "process"}, {}, "carrier"}},
                {{"emissions", {"year", "sector"}, "t CO2e", "by sector"},
                 {"emissions_carrier", {"year", "carrier"}, "t CO2e", "by carrier"}});
}

/// 2030: 1 000 003 g + 999 999 g = 1 g + 2 g + 1 999 999 g; 2031 all nothing.
std::vector<double> emission_values() {
  return {1.000003, 0.999999, 0, 0, 0.000001, 0.000002, 1.999999, 0, 0, 0};
}

std::string faults_of(const std::string& path) {
  try {
    std::string all;
    for (const std::string& fault : verify_result(path).faults) all += fault + "\n";
    return all;
  } catch (const sim::UserFault& fault) {
    return fault.what();
  }
}

/// The same in a process of its own, since HDF5 itself may crash on what is damaged.
std::string faults_apart(const std::string& path) {
  try {
    in_child([&] {
      if (const std::string faults = faults_of(path); !faults.empty()) throw sim::UserFault(faults);
    });
    return "";
  } catch (const std::exception& fault) {
    return fault.what();
  }
}

/// Whether two layouts say the same; their order may differ, as HDF5 lists by name where its index by creation is lost.
bool same_layout(const Layout& a, const Layout& b) {
  if (a.variables().size() != b.variables().size() || a.dimensions().size() != b.dimensions().size()) return false;
  for (const VariableSpec& variable : a.variables())
    if (!b.has(variable.name) || !(b.variable(variable.name) == variable)) return false;
  return std::all_of(a.dimensions().begin(), a.dimensions().end(), [&](const Dimension& dimension) {
    return std::find(b.dimensions().begin(), b.dimensions().end(), dimension) != b.dimensions().end();
  });
}

/// What of two results differs first; empty when nothing does.
std::string content_difference(const std::string& left, const std::string& right) {
  const ResultFile a(left);
  const ResultFile b(right);
  if (!same_layout(a.layout(), b.layout())) return "layout";
  if (a.members() != b.members() || a.statuses() != b.statuses() || a.messages() != b.messages()) return "members";
  if (a.seeds() != b.seeds() || a.replicates() != b.replicates()) return "seeds";
  if (a.header().provenance != b.header().provenance) return "provenance";
  if (a.header().label_texts != b.header().label_texts) return "texts along dimensions";
  if (a.header().extra != b.header().extra || a.header().seed != b.header().seed) return "attributes";
  for (const VariableSpec& variable : a.layout().variables())
    if (!example::same_values(a.read(variable.name), b.read(variable.name))) return variable.name;
  return "";
}

}  // namespace

TEST_CASE("sums of the ledger hold to the gram, and what does not is named") {
  const Layout layout = emission_layout();
  const SumCheck check(layout, {"emissions", "emissions_carrier", 1e-6, {}});
  std::vector<double> values = emission_values();
  CHECK(check.fault(values) == "");
  values[6] += 1e-6;  // one gram more of process emissions in 2030
  CHECK(check.fault(values) ==
        "emissions at year 2030 is 2.000002 t CO2e, but the sum of emissions_carrier is 2.000003");
  values = emission_values();
  values[6] *= 1 + 1e-12;  // rounding of the conversion is no fault
  CHECK(check.fault(values) == "");
  const SumCheck some(layout, {"emissions", "emissions_carrier", 1e-6, {"petrol", "process"}});
  CHECK_THAT(some.fault(emission_values()), Contains("but the sum of emissions_carrier is 2"));  // 2 g of diesel less
}

TEST_CASE("sums compare cell by cell along the dimensions that both sides have") {
  const Layout layout({{"year", {}, {2030}, "year"},
                       {"payer", {"city", "state"}, {}, "payer"},
                       {"measure", {"cars", "heating"}, {}, "measure"}},
                      {{"investment", {"year", "payer"}, "MSEK", "by payer"},
                       {"investment_by_measure_payer", {"year", "measure", "payer"}, "MSEK", "by both"}});
  const SumCheck check(layout, {"investment", "investment_by_measure_payer", 1e-8, {}});
  // city: 1 of cars + 3 of heating = 4; state: 2 + 4 = 6 [MSEK].
  CHECK(check.fault({4, 6, 1, 2, 3, 4}) == "");
  CHECK_THAT(check.fault({5, 5, 1, 2, 3, 4}), Contains("investment at year 2030, payer city is 5 MSEK"));
  CHECK_THAT(check.fault({4, 6.00000001, 1, 2, 3, 4}), Contains("payer state"));  // by one öre
}

TEST_CASE("a sound result is verified, with what was read") {
  const TemporaryFolder folder;
  example::write(folder / "a.h5");
  const Verification found = verify_result(folder / "a.h5");
  CHECK(found.faults.empty());
  CHECK(found.members == 5);
  CHECK(found.done == 4);
  CHECK(found.variables == 3);
  CHECK(found.numbers == 5 * 9);
  CHECK(found.notes == std::vector<std::string>{"1 failed: 2"});
}

TEST_CASE("sums that fail and numbers that are missing are told with member and year") {
  const TemporaryFolder folder;
  const Layout layout = emission_layout();
  MemberSource source;
  source.members = {0, 1, 2, 3};
  source.read = [](std::size_t index) {
    MemberResult made;
    made.member = static_cast<std::uint32_t>(index);
    made.values = emission_values();
    if (index == 1 || index == 2) made.values[7] = 5;
    if (index == 3) made.values[0] = std::nan("");
    return made;
  };
  write_result(folder / "a.h5", layout, FileHeader{}, source, Overwrite::results);
  const std::string faults = faults_of(folder / "a.h5");
  CHECK_THAT(faults, Contains("member 1: emissions at year 2031 is 0 t CO2e, but the sum of emissions_carrier is 5") &&
                         Contains("the like in 1 more member") && Contains("member 3: "));
}

TEST_CASE("a stored input that does not fit its hash is told") {
  const TemporaryFolder folder;
  FileHeader header = example::header();
  header.provenance.push_back({"hashes_fnv1a", "0000000000000000  scenario\n0000000000000001  not_stored.csv\n"});
  write_result(folder / "a.h5", example::layout(), header, example::source(2), Overwrite::results);
  CHECK(faults_of(folder / "a.h5") == "the stored input file scenario does not fit its hash\n");
}

TEST_CASE("members planned that are missing are noted, as ranges") {
  const TemporaryFolder folder;
  FileHeader header = example::header();
  header.extra["members_planned"] = "9";
  write_result(folder / "a.h5", example::layout(), header, example::source(5), Overwrite::results);
  const Verification found = verify_result(folder / "a.h5");
  CHECK(found.faults.empty());
  REQUIRE(found.notes.size() == 2);
  CHECK(found.notes[1] == "of 9 members planned 4 are missing: 5-8");
  CHECK(as_ranges({}) == "");
  CHECK(as_ranges({3, 4, 5, 9, 11, 12}) == "3-5, 9, 11-12");
  CHECK(as_ranges({1, 3, 5, 7, 8}, 2) == "1, 3 and 3 more");
}

TEST_CASE("wherever a byte of a result is turned, it is told or changes nothing that is read") {
  const TemporaryFolder folder;
  const std::string sound = folder / "sound.h5";
  const std::string damaged = folder / "damaged.h5";
  example::write(sound);
  const std::string bytes = contents(sound);
  std::mt19937 generator(4);  // any bytes will do, the same each time
  int told = 0;
  for (int trial = 0; trial < 400; ++trial) {
    std::string changed = bytes;
    const std::size_t at = generator() % bytes.size();
    changed[at] = static_cast<char>(changed[at] ^ static_cast<char>(1U << (generator() % 8)));
    put(damaged, changed);
    const std::string faults = faults_apart(damaged);
    INFO("byte " << at << " of " << bytes.size());
    if (faults.empty())
      CHECK(content_difference(sound, damaged) == "");
    else
      ++told;
  }
  CHECK(told > 100);
}

TEST_CASE("a result of another format is refused with the way to convert it") {
  const TemporaryFolder folder;
  {
    hdf5::File file = hdf5::File::create(folder / "a.h5");
    hdf5::Group root = file.root();
    root.write_number("skifte_format", std::int32_t{2});
    root.write_attribute("version", "9.1.0");
    root.write_attribute("command", "skifte ensemble baseline -n 5 -o a.h5");
  }
  CHECK_THAT(faults_of(folder / "a.h5"),
             Contains("result format 2") && Contains("reads format 1") && Contains("version 9.1.0") &&
                 Contains("computing it again here: skifte ensemble baseline -n 5 -o a.h5"));
}

TEST_CASE("differences between texts are told by what changed") {
  CHECK(line_differences("a 1\nb 2\n", "a 1\nb 2\n") == "");
  CHECK(line_differences("seed 1\nset x=1\n", "seed 2\nset y=2\n") ==
        "'seed 1' became 'seed 2'; 'set x=1' became 'set y=2'");
  CHECK(line_differences("seed 1\n", "seed 1\nfile a.yaml 12\n") == "'file a.yaml 12' is new");
  CHECK(line_differences("a 1\nb 1\nc 1\n", "", 2) == "'a 1' is gone; 'b 1' is gone; and 1 more");
}

}  // namespace skifte::output
