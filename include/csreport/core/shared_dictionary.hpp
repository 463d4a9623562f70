#pragma once
// Texts by code where nearly every row has its own: people, ids that are no numbers. Several threads fill it at once.
// What the codes are depends on who came first, so a code tells equal texts from different ones and nothing else: no
// result may depend on its value or order. (For few distinct texts with codes in order of appearance: Dictionary.)

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace csreport {

enum class TextKeeping : std::uint8_t {
  kept,
  forgotten  ///< only equal or not matters: no name of a customer stays in memory
};

class SharedDictionary {
 public:
  static constexpr std::uint32_t kNone = 0;  ///< the code of the empty text

  explicit SharedDictionary(TextKeeping keeping = TextKeeping::kept);
  SharedDictionary(SharedDictionary&&) noexcept;
  SharedDictionary& operator=(SharedDictionary&&) noexcept;
  ~SharedDictionary();

  /// The codes of many texts, new or known. Texts are equal when 101 bits of their hashes are (see the .cpp). Any number of threads may call it.
  /// Throws Error(resource_limit) beyond 2^31 texts. REQUIRES: as many codes as texts.
  void intern(std::span<const std::string_view> texts, std::span<std::uint32_t> codes);
  std::uint32_t intern(std::string_view text);

  /// Frees what only intern() and find() need. The first must not be called afterwards, the second finds nothing.
  void seal();

  // While nobody fills it:

  /// The code of `text`, nothing when it was never interned.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const;
  /// REQUIRES: a code that intern() gave; texts are kept. The view lives as long as nothing is added.
  [[nodiscard]] std::string_view text(std::uint32_t code) const;
  /// Every code is below it. Codes are nearly without gaps: at most some thousands more than there are texts.
  [[nodiscard]] std::size_t size() const;

 private:
  struct Shards;
  TextKeeping keeping_;
  std::unique_ptr<Shards> shards_;
};

}  // namespace csreport
