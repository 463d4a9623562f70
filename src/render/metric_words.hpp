#pragma once
// Titles, names and definitions of metrics in a language. The catalogue is the English source; the other languages
// have the groups metric_title, metric_short and definition, with the ids of the catalogue as keys.

#include <string>

#include "csreport/report/report.hpp"
#include "render/language.hpp"

namespace csreport {

/// "First response time". A metric of the run (an indicator) keeps the title that its user gave.
std::string metric_title(const MetricRow& row, const Language& language);
/// "First response", for columns of tables.
std::string metric_short_title(const MetricRow& row, const Language& language);
/// One sentence with a full stop.
std::string metric_definition(const MetricRow& row, const Language& language);
/// As a part of a sentence, with its channel class: "first response time in live channels"; or alone, where the name
/// says so.
std::string metric_in_sentence(const MetricName& name, const Language& language);
/// With its channel class, as a title: "First response time, live channels". Without a class the title alone.
std::string with_class(std::string title, const std::string& channel_class, const Language& language);

}  // namespace csreport
