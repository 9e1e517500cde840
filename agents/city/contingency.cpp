#include "agents/city/contingency.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace skifte::agents {

Contingency::Contingency(const sim::LeverSetting& setting)
    : threshold_(1000 * setting.number("threshold", 0)),
      year_(setting.number("year", 0)),
      decline_(std::clamp(setting.number("decline", 0), 0.0, 1.0)) {}

double Contingency::threshold(int year) const {
  return threshold_ * sim::pow(1 - decline_, std::max(0.0, year - year_));
}

bool Contingency::judge(int year, double total) {
  if (year <= judged_) return running_;
  judged_ = year;
  if (year >= year_) running_ = total > threshold(year);
  return running_;
}

}  // namespace skifte::agents
