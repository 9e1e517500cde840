"""Opens a result while its run goes on: read_snapshot.py FILE PROCESS. 77: not installed."""
import os
import sys
import time

try:
    import numpy
    import xarray
except ImportError as missing:
    print(missing)
    sys.exit(77)

path, process = sys.argv[1], int(sys.argv[2])
began = time.monotonic()
while not os.path.exists(path):
    assert time.monotonic() - began < 300, "no snapshot within five minutes"
    os.kill(process, 0)  # the run goes on
    time.sleep(1)
with xarray.open_dataset(path, engine="h5netcdf") as snapshot:
    os.kill(process, 0)
    members = snapshot.sizes["member"]
    assert 0 < members < int(snapshot.attrs["members_planned"]), members
    assert set(snapshot.status.values) == {"done"}
    assert numpy.isfinite(snapshot.emissions.values).all()
    print(f"{members} of {snapshot.attrs['members_planned']} members after {time.monotonic() - began:.0f} s, run going on")
