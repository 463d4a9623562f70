#pragma once
// The names of the variants that numbers are of, as the page and the JSON say them.

#include <string>

#include "compute/evidence.hpp"

namespace csreport {

std::string first_contact_variant(const Evidence& evidence);
std::string no_repeat_variant(const Evidence& evidence);
std::string repeat_contact_variant(const Evidence& evidence);
std::string service_level_variant(const Evidence& evidence);
std::string abandonment_variant(const Evidence& evidence);
std::string satisfaction_variant(const Evidence& evidence);
std::string net_promoter_variant(const Evidence& evidence);
std::string effort_variant(const Evidence& evidence);
std::string first_response_variant(const Evidence& evidence);
std::string response_variant(const Evidence& evidence);
std::string calendar_variant(const Evidence& evidence);
std::string handle_time_variant(const Evidence& evidence);

}  // namespace csreport
