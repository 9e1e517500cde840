"""Opens an ensemble with xarray and does what an analyst would: read_xarray.py ENGINE CONTRACT BASELINE. 77: not installed."""
import sys

engine, contract_path, baseline_path = sys.argv[1:]
try:
    import numpy
    import xarray

    __import__({"h5netcdf": "h5netcdf", "netcdf4": "netCDF4"}[engine])
except ImportError as missing:
    print(missing)
    sys.exit(77)

with (
    xarray.open_dataset(contract_path, engine=engine) as contract,
    xarray.open_dataset(baseline_path, engine=engine) as baseline,
):
    assert contract.sizes["member"] == 20 and contract.sizes["year"] == 36, contract.sizes
    assert set(contract.status.values) == {"done"}, contract.status.values
    total = contract.emissions.sum("sector")
    assert total.dims == ("member", "year")
    # Quantiles over members: a fan that widens from the past to the future.
    fan = total.quantile([0.05, 0.5, 0.95], "member")
    width = fan.sel(quantile=0.95) - fan.sel(quantile=0.05)
    assert float(width.sel(year=2045)) > float(width.sel(year=2015)) >= 0
    # Sectors, sub-sectors and carriers are one total.
    for name, dimension in [("emissions_subsector", "subsector"), ("emissions_carrier", "carrier")]:
        numpy.testing.assert_allclose(contract[name].sum(dimension), total, rtol=1e-9)
    # One seed: members are paired, and the past is the same in both.
    past = total.sel(year=slice(2015, 2019)) - baseline.emissions.sum("sector").sel(year=slice(2015, 2019))
    assert float(abs(past).max()) == 0, float(abs(past).max())
    assert bool((contract.assumption_value.sel(assumption="fuel.obligation.level_2030")
                 == baseline.assumption_value.sel(assumption="fuel.obligation.level_2030")).all())
    for name, variable in contract.variables.items():
        assert variable.attrs["units"] and variable.attrs["long_name"], name

with xarray.open_dataset(contract_path, engine=engine, group="observations/emissions") as observed:
    with xarray.open_dataset(contract_path, engine=engine) as result:
        both = observed.value.sel(year=2022)
        model = result.emissions_published.sel(year=2022)
        numpy.testing.assert_allclose(model.sel(sector=both.sector.values), numpy.broadcast_to(both, model.shape), atol=1)
