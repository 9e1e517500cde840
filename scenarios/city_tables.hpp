#pragma once
#include <string>
#include <string_view>

#include "scenarios/csv.hpp"

namespace skifte::scenarios {

/// What every table of a city must hold, whoever reads it: a row's year lies in the calendar, a series has one row a
/// year (and release, where the table has that column), and its unit is the one that series beginning so have. A
/// second row would add to the first or replace it, another unit be taken for the right one, and nobody would see it.
/// `table` is the file's name; of series and tables not known here the unit is not looked at.
void require_sound_rows(const CsvTable& rows, std::string_view table, FaultList& faults);

}  // namespace skifte::scenarios
