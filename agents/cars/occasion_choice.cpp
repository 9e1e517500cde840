#include "agents/cars/occasion_choice.hpp"

namespace skifte::agents {

OccasionChoice::OccasionChoice(const Setting& setting, const PurchaseCatalogue& catalogue,
                               const CarOwnership& ownership, const Awareness& awareness, const CarPark& park,
                               const PrivateShares& seen)
    : setting_(setting),
      households_(setting.board.of<Households>()),
      policy_(setting.board.of<PolicySignals>()),
      catalogue_(catalogue),
      ownership_(ownership),
      awareness_(awareness),
      park_(park),
      seen_(seen) {}

void OccasionChoice::decide(Occasion& occasion, const sim::Window& window) const {
  const bool further = occasion.car == CarPark::no_car;
  const CarFleet& fleet = park_.fleet();
  if (!further && fleet.order(occasion.car) != CarFleet::no_order) {
    occasion.alternative = Occasion::deliver;
    occasion.set_buyer(park_.buyer_of(occasion.car));
    return;
  }
  if (policy_.frozen && !further) {
    occasion.alternative = Occasion::like_with_like;
    occasion.set_buyer(park_.buyer_of(occasion.car));
    return;
  }
  Buyer buyer = further ? park_.household_buyer(occasion.slot) : park_.buyer_of(occasion.car);
  occasion.set_buyer(buyer);
  if (!further && !buyer.company) {
    occasion.wanted = static_cast<std::uint8_t>(ownership_.wanted(households_, fleet.owner(occasion.car)));
    if (occasion.wanted == 0) return;  // a surplus whatever would be chosen
  }
  consider(buyer, further ? occasion.slot : fleet.owner(occasion.car));
  if (!catalogue_.anything_on_offer(buyer)) return;
  const sim::AgentId identity =
      further ? CarPark::household_place(occasion.slot, park_.free_place(occasion.slot)) : park_.identity(occasion.car);
  occasion.alternative =
      static_cast<std::int8_t>(catalogue_.choose(buyer, setting_.random, identity, taste_ordinal(occasion, window)));
}

void OccasionChoice::consider(Buyer& buyer, std::uint32_t owner) const {
  if (buyer.company) {
    buyer.battery_share = seen_.battery;
    return;
  }
  buyer.aware = park_.is_aware(owner, awareness_.exposure(buyer.zone));
  if (buyer.aware) buyer.battery_share = park_.battery_share(owner);
}

std::uint32_t OccasionChoice::taste_ordinal(const Occasion& occasion, const sim::Window& window) const {
  const bool ahead = occasion.ahead == Occasion::Ahead::of_announced_end;
  return ahead ? date_ordinal(setting_.calendar, park_.fleet().due(occasion.car)) : window_ordinal(window);
}

}  // namespace skifte::agents
