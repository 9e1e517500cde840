#pragma once
#include <deque>

#include "agents/cars/car_park.hpp"
#include "agents/cars/cars.hpp"
#include "agents/setting.hpp"

namespace skifte::agents {

/// Cars of households that move: they leave with their households, with what is on order for them and the turn of what
/// is late, and come with those that move in: a share of them are cars that left another home in the city this month,
/// in the order of leaving, the others are like Sweden's.
class MovingCars {
 public:
  /// All are kept by reference.
  MovingCars(const CarInputs& inputs, const Setting& setting, const Households& households,
             const NationalSignals& national, const ClassOffer& classes, CarOwnership& ownership, CarPark& park);

  /// The household in the slot leaves with its cars.
  void move_out(std::size_t slot);
  /// A new household in the slot, in the place of one that may have lived there: draws its taste, brings its cars.
  void move_in(std::size_t slot, const sim::Window& window);
  /// Those cars that found no new home in the city are elsewhere now.
  void forget() { leaving_.clear(); }

 private:
  /// Made where it stands: one made elsewhere and copied would be read back before it is written.
  struct Leaving {
    Leaving(CarTraits its_traits, sim::Time last_day, sim::Time due, bool was_new, std::uint8_t on_order)
        : traits(its_traits), scrapping(last_day), delivery(due), bought_new(was_new), order(on_order) {}
    CarTraits traits;
    sim::Time scrapping;
    sim::Time delivery;  ///< of the car on order [d]
    bool bought_new;
    std::uint8_t order;
  };
  /// The cars of who lived in the slot leave.
  void take_cars(std::size_t slot);
  void bring(std::size_t slot, std::uint8_t place, const sim::Window& window);
  void settle(std::size_t slot, std::uint8_t place, const Leaving& from, double holding, double life_luck,
              const sim::Window& window);

  const CarInputs& inputs_;
  const Setting& setting_;
  const Households& households_;
  const NationalSignals& national_;
  const ClassOffer& classes_;
  CarOwnership& ownership_;
  CarPark& park_;
  std::deque<Leaving> leaving_;
};

}  // namespace skifte::agents
