"""Rewrites a result with xarray, as somebody who selects or adds does: rewrite_xarray.py ENGINE FROM TO. 77: not installed."""
import sys

engine, source, target = sys.argv[1:]
try:
    import xarray

    __import__({"h5netcdf": "h5netcdf", "netcdf4": "netCDF4"}[engine])
except ImportError as missing:
    print(missing)
    sys.exit(77)

with xarray.open_dataset(source, engine=engine) as result:
    doubled = (2 * result.emissions).assign_attrs(units="t CO2e", long_name="twice the emissions")
    result.assign(doubled=doubled).to_netcdf(target, engine=engine)
