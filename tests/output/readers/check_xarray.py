"""Opens the example result (tests/output/example_result.hpp) with xarray: check_xarray.py ENGINE FILE. 77: not installed."""
import sys

engine, path = sys.argv[1:]
try:
    import numpy
    import xarray

    __import__({"h5netcdf": "h5netcdf", "netcdf4": "netCDF4"}[engine])
except ImportError as missing:
    print(missing)
    sys.exit(77)

with xarray.open_dataset(path, engine=engine) as result:
    assert dict(result.sizes) == {"member": 5, "year": 3, "sector": 2, "target": 2}, result.sizes
    assert list(result.year.values) == [2028, 2029, 2030]
    assert list(result.sector.values) == ["transport", "uppvärmning"], result.sector.values
    assert list(result.member.values) == [0, 1, 2, 3, 4]
    assert result.emissions.dims == ("member", "year", "sector")
    assert result.emissions.dtype == numpy.float64
    # value(member, i) = 1000 member + i + 0.25; year 2030, sector uppvärmning is i = 5.
    assert float(result.emissions.sel(member=3, year=2030, sector="uppvärmning")) == 3005.25
    assert bool(result.emissions.sel(member=2).isnull().all())
    assert float(result.first_year_met.sel(member=1, target="residual_2030")) == 1007.25
    assert bool(result.first_year_met.sel(target="climate_neutral_2030").isnull().all())
    assert list(result.status.values) == ["done", "done", "failed", "done", "done"]
    assert list(result.message.values) == ["", "", "räknefel", "", ""]
    assert result.seed.dtype == numpy.uint64
    assert int(result.seed[4]) == 18000000000000000004
    assert list(result.target_units.values) == ["kt", "t"] and result.target_units.dims == ("target",)
    assert result.emissions.attrs["units"] == "t CO2e"
    for name, variable in result.variables.items():
        assert variable.attrs["units"], name
        assert variable.attrs["long_name"], name
    assert int(result.attrs["skifte_format"]) == 1
    assert result.attrs["scenario"] == "contract-2030"
    assert result.attrs["host"] == ""
    assert int(result.attrs["seed"]) == 18000000000000000001
    assert result.attrs["design"] == "lhs"

with xarray.open_dataset(path, engine=engine, group="observations/emissions") as observed:
    assert float(observed.value.sel(year=1990, sector="transport")) == 250000.5
    assert bool(observed.value.sel(year=2022, sector="transport").isnull())
    assert observed.value.attrs["source"] == "the national database"

with xarray.open_dataset(path, engine=engine, group="provenance") as provenance:
    assert provenance.scenario.item() == "skifte: 1\nname: Klimatkontrakt Å\n"
    assert provenance.environment.item() == ""
