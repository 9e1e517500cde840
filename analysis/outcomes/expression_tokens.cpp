#include "analysis/outcomes/expression_tokens.hpp"

#include <fmt/format.h>

#include <charconv>

#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_name(char c) {
  return is_name_start(c) || is_digit(c) || c == '.' || c == '@';
}

/// One past the name that begins at `at`: `emissions.transport@2020-2035` is one.
std::size_t end_of_name(const std::string& text, std::size_t at) {
  bool after_years_sign = false;
  while (at < text.size()) {
    after_years_sign = after_years_sign || text[at] == '@';
    const bool is_span =
        after_years_sign && text[at] == '-' && is_digit(text[at - 1]) && at + 1 < text.size() && is_digit(text[at + 1]);
    if (!is_name(text[at]) && !is_span) break;
    ++at;
  }
  return at;
}

/// One past the unit that begins at `at`: words up to a symbol, `and` or `or`.
std::size_t end_of_unit(const std::string& text, std::size_t at) {
  std::size_t end = at;
  while (at < text.size()) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    std::size_t word_end = at;
    while (word_end < text.size() && (is_name_start(text[word_end]) || is_digit(text[word_end]) ||
                                      text[word_end] == '/' || text[word_end] == '%' || text[word_end] == '^')) {
      ++word_end;
    }
    const std::string word = text.substr(at, word_end - at);
    if (word.empty() || word == "and" || word == "or") break;
    at = end = word_end;
  }
  return end;
}

Token read_number(const std::string& text, std::size_t& at) {
  Token token{Token::Kind::number, "", 0, "", at};
  const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), token.number);
  if (error != std::errc()) refuse_expression(text, at, "no number");
  at = static_cast<std::size_t>(end - text.data());
  const std::size_t unit = text.find_first_not_of(' ', at);
  if (unit == std::string::npos) return token;
  const std::size_t unit_end = end_of_unit(text, unit);
  if (unit_end > unit) {
    token.unit = text.substr(unit, unit_end - unit);
    at = unit_end;
  }
  return token;
}

}  // namespace

void refuse_expression(const std::string& text, std::size_t place, const std::string& problem) {
  throw sim::UserFault(
      fmt::format("outcome expression '{}': {} at character {} (expected like `net_emissions@2035 > 50 "
                  "kt`)",
                  text, problem, place + 1));
}

std::vector<Token> tokenise(const std::string& text) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == ' ' || c == '\t' || c == '\n') {
      ++at;
    } else if (is_digit(c) || c == '.') {
      tokens.push_back(read_number(text, at));
    } else if (c == '\'') {
      const std::size_t close = text.find('\'', at + 1);
      if (close == std::string::npos) refuse_expression(text, at, "a quote that is not closed");
      tokens.push_back({Token::Kind::name, text.substr(at + 1, close - at - 1), 0, "", at});
      at = close + 1;
    } else if (is_name_start(c)) {
      const std::size_t end = end_of_name(text, at);
      const std::string word = text.substr(at, end - at);
      const bool is_word = word == "and" || word == "or";
      tokens.push_back({is_word ? Token::Kind::word : Token::Kind::name, word, 0, "", at});
      at = end;
    } else if (c == '<' || c == '>') {
      const bool with_equal = at + 1 < text.size() && text[at + 1] == '=';
      tokens.push_back({Token::Kind::symbol, text.substr(at, with_equal ? 2 : 1), 0, "", at});
      at += with_equal ? 2 : 1;
    } else if (std::string("+-*()").find(c) != std::string::npos) {
      tokens.push_back({Token::Kind::symbol, std::string(1, c), 0, "", at});
      ++at;
    } else {
      refuse_expression(text, at, fmt::format("'{}' means nothing", c));
    }
  }
  tokens.push_back({Token::Kind::end, "", 0, "", text.size()});
  return tokens;
}

}  // namespace skifte::analysis
