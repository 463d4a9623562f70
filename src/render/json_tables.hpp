#pragma once
// The JSON of the tables of a layout, and what it shares with the rest of the JSON.

#include <optional>

#include <nlohmann/json.hpp>

#include "csreport/report/report.hpp"
#include "render/sentence.hpp"

namespace csreport {

using Json = nlohmann::ordered_json;

/// null where there is none, or none that JSON can hold.
Json number(const std::optional<double>& value);

/// By block id: names of columns and rows of values, unrounded. Sentences are in the report's language.
Json tables_json(const Report& report, const Wording& wording);

}  // namespace csreport
