#include "program/microdata_arguments.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "scenarios/fault_list.hpp"
#include "sim/fault.hpp"

namespace skifte::program {

void MicrodataArguments::add_to(CLI::App& command) {
  command
      .add_option(
          "--microdata", tables,
          fmt::format("agents one by one, as tables in the result: {}", fmt::join(agents::microdata_tables(), ", ")))
      ->delimiter(',')
      ->expected(1)
      ->take_all();
  interval =
      command.add_option("--every", every, "with --microdata: how often, from the first year on; the last year always")
          ->capture_default_str();
}

agents::MicrodataRequest MicrodataArguments::request() const {
  agents::MicrodataRequest request;
  const std::vector<std::string>& known = agents::microdata_tables();
  for (const std::string& table : tables) {
    if (std::find(known.begin(), known.end(), table) == known.end()) {
      const std::string near = scenarios::suggestion(table, known);
      throw sim::UserFault(fmt::format("--microdata: no table '{}'{}", table,
                                       near.empty() ? fmt::format(" (there is {})", fmt::join(known, ", ")) : near));
    }
    const bool is_new = std::find(request.tables.begin(), request.tables.end(), table) == request.tables.end();
    if (is_new) request.tables.push_back(table);
  }
  std::sort(request.tables.begin(), request.tables.end());
  if (interval->count() > 0 && tables.empty())
    throw sim::UserFault("--every says how often agents are kept one by one (none are asked for) --microdata cars?");
  std::string_view years = every;
  if (years.ends_with('y')) years.remove_suffix(1);
  const auto [end, error] = std::from_chars(years.data(), years.data() + years.size(), request.every);
  if (error != std::errc() || end != years.data() + years.size() || request.every < 1)
    throw sim::UserFault(fmt::format("--every {} is no number of years (expected like 5y)", every));
  return request;
}

}  // namespace skifte::program
