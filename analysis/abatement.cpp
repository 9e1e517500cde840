#include "analysis/abatement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/paired_mean.hpp"
#include "analysis/statistics.hpp"
#include "sim/fault.hpp"
#include "sim/ledger.hpp"
#include "sim/math.hpp"

namespace skifte::analysis {

namespace {

constexpr auto payers = static_cast<int>(agents::payer_labels.size());

Count money_of(const agents::ModelRun& run, agents::MoneyKind kind, int payer, int year) {
  Count sum = 0;
  for (int measure = 0; measure < run.accounts.money.sizes()[2]; ++measure) {
    sum += run.accounts.money.at(year, {agents::index(kind), payer, measure});
  }
  return sum;
}

}  // namespace

std::vector<std::string> abatement_names() {
  std::vector<std::string> names{"discounted_net_emissions"};
  for (const char* what : {"discounted_cost.", "discounted_taxes.", "discounted_grants."}) {
    for (const std::string_view payer : agents::payer_labels) names.push_back(what + std::string(payer));
  }
  return names;
}

std::vector<Count> abatement_counts(const agents::ModelRun& run, const Discounting& discounting) {
  std::vector<double> sums(abatement_names().size(), 0);
  const sim::Calendar& calendar = run.accounts.calendar();
  for (int year = 0; year < calendar.years(); ++year) {
    const double later = calendar.first_year() + year - discounting.base_year;
    const double weight = sim::pow(1 + discounting.cost_rate, -later);
    const Count net = run.accounts.emissions.total(year) - run.accounts.sinks.total(year);
    sums[abatement_tonnes] += sim::pow(1 + discounting.tonnes_rate, -later) * static_cast<double>(net);
    for (int payer = 0; payer < payers; ++payer) {
      const auto place = static_cast<std::size_t>(payer);
      const auto amount = [&](agents::MoneyKind kind) {
        return weight * static_cast<double>(money_of(run, kind, payer, year));
      };
      sums[abatement_cost(place)] += amount(agents::MoneyKind::investment) + amount(agents::MoneyKind::running_cost);
      sums[abatement_tax(place)] += amount(agents::MoneyKind::tax_paid);
      sums[abatement_grant(place)] += amount(agents::MoneyKind::grant_received);
    }
  }
  std::vector<Count> counts;
  for (const double sum : sums) counts.push_back(sim::to_count(sum));
  return counts;
}

AbatementCost abatement_cost_of(const std::vector<CostAndTonnes>& members) {
  sim::ensure(!members.empty(), "abatement cost of no members");
  AbatementCost found;
  found.members = static_cast<int>(members.size());
  std::vector<double> costs, savings, ratios;
  for (const CostAndTonnes& member : members) {
    costs.push_back(member.cost);
    savings.push_back(member.saved);
    if (member.saved > 0) ratios.push_back(member.cost / member.saved);
    found.raising += member.saved < 0 ? 1 : 0;
  }
  found.saving = static_cast<int>(ratios.size());
  const PairedMean saved = paired_mean(savings);
  found.mean_cost = paired_mean(costs).mean;
  found.mean_saved = saved.mean;
  found.has_ratio = saved.mean > 0 && saved.mean > saved.half_width;
  if (found.has_ratio) found.ratio = found.mean_cost / found.mean_saved;
  found.has_spread = found.saving == found.members;
  if (found.has_spread) {
    const std::vector<double> orders = quantiles(ratios, {0.05, 0.5, 0.95});
    found.q05 = orders[0];
    found.q50 = orders[1];
    found.q95 = orders[2];
  }
  return found;
}

std::string abatement_words(const AbatementCost& cost) {
  if (cost.saving == 0 && cost.raising == 0) return "no effect on net emissions: no cost per tonne";
  if (cost.saving == 0) return "net emissions rise in every member: no cost per tonne";
  if (!cost.has_ratio) {
    return fmt::format(
        "net emissions fall in {} of {} members and the mean saving is not told from 0: no cost per tonne", cost.saving,
        cost.members);
  }
  std::string text = fmt::format("{:.0f} SEK/t", cost.ratio);
  if (cost.has_spread) {
    text += fmt::format(" (median {:.0f}, 90 % range {:.0f} to {:.0f})", cost.q50, cost.q05, cost.q95);
  } else {
    text += fmt::format(" on the mean; net emissions fall in {} of {} members only, so there is no range", cost.saving,
                        cost.members);
  }
  if (cost.ratio < 0) text += "; saves money, which a ratio cannot rank";
  return text;
}

}  // namespace skifte::analysis
