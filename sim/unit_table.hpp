#pragma once
#include <array>
#include <string_view>

/// The project's units, as data for sim/units.cpp.
namespace skifte::sim {

struct UnitDefinition {
  const char* name;
  const char* definition;  ///< in units above it; "" makes a base unit
};

// UDUNITS' own table stays shut: there `kt` is a knot, `a` an are, `mil` 25 µm and a year 365.2422 days. Base units are
// the smallest in use, so that most definitions are whole numbers and conversions exact. Plural spellings are entries
// of their own; nothing else is guessed.
// clang-format off
inline constexpr std::array unit_table = std::to_array<UnitDefinition>({
    {"g", ""}, {"kg", "1000 g"}, {"t", "1e6 g"}, {"kt", "1e9 g"}, {"Mt", "1e12 g"},
    {"s", ""}, {"min", "60 s"}, {"h", "3600 s"}, {"d", "86400 s"}, {"day", "1 d"}, {"days", "1 d"}, {"week", "7 d"},
    {"weeks", "7 d"}, {"month", "2629746 s"}, {"months", "1 month"}, {"year", "365.2425 d"}, {"years", "1 year"},
    {"m", ""}, {"mm", "0.001 m"}, {"cm", "0.01 m"}, {"km", "1000 m"}, {"ha", "1e4 m2"}, {"l", "0.001 m3"},
    {"litre", "1 l"}, {"litres", "1 l"},
    {"J", ""}, {"kJ", "1e3 J"}, {"MJ", "1e6 J"}, {"GJ", "1e9 J"}, {"TJ", "1e12 J"}, {"PJ", "1e15 J"},
    {"Wh", "3600 J"}, {"kWh", "3.6e6 J"}, {"MWh", "3.6e9 J"}, {"GWh", "3.6e12 J"}, {"TWh", "3.6e15 J"}, {"W", "J/s"},
    {"kW", "1e3 W"}, {"MW", "1e6 W"}, {"GW", "1e9 W"},
    {"K", ""},
    {"oere", ""}, {"SEK", "100 oere"}, {"kSEK", "1e5 oere"}, {"MSEK", "1e8 oere"}, {"GSEK", "1e11 oere"},
    {"EUR", ""}, {"kEUR", "1e3 EUR"}, {"MEUR", "1e6 EUR"},
    {"percent", "0.01"}, {"label", "1"},
    {"vehicle", ""}, {"vehicles", "vehicle"}, {"vkm", "vehicle km"},
    {"person", ""}, {"persons", "person"}, {"pkm", "person km"}, {"tkm", "t km"},
    {"dwelling", ""}, {"dwellings", "dwelling"}, {"household", ""}, {"households", "household"},
    {"building", ""}, {"buildings", "building"}, {"company", ""}, {"companies", "company"},
    {"trip", ""}, {"trips", "trip"}, {"member", ""}, {"members", "member"},
    {"charger", ""}, {"chargers", "charger"}, {"worker", ""}, {"workers", "worker"}, {"animal", ""},
    {"animals", "animal"},
});
// clang-format on

/// Stands for what a mass is of, and measures nothing; not for users to write.
inline constexpr std::string_view label_name = "label";

/// Spellings that UDUNITS' scanner cannot take, and what stands for them. Labels say what a mass is of and measure
/// nothing.
struct Spelling {
  std::string_view written;
  std::string_view name;
};
inline constexpr std::array spellings = std::to_array<Spelling>({
    {"vol-%", "percent"},
    {"%", "percent"},
    {"CO2e", "label"},
    {"CO2", "label"},
    {"öre", "oere"},
});

/// Wrong or ambiguous spellings that deserve more than the nearest name.
struct Refusal {
  std::string_view written;
  std::string_view why;
  std::string_view instead;
};
inline constexpr std::array refusals = std::to_array<Refusal>({
    {"ton", "907, 1000 or 1016 kg", "t"},
    {"tons", "907, 1000 or 1016 kg", "t"},
    {"tonne", "units are written as symbols", "t"},
    {"tonnes", "units are written as symbols", "t"},
    {"kton", "907, 1000 or 1016 t", "kt"},
    {"mil", "10 km or 25 micrometres", "km"},
    {"a", "an are or a year", "year"},
    {"yr", "units are written one way", "year"},
    {"y", "units are written one way", "year"},
    {"kr", "currencies are written by their code", "SEK"},
    {"kkr", "currencies are written by their code", "kSEK"},
    {"Mkr", "currencies are written by their code", "MSEK"},
    {"degC", "a scale with an offset; only differences are allowed", "K"},
    {"°C", "a scale with an offset; only differences are allowed", "K"},
    {"C", "carbon, coulomb or Celsius; carbon weighs 12/44 of its CO2", "CO2"},
    {"people", "units are written one way", "person"},
    {"knot", "a speed", "kt"},
});

}  // namespace skifte::sim
