#include "agents/model.hpp"

#include <algorithm>

#include "agents/city/adaptive_rules.hpp"
#include "agents/city/lever_costs.hpp"
#include "agents/city/lever_unit_costs.hpp"
#include "agents/contractors.hpp"
#include "agents/registry.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

namespace {

/// A lever that a rule starts must have its rule: else it would silently never begin.
void require_rules(const Future& future) {
  for (const auto& [name, lever] : future.levers) {
    const bool started = std::any_of(future.rules.begin(), future.rules.end(), [&name = name](const auto& rule) {
      return std::find(rule.levers.begin(), rule.levers.end(), name) != rule.levers.end();
    });
    sim::ensure(lever.by_rule == started, "a lever and the rules do not agree on what starts it");
  }
}

}  // namespace

ModelRun run_model(const Future& future, const CityData& city) {
  require_rules(future);
  sim::AssumptionReader read(future.assumptions);
  sim::LeverValues pulled = sim::in_run(future.levers, future.calendar.begin());
  for (auto& [name, lever] : pulled) {
    if (!lever.states_payer && lever.payer == "city") lever.payer = usual_payer(name);
  }
  sim::LeverReader levers(pulled);
  read.set_reader("accounts");
  ModelRun run{Accounts(future.calendar, ScaleAssumptions(read)), NeutralityAssumptions(read)};
  const ContractorAssumptions contractors(read);
  const sim::RandomSource random(future.seed, future.replicate);
  sim::Blackboard board;
  board.of<LeverCosts>() = lever_costs(pulled, declared_levers());
  board.of<AdaptivePlan>().rules.assign(future.rules.begin(), future.rules.end());
  board.of<Microdata>().ask(future.microdata, future.calendar.first_year(), future.calendar.last_year());
  Flows flows;
  const Setting setting{future.calendar, random, city, run.accounts, board, flows};
  std::vector<std::unique_ptr<sim::Kind>> population;
  for (const KindEntry& entry : kinds()) population.push_back(entry.make(read, levers, setting));
  sim::Processes processes(future.calendar.begin());
  board.of<Contractors>().open(contractors, processes);
  sim::run_months(future.calendar, processes, population, future.threads, future.months_done);
  run.works = board.of<Contractors>().close(run.accounts);
  run.rules_fired = board.of<RuleHistory>().fired;
  for (const auto& [name, lever] : pulled) {
    if (lever.course->without_money > 0) run.lever_delays[name] = lever.course->without_money;
    if (lever.course->booked != 0) run.lever_costs[name] = lever.course->booked;
  }
  run.microdata = board.of<Microdata>().take();
  return run;
}

}  // namespace skifte::agents
