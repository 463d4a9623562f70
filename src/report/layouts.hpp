#pragma once
// The layouts as data: which sections a report has, in which order, and which blocks stand in them.
// A new section or table is a row here and a builder of its block.

#include <span>
#include <string_view>
#include <vector>

#include "csreport/report/report.hpp"

namespace csreport {

/// Makes the blocks of one row from the report's own data; none when there is nothing to show.
using BlockBuilder = std::vector<Block> (*)(const Report& report);

struct SectionRow {
  std::string_view id;
  bool titled;
  std::span<const BlockBuilder> blocks;
};

struct LayoutRow {
  std::string_view id;
  std::string_view title;  ///< for --help
  LayoutNeeds needs;
  std::span<const SectionRow> sections;
  std::string_view headline{};  ///< key of the title; empty: the top finding
};

std::span<const LayoutRow> layouts();

}  // namespace csreport
