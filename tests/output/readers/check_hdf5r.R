# Opens the example result (tests/output/example_result.hpp) with hdf5r: check_hdf5r.R FILE. 77: not installed.
if (!suppressWarnings(suppressMessages(require(hdf5r, quietly = TRUE)))) quit(status = 77)
result <- H5File$new(commandArgs(trailingOnly = TRUE)[1], mode = "r")
emissions <- result[["emissions"]]
values <- emissions$read()  # R runs dimensions backwards: sector, year, member
stopifnot(
  identical(dim(values), c(2L, 3L, 5L)),
  values[2, 3, 4] == 3005.25,
  all(is.nan(values[, , 3])),
  h5attr(emissions, "units") == "t CO2e",
  h5attr(emissions, "long_name") == "greenhouse gases emitted",
  identical(enc2utf8(result[["sector"]]$read()), c("transport", "uppv\u00e4rmning")),
  identical(result[["year"]]$read(), 2028:2030),
  identical(result[["status"]]$read(), c("done", "done", "failed", "done", "done")),
  h5attr(result, "scenario") == "contract-2030",
  h5attr(result, "skifte_format") == 1,
  result[["observations/emissions/value"]]$read()[1] == 250000.5,
  grepl("Klimatkontrakt", result[["provenance/scenario"]]$read())
)
result$close_all()
