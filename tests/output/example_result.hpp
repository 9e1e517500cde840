#pragma once
#include <stdlib.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <string>

#include "output/dataset.hpp"
#include "output/result_writer.hpp"

/// A small result with every kind of thing a file holds, shared by the tests of this folder. tests/output/readers check
/// the same numbers from Python and R.
namespace skifte::output::example {

/// A fresh folder, removed with its contents.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "skifte-output-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// 3 years x 2 sectors, one number per member and one variable that may be missing: 6 + 1 + 2 = 9 values.
inline Layout layout() {
  return Layout({{"year", {}, {2028, 2029, 2030}, "calendar year"},
                 {"sector", {"transport", "uppvärmning"}, {}, "sector of the inventory"},
                 {"target", {"residual_2030", "climate_neutral_2030"}, {}, "target of the scenario"}},
                {{"emissions", {"year", "sector"}, "t CO2e", "greenhouse gases emitted"},
                 {"assumption_value", {}, "1", "value of the only assumption"},
                 {"first_year_met", {"target"}, "year", "first year the target is met", Missing::allowed}});
}

/// value(member, i) = 1000 member + i + 0.25; the second target is never met. Member 2 failed.
inline MemberResult result(std::uint32_t member) {
  MemberResult made;
  made.member = member;
  made.seed = 18000000000000000000ULL + member;  // needs all 64 bits
  made.replicate = member % 2;
  made.wall_time = 0.5;
  for (std::size_t i = 0; i < layout().total(); ++i)
    made.values.push_back(1000.0 * member + static_cast<double>(i) + 0.25);
  made.values.back() = std::numeric_limits<double>::quiet_NaN();
  if (member == 2) {
    made.status = MemberStatus::failed;
    made.message = "räknefel";
    made.values = blank_result(member, layout()).values;
  }
  return made;
}

inline FileHeader header() {
  FileHeader made;
  made.version = "0.1.0";
  made.commit = "0123abc";
  made.command = "skifte ensemble contract-2030 -n 5";
  made.scenario = "contract-2030";
  made.city = "helsingborg";
  made.seed = 18000000000000000001ULL;
  made.created = "2026-01-31T12:00:00Z";
  made.host = "";
  made.extra = {{"design", "lhs"}, {"interrupted", "no"}};
  made.provenance = {{"scenario", "skifte: 1\nname: Klimatkontrakt Å\n"}, {"environment", ""}};
  made.observations = {{"emissions",
                        {{"year", {}, {1990, 2022}, "calendar year"}, {"sector", {"transport"}, {}, "sector"}},
                        {250000.5, std::numeric_limits<double>::quiet_NaN()},
                        "t CO2e",
                        "published inventory",
                        "the national database"}};
  made.label_texts = {{"target_units", "target", {"kt", "t"}, "unit of each target"}};
  return made;
}

inline MemberSource source(std::uint32_t members) {
  MemberSource made;
  for (std::uint32_t member = 0; member < members; ++member) made.members.push_back(member);
  made.read = [ids = made.members](std::size_t index) { return result(ids[index]); };
  return made;
}

inline void write(const std::string& path, std::uint32_t members = 5) {
  write_result(path, layout(), header(), source(members), Overwrite::results);
}

/// Equal, counting NaN equal to NaN bit for bit aside.
inline bool same_values(const std::vector<double>& left, const std::vector<double>& right) {
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (!(left[i] == right[i] || (std::isnan(left[i]) && std::isnan(right[i])))) return false;
  }
  return true;
}

}  // namespace skifte::output::example
