#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "scenarios/fault_list.hpp"
#include "scenarios/scenario.hpp"

namespace skifte::scenarios {

/// What the model's parts call their things, in another language than the code's English:
/// scenarios/words/LANGUAGE.yaml, with the maps `levers: {NAME: text}` and `parameters: {NAME: text}`, and
/// assumptions_LANGUAGE.yaml beside it, with `assumptions: {NAME: text}`.
struct Words {
  std::map<std::string, std::string, std::less<>> levers;       ///< name -> meaning
  std::map<std::string, std::string, std::less<>> parameters;   ///< of levers, whoever has them: name -> a word or two
  std::map<std::string, std::string, std::less<>> assumptions;  ///< name -> meaning

  /// The meaning in this language, else the declared one.
  std::string meaning(const sim::LeverDeclaration& lever) const;
  /// The assumption's meaning in this language; "" when there is none.
  std::string assumption(const std::string& name) const;
  /// The parameter in this language, else its name with spaces: "running cost".
  std::string parameter(const std::string& name) const;
};

/// Reads a language's words. What the vocabulary has no name for, and what it has and the file lacks, are faults.
Words read_words(const std::filesystem::path& file, const Vocabulary& vocabulary, FaultList& faults);

/// Reads assumptions' words into `words`; a file that is not there adds none. What the vocabulary has no name for is a
/// fault; what it has and the file lacks is shown in English.
void read_assumption_words(const std::filesystem::path& file, const Vocabulary& vocabulary, Words& words,
                           FaultList& faults);

/// All words of a language that lie in a home.
Words all_words(const std::filesystem::path& home, const std::string& language, const Vocabulary& vocabulary,
                FaultList& faults);

/// The file of a language.
std::filesystem::path words_file(const std::filesystem::path& home, const std::string& language);

}  // namespace skifte::scenarios
