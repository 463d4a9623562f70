#include "normalise/column_decoders.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "csreport/core/text.hpp"
#include "csreport/normalise/number_text.hpp"
#include "normalise/one_line.hpp"
#include "normalise/short_text.hpp"
#include "normalise/usual_times.hpp"
#include "normalise/word_codes.hpp"
#include "normalise/word_count.hpp"

namespace csreport {
namespace {

std::string_view trimmed(std::string_view text) { return has_clean_ends(text) ? text : trim(text); }

/// Room for so many more values.
template <typename Value>
std::span<Value> more(std::vector<Value>& values, std::size_t count) {
  const std::size_t before = values.size();
  values.resize(before + count);
  return std::span(values).subspan(before);
}

/// Calls `read(text, line)` for each cell and keeps what it gives.
template <typename Value, typename Read>
void read_each(const Cells& cells, std::vector<Value>& values, const Read& read) {
  Value* const to = more(values, cells.texts.size()).data();
  for (std::size_t i = 0; i < cells.texts.size(); ++i) to[i] = read(cells.texts[i], cells.lines[i]);
}

class TimeDecoder final : public ColumnDecoder {
 public:
  TimeDecoder(FileContext file, const BoundColumn& bound) : cells_(file, bound) {}

  void decode(const Cells& cells, ColumnPart& part, DiagnosticLog& log) override {
    const std::span<std::uint32_t> seconds = more(part.cells, cells.texts.size());
    cells_.read_usual(cells.texts, seconds);
    for (std::size_t i = 0; i < seconds.size(); ++i) {
      if (seconds[i] == kUnusualTime) seconds[i] = read(cells.texts[i], cells.lines[i], log);
    }
  }
  [[nodiscard]] const TimeReader* times() const override { return &cells_.reader(); }

 private:
  std::uint32_t read(std::string_view text, std::uint64_t line, DiagnosticLog& log) {
    std::uint32_t seconds = InstantColumn::kMissing;
    if (cells_.read(text, seconds) == CellState::invalid)
      cells_.voice().complain(log, text, line, "invalid_time", cells_.expected());
    return seconds;
  }

  TimeCells cells_;
};

class DurationDecoder final : public ColumnDecoder {
 public:
  DurationDecoder(FileContext file, const BoundColumn& bound)
      : voice_(file, bound), unit_(bound.unit), mark_(bound.mark), seconds_per_unit_(whole_seconds(bound.unit)) {}

  void decode(const Cells& cells, ColumnPart& part, DiagnosticLog& log) override {
    read_each(cells, part.cells, [&](std::string_view text, std::uint64_t line) {
      if (text.empty()) return std::bit_cast<std::uint32_t>(DurationColumn::kMissing);
      const PlainNumber number = read_plain_number(text);
      const std::uint64_t seconds = std::uint64_t{number.value} * seconds_per_unit_;
      const bool certain = number.valid && seconds_per_unit_ != 0 &&
                           seconds < static_cast<std::uint64_t>(DurationColumn::kMissing) &&
                           (seconds != 0 || !voice_.is_missing(text));
      return certain ? static_cast<std::uint32_t>(seconds) : std::bit_cast<std::uint32_t>(read(text, line, log));
    });
  }

 private:
  /// 0 where the fast path must not be taken.
  static std::uint32_t whole_seconds(std::optional<DurationUnit> unit) {
    if (!unit) return 0;
    switch (*unit) {
      case DurationUnit::milliseconds: return 0;
      case DurationUnit::seconds: return 1;
      case DurationUnit::minutes: return 60;
      case DurationUnit::hours: return 3'600;
      case DurationUnit::days: return 86'400;
    }
    return 0;
  }

  std::int32_t read(std::string_view text, std::uint64_t line, DiagnosticLog& log) const {
    const auto duration = parse_duration(text, unit_, mark_);
    // Some products write 00:00:00 where nothing was measured; their profiles say so.
    const bool stands_for_missing = duration && duration->count() == 0 && voice_.is_missing(text);
    if (duration && !stands_for_missing) return static_cast<std::int32_t>(duration->count());
    if (!voice_.is_missing(text)) voice_.complain(log, text, line, "invalid_duration", {"expected.duration", {}});
    return DurationColumn::kMissing;
  }

