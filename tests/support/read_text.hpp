#pragma once
// Normalises texts as if they were files, and tells the account of their rows.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "csreport/normalise/normalise.hpp"
#include "support/scratch_folder.hpp"

namespace csreport::test {

struct TextInput {
  std::string text;
  std::optional<RecordKind> kind = std::nullopt;
};

inline Normalised read_texts(const std::vector<TextInput>& inputs, NormaliseOptions options = {}) {
  const ScratchFolder folder;
  for (std::size_t i = 0; i < inputs.size(); ++i)
    options.inputs.push_back({folder.put(std::to_string(i) + ".csv", inputs[i].text), inputs[i].kind});
  return normalise(options);
}
inline Normalised read_text(const std::string& text, std::optional<RecordKind> kind = std::nullopt,
                            NormaliseOptions options = {}) {
  return read_texts({{text, kind}}, std::move(options));
}

/// "read 5 = used 3 + excluded 1 (duplicate 1) + rejected 1 (missing_agent 1 line 4) + blank 0"
inline std::string account_of(const InputSummary& input) {
  const auto reasons = [](const std::vector<ReasonCount>& counts) {
    std::string text;
    for (const ReasonCount& count : counts) {
      text += (text.empty() ? " (" : ", ") + count.reason + " " + std::to_string(count.rows);
      if (count.first_line > 0) text += " line " + std::to_string(count.first_line);
    }
    return text.empty() ? text : text + ")";
  };
  return "read " + std::to_string(input.read) + " = used " + std::to_string(input.used) + " + excluded " +
         std::to_string(input.excluded) + reasons(input.excluded_reasons) + " + rejected " +
         std::to_string(input.rejected) + reasons(input.rejected_reasons) + " + blank " + std::to_string(input.blank);
}

/// The cells of a column, missing ones as "-".
template <typename Column>
std::string cells_of(const Column& column, std::size_t rows) {
  std::string text;
  for (std::size_t row = 0; row < rows; ++row) {
    const auto cell = column[row];
    if (row > 0) text += ' ';
    if (!cell) {
      text += '-';
      continue;
    }
    std::string number = std::to_string(*cell);
    if (number.find('.') != std::string::npos) {
      while (number.back() == '0') number.pop_back();
      if (number.back() == '.') number.pop_back();
    }
    text += number;
  }
  return text;
}
template <typename Enum>
std::string codes_of(const std::vector<Enum>& values) {
  std::string text;
  for (const Enum value : values) text += (text.empty() ? "" : " ") + std::to_string(static_cast<int>(value));
  return text;
}

}  // namespace csreport::test
