/// skifte-analysis: what OpenTURNS computes for skifte, in a process of its own (docs/decisions/0019). Reads a request
/// as JSON on standard input and answers on standard output:
///     {"polynomial_chaos": [{"inputs": [[z, ...] by input], "outcome": [y, ...]}, ...]}   z in [-1, 1]
///     {"polynomial_chaos": [{"constant": c, "terms": [{"degrees": [by input], "coefficient": c}, ...]}, ...]}
#include <iostream>
#include <nlohmann/json.hpp>
#include <openturns/OT.hxx>

namespace {

using nlohmann::json;

/// The largest total degree whose basis is no larger than twice the sample, within [1, 10] and 2 000 terms.
OT::UnsignedInteger total_degree(const OT::EnumerateFunction& enumerate, OT::UnsignedInteger rows) {
  constexpr OT::UnsignedInteger most_terms = 2000, highest = 10;
  OT::UnsignedInteger degree = 1;
  while (degree < highest &&
         enumerate.getStrataCumulatedCardinal(degree + 1) <= std::min<OT::UnsignedInteger>(most_terms, 2 * rows)) {
    ++degree;
  }
  return degree;
}

OT::Sample sample_of(const json& columns) {
  const OT::UnsignedInteger rows = columns.at(0).size();
  OT::Sample sample(rows, columns.size());
  for (OT::UnsignedInteger i = 0; i < columns.size(); ++i) {
    for (OT::UnsignedInteger k = 0; k < rows; ++k) sample(k, i) = columns.at(i).at(k).get<double>();
  }
  return sample;
}

/// Sparse expansion in Legendre polynomials: least-angle regression, corrected leave-one-out error.
json polynomial_chaos(const json& task) {
  const OT::Sample inputs = sample_of(task.at("inputs"));
  const OT::Sample outcome = sample_of(json::array({task.at("outcome")}));
  const OT::UnsignedInteger dimension = inputs.getDimension();
  const OT::UnsignedInteger rows = inputs.getSize();
  const OT::ComposedDistribution distribution(
      OT::ComposedDistribution::DistributionCollection(dimension, OT::Uniform(-1, 1)));
  const OT::LinearEnumerateFunction enumerate(dimension);
  const OT::OrthogonalProductPolynomialFactory basis(
      OT::OrthogonalProductPolynomialFactory::PolynomialFamilyCollection(dimension, OT::LegendreFactory()), enumerate);
  const OT::UnsignedInteger size = enumerate.getStrataCumulatedCardinal(total_degree(enumerate, rows));
  const OT::FixedStrategy adaptive(OT::OrthogonalBasis(basis), size);
  const OT::LARS selection;
  const OT::CorrectedLeaveOneOut error;
  const OT::LeastSquaresStrategy projection(OT::LeastSquaresMetaModelSelectionFactory(selection, error));
  OT::FunctionalChaosAlgorithm algorithm(inputs, OT::Point(rows, 1.0 / static_cast<double>(rows)), outcome,
                                         distribution, adaptive, projection);
  algorithm.run();
  const OT::FunctionalChaosResult result = algorithm.getResult();
  const OT::Indices chosen = result.getIndices();
  const OT::Sample coefficients = result.getCoefficients();
  json answer = {{"constant", 0.0}, {"terms", json::array()}};
  for (OT::UnsignedInteger t = 0; t < chosen.getSize(); ++t) {
    const OT::Indices degrees = enumerate(chosen[t]);
    if (chosen[t] == 0) {
      answer["constant"] = coefficients(t, 0);
      continue;
    }
    answer["terms"].push_back(
        {{"degrees", std::vector<unsigned>(degrees.begin(), degrees.end())}, {"coefficient", coefficients(t, 0)}});
  }
  return answer;
}

}  // namespace

int main() {
  try {
    OT::Log::Show(OT::Log::NONE);
    const json request = json::parse(std::cin);
    json answers = json::array();
    for (const json& task : request.at("polynomial_chaos")) answers.push_back(polynomial_chaos(task));
    std::cout << json{{"polynomial_chaos", answers}} << std::endl;
    return std::cout ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