  ColumnVoice voice_;
  std::optional<DurationUnit> unit_;
  DecimalMark mark_;
  std::uint32_t seconds_per_unit_;
};

class CountDecoder final : public ColumnDecoder {
 public:
  CountDecoder(FileContext file, const BoundColumn& bound) : voice_(file, bound), mark_(bound.mark) {}

  void decode(const Cells& cells, ColumnPart& part, DiagnosticLog& log) override {
    read_each(cells, part.cells, [&](std::string_view text, std::uint64_t line) {
      if (text.empty()) return std::uint32_t{CountColumn::kMissing};
      const PlainNumber number = read_plain_number(text);
      return number.valid && number.value <= kMost ? number.value : read(text, line, log);
    });
  }

 private:
  static constexpr std::uint32_t kMost = CountColumn::kMissing - 1;

  std::uint32_t read(std::string_view text, std::uint64_t line, DiagnosticLog& log) const {
    const auto number = parse_number(trim(text), mark_);
    if (number && *number >= 0 && *number <= kMost && std::floor(*number) == *number)
      return static_cast<std::uint32_t>(*number);
    if (!voice_.is_missing(text)) voice_.complain(log, text, line, "invalid_count", {"expected.count", {}});
    return CountColumn::kMissing;
  }

  ColumnVoice voice_;
  DecimalMark mark_;
};

class NumberDecoder final : public ColumnDecoder {
 public:
  NumberDecoder(FileContext file, const BoundColumn& bound, double per_percent)
      : voice_(file, bound), mark_(bound.mark), per_percent_(per_percent) {}

  void decode(const Cells& cells, ColumnPart& part, DiagnosticLog& log) override {
    read_each(cells, part.numbers, [&](std::string_view text, std::uint64_t line) {
      if (const auto number = parse_number(trim(text), mark_))
        return text.find('%') == std::string_view::npos ? *number : *number * per_percent_;
      if (!voice_.is_missing(text)) voice_.complain(log, text, line, "invalid_number", {"expected.number", {}});
      return NumberColumn::kMissing;
    });
  }

 private:
  ColumnVoice voice_;
  DecimalMark mark_;
  double per_percent_;  // what "1%", which reads as 0.01, is multiplied with
};

class PresenceDecoder final : public ColumnDecoder {
 public:
  explicit PresenceDecoder(FileContext file) : lexicon_(file.lexicon) {}

  void decode(const Cells& cells, ColumnPart& part, DiagnosticLog&) override {
    read_each(cells, part.cells,
              [&](std::string_view text, std::uint64_t) -> std::uint32_t { return lexicon_.is_missing(text) ? 0 : 1; });
  }

 private:
  const Lexicon& lexicon_;
};

class MarkDecoder final : public ColumnDecoder {
 public:
  explicit MarkDecoder(FileContext file) : lexicon_(file.lexicon) {}

  void decode(const Cells& cells, ColumnPart& part, DiagnosticLog&) override {
    read_each(cells, part.cells, [&](std::string_view text, std::uint64_t) -> std::uint32_t {
      return lexicon_.is_missing(text) ? 0 : mark_of(trimmed(text));
    });
  }

 private:
  /// Eight bytes at a time, each mixed into all bits; the same on every machine of one byte order.
  static std::uint32_t mark_of(std::string_view text) {
    constexpr std::uint64_t kMix = 0x9E37'79B9'7F4A'7C15;
    std::uint64_t hash = text.size() * kMix;
    const auto mix = [&hash](std::uint64_t part) {
      hash = (hash ^ part) * kMix;
      hash ^= hash >> 32U;
    };
    for (; text.size() >= sizeof(std::uint64_t); text.remove_prefix(sizeof(std::uint64_t))) {
      std::uint64_t part = 0;
      std::memcpy(&part, text.data(), sizeof part);
      mix(part);
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, text.data(), text.size());
    mix(rest);
    return std::max(static_cast<std::uint32_t>(hash), 1U);
  }

