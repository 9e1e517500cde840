#pragma once
#include <string>

namespace skifte::analysis {

/// Makes `folder` an RO-Crate 1.1 (https://w3id.org/ro/crate/1.1) of the result at `path`: a copy of the file, the
/// input files it carries below `inputs/`, which is a home for SKIFTE_HOME, and ro-crate-metadata.json, which says what
/// each is and what made the result from what. Opens HDF5. UserFault when the folder exists and is not empty, cannot be
/// written, or the result does not carry its inputs.
void write_crate(const std::string& path, const std::string& folder);

}  // namespace skifte::analysis
