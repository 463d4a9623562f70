#include "report/layouts.hpp"

#include <array>

#include "report/blocks.hpp"

namespace csreport {
namespace {

constexpr std::array<BlockBuilder, 2> kSummary = {kpi_cards, alert_list};
constexpr std::array<BlockBuilder, 1> kChanges = {change_list};
constexpr std::array<BlockBuilder, 1> kMetrics = {metrics_table};
constexpr std::array<BlockBuilder, 1> kTrends = {trend_figures};
constexpr std::array<BlockBuilder, 1> kGroups = {group_tables};
constexpr std::array<BlockBuilder, 5> kMethod = {notes, definitions, exclusions, row_accounting, column_readings};

constexpr std::array<SectionRow, 6> kTeam = {{
    {.id = "summary", .titled = false, .blocks = kSummary},
    {.id = "changes", .titled = true, .blocks = kChanges},
    {.id = "metrics", .titled = true, .blocks = kMetrics},
    {.id = "trends", .titled = true, .blocks = kTrends},
    {.id = "groups", .titled = true, .blocks = kGroups},
    {.id = "method", .titled = true, .blocks = kMethod},
}};

constexpr std::array<LayoutRow, 1> kLayouts = {{{.id = "team", .sections = kTeam}}};

}  // namespace

std::span<const LayoutRow> layouts() { return kLayouts; }

}  // namespace csreport
