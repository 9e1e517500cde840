#include "analysis/until.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <system_error>

#include "analysis/ensemble.hpp"
#include "output/held_signals.hpp"
#include "output/journal.hpp"
#include "scenarios/fault_list.hpp"
#include "sim/fault.hpp"
#include "sim/math.hpp"

namespace skifte::analysis {

namespace {

constexpr double z95 = 1.959963984540054;  // normal quantile of 0.975

std::string without_blanks(std::string text) {
  const std::string sign = "\u00b1";
  for (std::size_t at = text.find(sign); at != std::string::npos; at = text.find(sign))
    text.replace(at, sign.size(), "+-");
  std::erase(text, ' ');
  return text;
}

/// As it was asked for: `factorial` is kept as central values with factors.
std::string design_word(const Plan& plan) {
  return plan.design() == "central" && !plan.spec().factors.empty() ? "factorial" : plan.design();
}

[[noreturn]] void refuse(const std::string& text, const std::string& why) {
  throw sim::UserFault(fmt::format("--until '{}' {} 'chance(TARGET) +- 0.02'?", text, why));
}

double read_half_width(const std::string& text, std::string number) {
  const bool percent = number.ends_with("%");
  if (percent) number.pop_back();
  double value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc() || end != number.data() + number.size()) refuse(text, "has no half-width after +-");
  if (percent) value /= 100;
  if (!(value > 0 && value < 0.5)) refuse(text, "has a half-width that does not lie between 0 and 0.5");
  return value;
}

/// Every variant's shares, fed by members in their order.
class Judge {
 public:
  Judge(const Until& until, const Plan& plan, const output::Layout& layout)
      : plan_(plan), shares_(plan.variants().size()) {
    const auto& names = layout.dimension("target").labels;
    const auto found = std::find(names.begin(), names.end(), until.target);
    place_ = layout.offset("target_met") + static_cast<std::size_t>(found - names.begin());
  }
  /// Takes in members up to `end` from the journal; those that failed tell nothing.
  void read(const std::string& journal, std::uint32_t end) {
    const output::JournalReader reader(journal);
    while (next_ < end) {
      std::map<std::size_t, std::pair<std::uint32_t, std::uint32_t>> counts;  // variant -> met, done
      for (std::uint32_t i = 0; i < plan_.members_per_point(); ++i, ++next_) {
        const auto status = reader.statuses().find(next_);
        if (status == reader.statuses().end() || status->second != output::MemberStatus::done) continue;
        auto& [met, done] = counts[plan_.member(next_).variant];
        met += reader.read(next_).values[place_] > 0.5 ? 1 : 0;
        ++done;
      }
      for (const auto& [variant, count] : counts) shares_[variant].add(count.first, count.second);
    }
  }
  Convergence convergence() const {
    const auto least_known = std::max_element(
        shares_.begin(), shares_.end(), [](const auto& a, const auto& b) { return a.half_width() < b.half_width(); });
    return {next_ / plan_.members_per_point(), least_known->estimate(), least_known->half_width()};
  }

 private:
  const Plan& plan_;
  std::vector<ShareEstimate> shares_;
  std::size_t place_ = 0;
  std::uint32_t next_ = 0;
};

}  // namespace

Until read_until(const std::string& text, std::uint32_t batch, const Plan& plan) {
  const std::string plain = without_blanks(text);
  const std::size_t closing = plain.find(")+-");
  if (!plain.starts_with("chance(") || closing == std::string::npos) refuse(text, "is no precision of a chance");
  const std::string target = plain.substr(7, closing - 7);
  const double half_width = read_half_width(text, plain.substr(closing + 3));
  std::vector<std::string> known;
  for (const scenarios::Target& each : plan.merged().targets) known.push_back(each.name);
  if (std::find(known.begin(), known.end(), target) == known.end()) {
    const std::string near = scenarios::suggestion(target, known);
    throw sim::UserFault(fmt::format("--until: no target '{}'{}", target,
                                     near.empty() ? fmt::format(" (there is {})", fmt::join(known, ", ")) : near));
  }
  if (!plan.extendable()) {
    throw sim::UserFault(fmt::format("--until adds members, and {} ({}) --design sobol or mc?",
                                     plan.design() == "lhs" || plan.design() == "maximin"
                                         ? "a Latin hypercube cannot be extended"
                                         : fmt::format("the design '{}' cannot be extended", design_word(plan)),
                                     plan.design() == "lhs" || plan.design() == "maximin"
                                         ? "its strata are as many as its points: with more, all move"
                                         : "its members are given at the outset"));
  }
  return {fmt::format("chance({}) +- {}", target, scenarios::short_number(half_width)), target, half_width, batch};
}

void ShareEstimate::add(std::uint32_t met, std::uint32_t members) {
  const double mean = static_cast<double>(met) / members;
  points_ += 1;
  members_ += members;
  met_ += met;
  squares_ += mean * mean;
  means_ += mean;
}

double ShareEstimate::estimate() const {
  return members_ > 0 ? met_ / members_ : 0;
}

double ShareEstimate::half_width() const {
  if (points_ < 2) return 1;
  const double p = estimate();
  const double between = std::max(0.0, (squares_ - means_ * means_ / points_) / (points_ - 1));
  const double independent = between > 0 ? p * (1 - p) * points_ / between : points_;
  const double n = std::clamp(independent, points_, members_);
  return z95 * sim::sqrt(p * (1 - p) / n + z95 * z95 / (4 * n * n)) / (1 + z95 * z95 / n);
}

void compute_until(const Until& until, const Plan& plan, const output::Layout& layout, output::EnsembleOptions& options,
                   const std::function<output::EnsembleOutcome(std::uint32_t)>& compute, EnsembleOutcome& outcome) {
  const output::HeldSignals held;
  Judge judge(until, plan, layout);
  std::size_t resumed = 0;
  double elapsed = 0;
  for (std::uint32_t points = 0; points < plan.points();) {
    points += std::min(until.batch, plan.points() - points);
    outcome.members = points * plan.members_per_point();
    const bool first = outcome.convergence.empty();
    static_cast<output::EnsembleOutcome&>(outcome) = compute(outcome.members);
    resumed = first ? outcome.resumed : resumed;
    elapsed += outcome.elapsed;
    if (outcome.interrupted) break;
    judge.read(options.journal_path, outcome.members);
    outcome.convergence.push_back(judge.convergence());
    if (outcome.convergence.back().half_width <= until.half_width) break;
    options.start = output::JournalStart::resume;
    options.retry_failed = output::RetryFailed::no;
  }
  outcome.resumed = resumed;
  outcome.elapsed = elapsed;
}

}  // namespace skifte::analysis
