#pragma once
#include <cstdint>
#include <vector>

#include "output/microdata.hpp"
#include "output/result_writer.hpp"
#include "tests/output/example_result.hpp"

/// The example's members with microdata, shared by the tests of this folder.
namespace skifte::output::example {

/// Two tables; the member's number tells its rows apart: m + 1 cars, petrol and battery in turn. Member 1 has no row in
/// the second.
inline std::vector<MicroTable> tables(std::uint32_t member) {
  using enum MicroColumn::Kind;
  MicroTable cars{"cars",
                  "cars",
                  {{"year", "year", "calendar year", whole, {}, {}},
                   {"powertrain", "1", "powertrain", whole, {"petrol", "battery"}, {}},
                   {"distance", "km/year", "yearly distance", real, {}, {}}}};
  for (std::uint32_t i = 0; i <= member; ++i)
    cars.add({2030, static_cast<float>(i % 2), 0.1F * static_cast<float>(member) + static_cast<float>(i)});
  MicroTable homes{"homes", "homes", {{"zone", "1", "zone", whole, {}, {}}}};
  if (member != 1) homes.add({-1});
  return {cars, homes};
}

inline MemberSource with_microdata(const std::vector<std::uint32_t>& ids) {
  MemberSource source;
  source.members = ids;
  source.read = [ids](std::size_t index) { return result(ids[index]); };
  source.microdata = {ids, [ids](std::size_t index) { return tables(ids[index]); }};
  return source;
}

}  // namespace skifte::output::example
