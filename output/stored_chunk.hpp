#pragma once
#include <cstdint>
#include <span>

namespace skifte::output {

/// HDF5's Fletcher-32 of some bytes: sums of big-endian 16-bit words, modulo 65535 (H5checksum.c).
std::uint32_t fletcher32(std::span<const unsigned char> bytes);

/// Undoes fletcher32, deflate and shuffle of a chunk of float64 as stored by HDF5 on a little-endian machine. HDF5 does
/// the same one chunk at a time; this may run on several threads. False when the checksum or the length is wrong.
bool decode_chunk(std::span<const unsigned char> stored, std::span<double> values);

}  // namespace skifte::output
