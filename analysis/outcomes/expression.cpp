#include "analysis/outcomes/expression.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <limits>
#include <utility>

#include "analysis/outcomes/expression_tokens.hpp"
#include "sim/fault.hpp"
#include "sim/units.hpp"

namespace skifte::analysis {

namespace {

/// Part of an expression: a quantity that waits for a unit, or values of members.
struct Operand {
  bool is_constant = false;
  bool is_weighted = false;  ///< its weight brings the unit of what it is added to
  double constant = 0;
  std::string unit;
  std::vector<double> values;
};

/// Tonnes of what, the result says and the user need not.
std::string plain_unit(const std::string& unit) {
  const std::size_t at = unit.find(" CO2e");
  if (at == std::string::npos) return unit.empty() ? "1" : unit;
  return unit.substr(0, at) + unit.substr(at + 5);
}

class Parser {
 public:
  Parser(const std::string& text, const OutcomeSource& source)
      : text_(text), tokens_(tokenise(text)), source_(source) {}

  ExpressionValues whole() {
    ExpressionValues made = condition();
    if (now().kind != Token::Kind::end) refuse_expression(text_, now().place, fmt::format("'{}' too many", now().text));
    made.values.name = text_;
    return made;
  }

 private:
  using Operation = std::function<double(double, double)>;

  const Token& now() const { return tokens_[at_]; }
  bool take(Token::Kind kind, const std::string& text) {
    if (now().kind != kind || now().text != text) return false;
    ++at_;
    return true;
  }

  ExpressionValues condition() {
    ExpressionValues left = conjunction();
    while (take(Token::Kind::word, "or")) {
      left = join(std::move(left), conjunction(), [](double a, double b) { return std::max(a, b); });
    }
    return left;
  }
  ExpressionValues conjunction() {
    ExpressionValues left = comparison();
    while (take(Token::Kind::word, "and")) left = join(std::move(left), comparison(), std::multiplies<>());
    return left;
  }
  ExpressionValues join(ExpressionValues left, const ExpressionValues& right, const Operation& operation) {
    if (!left.is_condition || !right.is_condition) {
      refuse_expression(text_, now().place, "`and` and `or` join comparisons, not amounts,");
    }
    for (std::size_t i = 0; i < left.values.values.size(); ++i) {
      const double b = right.values.values[i];
      double& a = left.values.values[i];
      a = std::isnan(a) || std::isnan(b) ? std::numeric_limits<double>::quiet_NaN() : operation(a, b);
    }
    return left;
  }

  ExpressionValues comparison() {
    if (take(Token::Kind::symbol, "(")) {
      ExpressionValues inner = condition();
      if (!take(Token::Kind::symbol, ")")) refuse_expression(text_, now().place, "a ')' is missing");
      return inner;
    }
    Operand left = sum();
    const std::size_t place = now().place;
    const std::string symbol = now().text;
    const bool compares = now().kind == Token::Kind::symbol && (symbol[0] == '<' || symbol[0] == '>');
    if (!compares) {
      if (left.is_constant) refuse_expression(text_, place, "no outcome");
      return {false, {text_, left.unit, std::move(left.values)}};
    }
    ++at_;
    Operand right = sum();
    if (left.is_constant && right.is_constant) refuse_expression(text_, place, "no outcome");
    if (left.is_constant) {
      give_unit(left, right);
    } else {
      give_unit(right, left);
    }
    const auto holds = [&](double a, double b) {
      if (symbol == "<") return a < b;
      if (symbol == "<=") return a <= b;
      return symbol == ">" ? a > b : a >= b;
    };
    ExpressionValues made{true, {text_, "1", {}}};
    for (std::size_t i = 0; i < source_.members(); ++i) {
      const double a = left.values[i], b = right.values[i];
      made.values.values.push_back(std::isnan(a) || std::isnan(b) ? std::numeric_limits<double>::quiet_NaN()
                                                                  : (holds(a, b) ? 1 : 0));
    }
    return made;
  }

  Operand sum() {
    double sign = take(Token::Kind::symbol, "-") ? -1 : 1;
    Operand left = term();
    scale(left, sign);
    while (now().kind == Token::Kind::symbol && (now().text == "+" || now().text == "-")) {
      sign = now().text == "+" ? 1 : -1;
      ++at_;
      Operand right = term();
      scale(right, sign);
      if (left.is_constant && right.is_constant) {
        refuse_expression(text_, now().place, "two quantities in a row (add them up)");
      }
      if (left.is_constant || (left.is_weighted && !right.is_weighted && !right.is_constant)) std::swap(left, right);
      give_unit(right, left);
      for (std::size_t i = 0; i < left.values.size(); ++i) left.values[i] += right.values[i];
    }
    return left;
  }

  static void scale(Operand& operand, double factor) {
    operand.constant *= factor;
    for (double& value : operand.values) value *= factor;
  }

  Operand term() {
    const Token token = now();
    ++at_;
    if (token.kind == Token::Kind::name) return outcome(token);
    if (token.kind != Token::Kind::number) {
      refuse_expression(text_, token.place, "an outcome or a number is missing");
    }
    if (take(Token::Kind::symbol, "*")) {
      if (!token.unit.empty()) refuse_expression(text_, token.place, "a weight has no unit");
      if (now().kind != Token::Kind::name) refuse_expression(text_, now().place, "an outcome is missing");
      Operand weighted = outcome(tokens_[at_++]);
      scale(weighted, token.number);
      weighted.is_weighted = true;
      return weighted;
    }
    Operand constant;
    constant.is_constant = true;
    constant.constant = token.number;
    constant.unit = token.unit;
    return constant;
  }

  Operand outcome(const Token& token) {
    OutcomeValues values = source_.outcome(token.text);
    Operand operand;
    operand.unit = values.unit;
    operand.values = std::move(values.values);
    return operand;
  }

  /// Brings `operand` to the unit of `other`, which has values.
  void give_unit(Operand& operand, const Operand& other) {
    const std::string unit = plain_unit(other.unit);
    if (operand.is_constant) {
      operand.values.assign(source_.members(), sim::convert({operand.constant, operand.unit}, unit));
      operand.is_constant = false;
    } else if (plain_unit(operand.unit) != unit && !operand.is_weighted) {
      scale(operand, sim::conversion_factor(plain_unit(operand.unit), unit));
    }
    operand.unit = other.unit;
  }

  const std::string& text_;
  std::vector<Token> tokens_;
  const OutcomeSource& source_;
  std::size_t at_ = 0;
};

}  // namespace

ExpressionValues evaluate_expression(const std::string& text, const OutcomeSource& source) {
  return Parser(text, source).whole();
}

}  // namespace skifte::analysis
