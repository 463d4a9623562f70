#pragma once
// Looking into the figures of a report: by the id of a block and of a column, and in English words.

#include <stdexcept>
#include <string>
#include <string_view>

#include "csreport/report/report.hpp"
#include "render/language.hpp"
#include "render/sentence.hpp"
#include "support/catch.hpp"

namespace csreport::test {

/// nullptr: the report does not show it.
inline const Figure* find_figure(const Report& report, std::string_view id) {
  for (const Section& section : report.sections) {
    for (const Block& block : section.blocks) {
      if (block.id == id) return std::get_if<Figure>(&block.content);
    }
  }
  return nullptr;
}

/// The figure must be there; it lives in the report.
inline const Figure& figure_of(const Report& report, std::string_view id) {
  const Figure* const figure = find_figure(report, id);
  INFO(id);
  REQUIRE(figure != nullptr);
  return *figure;
}

/// The first block of its kind; it must be there, and lives in the report.
template <typename Content>
const Content& block_of(const Report& report) {
  for (const Section& section : report.sections) {
    for (const Block& block : section.blocks) {
      if (const auto* content = std::get_if<Content>(&block.content)) return *content;
    }
  }
  throw std::runtime_error("no such block");
}

/// All columns, the heads of the rows too.
inline std::string column_ids(const Figure& figure) {
  std::string ids;
  for (const FigureColumn& column : figure.columns) ids += (ids.empty() ? "" : " ") + column.id;
  return ids;
}

inline const Cell& cell_of(const Figure& figure, const FigureRow& row, std::string_view column) {
  for (std::size_t i = 1; i < figure.columns.size(); ++i) {
    if (figure.columns[i].id == column) return row.cells[i - 1];
  }
  FAIL("no column " << column);
  return row.head;
}

inline std::string in_english(const Note& note) {
  const Language english = Language::load("en");
  const TimeZone zone = TimeZone::utc();
  return plain_text(sentence_of(note, {english, NumberFormat(english), zone}));
}

/// Of cells that hold words or a number that is no metric's value; without a word what a format would draw.
inline std::string in_english(const Cell& cell) {
  const Language english = Language::load("en");
  if (const auto* message = std::get_if<Message>(&cell)) return in_english(Note{*message});
  if (const auto* name = std::get_if<Name>(&cell)) return name->text;
  if (const auto* quantity = std::get_if<Quantity>(&cell))
    return NumberFormat(english).quantity(*quantity, quantity->n);
  if (const auto* standing = std::get_if<Standing>(&cell)) {
    return std::string(english.text(standing->kind + "_state." + standing->state));
  }
  if (const auto* shade = std::get_if<Shade>(&cell)) return std::to_string(shade->n);
  return {};
}

}  // namespace csreport::test
