#pragma once
// The names of the variants that numbers are of, as the page and the JSON say them; the clock is the one that measured.

#include <string>

#include "compute/evidence.hpp"

namespace csreport {

std::string first_contact_variant(const Evidence& evidence, Clock clock);
std::string no_repeat_variant(const Evidence& evidence, Clock clock);
std::string repeat_contact_variant(const Evidence& evidence, Clock clock);
std::string service_level_variant(const Evidence& evidence, Clock clock);
std::string abandonment_variant(const Evidence& evidence, Clock clock);
/// Of calls that were abandoned, not of the share that they are.
std::string abandon_wait_variant(const Evidence& evidence, Clock clock);
/// Of numbers in which neutral ratings always have their place.
std::string satisfaction_scale_variant(const Evidence& evidence, Clock clock);
std::string satisfaction_variant(const Evidence& evidence, Clock clock);
std::string net_promoter_variant(const Evidence& evidence, Clock clock);
std::string effort_variant(const Evidence& evidence, Clock clock);
std::string first_response_variant(const Evidence& evidence, Clock clock);
std::string response_variant(const Evidence& evidence, Clock clock);
std::string clock_variant(const Evidence& evidence, Clock clock);
std::string promise_variant(const Evidence& evidence, Clock clock);
/// Who was asked.
std::string response_rate_variant(const Evidence& evidence, Clock clock);
/// What says that a comment is negative.
std::string negative_comment_variant(const Evidence& evidence, Clock clock);
/// Whether reopenings are seen.
std::string backlog_variant(const Evidence& evidence, Clock clock);
std::string handle_time_variant(const Evidence& evidence, Clock clock);

}  // namespace csreport
