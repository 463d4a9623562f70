#pragma once
// Strict JSON (RFC 8259) as a stream of tokens over text that is completely there. Numbers and
// strings stay source text, so no digit of an id is lost. No recursion: depth is a counter.

#include <cstdint>
#include <string>
#include <string_view>

namespace csreport {

inline constexpr std::size_t kMaxJsonDepth = 1024;

struct JsonToken {
  enum class Kind : std::uint8_t {
    begin_object,
    end_object,
    begin_array,
    end_array,
    key,
    string,
    number,
    boolean,
    null,
    end,   ///< behind the outermost value
    fault  ///< not JSON from here on; asked again, it is returned again
  };
  Kind kind = Kind::fault;
  bool escaped = false;     ///< key, string: holds backslashes
  std::size_t at = 0;       ///< offset of the first byte
  std::string_view text{};  ///< source text; of keys and strings without the quotes
};

/// A value without parts.
inline bool is_scalar(JsonToken::Kind kind) {
  return kind == JsonToken::Kind::string || kind == JsonToken::Kind::number || kind == JsonToken::Kind::boolean ||
         kind == JsonToken::Kind::null;
}

class JsonTokens {
 public:
  explicit JsonTokens(std::string_view text) : text_(text) {}
  /// Begins behind a value inside `open_objects` objects.
  JsonTokens(std::string_view text, std::size_t open_objects)
      : text_(text), open_(open_objects, '{'), want_(open_objects > 0 ? Want::comma_or_end : Want::nothing) {}

  JsonToken next();
  /// Reads to the end of the object or array whose beginning was just returned. False on a fault.
  bool skip_container();

  /// After a fault: what should have stood at fault_at(), as a phrase.
  [[nodiscard]] std::string_view expected() const noexcept { return expected_; }
  [[nodiscard]] std::size_t fault_at() const noexcept { return at_; }
  /// The fault is that the text ends.
  [[nodiscard]] bool cut() const noexcept { return at_ >= text_.size(); }
  [[nodiscard]] std::size_t position() const noexcept { return at_; }

 private:
  enum class Want : std::uint8_t { value, value_or_end, key_or_end, key, comma_or_end, nothing };

  JsonToken value();
  JsonToken string(JsonToken::Kind kind);
  JsonToken number();
  JsonToken word(std::string_view word, JsonToken::Kind kind);
  JsonToken open(char bracket);
  JsonToken close();
  JsonToken fault(std::string_view expected);
  void skip_blank();
  void after_value() { want_ = open_.empty() ? Want::nothing : Want::comma_or_end; }
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool digits();

  std::string_view text_;
  std::size_t at_ = 0;
  std::string open_;  ///< the open brackets
  Want want_ = Want::value;
  std::string_view expected_;
};

/// Undoes the escapes of a valid JSON string from `from` to `to` (which may be the same place: the
/// result is never longer) and returns its length. Half a surrogate pair becomes U+FFFD, counted.
std::size_t undo_json_escapes(std::string_view from, char* to, std::size_t& lone_surrogates);

}  // namespace csreport
