#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "agents/accounts.hpp"
#include "agents/categories.hpp"
#include "sim/assumptions.hpp"
#include "sim/levers.hpp"
#include "sim/processes.hpp"

namespace skifte::agents {

/// The contractors who build the city's large works, shared by all of them: a queue with n servers, first come first
/// served by (date of asking, name of the works).
///
///   t_0           the day on which all but the contractor is there: planning, permit, decision, their slips
///   t_1 >= t_0    the first day with one of n contractors free
///   opening       D' = D + (t_1 - t_0)     D  the opening without that wait [d]
///   money         a month for which the payer has none: the contractor leaves on its first day, the works stand still,
///                 and ask again on the first day of a month that is paid
///
/// n is a whole number, at least 1; before `limited_from` everybody gets a contractor, who may then be one of more than
/// n: what is known to be built was built. No works wait for money and hold a contractor, none that wait for a
/// contractor hold anything, so that none can wait for each other. Source: stages and shared capacity after the city's
/// contract; first come, first served as an M/M/c queue's, with works that are neither. Deviations: all works need one
/// contractor, whatever their size or trade; prices do not rise with the queue, and nobody reckons with it beforehand.
struct ContractorAssumptions {
  explicit ContractorAssumptions(sim::AssumptionReader& read);
  int works_at_once;       // n
  sim::Time limited_from;  // [d]
};

/// One of the large works, from the day on which it asked for a contractor.
struct LargeWorks {
  Works kind;
  std::string name;
  sim::Time asked;                            ///< for the first time [d]
  double waited = 0;                          ///< for a contractor in all, until it last got one [d]
  std::optional<sim::Time> ready = {};        ///< [d]
  std::optional<sim::Time> waits_since = {};  ///< [d]
};

/// On the blackboard. Who builds asks it in a process of its own; where nobody has opened it, there are contractors for
/// all.
class Contractors {
 public:
  /// Declares the contractors to the calendar. To be called once, before the processes run.
  void open(const ContractorAssumptions& assumptions, sim::Processes& processes);
  /// Sleeps until the works are built that would be ready at `ready()` [d] with a contractor at once: which may move on
  /// while it sleeps, with the course of `lever`, the one that they are carried out under, if any. That lever's
  /// schedule stands still while they wait. Answers the days waited for a contractor; nothing is asked for if `ready`
  /// has passed.
  double build(sim::ProcessContext& context, Works kind, const std::string& name, const sim::LeverSetting* lever,
               const std::function<sim::Time()>& ready);
  /// The same for a lever whose works take its ramp: a process of that name, if the lever is pulled.
  void build_over_ramp(sim::Processes& processes, Works kind, const std::string& name,
                       const std::optional<sim::LeverSetting>& lever);
  /// All works in the order of asking. Posts their waits, those that still last to the calendar's end.
  std::vector<LargeWorks> close(Accounts& accounts);

 private:
  struct Wait {
    Works kind;
    sim::Time begin, end;  // [d]
  };
  double wait_for_one(sim::ProcessContext& context, std::size_t works, const sim::LeverSetting* lever);

  bool limited_ = false;
  std::vector<LargeWorks> works_;
  std::vector<Wait> waits_;
};

/// What of a project's instalments falls due, evenly over works whose dates are known when they begin:
///   share of a month = |[begin, end) ∩ what of the lever's schedule has been reached in it| / (end - begin)
/// so that they stand still with the works and add to 1 on the day on which these are done.
class Instalments {
 public:
  Instalments(sim::Time begin, sim::Time end, const sim::LeverSetting& lever);
  /// What falls due until the window's end and has not before [1].
  double due(const sim::LeverSetting& lever, const sim::Window& window);

 private:
  sim::Time begin_, end_;  // [d]
  double late_;            // the lever, when they began [d]
  sim::Time reached_;      // [d]
};

/// Sleeps until `date()` [d], which may move on meanwhile.
void await(sim::ProcessContext& context, const std::function<sim::Time()>& date);

}  // namespace skifte::agents
