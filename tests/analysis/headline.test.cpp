#include "analysis/headline.hpp"
#include "analysis/summary_headline.hpp"

#include <catch2/catch.hpp>
#include <cctype>
#include <fstream>
#include <nlohmann/json.hpp>

#include "agents/categories.hpp"
#include "analysis/report_collect.hpp"
#include "analysis/report_observed.hpp"
#include "analysis/source_names.hpp"
#include "tests/analysis/small_result.hpp"

namespace {

using namespace skifte;
using analysis::chance_words;
using analysis::kilotonnes;
using analysis::testing::SmallResult;
using Catch::Contains;

/// 11 members whose emissions in 2030 are 160, 162, ... 180 kt, three quarters of it transport; 4 are neutral in 2030.
SmallResult eleven() {
  SmallResult small;
  small.members = 11;
  small.values["emissions"] = [](int member, int year, int label) {
    return (1000.0 * (160 + 2 * member) + 100 * (2030 - year)) * (label == 0 ? 0.75 : 0.25);
  };
  small.values["emissions_published"] = [](int member, int, int label) {
    return label == 0 ? 1000.0 * (200 + member) : 0;
  };
  small.values["net_emissions"] = [](int member, int, int) { return 1000.0 * (10 * member - 30); };
  small.values["neutral"] = [](int member, int, int) { return member < 4 ? 1.0 : 0.0; };
  small.values["emissions_subsector"] = [](int member, int, int label) { return 1000.0 * (label + 1) + member; };
  return small;
}

}  // namespace

TEST_CASE("the headline counts members and takes their quantiles") {
  const output::example::TemporaryFolder folder;
  SmallResult small = eleven();
  small.failed = {10};
  const analysis::Headline made = analysis::headline(small.open(folder), 170e3);
  CHECK(made.members == 10);
  CHECK(made.failed == 1);
  REQUIRE(made.neutral.size() == 1);  // 2035 and later lie beyond the file's last year
  CHECK(made.neutral[0].year == 2030);
  CHECK(made.neutral[0].count.met == 4);
  CHECK(made.neutral[0].count.members == 10);
  CHECK(made.neutral_published[0].count.met == 0);
  REQUIRE(made.emissions.size() == 1);
  CHECK(made.emissions[0].q50 == Approx(169e3));  // members 0 to 9: 160 to 178
  CHECK(made.emissions_published[0].q50 == Approx(204.5e3));
  CHECK(made.gap.q50 == Approx(-1e3));  // to the limit of 170 kt
  CHECK(made.net.q50 == Approx(15e3));  // -30 to 60 in steps of 10
  REQUIRE(made.largest.size() == 3);
  CHECK(made.largest[0].first == "kemira");
  CHECK(made.largest[0].second == Approx(4004.5));
  CHECK(made.largest[2].first == "buses");
}

TEST_CASE("a streamed summary counts replicates of a point once, as members that were kept are") {
  const output::example::TemporaryFolder folder;
  SmallResult small = eleven();
  small.members = 12;
  const output::ResultFile file = small.open(folder);
  output::Summary summary(file.layout(), {"contract-2030"});
  const output::MemberSource source = file.members_source();
  for (std::size_t i = 0; i < 12; ++i) {
    if (i != 2 && i != 3 && i != 7) summary.add(0, source.read(i));  // of six pairs 1 is missing, of another one half
  }
  output::StoredSummary stored{file.header(), std::move(summary)};
  CHECK(analysis::headline(stored, 0, 170e3).neutral[0].count.independent() == 9);
  stored.header.extra["design_replicates"] = "2";
  const analysis::Headline made = analysis::headline(stored, 0, 170e3);
  CHECK(made.neutral[0].count.members == 9);
  CHECK(made.neutral[0].count.independent() == 5);
  CHECK(made.neutral_published[0].count.independent() == 5);
}

TEST_CASE("a run that ends before 2030 states its gap in its last year") {
  const output::example::TemporaryFolder folder;
  SmallResult small = eleven();
  small.years = {2027, 2028, 2029};
  const analysis::Headline made = analysis::headline(small.open(folder), 170e3);
  CHECK(made.gap.year == 2029);
  CHECK(made.gap.q50 == Approx(100));  // the sixth member's 170 kt and 100 t, to the limit of 170 kt
  CHECK(made.neutral.empty());
  CHECK(made.emissions.empty());
}

