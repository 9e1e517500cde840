"""Opens the example result (tests/output/example_result.hpp) with h5py: check_h5py.py FILE. 77: not installed."""
import sys
import zlib

try:
    import h5py
except ImportError as missing:
    print(missing)
    sys.exit(77)


def texts(dataset):
    values = dataset.asstr()[()]
    return [values] if isinstance(values, str) else list(values)


def check(name, item):
    if not isinstance(item, h5py.Dataset):
        return
    assert item.attrs["units"] and item.attrs["long_name"], name
    if h5py.check_string_dtype(item.dtype):
        assert h5py.check_string_dtype(item.dtype).length is None, name
        checksum = zlib.crc32(b"".join(text.encode() + b"\0" for text in texts(item)))
        assert checksum == item.attrs["skifte_crc32"], name
    else:
        assert item.fletcher32 and item.shuffle and item.compression == "gzip", name
    if item.attrs.get("CLASS") != b"DIMENSION_SCALE":
        for axis, length in zip(item.dims, item.shape):
            assert len(axis) == 1 and len(axis[0]) == length, name


with h5py.File(sys.argv[1], "r") as result:
    result.visititems(check)
    assert result.attrs["skifte_format"] == 1
    assert result.attrs["command"] == "skifte ensemble contract-2030 -n 5"
    assert result["emissions"].dims[0][0].name == "/member"
    assert result["emissions"].dims[2][0].name == "/sector"
    assert texts(result["sector"]) == ["transport", "uppvärmning"]
    assert result["emissions"][3, 2, 1] == 3005.25
    assert result["seed"][4] == 18000000000000000004
    assert list(result["year"]) == [2028, 2029, 2030]
