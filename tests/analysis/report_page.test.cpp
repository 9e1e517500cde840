#include "analysis/report_page.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "agents/categories.hpp"
#include "agents/household_groups.hpp"
#include "analysis/report_json.hpp"
#include "scenarios/outcomes.hpp"
#include "sim/fault.hpp"
#include "tests/analysis/report_sample.hpp"

using namespace skifte::analysis;
using nlohmann::json;

namespace {

/// What would be markup, a script or the end of one if it were not kept as text.
const std::string attack =
    "</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)> & \xE2\x80\xA8 {{script}}";

ReportData attacked_report() {
  ReportData data = sample_report();
  data.title = {attack, attack};
  data.scenarios[0].label = {attack, attack};
  data.scenarios[0].targets[0].label = {attack, attack};
  (*data.scenarios[0].changes[0].to)[0].value = attack;
  data.scenarios[0].cars[0].name = attack;
  data.observed_emissions[0].label = {attack, attack};
  data.limits[0].title = {attack, attack};
  return data;
}

json page_texts(const std::string& language) {
  std::ifstream file(std::string(SKIFTE_SOURCE_DIR) + "/analysis/report/src/text_" + language + ".json");
  REQUIRE(file);
  return json::parse(file);
}

/// The {values} a text asks for.
std::multiset<std::string> values_in(const std::string& text) {
  std::multiset<std::string> values;
  for (auto begin = text.find('{'); begin != std::string::npos; begin = text.find('{', begin + 1)) {
    values.insert(text.substr(begin, text.find('}', begin) - begin));
  }
  return values;
}

/// What the page's script will parse.
json data_in(const std::string& page) {
  const std::string opening = R"(<script type="application/json" id="report-data">)";
  const auto begin = page.find(opening) + opening.size();
  return json::parse(page.substr(begin, page.find("</script>", begin) - begin));
}

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("the page has the same texts with the same values in Swedish and in English") {
  const json sv = page_texts("sv");
  const json en = page_texts("en");
  for (const auto& [key, text] : sv.items()) {
    INFO(key);
    REQUIRE(en.contains(key));
    CHECK_FALSE(text.get<std::string>().empty());
    CHECK_FALSE(en[key].get<std::string>().empty());
    const auto ours = values_in(text.get<std::string>());
    const auto theirs = values_in(en[key].get<std::string>());
    CHECK(std::set<std::string>(ours.begin(), ours.end()) == std::set<std::string>(theirs.begin(), theirs.end()));
  }
  CHECK(sv.size() == en.size());
}

TEST_CASE("the page names every category of the accounts") {
  const json texts = page_texts("sv");
  const auto expect_all = [&](const std::string& kind, const auto& labels) {
    for (const std::string_view label : labels) {
      INFO(kind << "." << label);
      CHECK(texts.contains(kind + "." + std::string(label)));
    }
  };
  expect_all("sector", skifte::agents::sector_labels);
  expect_all("subsector", skifte::agents::subsector_labels);
  expect_all("powertrain", skifte::agents::powertrain_labels);
  expect_all("heating", skifte::agents::heating_labels);
  expect_all("heat_source", skifte::agents::heat_source_labels);
  expect_all("payer", skifte::agents::payer_labels);
  expect_all("bottleneck", skifte::agents::bottleneck_labels);
  expect_all("city_finance", skifte::agents::city_finance_labels);
  expect_all("group", skifte::agents::household_group_labels);
  std::vector<std::string> outcomes;
  for (const auto& outcome : skifte::scenarios::outcomes())
    outcomes.push_back(outcome.name.substr(0, outcome.name.find('.')));
  expect_all("outcome", outcomes);
  std::vector<std::string> systems;
  for (const auto& lever : skifte::scenarios::model_vocabulary().levers) systems.push_back(lever.reader);
  expect_all("system", systems);
}

TEST_CASE("every text the page's script asks for exists") {
  const json texts = page_texts("en");
  std::size_t asked = 0;
  const std::filesystem::path folder = std::string(SKIFTE_SOURCE_DIR) + "/analysis/report/src";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".js") continue;
    const std::string module = entry.path().filename().string();
    std::ifstream file(entry.path());
    REQUIRE(file);
    std::stringstream buffer;
    buffer << file.rdbuf();
    const std::string source = buffer.str();
    for (auto at = source.find("say(\""); at != std::string::npos; at = source.find("say(\"", at + 1)) {
      const auto begin = at + 5;
      const std::string key = source.substr(begin, source.find('"', begin) - begin);
      INFO(module << ": " << key);
      CHECK(texts.contains(key));
      ++asked;
    }
  }
  CHECK(asked > 60);
}

