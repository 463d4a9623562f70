#include "app/target_text.hpp"

#include "csreport/core/text.hpp"
#include "csreport/normalise/number_text.hpp"

namespace csreport {
namespace {

std::optional<double> parse_value(std::string_view text, Unit unit) {
  const std::string_view value = trim(text);
  if (unit == Unit::seconds) {
    const auto span = parse_duration(value, std::nullopt);
    if (!span || *span < Seconds{0}) return std::nullopt;
    return static_cast<double>(span->count());
  }
  if (unit != Unit::ratio && value.ends_with('%')) return std::nullopt;
  return parse_number(value);
}

struct Sign {
  std::string_view text;
  TargetOperator op;
};
/// The longer ones first.
constexpr Sign kSigns[] = {{"<=", TargetOperator::at_most},
                           {">=", TargetOperator::at_least},
                           {"<", TargetOperator::below},
                           {">", TargetOperator::above}};

std::optional<Target> parse_range(std::string_view text, Unit unit) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  const auto low = parse_value(text.substr(0, dots), unit), high = parse_value(text.substr(dots + 2), unit);
  if (!low || !high || *high < *low) return std::nullopt;
  return Target{.op = TargetOperator::between, .low = *low, .high = *high};
}

}  // namespace

std::string_view target_form(Unit unit) {
  switch (unit) {
    case Unit::seconds: return "\"<=1h\", \"<90s\" or \"30s..60s\"";
    case Unit::ratio: return "\">=85%\", \"<5%\" or \"75%..85%\"";
    case Unit::count:
    case Unit::score:
    case Unit::currency: return "\">=50\", \"<10\" or \"1..5\"";
  }
  return {};
}

std::optional<Target> parse_target(std::string_view text, Unit unit) {
  const std::string_view words = trim(text);
  for (const Sign& sign : kSigns) {
    if (!words.starts_with(sign.text)) continue;
    const auto value = parse_value(words.substr(sign.text.size()), unit);
    if (!value) return std::nullopt;
    return Target{.op = sign.op, .low = *value, .high = *value};
  }
  return parse_range(words, unit);
}

}  // namespace csreport
