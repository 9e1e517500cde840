#pragma once
#include <vector>

#include "agents/city_data.hpp"
#include "scenarios/csv.hpp"

namespace skifte::scenarios {

/// The inventory by our sub-sectors, for every year for which the newest release has all eight sectors, ascending [t
/// CO2e].
///
/// `sectors`     inventory_sectors.csv: the newest release's greenhouse gases by sector (column value)
/// `subsectors`  inventory_subsectors_co2.csv: `SECTOR / ROW` in SMHI's words, fossil CO2 of an older release. For own
/// heating,
///               transport and machinery a sector's total is split by these rows' shares of the year; see the table of
///               rows in city_inventory.cpp.
/// `splits`      inventory_splits.csv: for the sectors whose CO2 rows say nothing useful, the part of one sub-sector by
/// name:
///               a share (unit 1) or an amount (unit t CO2e) in the year given and until the next row; the sector's
///               other sub-sector has the rest.
/// Sub-sectors add to the release's sectors exactly (to rounding). Missing rows and parts beyond the sector are faults.
std::vector<agents::InventoryObservation> read_inventory(const CsvTable& sectors, const CsvTable& subsectors,
                                                         const CsvTable& splits, FaultList& faults);

/// The release before the newest (column release_2025 of inventory_sectors.csv), years for which every sector has a
/// figure.
std::vector<agents::OlderInventory> read_older_inventory(const CsvTable& sectors, FaultList& faults);

}  // namespace skifte::scenarios
