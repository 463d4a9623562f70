#include "app/option_values.hpp"

#include <algorithm>
#include <charconv>

#include "fmt/format.h"

#include "csreport/compute/run_metrics.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/text.hpp"
#include "csreport/normalise/time_text.hpp"

namespace csreport {
namespace {

template <typename T>
struct Word {
  std::string_view word;
  T value;
};

/// The row of `words` that is `value`, without regard to case.
template <typename T, std::size_t N>
T one_of(std::string_view option, std::string_view value, const Word<T> (&words)[N]) {
  std::string accepted;
  for (const auto& row : words) {
    if (row.word == lower_case(value)) return row.value;
    accepted += (accepted.empty() ? "" : ", ") + std::string(row.word);
  }
  reject_value(option, value, accepted);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// "COLUMN=VALUE" or "VALUE" for every column.
struct ColumnValue {
  std::string column;
  std::string_view value;
};
ColumnValue split_column(std::string_view text) {
  const auto equals = text.rfind('=');
  if (equals == std::string_view::npos) return {{}, text};
  return {std::string(trim(text.substr(0, equals))), trim(text.substr(equals + 1))};
}

Condition parse_condition(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    reject_value("--where", text, "COLUMN=VALUE or COLUMN!=VALUE, such as channel=chat,priority!=low");
  }
  const bool unequal = text[equals - 1] == '!';
  Condition condition;
  condition.equal = !unequal;
  condition.column = trim(text.substr(0, equals - (unequal ? 1 : 0)));
  condition.value = trim(text.substr(equals + 1));
  if (condition.column.empty()) reject_value("--where", text, "a column before the sign, such as channel=chat");
  return condition;
}

}  // namespace

void reject_value(std::string_view option, std::string_view value, std::string_view accepted) {
  throw Error(ExitCode::usage, fmt::format("{} does not accept '{}'", option, value),
              fmt::format("accepted: {}", accepted));
}

std::vector<std::string> split_list(const std::vector<std::string>& values) {
  std::vector<std::string> items;
  for (std::string_view rest : values) {
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(','), rest.size());
      if (const auto item = trim(rest.substr(0, end)); !item.empty()) items.emplace_back(item);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return items;
}

std::optional<TierProblem> problem_of_tiers(const std::vector<std::string>& tiers) {
  if (tiers.size() == 1) {
    return TierProblem{fmt::format("there is no way up with '{}' as the only tier", tiers.front()),
                       R"(name two tiers or more, the lowest first: ["First line", "Second line"])"};
  }
  for (auto tier = tiers.begin(); tier != tiers.end(); ++tier) {
    const auto equal = std::find_if(
        tiers.begin(), tier, [&](const std::string& other) { return fold_identity(other) == fold_identity(*tier); });
    if (equal == tier) continue;
    return TierProblem{fmt::format("'{}' and '{}' are one tier", *equal, *tier),
                       "give each tier once, the lowest first; case does not matter"};
  }
  return std::nullopt;
}

std::vector<std::string> catalogue_ids() {
  std::vector<std::string> ids;
  for (const MetricRow& row : metric_catalogue()) ids.emplace_back(row.id);
  return ids;
}

std::string unknown_metric_hint(const std::string& id, const std::vector<std::string>& known) {
  if (const auto own = in_unit_of_form(id)) return did_you_mean(std::vector<std::string>{*own});
  const std::string near = did_you_mean(nearest_words(id, known));
  return near.empty() ? "csreport metrics lists them" : near;
}

std::chrono::weekday parse_week_start(std::string_view value) {
  using std::chrono::weekday;
  static constexpr Word<unsigned> kDays[] = {{"monday", 1}, {"tuesday", 2},  {"wednesday", 3}, {"thursday", 4},
                                             {"friday", 5}, {"saturday", 6}, {"sunday", 0}};
  return weekday{one_of("--week-start", value, kDays)};
}

Instant parse_as_of(std::string_view value, const TimeZone& zone) {
  TimeReader reader(TimeFormat{"iso8601"}, zone);
  const bool bare_date = value.size() == 10;
  const auto instant = reader.read(bare_date ? std::string(value) + "T23:59:59" : std::string(value));
  if (!instant || *instant < Instant{})
    reject_value("--as-of", value, "a date or time such as 2026-11-15, 2026-11-15T18:00 or 2026-11-15T18:00:00+02:00");
  return *instant;
}

Instant parse_source_date(std::string_view value) {
  const auto seconds = whole_number(value);
  if (!seconds || *seconds < 0 || *seconds > 253'402'300'799) {
    reject_value("the environment's SOURCE_DATE_EPOCH", value, "seconds since 1970-01-01, such as 1772352000");
  }
  return Instant{Seconds{*seconds}};
}

RejectLimit parse_reject_limit(std::string_view value) {
  constexpr std::string_view kAccepted = "a number of rows such as 100, or a share such as 5%";
  if (value.ends_with('%')) {
    const auto share = parse_number(value);
    if (!share || *share < 0 || *share > 1) reject_value("--max-rejects", value, kAccepted);
    return {.count = std::nullopt, .share = share};
  }
  const auto count = whole_number(value);
  if (!count || *count < 0) reject_value("--max-rejects", value, kAccepted);
  return {.count = count, .share = std::nullopt};
}

unsigned parse_threads(std::string_view value) {
  constexpr std::int64_t kMost = 256;
  const auto count = whole_number(value);
  if (!count || *count < 1 || *count > kMost) reject_value("--threads", value, "a whole number from 1 to 256");
  return static_cast<unsigned>(*count);
}

char parse_delimiter(std::string_view value) {
  if (lower_case(value) == "tab" || value == "\\t") return '\t';
  const bool usable = value.size() == 1 && static_cast<unsigned char>(value[0]) < 0x80 && value[0] != '"' &&
                      value[0] != '\n' && value[0] != '\r';
  if (!usable) reject_value("--delimiter", value, "one character such as , ; | or the word tab");
  return value[0];
}

Seconds parse_span(std::string_view option, std::string_view value, DurationUnit unit) {
  const auto span = parse_duration(value, unit);
  if (!span || *span < Seconds{0}) {
    reject_value(option, value,
                 fmt::format("a number of {}, or a duration such as 90s, 5m, 2h, 7d", duration_unit_name(unit)));
  }
  return *span;
}

double parse_amount(std::string_view option, std::string_view value) {
  const auto number = parse_number(value, DecimalMark::point);
  if (!number || !(*number > 0)) reject_value(option, value, "a number above 0, such as 12500 or 0.5");
  return *number;
}

InputSpec parse_input(std::string_view value) {
  if (value.empty()) throw Error(ExitCode::usage, "a file name is empty", "is a variable of the script unset?");
  for (const RecordKind kind : input_kinds()) {
    const std::string word = std::string(record_kind_name(kind)) + '=';
    if (!value.starts_with(word)) continue;
    const std::string_view path = value.substr(word.size());
    if (path.empty()) reject_value("the input", value, fmt::format("{}FILE", word));
    return {std::string(path), kind};
  }
  return {std::string(value), std::nullopt};
}

FieldMapping parse_mapping(std::string_view value) {
  const auto equals = value.find('=');
  FieldMapping mapping;
  if (equals != std::string_view::npos) {
    mapping.field = trim(value.substr(0, equals));
    mapping.header = trim(value.substr(equals + 1));
  }
  if (mapping.field.empty() || mapping.header.empty()) {
    reject_value("--map", value, "FIELD=HEADER, such as created_at=\"Date opened\"");
  }
  return mapping;
}

UnitSetting parse_unit_setting(std::string_view value) {
  const auto parts = split_column(value);
  const auto unit = parse_duration_unit(parts.value);
  if (!unit) reject_value("--unit", value, "ms, s, min, h or d, for one column as COLUMN=min");
  return {parts.column, *unit};
}

DateFormatSetting parse_date_format(std::string_view value) {
  const auto parts = split_column(value);
  return {parts.column, parse_time_pattern(parts.value).pattern};
}

std::vector<Condition> parse_conditions(const std::vector<std::string>& values) {
  std::vector<Condition> conditions;
  for (const std::string& text : split_list(values)) conditions.push_back(parse_condition(text));
  return conditions;
}

AnchorChoice parse_anchor(std::string_view value) {
  static constexpr Word<AnchorChoice> kWords[] = {{"event", AnchorChoice::event}, {"created", AnchorChoice::created}};
  return one_of("--anchor", value, kWords);
}

Clock parse_clock(std::string_view value) {
  static constexpr Word<Clock> kWords[] = {{"calendar", Clock::calendar}, {"business", Clock::business}};
  return one_of("--clock", value, kWords);
}

std::string parse_accent(std::string_view value) {
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  std::string hex = lower_case(value);
  if (hex.size() != 7 || hex[0] != '#' || !std::all_of(hex.begin() + 1, hex.end(), is_digit)) {
    reject_value("--accent", value, "a colour as # and six hexadecimal digits, such as #0a5296");
  }
  return hex;
}

ColorChoice parse_color(std::string_view value) {
  static constexpr Word<ColorChoice> kWords[] = {
      {"auto", ColorChoice::automatic}, {"always", ColorChoice::always}, {"never", ColorChoice::never}};
  return one_of("--color", value, kWords);
}

NeutralRatings parse_neutral(std::string_view value) {
  static constexpr Word<NeutralRatings> kWords[] = {{"include", NeutralRatings::include},
                                                    {"exclude", NeutralRatings::exclude}};
  return one_of("--csat-neutral", value, kWords);
}

ResponseStart parse_response_start(std::string_view value) {
  static constexpr Word<ResponseStart> kWords[] = {{"first_customer", ResponseStart::first_customer},
                                                   {"created", ResponseStart::created},
                                                   {"handoff", ResponseStart::handoff},
                                                   {"assignment", ResponseStart::assignment},
                                                   {"reopen", ResponseStart::reopen}};
  return one_of("--frt-start", value, kWords);
}

OutboundResponse parse_outbound_response(std::string_view value) {
  static constexpr Word<OutboundResponse> kWords[] = {{"exclude", OutboundResponse::exclude},
                                                      {"first_customer", OutboundResponse::first_customer},
                                                      {"zendesk", OutboundResponse::zendesk}};
  return one_of("--frt-outbound", value, kWords);
}

ResponseBase parse_response_base(std::string_view value) {
  static constexpr Word<ResponseBase> kWords[] = {
      {"pair", ResponseBase::pair}, {"ticket", ResponseBase::ticket}, {"requests", ResponseBase::requests}};
  return one_of("--art", value, kWords);
}

HandleTimeParts parse_handle_time_parts(std::string_view value) {
  static constexpr Word<HandleTimeParts> kWords[] = {{"with-hold", HandleTimeParts::with_hold},
                                                     {"talk-acw", HandleTimeParts::talk_and_after_call_work},
                                                     {"with-ring", HandleTimeParts::with_ring}};
  return one_of("--aht", value, kWords);
}

AnswerSpeedBase parse_answer_speed_base(std::string_view value) {
  static constexpr Word<AnswerSpeedBase> kWords[] = {{"answered", AnswerSpeedBase::answered},
                                                     {"all-queue", AnswerSpeedBase::all_queued}};
  return one_of("--asa", value, kWords);
}

ResponseTimeStart parse_response_time_start(std::string_view value) {
  static constexpr Word<ResponseTimeStart> kWords[] = {{"first_message", ResponseTimeStart::first_message},
                                                       {"handoff", ResponseTimeStart::handoff}};
  return one_of("--art-start", value, kWords);
}

RepeatBase parse_repeat_base(std::string_view value) {
  static constexpr Word<RepeatBase> kWords[] = {{"contacts", RepeatBase::contacts},
                                                {"customers", RepeatBase::customers}};
  return one_of("--repeat-base", value, kWords);
}

NetOf parse_net_of(std::string_view value) {
  static constexpr Word<NetOf> kWords[] = {{"pending", NetOf::pending}};
  return one_of("--net-of", value, kWords);
}

ResolutionStart parse_resolution_start(std::string_view value) {
  static constexpr Word<ResolutionStart> kWords[] = {{"created", ResolutionStart::created},
                                                     {"first-assignment", ResolutionStart::first_assignment},
                                                     {"last-assignment", ResolutionStart::last_assignment}};
  return one_of("--resolution-start", value, kWords);
}

ResolutionEnd parse_resolution_end(std::string_view value) {
  static constexpr Word<ResolutionEnd> kWords[] = {{"solved", ResolutionEnd::solved},
                                                   {"effective", ResolutionEnd::effective}};
  return one_of("--resolution-end", value, kWords);
}

HandleTimeUnit parse_handle_time_unit(std::string_view value) {
  static constexpr Word<HandleTimeUnit> kWords[] = {{"contact", HandleTimeUnit::contact}, {"leg", HandleTimeUnit::leg}};
  return one_of("--aht-per", value, kWords);
}

ThirdParty parse_third_party(std::string_view value) {
  static constexpr Word<ThirdParty> kWords[] = {{"customer", ThirdParty::customer}, {"ignore", ThirdParty::ignore}};
  return one_of("--third-party", value, kWords);
}

RatingCredit parse_rating_credit(std::string_view value) {
  static constexpr Word<RatingCredit> kWords[] = {{"assignee", RatingCredit::assignee},
                                                  {"last-replier", RatingCredit::last_replier}};
  return one_of("--rating-credit", value, kWords);
}

AbandonmentBase parse_abandonment_base(std::string_view value) {
  static constexpr Word<AbandonmentBase> kWords[] = {{"offered", AbandonmentBase::offered},
                                                     {"queued", AbandonmentBase::queued}};
  return one_of("--abandonment-base", value, kWords);
}

PercentileMethod parse_percentile_method(std::string_view value) {
  static constexpr Word<PercentileMethod> kWords[] = {{"linear", PercentileMethod::linear},
                                                      {"nearest-rank", PercentileMethod::nearest_rank}};
  return one_of("--percentiles", value, kWords);
}

bool parse_strip_plus_tags(std::string_view value) {
  static constexpr Word<bool> kWords[] = {{"keep", false}, {"strip", true}};
  return one_of("--plus-tags", value, kWords);
}

PromisePriority parse_promise_priority(std::string_view value) {
  static constexpr Word<PromisePriority> kWords[] = {{"in-force", PromisePriority::in_force},
                                                     {"current", PromisePriority::current}};
  return one_of("--sla-priority", value, kWords);
}

}  // namespace csreport
