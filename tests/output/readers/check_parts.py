"""Opens a summary and microdata (tests/output/readers.test.cpp) with xarray: check_parts.py ENGINE SUMMARY MICRODATA. 77: not
installed."""
import sys

try:
    import xarray
    __import__(sys.argv[1] if sys.argv[1] == "h5netcdf" else "netCDF4")
except ImportError as missing:
    print(missing)
    sys.exit(77)

engine, summary, microdata = sys.argv[1:]
with xarray.open_dataset(summary, engine=engine) as result:
    emissions = result.emissions
    assert emissions.dims == ("statistic", "variant", "year", "sector"), emissions.dims
    assert emissions.attrs["units"] == "t CO2e"
    # Members 0, 1, 3 and 4 (2 failed) have 1000 member + 3.25 in 2029, uppvärmning.
    one = emissions.sel(variant="baseline", year=2029, sector="uppvärmning")
    assert float(one.sel(statistic="mean")) == 2003.25
    assert float(one.sel(statistic="count")) == 4
    assert abs(float(one.sel(statistic="p50")) / 3003.25 - 1) <= float(result.attrs["sketch_error"])
    assert result.attrs["kind"] == "summary"
with xarray.open_dataset(summary, group="failed", engine=engine) as failed:
    assert list(failed.message.values) == ["räknefel"]

with xarray.open_dataset(microdata, group="microdata/cars", engine=engine) as cars:
    assert cars.powertrain.dims == ("row",)
    assert cars.distance.attrs["units"] == "km/year"
    names = cars.powertrain.attrs["flag_meanings"].split()
    table = cars.to_dataframe()
    # Member m has m + 1 cars, petrol and battery in turn.
    assert list(table.groupby("member").size()) == [1, 2, 4]
    assert [names[code] for code in table[table.member == 3].powertrain] == ["petrol", "battery", "petrol", "battery"]
with xarray.open_dataset(microdata, engine=engine) as result:
    assert result.emissions.dims == ("member", "year", "sector")
print("ok")
