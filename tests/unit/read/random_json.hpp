#pragma once
// Random JSON objects for the property tests of read, in the styles of many writers, and damage to them.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "support/dice.hpp"

namespace csreport::test {

class RandomJson {
 public:
  explicit RandomJson(std::uint64_t seed) : dice_(seed * 2 + 1), style_(dice_.below(3)) {}

  Dice& dice() { return dice_; }

  /// A valid object; names repeat, in the same order most of the time.
  std::string object(std::size_t depth = 0) {
    static constexpr std::string_view kNames[] = {"id",
                                                  "created_at",
                                                  "value",
                                                  "a",
                                                  "",
                                                  "tags",
                                                  "x.y",
                                                  "\xC3\xA9t\xC3\xA9",
                                                  "a name that is far longer than the others",
                                                  "subject"};
    std::string text = "{" + blank();
    const std::size_t members = dice_.below(8);
    std::size_t name = dice_.below(2);
    for (std::size_t i = 0; i < members; ++i) {
      if (dice_.below(8) == 0) name = dice_.below(100);
      if (i > 0) text += blank() + "," + blank();
      text += "\"" + std::string(kNames[name++ % std::size(kNames)]) + "\"" + blank() + ":" + blank() + value(depth);
    }
    return text + blank() + "}";
  }

  /// `text` with one to three bytes changed, added or lost.
  std::string damaged(std::string text) {
    constexpr std::string_view kBytes = std::string_view("\"\"\n\r,:{}[]\\\0\xFF\xC3 u01e-.tn", 24);
    for (std::size_t times = 1 + dice_.below(3); times > 0; --times) {
      const std::size_t at = dice_.below(text.size());
      switch (dice_.below(3)) {
        case 0: text[at] = dice_.one_of(kBytes); break;
        case 1: text.insert(at, 1, dice_.one_of(kBytes)); break;
        default:
          if (text.size() > 1) text.erase(at, 1);
          break;
      }
    }
    return text;
  }

 private:
  std::string blank() {
    if (style_ == 0) return {};
    if (style_ == 1) return dice_.below(2) == 0 ? " " : "";
    static constexpr std::string_view kBlanks[] = {"", " ", "\n  ", "\r\n", "\t", "  "};
    return std::string(kBlanks[dice_.below(std::size(kBlanks))]);
  }

  std::string value(std::size_t depth) {
    static constexpr std::string_view kScalars[] = {"null", "true", "false", "0",      "7",       "-1",
                                                    "42",   "-0",   "0.5",   "1.25e9", "1E-3",    "20251107",
                                                    "1e+2", "3600", "\"\"",  "\"x\"",  "\"web\"", "123456789012345"};
    switch (dice_.below(depth > 3 ? 6 : 9)) {
      case 0:
      case 1: return text();
      case 6: return object(depth + 1);
      case 7: return list(depth + 1);
      case 8: return entries();
      default: return std::string(kScalars[dice_.below(std::size(kScalars))]);
    }
  }

  std::string text() {
    static constexpr std::string_view kPieces[] = {
        "a", "word ", "\xE4\xB8\xAD", "\\\"", "\\n", "\\u00e9", "\\ud83d", "sixteen bytes..,", "{",
        "]", ":",     "\\\\",         "/"};
    std::string text = "\"";
    const bool plain = dice_.below(2) == 0;
    for (std::size_t pieces = dice_.below(12); pieces > 0; --pieces)
      text += plain ? kPieces[dice_.below(3)] : kPieces[dice_.below(std::size(kPieces))];
    return text + "\"";
  }

  std::string list(std::size_t depth) {
    std::string text = "[" + blank();
    const std::size_t items = dice_.below(4);
    for (std::size_t i = 0; i < items; ++i) text += (i > 0 ? blank() + "," + blank() : "") + value(depth);
    return text + blank() + "]";
  }

  /// Custom fields as help desks write them.
  std::string entries() {
    static constexpr std::string_view kIds[] = {"1", "27642", "\"k\"", "\"a.b\"", "true"};
    std::string text = "[";
    for (std::size_t i = 0; i < 3; ++i) {
      const std::string value = dice_.below(4) == 0 ? "[\"p\",\"q\"]" : "\"" + std::to_string(dice_.below(9)) + "\"";
      text += std::string(i > 0 ? "," : "") + "{\"id\":" + std::string(kIds[i + dice_.below(3)]) +
              ",\"value\":" + value + "}";
    }
    return text + "]";
  }

  Dice dice_;
  std::size_t style_;
};

}  // namespace csreport::test
