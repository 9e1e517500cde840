#include "agents/model.hpp"

#include "agents/city/lever_costs.hpp"
#include "agents/registry.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

ModelRun run_model(const Future& future, const CityData& city) {
  sim::AssumptionReader read(future.assumptions);
  sim::LeverReader levers(future.levers);
  read.set_reader("accounts");
  ModelRun run{Accounts(future.calendar, ScaleAssumptions(read)), NeutralityAssumptions(read)};
  const sim::RandomSource random(future.seed, future.replicate);
  sim::Blackboard board;
  board.of<LeverCosts>() = lever_costs(future.levers, declared_levers());
  Flows flows;
  const Setting setting{future.calendar, random, city, run.accounts, board, flows};
  std::vector<std::unique_ptr<sim::Kind>> population;
  for (const KindEntry& entry : kinds()) population.push_back(entry.make(read, levers, setting));
  sim::Processes processes(future.calendar.begin());
  sim::run_months(future.calendar, processes, population, future.threads);
  return run;
}

}  // namespace skifte::agents
