#pragma once
#include <string>
#include <vector>

namespace skifte::analysis {

/// A word of an expression.
struct Token {
  enum class Kind { number, name, word, symbol, end };
  Kind kind = Kind::end;
  std::string text;  ///< symbol: < <= > >= + - * ( ) ; word: and, or
  double number = 0;
  std::string unit;       ///< after a number
  std::size_t place = 0;  ///< in the text, from 0
};

/// Cuts an expression into tokens; the last is Kind::end. UserFault for what is none.
std::vector<Token> tokenise(const std::string& text);

[[noreturn]] void refuse_expression(const std::string& text, std::size_t place, const std::string& problem);

}  // namespace skifte::analysis