TEST_CASE("the headline in words names futures, failures, chances and the gap") {
  const output::example::TemporaryFolder folder;
  SmallResult small = eleven();
  small.failed = {10};
  const std::string text = analysis::headline_text(analysis::headline(small.open(folder), 170e3));
  INFO(text);
  CHECK_THAT(text, Contains("contract-2030: 10 futures (1 more failed"));
  CHECK_THAT(text, Contains("4 in 10 (40 %"));
  CHECK_THAT(text, Contains("fewer than 1 in 10"));
  CHECK_THAT(text, Contains("169 kt"));
  CHECK_THAT(text, Contains("Kemira 4.0 kt; landfill 3.0 kt; buses 2.0 kt"));
}

TEST_CASE("one future has neither a median nor a chance") {
  const output::example::TemporaryFolder folder;
  SmallResult small = eleven();
  small.members = 1;  // 160 kt in 2030, net -30 kt
  const std::string text = analysis::headline_text(analysis::headline(small.open(folder), 140e3));
  INFO(text);
  CHECK_THAT(text, Contains("contract-2030: 1 future\n"));
  CHECK_THAT(text, Contains("unknown (met in the only future)") && Contains("unknown (not met in the only future)"));
  CHECK_THAT(text, Contains("physical   160 kt\n"));
  CHECK_THAT(text, Contains("Gap in 2030: 20 kt above what may be left; after sinks that count, -30 kt\n"));
  CHECK_THAT(text, !Contains("1 futures") && !Contains("median") && !Contains("1 in 1"));
}

TEST_CASE("sources are named in words, as on the page, and by no plant that the city lacks") {
  std::ifstream file(std::string(SKIFTE_SOURCE_DIR) + "/analysis/report/src/text_en.json");
  const auto page = nlohmann::json::parse(file);
  const auto lower = [](std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
  };
  for (const std::string_view label : agents::subsector_labels) {
    INFO(label);
    const std::string elsewhere = "elsewhere.subsector." + std::string(label);
    const std::string here = page.at("subsector." + std::string(label));
    CHECK(lower(analysis::source_name(label, "helsingborg")) == lower(here));
    CHECK(lower(analysis::source_name(label, "malmo")) == lower(page.value(elsewhere, here)));
  }
  CHECK(analysis::source_name("filbornaverket", "malmo") == "waste-fired heat and power");
}

TEST_CASE("a chance is never worded as none, nor as certain while one member says otherwise") {
  CHECK(chance_words({0, 200}) == "fewer than 1 in 200");
  CHECK(chance_words({200, 200}) == "all 200 futures");
  CHECK(chance_words({0, 0}) == "unknown (no member finished)");
  // Wilson 1927 for 3 of 200: centre (0.015 + 0.0096)/1.0192 = 0.02414, half-width 0.01903: 0.5 to 4.3 %.
  CHECK_THAT(chance_words({3, 200}), Contains("3 in 200") && Contains("0.5 to 4.3 %"));
  for (int members : {10, 300, 1000, 100000}) {
    for (int met : {0, 1, members - 1}) {
      const std::string words = chance_words({met, members});
      INFO(words);
      CHECK_THAT(words, !Contains("zero") && !Contains(" 0 %") && !Contains("(0 %") && !Contains("(100 %"));
      CHECK_THAT(words, !Contains("never") && !Contains("certain"));
    }
  }
}

TEST_CASE("tonnes are worded as kilotonnes") {
  CHECK(kilotonnes(182345) == "182 kt");
  CHECK(kilotonnes(1234) == "1.2 kt");
  CHECK(kilotonnes(-45678) == "-46 kt");
  CHECK(kilotonnes(0) == "0.0 kt");
}

TEST_CASE("another city's page claims neither Helsingborg's contract nor its tonnes") {
  const output::example::TemporaryFolder folder;
  SmallResult small;
  small.extra = {{"contract_baseline_1990", "1129258"}};
  analysis::ReportData here, there;
  analysis::collect_observations(small.open(folder, "here.h5"), here);
  small.city = "malmo";
  analysis::collect_observations(small.open(folder, "there.h5"), there);
  CHECK(here.observed_emissions.size() == 1);
  CHECK(there.observed_emissions.empty());
  for (const analysis::Limit& limit : analysis::model_limits("malmo")) {
    INFO(limit.detail.en);
    CHECK_THAT(limit.detail.en, !Contains("28 kt") && !Contains("Kemira"));
  }
  CHECK(analysis::model_limits("malmo").size() == analysis::model_limits("helsingborg").size() + 1);
}
