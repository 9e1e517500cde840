#include "output/verification.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>

#include "output/ensemble_runner.hpp"
#include "output/ledger_sums.hpp"
#include "output/result_reader.hpp"
#include "output/summary_file.hpp"
#include "sim/fault.hpp"
#include "sim/random.hpp"

namespace skifte::output {

namespace {

/// Variables that a member keeps when it fails.
bool is_input(const std::string& variable) {
  return variable == "assumption_value" || variable == "lever_value" || variable.starts_with("design_");
}

/// Faults of one kind: the first in words, then how many members it concerns.
class FaultBook {
 public:
  void add(const std::string& kind, std::uint32_t member, const std::string& words) {
    auto& [count, first] = found_[kind];
    if (count++ == 0) first = fmt::format("member {}: {}", member, words);
  }
  std::vector<std::string> texts() const {
    std::vector<std::string> all;
    for (const auto& [kind, entry] : found_) {
      all.push_back(entry.second);
      if (entry.first > 1) all.back() += fmt::format(" (and the like in {} more members)", entry.first - 1);
    }
    return all;
  }

 private:
  std::map<std::string, std::pair<std::size_t, std::string>> found_;
};

class Verifying {
 public:
  explicit Verifying(const std::string& path) : file_(path) {}
  Verification run();

 private:
  void read_variables();
  void check_members();
  void check_member(const MemberResult& member, const std::vector<SumCheck>& sums);
  void check_hashes();
  void note_members();

  ResultFile file_;
  Verification found_;
  FaultBook book_;
};

/// Each variable on its own, so that damage is told for every one.
void Verifying::read_variables() {
  for (const VariableSpec& variable : file_.layout().variables()) {
    ++found_.variables;
    found_.numbers += file_.members().size() * file_.layout().size(variable.name);
    if (const std::string fault = file_.variable_fault(variable.name); !fault.empty()) found_.faults.push_back(fault);
  }
  for (const std::string& fault : file_.microdata_faults()) found_.faults.push_back(fault);
  if (const std::string fault = file_.attributes_fault(); !fault.empty()) found_.faults.push_back(fault);
}

void Verifying::check_member(const MemberResult& member, const std::vector<SumCheck>& sums) {
  const Layout& layout = file_.layout();
  if (member.status == MemberStatus::done) {
    if (const std::string fault = value_fault(member.values, layout); !fault.empty()) {
      book_.add("values", member.member, fault);
      return;  // sums of what is no number say nothing more
    }
    for (std::size_t i = 0; i < sums.size(); ++i) {
      if (const std::string fault = sums[i].fault(member.values); !fault.empty())
        book_.add(found_.sums[i], member.member, fault);
    }
    return;
  }
  for (const VariableSpec& variable : layout.variables()) {
    if (is_input(variable.name)) continue;
    const auto begin = member.values.begin() + static_cast<std::ptrdiff_t>(layout.offset(variable.name));
    if (!std::all_of(begin, begin + static_cast<std::ptrdiff_t>(layout.size(variable.name)),
                     [](double value) { return std::isnan(value); }))
      book_.add("failed " + variable.name, member.member,
                fmt::format("is {} but has numbers in {}", to_string(member.status), variable.name));
  }
}

void Verifying::check_members() {
  std::vector<SumCheck> checks;
  for (const LedgerSum& sum : ledger_sums()) {
    if (!file_.layout().has(sum.left) || !file_.layout().has(sum.right)) continue;
    checks.emplace_back(file_.layout(), sum);
    found_.sums.push_back(sum.left + " = " + sum.right);
  }
  const MemberSource source = file_.members_source();
  for (std::size_t i = 0; i < source.members.size(); ++i) check_member(source.read(i), checks);
  const std::vector<std::string> texts = book_.texts();
  found_.faults.insert(found_.faults.end(), texts.begin(), texts.end());
}

/// The lines `HASH  NAME` of hashes_fnv1a, for the texts that are stored.
void Verifying::check_hashes() {
  std::map<std::string, std::string> stored;
  for (const ProvenanceText& entry : file_.header().provenance) stored[entry.name] = entry.text;
  std::istringstream lines(stored["hashes_fnv1a"]);
  std::string hash;
  std::string name;
  while (lines >> hash && std::getline(lines >> std::ws, name)) {
    const auto text = stored.find(name);
    if (text != stored.end() && fmt::format("{:016x}", sim::hash_name(text->second)) != hash)
      found_.faults.push_back("the stored input file " + name + " does not fit its hash");
  }
}

void Verifying::note_members() {
  const std::vector<std::uint32_t>& ids = file_.members();
  found_.members = ids.size();
  std::vector<std::uint32_t> failed;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (file_.statuses()[i] != MemberStatus::done) failed.push_back(ids[i]);
  }
  found_.done = ids.size() - failed.size();
  if (!failed.empty()) found_.notes.push_back(fmt::format("{} failed: {}", failed.size(), as_ranges(failed)));
  const auto& extra = file_.header().extra;
  if (const auto shard = extra.find("shard"); shard != extra.end())
    found_.notes.push_back("it is shard " + shard->second);
  const auto planned = extra.find("members_planned");
  if (planned == extra.end() || extra.contains("shard")) return;
  const std::vector<std::uint32_t> all = member_ids(static_cast<std::uint32_t>(std::stoul(planned->second)));
  std::vector<std::uint32_t> missing;
  std::set_difference(all.begin(), all.end(), ids.begin(), ids.end(), std::back_inserter(missing));
  if (!missing.empty())
    found_.notes.push_back(
        fmt::format("of {} members planned {} are missing: {}", all.size(), missing.size(), as_ranges(missing)));
}

Verification Verifying::run() {
  read_variables();
  // What cannot be read has been told; the members cannot be put together without it.
  if (found_.faults.empty()) check_members();
  check_hashes();
  note_members();
  return found_;
}

}  // namespace

Verification verify_result(const std::string& path) {
  return is_summary(path) ? verify_summary(path) : Verifying(path).run();
}

std::string as_ranges(const std::vector<std::uint32_t>& numbers, std::size_t limit) {
  std::string text;
  std::size_t ranges = 0;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t end = i + 1;
    while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
    if (ranges++ == limit) return text + fmt::format(" and {} more", numbers.size() - i);
    text += (text.empty() ? "" : ", ") + std::to_string(numbers[i]);
    if (end > i + 1) text += "-" + std::to_string(numbers[end - 1]);
    i = end;
  }
  return text;
}

}  // namespace skifte::output