  const Lexicon& lexicon_;
};

class LengthDecoder final : public ColumnDecoder {
 public:
  explicit LengthDecoder(FileContext file) : lexicon_(file.lexicon) {}

  void decode(const Cells& cells, ColumnPart& part, DiagnosticLog&) override {
    read_each(cells, part.cells, [&](std::string_view text, std::uint64_t) -> std::uint32_t {
      constexpr std::size_t kMost = CountColumn::kMissing - 1;
      return lexicon_.is_missing(text) ? 0 : static_cast<std::uint32_t>(std::min(count_words(text), kMost));
    });
  }

 private:
  const Lexicon& lexicon_;
};

class TextDecoder final : public ColumnDecoder {
 public:
  TextDecoder(FileContext file, std::size_t longest) : lexicon_(file.lexicon), longest_(longest) {}

  void decode(const Cells& cells, ColumnPart& part, DiagnosticLog&) override {
    read_each(cells, part.cells, [&](std::string_view text, std::uint64_t) -> std::uint32_t {
      if (lexicon_.is_missing(text)) return 0;
      const std::string line = one_line(valid_utf8(text), longest_);
      part.texts += line;
      return static_cast<std::uint32_t>(line.size());
    });
  }

 private:
  const Lexicon& lexicon_;
  std::size_t longest_;
};

class WordDecoder final : public ColumnDecoder {
 public:
  void decode(const Cells& cells, ColumnPart& part, DiagnosticLog&) override {
    read_each(cells, part.cells, [&](std::string_view text, std::uint64_t line) {
      const std::uint32_t code = codes_.code(text);
      if (code == next_code_) [[unlikely]] {
        part.words.push_back({std::string(codes_.text(code)), line});
        ++next_code_;
      }
      return code;
    });
  }

 private:
  WordCodes codes_;
  std::uint32_t next_code_ = 1;  // of the next new word
};

class KeyDecoder final : public ColumnDecoder {
 public:
  KeyDecoder(FileContext file, SharedDictionary& texts) : lexicon_(file.lexicon), texts_(texts) {}

  void decode(const Cells& cells, ColumnPart& part, DiagnosticLog&) override {
    read_each(cells, part.keys, [&](std::string_view text, std::uint64_t) {
      const PlainNumber number = read_plain_number(text);
      const bool certain = number.valid && text.front() != '0' && !lexicon_.may_be_missing(text);
      return certain ? key_of_number(number.value) : read(text);
    });
  }

 private:
  [[nodiscard]] Key read(std::string_view text) const {
    return lexicon_.is_missing(text) ? Key{} : make_key(trimmed(text), texts_);  // all tickets "N/A" are not one
  }

  const Lexicon& lexicon_;
  SharedDictionary& texts_;
};

class IdentityDecoder final : public ColumnDecoder {
 public:
  IdentityDecoder(FileContext file, SharedDictionary& texts, bool strip_plus_tags)
      : lexicon_(file.lexicon), texts_(texts), strip_plus_tags_(strip_plus_tags) {}

  void decode(const Cells& cells, ColumnPart& part, DiagnosticLog&) override {
    folded_.clear();
    names_.assign(cells.texts.begin(), cells.texts.end());
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (!is_folded(names_[i])) fold(i);
      if (lexicon_.is_missing(names_[i])) names_[i] = {};
    }
    texts_.intern(names_, more(part.cells, names_.size()));
  }

