#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "scenarios/fault_list.hpp"
#include "scenarios/scenario.hpp"

namespace skifte::scenarios {

/// What the model's parts call their things, in another language than the code's English:
/// scenarios/words/LANGUAGE.yaml, a map `levers: {NAME: text}`.
struct Words {
  std::map<std::string, std::string, std::less<>> levers;  ///< name -> meaning

  /// The meaning in this language, else the declared one.
  std::string meaning(const sim::LeverDeclaration& lever) const;
};

/// Reads a language's words. What the vocabulary has no name for, and what it has and the file lacks, are faults.
Words read_words(const std::filesystem::path& file, const Vocabulary& vocabulary, FaultList& faults);

/// The file of a language.
std::filesystem::path words_file(const std::filesystem::path& home, const std::string& language);

}  // namespace skifte::scenarios
