#include "scenarios/text_encoding.hpp"

#include <cstddef>

namespace skifte::scenarios {
namespace {

/// How many bytes a character has that begins so, and between which bounds its second byte lies: they shut out
/// spellings longer than need be, halves of UTF-16 pairs and what lies beyond Unicode.
struct Form {
  std::size_t length;  ///< 0: no character begins so
  unsigned char least_second = 0x80;
  unsigned char greatest_second = 0xBF;
};

Form form_of(unsigned char lead) {
  if (lead == 0) return {0};
  if (lead < 0x80) return {1};
  if (lead < 0xC2) return {0};
  if (lead < 0xE0) return {2};
  if (lead == 0xE0) return {3, 0xA0};
  if (lead == 0xED) return {3, 0x80, 0x9F};
  if (lead < 0xF0) return {3};
  if (lead == 0xF0) return {4, 0x90};
  if (lead < 0xF4) return {4};
  if (lead == 0xF4) return {4, 0x80, 0x8F};
  return {0};
}

}  // namespace

bool is_utf8(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  std::size_t i = 0;
  while (i < text.size()) {
    const Form form = form_of(byte(i));
    if (form.length == 0 || i + form.length > text.size()) return false;
    if (form.length > 1 && (byte(i + 1) < form.least_second || byte(i + 1) > form.greatest_second)) return false;
    for (std::size_t k = 2; k < form.length; ++k) {
      if ((byte(i + k) & 0xC0U) != 0x80U) return false;
    }
    i += form.length;
  }
  return true;
}

}  // namespace skifte::scenarios
