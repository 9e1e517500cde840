"""Opens an ensemble with h5py: read_h5py.py FILE. 77: not installed."""
import sys

try:
    import h5py
    import numpy
except ImportError as missing:
    print(missing)
    sys.exit(77)

with h5py.File(sys.argv[1], "r") as result:
    assert result.attrs["skifte_format"] == 1
    assert result.attrs["scenario"] == "contract-2030"
    assert result["emissions"].shape == (20, 36, 8), result["emissions"].shape
    assert result["emissions"].dims[2][0].name == "/sector"
    assert list(result["year"][()]) == list(range(2015, 2051))
    assert numpy.isfinite(result["emissions"][()]).all()
    assert set(result["status"].asstr()[()]) == {"done"}
    assert len(result["provenance"]) > 3
