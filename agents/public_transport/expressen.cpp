#include "agents/public_transport/expressen.hpp"

#include <algorithm>
#include <string>

#include "agents/city_data.hpp"

namespace skifte::agents {
namespace {

constexpr auto slip_draw = sim::decision("expressen.slip");
constexpr int project_priority = 20;

std::array<std::array<double, 3>, 3> read_corridors(sim::AssumptionReader& read) {
  std::array<std::array<double, 3>, 3> values{};
  for (std::size_t z = 0; z < values.size(); ++z) {
    for (std::size_t line = 0; line < values[z].size(); ++line) {
      values[z][line] =
          read.number("expressen.corridor.line_" + std::to_string(line + 1) + "." + std::string(zone_labels[z]), "1",
                      "Share of the zone's inhabitants whose nearest express line within a walk this is");
    }
  }
  return values;
}

bool ended(const sim::LeverSetting& promise, sim::Time date) {
  return promise.ends() && promise.reached(date) >= *promise.ends();
}

}  // namespace

ExpressenAssumptions::ExpressenAssumptions(sim::AssumptionReader& read)
    : slip(read.number("expressen.slip", "year", "Mean delay of a promised opening")),
      building_time(read.number("expressen.building_time", "year",
                                "Time from first works to opening, of a line that a date or rule starts")),
      saving(read.number("expressen.saving", "min", "Generalised time that an express line saves a bus trip on it")),
      opened_line_1(read.number("expressen.opened_line_1", "year", "Opening of line 1, decimal year")),
      opened_line_2(read.number("expressen.opened_line_2", "year", "Opening of line 2, decimal year")),
      corridor(read_corridors(read)) {}

// The slip is known to nobody before it has passed: it is drawn, keyed by the line, and the plan stands still for so
// long.
void Expressen::start(sim::Processes& processes, const sim::RandomSource& random, Contractors& contractors) {
  for (std::size_t line = 0; line < open_.size(); ++line) {
    // What a rule might start one day does not undo what has happened.
    const bool history = line < 2 && (!promised_[line] || promised_[line]->by_rule);
    if (!history && !promised_[line]) continue;
    const double u = random.uniform(slip_draw, sim::agent_id("expressen_line", line + 1), 0);
    const double slip =
        history || assumptions_.slip <= 0 ? 0 : sim::exponential(u, assumptions_.slip) * sim::days_per_year;
    const std::string name = "expressen_line_" + std::to_string(line + 1);
    processes.add(name, [this, line, history, slip, name, &contractors](sim::ProcessContext& context) {
      if (history) {
        const double opened = line == 0 ? assumptions_.opened_line_1 : assumptions_.opened_line_2;
        context.wait_until(std::max(context.now(), sim::from_decimal_year(opened)));
      } else {
        const sim::LeverSetting& promise = *promised_[line];
        const double building = assumptions_.building_time * sim::days_per_year;
        sim::await_works(context, promise);                     // what decides it
        sim::await_date(context, promise, "opens", -building);  // planning and financing
        if (slip > 0)
          sim::stand_still(
              context, promise, [&] { context.wait(slip); }, slip);
        contractors.build(context, Works::express_line, name, &promise,
                          [&] { return promise.date("opens").value_or(context.now()); });
        if (ended(promise, context.now())) return;  // its instalments have ceased too
      }
      context.post(project_priority, name, [this, line](sim::Time) { open_[line] = true; });
      if (history || !promised_[line]->end) return;
      const sim::LeverSetting& promise = *promised_[line];
      await(context, [&] { return *promise.ends() + (promise.course ? promise.course->delay : 0); });
      context.post(project_priority, name + " ends", [this, line](sim::Time) { open_[line] = false; });
    });
  }
}

int Expressen::running() const {
  return static_cast<int>(std::count(open_.begin(), open_.end(), true));
}

std::array<double, expressen_lines> Expressen::saving() const {
  std::array<double, expressen_lines> minutes{};
  for (std::size_t line = 0; line < open_.size(); ++line) minutes[line] = open_[line] ? assumptions_.saving : 0;
  return minutes;
}

}  // namespace skifte::agents
