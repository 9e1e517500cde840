#pragma once
#include <algorithm>
#include <array>
#include <cstdint>

#include "agents/cars/market_year.hpp"
#include "agents/cars/purchase_choice.hpp"
#include "agents/charging/signals.hpp"
#include "agents/national/signals.hpp"
#include "sim/choice_set.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

/// What the month's catalogue is made of.
struct CarMarket {
  const PolicySignals& policy;
  const PriceSignals& prices;
  const NationalSignals& national;
  const ChargingSignals& charging;
  const std::array<double, 5>& income_ratio;  ///< quintiles' mean income over the middle's [1]
  const ClassOffer& classes;
  const ByVariant& used_offer;  ///< used cars for sale [1]
  const MarketYear& year;       ///< its luck z
  double wait;                  ///< for a new car W [month]
  double used_battery_price;    ///< pi [utils]
  sim::Time date;
  std::array<double, powertrains> local_bonus{};  ///< beside the state's, for cars of this city alone [SEK]
};

/// The month's offer, priced once for all buyers: purchase_choice.hpp's equation in parts that many buyers share.
class PurchaseCatalogue {
 public:
  void update(const PurchaseAssumptions& assumptions, const ClassAssumptions& classes, const CarLifeAssumptions& life,
              const CarMarket& market);
  /// Systematic utility [utils]; meaningless unless on_offer.
  double utility(const Buyer& buyer, int alternative) const;
  /// Whether it is for sale to the likes of the buyer, aware of it or not.
  bool on_offer(const Buyer& buyer, int alternative) const;
  bool anything_on_offer(const Buyer& buyer) const { return choices_[terms_[type_of(buyer)].choice].set.size() > 0; }
  /// The alternative taken. `ordinal` counts months: the same owner in the same month has the same luck.
  int choose(const Buyer& buyer, const sim::RandomSource& random, sim::AgentId agent, std::uint32_t ordinal) const;
  double price(int variant) const { return price_[static_cast<std::size_t>(variant)]; }  ///< new, VAT included [SEK]
  /// Capital, tax and service of the mean used car for sale [SEK/year].
  double used_fixed_cost() const { return used_fixed_cost_; }
  double bonus(int powertrain) const { return bonus_[static_cast<std::size_t>(powertrain)]; }  ///< [SEK]
  /// What of a bonus is not the state's [SEK].
  double local_bonus(int powertrain) const {
    const auto i = static_cast<std::size_t>(powertrain);
    return std::clamp(local_bonus_[i], 0.0, std::max(0.0, bonus_[i]));
  }

 private:
  /// An alternative as all households or all firms see it.
  struct Entry {
    bool on_offer = false;
    double attraction = 0;  ///< all that is the same for all buyers [utils]
    double fixed_cost = 0;  ///< [kSEK/year]
  };
  /// Alternatives among which some buyers choose: all on offer, or those without a plug, or what firms may buy.
  struct Choice {
    sim::ChoiceSet set;
    std::array<int, alternatives> which{};   ///< alternative, by its number in the set
    sim::ChoiceSet::Lanes battery_factor{};  ///< by lane, 1: battery cars
  };
  static constexpr std::size_t all = 0, without_plug = 1, firms = 2;
  /// Utility is linear in what is a buyer's own: V = base + per_km km, and p share + a attitude (1 - share) with a
  /// battery car. By lane of `choice`.
  struct Terms {
    std::size_t choice = all;
    sim::ChoiceSet::Lanes base{};    ///< [utils], minus infinity where nothing is on offer
    sim::ChoiceSet::Lanes per_km{};  ///< [utils/(km/year)]
  };
  /// Buyers with the same terms: households by quintile, charging at home, children and awareness; firms by charging.
  static constexpr std::size_t household_types = 5 * 2 * 2 * 2;
  static constexpr std::size_t buyer_types = household_types + 2;
  static std::size_t type_of(const Buyer& buyer) {
    const std::size_t home = buyer.home_charging ? 1 : 0;
    if (buyer.company) return household_types + home;
    return ((static_cast<std::size_t>(buyer.quintile) * 2 + home) * 2 + (buyer.children ? 1 : 0)) * 2 +
           (buyer.aware ? 1 : 0);
  }
  /// What the entries of all alternatives share.
  struct Common {
    const CarLifeAssumptions& life;
    const CarMarket& market;
    double wait_loss;                                 ///< of new cars [utils]
    double combustion_models;                         ///< new combustion cars on sale over those without a ban [1]
    double ban_loss;                                  ///< of new combustion cars [utils]
    double range_loss;                                ///< [utils]
    std::array<double, car_classes> used_fixed_cost;  ///< [kSEK/year]
  };
  void enter_new(int variant, const Common& common);
  void enter_used(int variant, const Common& common);
  void enter_company(int variant, const Common& common);
  void make_choices();
  template <class Offered>
  static Choice choice_among(Offered offered);
  /// For buyers like this one, aware of plug-in cars or not.
  void tabulate(Buyer buyer);
  /// Base and slope of one alternative for buyers of a type; utils, utils/(km/year).
  std::array<double, 2> term(const Buyer& buyer, int alternative) const;
  double battery_taste(const Buyer& buyer) const;

  const PurchaseAssumptions* assumptions_ = nullptr;
  const ClassAssumptions* classes_ = nullptr;
  std::array<Choice, 3> choices_;
  sim::NestErrors nest_errors_{1.0};
  std::array<Entry, static_cast<std::size_t>(alternatives)> private_{};
  std::array<Entry, static_cast<std::size_t>(variants)> company_{};
  std::array<double, 5> sensitivity_{};            ///< by quintile [year/kSEK]
  std::array<double, car_classes> cost_weight_{};  ///< m [1], households
  std::array<double, 5> log_income_{};             ///< by quintile, over the middle's
  ByVariant price_{};
  ByVariant energy_use_{}, used_energy_use_{};  ///< over the powertrain's mean [1]
  std::array<double, powertrains> bonus_{};     ///< the local one with it
  std::array<double, powertrains> local_bonus_{};
  EnergyPrices energy_{};
  double access_ = 0;
  double used_fixed_cost_ = 0;
  std::array<Terms, buyer_types> terms_{};
};

}  // namespace skifte::agents