TEST_CASE("a user's text never becomes markup") {
  const std::string harmless = report_page(sample_report(), Language::english);
  const std::string page = report_page(attacked_report(), Language::english);

  CHECK(occurrences(page, "<script") == occurrences(harmless, "<script"));
  CHECK(occurrences(page, "</script") == occurrences(harmless, "</script"));
  CHECK(page.find("<img") == std::string::npos);
  CHECK(page.find("<!--") == std::string::npos);
  CHECK(page.substr(page.find("report-data")).find("\xE2\x80\xA8") == std::string::npos);
  CHECK(page.find("<title>&lt;/script&gt;") != std::string::npos);
  const json shown = data_in(page);
  CHECK(shown["title"]["en"] == attack);
  CHECK(shown["scenarios"][0]["changes"][0]["to"][0]["value"] == attack);
}

TEST_CASE("script_text escapes what could end a script, and mends faulty UTF-8") {
  CHECK(script_text("a<b>&") == R"("a\u003cb\u003e\u0026")");
  CHECK(script_text("\xE2\x80\xA8|\xE2\x80\xA9") == R"("\u2028|\u2029")");
  CHECK(script_text("ö\xFF") == "\"ö\xEF\xBF\xBD\"");
  CHECK(html_text("<a href=\"x\">'&'</a>") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
}

TEST_CASE("the page begins in the language asked for, in one file that fetches nothing") {
  const std::string sv = report_page(sample_report(), Language::swedish);
  const std::string en = report_page(sample_report(), Language::english);
  CHECK(sv.find("<html lang=\"sv\">") != std::string::npos);
  CHECK(en.find("<html lang=\"en\">") != std::string::npos);
  CHECK(sv.find("<title>Helsingborg: når klimatkontraktet") != std::string::npos);
  CHECK(en.find("<title>Helsingborg: does the climate contract") != std::string::npos);
  CHECK(data_in(sv) == data_in(en));
  for (const char* fetched : {" src=\"", "<link rel=\"stylesheet\"", "@import", "url(http"}) {
    INFO(fetched);
    CHECK(sv.find(fetched) == std::string::npos);
  }
}

TEST_CASE("the page's data has the shape its script reads") {
  const json data = report_json(sample_report());
  CHECK(data["format"] == 1);
  REQUIRE(data["scenarios"].size() == 2);
  const json& scenario = data["scenarios"][0];
  const json& row = scenario["emissions"]["physical"][0];
  REQUIRE(row.size() == 6);
  CHECK(row[0] == 2015);
  CHECK(std::is_sorted(row.begin() + 1, row.end()));
  const json& neutral = scenario["targets"][1]["outcomes"][0];
  CHECK(neutral["account"] == "physical");
  CHECK(neutral["chance"]["met"] == 0);
  CHECK(neutral["chance"]["members"] == 1000);
  CHECK(neutral["first_met"][5].is_null());  // +infinity: never met in the worst futures
  CHECK(data["scenarios"][1]["changes"].is_array());
  CHECK(data["observed"]["emissions"][2]["points"] == json::parse("[[1990, 1129258.0]]"));

  ReportData empty;
  empty.scenarios.resize(1);
  const json bare = report_json(empty);
  CHECK(bare["limits"].is_array());
  CHECK(bare["certainties"].is_array());
  CHECK(data["certainties"].size() == 4);
  CHECK(bare["scenarios"][0]["net"].is_array());
  CHECK(bare["scenarios"][0]["budget"].is_null());
  CHECK_THROWS_AS(report_page(ReportData{}, Language::swedish), skifte::sim::ProgramFault);
}

TEST_CASE("Wilson's interval meets hand-computed values") {
  // z = 1.96, n = 10, p = 0.3: centre 0.3 + 0.19208 = 0.49208, spread 1.96 sqrt(0.021 + 0.009604) = 0.342883,
  // scale 1.38416: (0.149197, 0.834963) / 1.38416.
  const ShareInterval three = wilson_interval({3, 10});
  CHECK(three.low == Approx(0.107789).margin(2e-6));
  CHECK(three.high == Approx(0.603227).margin(2e-6));
  // No success: 0 and z² / (n + z²) = 3.8416 / 1003.8416.
  const ShareInterval none = wilson_interval({0, 1000});
  CHECK(none.low == 0);
  CHECK(none.high == Approx(0.00382690).margin(1e-8));
  const ShareInterval nobody = wilson_interval({0, 0});
  CHECK(nobody.low == 0);
  CHECK(nobody.high == 1);
}

TEST_CASE("a browser shows the page whole, offline, in both languages and on a phone", "[long]") {
  const auto folder = std::filesystem::temp_directory_path() / "skifte-report-browser-test";
  std::filesystem::create_directories(folder);
  const auto check = [&](const std::string& name, const ReportData& data, Language language) {
    const std::string page = (folder / (name + ".html")).string();
    std::ofstream(page) << report_page(data, language);
    const std::string command = std::string(SKIFTE_SOURCE_DIR) + "/tests/analysis/browser/run.sh '" + page + "' '" +
                                (folder / name).string() + "' '" + (folder / "packages").string() + "'";
    INFO(command);
    CHECK(std::system(command.c_str()) == 0);
  };
  check("sample", sample_report(), Language::swedish);
  check("attacked", attacked_report(), Language::english);
}
