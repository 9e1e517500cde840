#pragma once
#include <vector>

namespace skifte::analysis {

/// Kolmogorov's distribution, the chance to exceed lambda: 2 sum (-1)^(k-1) exp(-2 k^2 lambda^2).
double kolmogorov_tail(double lambda);

/// Whether a column is distributed alike in rows of interest and in others (Kolmogorov & Smirnov): the asymptotic p
/// value with Stephens's correction (1970, doi:10.1111/j.2517-6161.1970.tb00821.x), lambda = (sqrt(n) + 0.12 + 0.11 /
/// sqrt(n)) D, n = n1 n2 / (n1 + n2). 1 where one kind is missing. Rows not `counted` are left out.
double two_sample_p(const std::vector<double>& column, const std::vector<bool>& interest,
                    const std::vector<bool>& counted);

}  // namespace skifte::analysis
