#pragma once
// The JSON of the tables of a layout.

#include "csreport/report/report.hpp"
#include "render/json_values.hpp"
#include "render/sentence.hpp"

namespace csreport {

/// By block id: names of columns and rows of values, unrounded. Sentences are in the report's language.
Json tables_json(const Report& report, const Wording& wording);

}  // namespace csreport
