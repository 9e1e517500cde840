#include "agents/weather/weather.hpp"

#include "agents/state/signals.hpp"
#include "agents/weather/signals.hpp"
#include "sim/math.hpp"

namespace skifte::agents {

WeatherInputs::WeatherInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : degree_days((read.set_reader("weather"), levers.set_reader("weather"),
                   read.series("weather.degree_days", "1", "Heating degree days of known years over a normal year's"))),
      spread(read.number("weather.spread", "1",
                         "Standard deviation of the logarithm of a year's degree days, years not "
                         "known")),
      warming(read.number("weather.warming", "1/year", "Fall of degree days by the warming climate, continuous rate")),
      normal_degree_days(
          read.number("weather.normal_degree_days", "K d", "Heating degree days of a normal year below 17 degrees C")),
      design_difference(
          read.number("weather.design_difference", "K", "17 degrees C less the temperature of the design day")) {}

double degree_days_of(const WeatherInputs& inputs, int year, double z) {
  const sim::Time middle = sim::from_civil({year, 7, 1});
  const int known = sim::to_civil(inputs.degree_days.last_date()).year;
  if (year <= known) return inputs.degree_days.at(middle);
  return sim::exp(-inputs.warming * (year - known) + inputs.spread * z);
}

namespace {

constexpr auto years_cold = sim::decision("weather.degree_days");

class Weather final : public sim::Kind {
 public:
  Weather(const WeatherInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        policy_(setting.board.of<PolicySignals>()),
        signals_(setting.board.of<WeatherSignals>()) {
    signals_.normal_degree_days = inputs.normal_degree_days;
    signals_.design_difference = inputs.design_difference;
    turn_to(sim::to_civil(setting.calendar.begin()).year);
  }
  std::string_view name() const override { return "weather"; }

  /// A frozen world keeps the weather of the year in which it froze.
  void publish(const sim::Window& window) override {
    if (!policy_.frozen && window.last_of_year()) turn_to(window.year + 1);
  }

 private:
  void turn_to(int year) {
    // Ordinal: the calendar year.
    const double u = setting_.random.uniform(years_cold, sim::agent_id("weather", 0), static_cast<std::uint32_t>(year));
    signals_.degree_days = degree_days_of(inputs_, year, sim::normal_quantile(u));
  }

  const WeatherInputs inputs_;
  const Setting setting_;
  const PolicySignals& policy_;
  WeatherSignals& signals_;
};

}  // namespace

std::unique_ptr<sim::Kind> make_weather(const WeatherInputs& inputs, const Setting& setting) {
  return std::make_unique<Weather>(inputs, setting);
}

}  // namespace skifte::agents
