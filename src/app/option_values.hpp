#pragma once
// Single option values: text in, checked value out. Every function throws Error(usage) that names
// the option, quotes the value and says what is accepted.

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/plan.hpp"

namespace csreport {

[[noreturn]] void reject_value(std::string_view option, std::string_view value, std::string_view accepted);

/// "a,b" and repeated options are one list; empty items are dropped.
std::vector<std::string> split_list(const std::vector<std::string>& values);

std::chrono::weekday parse_week_start(std::string_view value);
/// Which metric was meant, or where the known ones are listed.
/// What is wrong with the tiers of a desk and what would be right, or nothing: a way leads from one to another.
struct TierProblem {
  std::string what;
  std::string hint;
};
std::optional<TierProblem> problem_of_tiers(const std::vector<std::string>& tiers);

std::vector<std::string> catalogue_ids();

std::string unknown_metric_hint(const std::string& id, const std::vector<std::string>& known);
/// A moment; a bare date is its last second, so that --as-of 2026-11-15 includes the 15th.
Instant parse_as_of(std::string_view value, const TimeZone& zone);
/// SOURCE_DATE_EPOCH: seconds since 1970.
Instant parse_source_date(std::string_view value);
RejectLimit parse_reject_limit(std::string_view value);
char parse_delimiter(std::string_view value);
unsigned parse_threads(std::string_view value);
/// A number above 0: "12500" or "0.5".
double parse_amount(std::string_view option, std::string_view value);
/// A bare number counts `unit`; "20s" and "1h" carry their own. Not negative.
Seconds parse_span(std::string_view option, std::string_view value, DurationUnit unit);

InputSpec parse_input(std::string_view value);
FieldMapping parse_mapping(std::string_view value);
UnitSetting parse_unit_setting(std::string_view value);
DateFormatSetting parse_date_format(std::string_view value);
std::vector<Condition> parse_conditions(const std::vector<std::string>& values);
AnchorChoice parse_anchor(std::string_view value);
Clock parse_clock(std::string_view value);
enum class ColorChoice { automatic, always, never };
ColorChoice parse_color(std::string_view value);
/// "#0A5296" in small letters.
std::string parse_accent(std::string_view value);
NeutralRatings parse_neutral(std::string_view value);
ResponseStart parse_response_start(std::string_view value);
OutboundResponse parse_outbound_response(std::string_view value);
ResponseBase parse_response_base(std::string_view value);
HandleTimeParts parse_handle_time_parts(std::string_view value);
AnswerSpeedBase parse_answer_speed_base(std::string_view value);
ResponseTimeStart parse_response_time_start(std::string_view value);
RepeatBase parse_repeat_base(std::string_view value);
NetOf parse_net_of(std::string_view value);
ResolutionStart parse_resolution_start(std::string_view value);
ResolutionEnd parse_resolution_end(std::string_view value);
HandleTimeUnit parse_handle_time_unit(std::string_view value);
ThirdParty parse_third_party(std::string_view value);
RatingCredit parse_rating_credit(std::string_view value);
AbandonmentBase parse_abandonment_base(std::string_view value);
PercentileMethod parse_percentile_method(std::string_view value);
bool parse_strip_plus_tags(std::string_view value);
PromisePriority parse_promise_priority(std::string_view value);

}  // namespace csreport
