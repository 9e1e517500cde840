#pragma once
#include <string>
#include <vector>

#include "analysis/report_sections.hpp"
#include "output/result_reader.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/words.hpp"

namespace skifte::analysis {

/// Spearman's rank correlation of two samples of one length, ties by their mean rank; 0 where either is constant.
double rank_correlation(const std::vector<double>& x, const std::vector<double>& y);

/// The size that the largest of `tested` rank correlations of independent samples passes with probability 5 % at most:
/// Fisher's transformation with the variance 1.06 / (n - 3) (Fieller, Hartley & Pearson 1957,
/// doi:10.1093/biomet/44.3-4.470), Bonferroni's bound over the tests. 1 with fewer than five members.
double chance_correlation(int members, int tested);

/// The assumptions that move most with total emissions in 2030 and 2045 (or the last year).
std::vector<DriverReport> collect_drivers(const output::ResultFile& file, const scenarios::Vocabulary& vocabulary,
                                          const scenarios::Words& words);

}  // namespace skifte::analysis
