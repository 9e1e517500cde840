#include "analysis/attribution_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/study_origin.hpp"
#include "analysis/version.hpp"

namespace skifte::analysis {

namespace {

constexpr std::size_t strongest_pairs = 3;

/// How an outcome is printed: chances in percentage points, large tonnages in kt.
struct Shown {
  std::string unit;
  double factor;
  int digits;
};

/// As many decimals as show a hundredth of the whole difference, but none finer than a tenth of its error, which
/// would be made of luck.
Shown shown(const OutcomeParts& parts) {
  if (parts.outcome.kind == OutcomeKind::chance) return {"percentage points", 100, 1};
  const double size = std::max(std::abs(parts.baseline), std::abs(parts.difference.mean));
  Shown how{parts.outcome.unit, 1, 0};
  if (parts.outcome.unit == "t" && size >= 1e4) how = {"kt", 1e-3, 0};
  const double finest = how.factor * std::max(std::abs(parts.difference.mean) / 100, parts.difference.half_width / 10);
  for (double step = 1; how.digits < 6 && finest > 0 && step > finest; step /= 10) ++how.digits;
  return how;
}

/// A share that is less than half the last decimal is 0 as far as is known.
std::string number(double value, const Shown& how) {
  if (std::isnan(value)) return "-";
  const std::string text = fmt::format("{:.{}f}", value * how.factor, how.digits);
  return text.front() == '-' && std::stod(text) == 0 ? text.substr(1) : text;
}

std::size_t name_width(const AttributionRequest& request) {
  std::size_t width = 12;
  for (const Player& player : request.players) width = std::max(width, player.name.size());
  return width;
}

std::string table_of(const AttributionRequest& request, const OutcomeParts& parts) {
  const Shown how = shown(parts);
  const std::size_t width = name_width(request);
  std::string text = fmt::format("{}: {}\n", parts.outcome.name, parts.outcome.meaning);
  text += fmt::format("  from {} by {} {}", number(parts.baseline, how), number(parts.difference.mean, how), how.unit);
  if (parts.difference.members > 1) {
    text += fmt::format(" (95 % interval of the mean {} to {})",
                        number(parts.difference.mean - parts.difference.half_width, how),
                        number(parts.difference.mean + parts.difference.half_width, how));
  }
  text += fmt::format("\n  {:<{}} {:>10} {:>9} {:>23} {:>10} {:>10} {:>11}\n", "", width, "share", "+-",
                      "90 % of members", "alone", "last", "last-alone");
  std::vector<PlayerPart> ranked = parts.players;
  std::stable_sort(ranked.begin(), ranked.end(), [](const PlayerPart& a, const PlayerPart& b) {
    return std::abs(a.share.mean) > std::abs(b.share.mean);
  });
  for (const PlayerPart& part : ranked) {
    text += fmt::format("  {:<{}} {:>10} {:>9} {:>23} {:>10} {:>10} {:>11}\n", part.player, width,
                        number(part.share.mean, how), number(part.share.half_width, how),
                        fmt::format("{} to {}", number(part.share.q05, how), number(part.share.q95, how)),
                        number(part.alone, how), number(part.last, how), number(part.interaction, how));
  }
  text += fmt::format("  {:<{}} {:>10} {:>9} {:>23} {:>10}\n", "all", width, number(parts.difference.mean, how), "", "",
                      number(parts.alone_sum, how));
  return text;
}

/// The pairs of players that depend on each other most.
std::string pairs_of(const AttributionRequest& request, const OutcomeParts& parts, const std::vector<double>& pairs) {
  const Shown how = shown(parts);
  struct Pair {
    std::string names;
    double value;
  };
  std::vector<Pair> ranked;
  std::size_t place = 0;
  for (std::size_t i = 0; i < request.players.size(); ++i) {
    for (std::size_t j = i + 1; j < request.players.size(); ++j) {
      ranked.push_back(
          {request.players[i].name + " & " + request.players[j].name, parts.outcome.value(pairs[place++])});
    }
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const Pair& a, const Pair& b) { return std::abs(a.value) > std::abs(b.value); });
  ranked.resize(std::min(ranked.size(), strongest_pairs));
  std::string text;
  for (const Pair& pair : ranked) {
    if (pair.value != 0) text += fmt::format("{}{} {}", text.empty() ? "" : "; ", pair.names, number(pair.value, how));
  }
  return text.empty() ? "" : "  together beyond the sum, pair by pair: " + text + "\n";
}

/// Discounted money of the Shapley shares: a line per player, a column per payer.
std::string money_table(const AttributionRequest& request, const std::vector<AbatementPart>& parts) {
  const std::size_t width = name_width(request);
  std::string text = fmt::format("  {:<{}}", "", width);
  for (const std::string_view payer : agents::payer_labels) text += fmt::format(" {:>19}", payer);
  text += fmt::format(" {:>10}\n", "all");
  const auto add_line = [&](const std::string& name, const std::vector<double>& values) {
    text += fmt::format("  {:<{}}", name, width);
    double sum = 0;
    for (const double value : values) {
      text += fmt::format(" {:>19.1f}", value);
      sum += value;
    }
    text += fmt::format(" {:>10.1f}\n", sum);
  };
  for (const AbatementPart& part : parts) {
    if (part.place != Place::shapley) continue;
    add_line(part.player, part.cost_by_payer);
    const auto is_some = [](double value) { return std::abs(value) >= 0.05; };
    if (std::any_of(part.taxes_by_payer.begin(), part.taxes_by_payer.end(), is_some))
      add_line("  taxes beside", part.taxes_by_payer);
    if (std::any_of(part.grants_by_payer.begin(), part.grants_by_payer.end(), is_some))
      add_line("  of it grants", part.grants_by_payer);
  }
  return text;
}

std::string abatement_section(const AttributionRequest& request, const Attribution& attribution) {
  const Discounting& rates = request.discounting;
  const std::vector<AbatementPart> parts = abatement_parts(request, attribution);
  std::string text = fmt::format(
      "Cost of abatement, physical account, {} to {}: investment and running cost of all payers, taxes and allowances\n"
      "booked apart left out; cost discounted at {:g} %, tonnes at {:g} %, both to {}. No order is the right one: a "
      "lever's "
      "cost per\ntonne depends on what else is done. Not to be ranked or stacked as a curve.\n",
      request.scenario.first_year, request.scenario.last_year, 100 * rates.cost_rate, 100 * rates.tonnes_rate,
      rates.base_year);
  for (const AbatementPart& part : parts) {
    if (part.place == Place::alone) text += fmt::format("  {}\n", part.player);
    text += fmt::format("    {:<8} {:>9.1f} MSEK for {:>9.2f} kt: {}\n", place_word(part.place),
                        part.cost.mean_cost / 1e6, part.cost.mean_saved / 1e3, abatement_words(part.cost));
  }
  text += "\nWho pays, Shapley shares, discounted [MSEK]\n" + money_table(request, parts);
  return text;
}

std::string coalitions_words(const AttributionRequest& request) {
  switch (request.coalitions) {
    case Coalitions::one_order:
      return "one order a member";
    case Coalitions::order_pairs:
      return fmt::format("{} sampled orders a member", 2 * request.order_pairs);
    default:
      return fmt::format("all {} coalitions", std::size_t{1} << request.players.size());
  }
}

std::string method_words(const AttributionRequest& request, const Attribution& attribution) {
  std::string text =
      fmt::format("{} against {}: {} players, {} members, {}, {} runs", request.scenario.name, request.baseline.name,
                  request.players.size(), attribution.members.size(), coalitions_words(request), attribution.runs);
  if (last_year_run(request) < request.scenario.last_year) text += fmt::format(" to {}", last_year_run(request));
  text += "\n";
  if (request.coalitions == Coalitions::one_order) {
    text +=
        "Quick: one order a member, in every second one the reverse of the one before; intervals hold what drawing so "
        "few\n"
        "orders leaves open. What each does alone or last, and what a tonne costs, needs more coalitions (without "
        "--quick).\n";
  }
  for (const Player& player : request.players) {
    if (player.levers.size() > 1) text += fmt::format("  {} = {}\n", player.name, fmt::join(player.levers, ", "));
  }
  if (attribution.members.size() < request.members) {
    text += fmt::format("{} of {} members are left out: a run of theirs failed\n",
                        request.members - attribution.members.size(), request.members);
  }
  return text;
}

/// Orders sampled in each member; 0 where all coalitions were run.
int orders_a_member(const AttributionRequest& request) {
  if (request.coalitions == Coalitions::one_order) return 1;
  return request.coalitions == Coalitions::all ? 0 : 2 * request.order_pairs;
}

nlohmann::json json_of(const PairedMean& mean) {
  nlohmann::json made{{"mean", mean.mean}, {"q05", mean.q05}, {"q50", mean.q50}, {"q95", mean.q95}};
  made["half_width_95"] = mean.members > 1 ? nlohmann::json(mean.half_width) : nlohmann::json(nullptr);
  return made;
}

nlohmann::json json_of(const AbatementPart& part) {
  const AbatementCost& cost = part.cost;
  const auto if_any = [](bool has, double value) { return has ? nlohmann::json(value) : nlohmann::json(nullptr); };
  return {{"player", part.player},
          {"place", place_word(part.place)},
          {"cost_msek", cost.mean_cost / 1e6},
          {"saved_t", cost.mean_saved},
          {"sek_per_t", if_any(cost.has_ratio, cost.ratio)},
          {"median", if_any(cost.has_spread, cost.q50)},
          {"q05", if_any(cost.has_spread, cost.q05)},
          {"q95", if_any(cost.has_spread, cost.q95)},
          {"members_saving", cost.saving},
          {"members_raising", cost.raising},
          {"words", abatement_words(cost)},
          {"cost_by_payer_msek", part.cost_by_payer},
          {"taxes_by_payer_msek", part.taxes_by_payer},
          {"grants_by_payer_msek", part.grants_by_payer}};
}

}  // namespace

