#include "scenarios/city_observations.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "scenarios/locations.hpp"
#include "sim/fault.hpp"

using namespace skifte;
using scenarios::CitySeries;
using scenarios::Use;
namespace fs = std::filesystem;

namespace {

const fs::path home = SKIFTE_SOURCE_DIR;

const CitySeries& found(const std::vector<CitySeries>& all, const std::string& name, const std::string& label) {
  for (const CitySeries& one : all) {
    if (one.name == name && one.label == label) return one;
  }
  throw std::runtime_error("no series " + name + "/" + label);
}

/// A folder with one file, gone at the end.
class Folder {
 public:
  Folder(const std::string& file, const std::string& text)
      : path_(fs::temp_directory_path() / "skifte-observations-test") {
    fs::remove_all(path_);
    fs::create_directories(path_);
    if (!file.empty()) std::ofstream(path_ / file, std::ios::binary) << text;
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string faults_of(const sim::UserFault& fault) {
  std::string all;
  for (const sim::Fault& one : fault.faults()) all += sim::to_string(one) + "\n";
  return all;
}

}  // namespace

TEST_CASE("Helsingborg's outcomes are read from its tables") {
  const auto all = scenarios::read_observations(home / "scenarios/cities/helsingborg");
  // SMHI's release 2026, and release 2025 for the years between; Trafikanalys; Power Circle.
  CHECK(found(all, "emissions", "total").values.at(2022) == Approx(465661.32).margin(0.1));
  CHECK(found(all, "emissions_published", "agriculture").values.at(2020) == Approx(35926.4).margin(0.1));
  CHECK(found(all, "emissions", "total").values.count(2018) == 0);
  CHECK(found(all, "emissions_release_2025", "agriculture").values.at(2018) == Approx(32068.69));
  CHECK(found(all, "cars", "battery").values.at(2022) == 2595);
  CHECK(found(all, "light_trucks", "battery").values.at(2021) == 105);
  CHECK(found(all, "heavy_trucks", "gas").values.at(2022) == 114);
  CHECK(found(all, "buses", "diesel").values.at(2018) == 37);  // 22 diesel, 15 biodiesel
  CHECK(found(all, "public_chargers", "").values.at(2022) == 623);
  CHECK(found(all, "population", "").values.at(2022) == 150975);
  // The register's own table lacks 2016 and 2017; another compilation of it has some.
  CHECK(found(all, "new_cars", "battery").values.at(2016) == 49);
  CHECK(found(all, "new_cars", "battery").values.at(2022) == 1249);
  CHECK(found(all, "new_cars", "diesel").values.count(2016) == 0);
}

TEST_CASE("Every city has observations, none of an outcome after 2022 but those said to be fitted") {
  for (const std::string& city : scenarios::folder_names(scenarios::cities_folder(home))) {
    INFO(city);
    const fs::path folder = scenarios::cities_folder(home) / city;
    auto used = scenarios::read_used_years(scenarios::any_city_folder(home));
    for (auto& one : scenarios::read_used_years(folder)) used.push_back(one);
    const auto all = scenarios::read_observations(folder);
    CHECK(found(all, "buses", "gas").values.size() == 5);
    for (const CitySeries& one : all) {
      if (one.name == "population") continue;  // an input
      const int last = one.values.rbegin()->first;
      INFO(one.name << "/" << one.label << " " << last);
      CHECK((last <= 2022 || scenarios::use_of(used, one.name, one.label, last) == Use::fitted));
    }
    // What a statement speaks of is observed, or follows from what is.
    for (const scenarios::UsedYears& one : used) {
      if (one.name == "car_other_change" || one.name == "public_chargers" || one.name == "heating_systems") continue;
      CHECK_NOTHROW(found(all, one.name, one.label.empty() && one.name != "population" ? "total" : one.label));
    }
  }
}

TEST_CASE("Tables a folder lacks are left out; a folder without any is a fault") {
  const Folder one("observations.csv", "series,year,value,unit,source\npublic_chargers,2020,7,1,x\n");
  const auto all = scenarios::read_observations(one.path());
  REQUIRE(all.size() == 1);
  CHECK(all[0].values == std::map<int, double>{{2020, 7}});
  CHECK(scenarios::read_used_years(one.path()).empty());
  const Folder none("", "");
  CHECK_THROWS_AS(scenarios::read_observations(none.path()), sim::UserFault);
}

TEST_CASE("Faults in observations come together, with their places") {
  const Folder folder("observations.csv",
                      "series,year,value,unit,source\n"
                      "public_charger,2020,7,1,x\n"
                      "heating_systems/natural_gas,2020,7,1,x\n"
                      "public_chargers,2020,-7,1,x\n"
                      "public_chargers,2020,7,1,x\n"
                      "public_chargers,2O20,7,1,x\n");
  try {
    scenarios::read_observations(folder.path());
    FAIL("no fault");
  } catch (const sim::UserFault& fault) {
    const std::string all = faults_of(fault);
    CHECK(fault.faults().size() == 5);
    CHECK_THAT(all, Catch::Contains("observations.csv:2:1: 'public_charger' is no series to observe here, did you mean "
                                    "'public_chargers'?"));
    CHECK_THAT(all, Catch::Contains("observations.csv:3:36: unit '1' (must be 'dwelling'"));
    CHECK_THAT(all, Catch::Contains("observations.csv:4:22: a negative number"));
    CHECK_THAT(all, Catch::Contains("observations.csv:5:17: 'public_chargers' is observed twice in 2020"));
    CHECK_THAT(all, Catch::Contains("observations.csv:6:17: '2O20' is not a whole number"));
  }
}

TEST_CASE("What years were used for: the last statement that covers them holds") {
  const Folder folder("fitting.csv",
                      "series,first_year,last_year,use,how\n"
                      "cars,2015,2015,start,a\n"
                      "cars/total,2015,2022,input,b\n"
                      "cars,2018,2019,fitted,c\n");
  const auto used = scenarios::read_used_years(folder.path());
  CHECK(scenarios::use_of(used, "cars", "battery", 2015) == Use::start);
  CHECK(scenarios::use_of(used, "cars", "battery", 2016) == Use::none);
  CHECK(scenarios::use_of(used, "cars", "total", 2015) == Use::input);
  CHECK(scenarios::use_of(used, "cars", "total", 2019) == Use::fitted);
  CHECK(scenarios::use_of(used, "new_cars", "total", 2019) == Use::none);
  const Folder wrong("fitting.csv",
                     "series,first_year,last_year,use,how\ncars,2018,2015,fited,a\ncars,2018,2015,fitted,a\n");
  try {
    scenarios::read_used_years(wrong.path());
    FAIL("no fault");
  } catch (const sim::UserFault& fault) {
    CHECK_THAT(faults_of(fault), Catch::Contains("fitting.csv:2:16: 'fited' is no use of a series (there are start, "
                                                 "input, scaled, fitted), did you mean 'fitted'?"));
    CHECK_THAT(faults_of(fault), Catch::Contains("fitting.csv:3:11: before the first year"));
  }
}