 private:
  /// Nothing to trim, no letter that has another case, no sign of a phone number, valid as it is.
  [[nodiscard]] bool is_folded(std::string_view text) const {
    if (text.empty()) return true;
    if (!has_clean_ends(text) || !is_lower_ascii(text)) return false;
    const bool like_a_number = text.front() < 'a' && text.find_first_of(" +-()./") != std::string_view::npos;
    return !like_a_number && !(strip_plus_tags_ && text.find('+') != std::string_view::npos);
  }
  void fold(std::size_t i) {
    folded_.push_back(std::make_unique<std::string>(fold_person(valid_utf8(trim(names_[i])), strip_plus_tags_)));
    names_[i] = *folded_.back();
  }

  const Lexicon& lexicon_;
  SharedDictionary& texts_;
  bool strip_plus_tags_;
  std::vector<std::string_view> names_;  // of the rows being decoded
  std::vector<std::unique_ptr<std::string>> folded_;
};

}  // namespace

void ColumnPart::clear() {
  cells.clear();
  keys.clear();
  numbers.clear();
  texts.clear();
  words.clear();
}

void ColumnVoice::complain(DiagnosticLog& log, std::string_view text, std::uint64_t line, std::string_view code,
                           const Phrase& expected, Consequence consequence) const {
  log.add(consequence, code, file_.path, header_, line, valid_utf8(trim(text)), expected);
}

TimeCells::TimeCells(FileContext file, const BoundColumn& bound)
    : voice_(file, bound), reader_(*bound.time_format, bound.zone), pattern_(bound.time_format->pattern) {}

void TimeCells::read_usual(std::span<const std::string_view> cells, std::span<std::uint32_t> seconds) const {
  if (reader_.is_iso()) {
    read_usual_times(cells, seconds);
  } else {
    std::fill(seconds.begin(), seconds.end(), kUnusualTime);
  }
}

CellState TimeCells::read(std::string_view text, std::uint32_t& seconds) {
  constexpr std::int64_t kDay = 86'400;
  const auto instant = reader_.read(text);
  if (!instant) return voice_.is_missing(text) ? CellState::missing : CellState::invalid;
  const std::int64_t count = instant->time_since_epoch().count();
  // Words for "no value" may look like times: 1900-01-01, 1970-01-01, 9999-12-31.
  if (count < kDay || count >= InstantColumn::kMissing) {
    if (voice_.is_missing(text)) return CellState::missing;
    if (count < 0 || count >= InstantColumn::kMissing) return CellState::invalid;
  }
  seconds = static_cast<std::uint32_t>(count);
  return CellState::value;
}

Phrase TimeCells::expected() const {
  return {"expected.time", {{"pattern", pattern_ == "iso8601" ? "2026-11-15 18:00" : pattern_}}};
}

std::unique_ptr<ColumnDecoder> make_column_decoder(DecoderKind kind, FileContext file, const BoundColumn& bound,
                                                   SharedDictionary* texts, std::size_t longest) {
  switch (kind) {
    case DecoderKind::time: return std::make_unique<TimeDecoder>(file, bound);
    case DecoderKind::duration: return std::make_unique<DurationDecoder>(file, bound);
    case DecoderKind::count: return std::make_unique<CountDecoder>(file, bound);
    case DecoderKind::number: return std::make_unique<NumberDecoder>(file, bound, /*per_percent=*/1);
    case DecoderKind::percent: return std::make_unique<NumberDecoder>(file, bound, /*per_percent=*/100);
    case DecoderKind::presence: return std::make_unique<PresenceDecoder>(file);
    case DecoderKind::mark: return std::make_unique<MarkDecoder>(file);
    case DecoderKind::length: return std::make_unique<LengthDecoder>(file);
    case DecoderKind::text: return std::make_unique<TextDecoder>(file, longest);
    case DecoderKind::word: return std::make_unique<WordDecoder>();
    case DecoderKind::key: return std::make_unique<KeyDecoder>(file, *texts);
    case DecoderKind::identity: return std::make_unique<IdentityDecoder>(file, *texts, /*strip_plus_tags=*/false);
    case DecoderKind::identity_without_plus_tag:
      return std::make_unique<IdentityDecoder>(file, *texts, /*strip_plus_tags=*/true);
  }
  return nullptr;
}

}  // namespace csreport
