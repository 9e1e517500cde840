# Opens an ensemble with hdf5r: read_hdf5r.R FILE. 77: not installed.
if (!suppressWarnings(suppressMessages(require(hdf5r, quietly = TRUE)))) quit(status = 77)
result <- H5File$new(commandArgs(trailingOnly = TRUE)[1], mode = "r")
emissions <- result[["emissions"]]$read()  # R runs dimensions backwards: sector, year, member
stopifnot(
  identical(dim(emissions), c(8L, 36L, 20L)),
  all(is.finite(emissions)),
  identical(result[["year"]]$read(), 2015:2050),
  h5attr(result[["emissions"]], "units") == "t CO2e"
)
