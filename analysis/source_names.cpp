#include "analysis/source_names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

namespace skifte::analysis {

namespace {

using Names = std::pair<std::string_view, std::string_view>;  // label, words

// The same words as on the report's page (analysis/report/src/text_en.json); a test compares them.
constexpr std::array<Names, 26> names = {{{"livestock", "livestock"},
                                          {"soils_liming", "soils and liming"},
                                          {"filbornaverket", "Filbornaverket"},
                                          {"peak_heat_plants", "peak heat plants"},
                                          {"kemira", "Kemira"},
                                          {"other_industry", "other industry"},
                                          {"dwellings", "homes' boilers"},
                                          {"premises", "premises' boilers"},
                                          {"farm_premises", "farm premises"},
                                          {"fluorinated_gases", "fluorinated gases"},
                                          {"solvents_lubricants", "solvents and lubricants"},
                                          {"cars", "cars"},
                                          {"light_trucks", "light trucks"},
                                          {"heavy_trucks", "heavy trucks"},
                                          {"buses", "buses"},
                                          {"motorcycles", "motorcycles and mopeds"},
                                          {"railways", "railways"},
                                          {"domestic_shipping", "domestic shipping and aviation"},
                                          {"landfill", "landfill"},
                                          {"sewage_biological", "sewage and biological treatment"},
                                          {"construction_machinery", "construction and industry machinery"},
                                          {"farm_machinery", "farm machinery"},
                                          {"household_machinery", "household machinery"},
                                          {"service_machinery", "commercial and public machinery"},
                                          {"port_airport_allocation", "ports and airports (allocated)"},
                                          {"other_machinery", "other machinery"}}};

constexpr std::array<Names, 2> names_elsewhere = {
    {{"filbornaverket", "waste-fired heat and power"}, {"kemira", "the largest chemical plant"}}};

template <std::size_t N>
const Names* find(const std::array<Names, N>& among, std::string_view label) {
  const auto found = std::find_if(among.begin(), among.end(), [&](const Names& each) { return each.first == label; });
  return found == among.end() ? nullptr : &*found;
}

/// Words of an assumption's name that are names or abbreviations themselves.
constexpr std::array<Names, 9> written_otherwise = {{{"acid", "Kemira"},
                                                     {"kemira", "Kemira"},
                                                     {"expressen", "Expressen"},
                                                     {"klimatklivet", "Klimatklivet"},
                                                     {"hvo", "HVO"},
                                                     {"ccs", "CCS"},
                                                     {"phev", "plug-in hybrids"},
                                                     {"ets", "ETS"},
                                                     {"ets2", "ETS2"}}};

}  // namespace

std::string placed_meaning(std::string_view name, std::string_view meaning) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t dot = std::min(name.find('.', begin), name.size());
    const std::string_view part = name.substr(begin, dot - begin);
    const Names* found = find(written_otherwise, part);
    words.emplace_back(found == nullptr ? part : found->second);
    std::replace(words.back().begin(), words.back().end(), '_', ' ');
    begin = dot + 1;
  }
  // Of `industry.return_demanded` the meaning tells the last word; of `industry.output_growth.acid` it is all that
  // tells one from another.
  if (words.size() < 3) words.pop_back();
  std::string place = fmt::format("{}", fmt::join(words, ", "));
  if (place.empty() || meaning.empty()) return std::string(meaning);
  place.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(place.front())));
  return place + ": " + std::string(meaning);
}

std::string source_name(std::string_view subsector, std::string_view city) {
  const Names* found = city == named_city ? nullptr : find(names_elsewhere, subsector);
  if (found == nullptr) found = find(names, subsector);
  if (found != nullptr) return std::string(found->second);
  std::string spaced(subsector);
  std::replace(spaced.begin(), spaced.end(), '_', ' ');
  return spaced;
}

}  // namespace skifte::analysis