std::string place_word(Place place) {
  return place == Place::alone ? "alone" : place == Place::last ? "last" : "shapley";
}

std::string attribution_text(const AttributionRequest& request, const Attribution& attribution) {
  std::string text = method_words(request, attribution);
  const std::vector<OutcomeParts> all = outcome_parts(request, attribution);
  for (std::size_t q = 0; q < all.size(); ++q) {
    text += "\n" + table_of(request, all[q]);
    if (request.coalitions == Coalitions::all) text += pairs_of(request, all[q], attribution.interactions[q]);
  }
  return request.abatement ? text + "\n" + abatement_section(request, attribution) : text;
}

nlohmann::json attribution_json(const AttributionRequest& request, const Attribution& attribution) {
  nlohmann::json made{
      {"skifte_attribution", 1},
      {"version", program_version()},
      {"commit", program_commit()},
      {"city", request.scenario.city},
      {"inputs", {{"scenario", scenario_json(request.scenario)}, {"baseline", scenario_json(request.baseline)}}},
      {"scenario", request.scenario.name},
      {"baseline", request.baseline.name},
      {"seed", request.seed},
      {"members", attribution.members},
      {"runs", attribution.runs},
      {"last_year", last_year_run(request)},
      {"method", request.coalitions == Coalitions::all ? "all coalitions" : "sampled orders"},
      {"orders_a_member", orders_a_member(request)},
      {"failures", attribution.failures}};
  made["players"] = nlohmann::json::array();
  for (const Player& player : request.players) {
    made["players"].push_back({{"name", player.name}, {"levers", player.levers}});
  }
  made["outcomes"] = nlohmann::json::array();
  const std::vector<OutcomeParts> all = outcome_parts(request, attribution);
  for (std::size_t q = 0; q < all.size(); ++q) {
    nlohmann::json outcome{{"name", all[q].outcome.name},
                           {"meaning", all[q].outcome.meaning},
                           {"unit", all[q].outcome.unit},
                           {"is_chance", all[q].outcome.kind == OutcomeKind::chance},
                           {"baseline", all[q].baseline},
                           {"difference", json_of(all[q].difference)},
                           {"interaction", all[q].difference.mean - all[q].alone_sum}};
    outcome["players"] = nlohmann::json::array();
    for (const PlayerPart& part : all[q].players) {
      outcome["players"].push_back({{"name", part.player},
                                    {"share", json_of(part.share)},
                                    {"alone", part.alone},
                                    {"last", part.last},
                                    {"interaction", part.interaction}});
    }
    if (request.coalitions == Coalitions::all) {
      outcome["pair_interactions"] = nlohmann::json::array();
      std::size_t place = 0;
      for (std::size_t i = 0; i < request.players.size(); ++i) {
        for (std::size_t j = i + 1; j < request.players.size(); ++j) {
          outcome["pair_interactions"].push_back(
              {{"players", {request.players[i].name, request.players[j].name}},
               {"value", all[q].outcome.value(attribution.interactions[q][place++])}});
        }
      }
    }
    made["outcomes"].push_back(outcome);
  }
  if (!request.abatement) return made;
  nlohmann::json abatement{{"cost_rate", request.discounting.cost_rate},
                           {"tonnes_rate", request.discounting.tonnes_rate},
                           {"base_year", request.discounting.base_year},
                           {"payers", agents::payer_labels}};
  abatement["players"] = nlohmann::json::array();
  for (const AbatementPart& part : abatement_parts(request, attribution)) abatement["players"].push_back(json_of(part));
  made["abatement"] = abatement;
  return made;
}

}  // namespace skifte::analysis
