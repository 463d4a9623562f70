#pragma once
// A figure: a titled table whose cells are typed values or small drawings. Most of the page is made of them, because
// one structure serves screen, phone, print, screen reader, Markdown, spreadsheet and JSON. No markup and no formatted
// numbers here; what a format cannot draw it leaves out or writes in characters.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "csreport/compare/comparison.hpp"
#include "csreport/conclude/message.hpp"

namespace csreport {

/// A sentence: from the message file, or in the words of the user. Without a key or words: none.
using Note = std::variant<Message, Phrase, std::string>;

// ---- values -------------------------------------------------------------------------------------

/// How a number that is no metric's value is written.
enum class QuantityKind : std::uint8_t {
  count,         ///< 1,284
  signed_count,  ///< +24
  mean,          ///< 11.6
  signed_mean,   ///< the difference of two means of counts: +0.65
  share,         ///< 0..1 as 18.0%
  rough_share,   ///< likewise, rounded to 5 %, "< 5%" below
  points,        ///< the difference of two shares: −2.8 pts
  score_points,  ///< the difference of two scores: −2.8
  relative,      ///< a relative change: +38%
  duration,      ///< seconds as 2h 14m
  hours,         ///< seconds as 59h, never days
  rating         ///< a score of a scale: 2 of 5
};
struct Quantity {
  QuantityKind kind = QuantityKind::count;
  std::optional<double> value;
  std::int64_t n = 0;             ///< cases behind it: the largest of a column decides the decimals of shares
  std::optional<double> shown{};  ///< on the page instead of the value, where rounded parts have to add up
  double highest = 0;             ///< of a rating: the end of its scale
};

/// A metric's change with its sign.
struct Movement {
  const MetricRow* row = nullptr;
  Change change;
  std::int64_t n = 0;          ///< see Difference
  std::optional<double> base;  ///< likewise
};

/// A target in as few signs as possible: "≥ 85%".
struct ShortLimit {
  const MetricRow* row = nullptr;
  Target target;
};

/// A number on a shade: how much of the largest one it is.
struct Shade {
  std::int64_t n = 0;
  int step = 0;          ///< 0 (none) to 5 (most)
  bool warning = false;  ///< what should be few: another hue
  bool most = false;     ///< of the few largest, in bold where nothing is shaded
};

/// How what was to be reached stands: a mark, a word and a colour.
struct Standing {
  std::string kind;   ///< "goal", "action": its words are "<kind>_state.<state>"
  std::string state;  ///< "done"; as the JSON has it
  SignalState colour = SignalState::normal;
};

// ---- drawings -----------------------------------------------------------------------------------

/// A length from 0; a hollow dot where it was before.
struct Bar {
  double value = 0;
  std::optional<double> previous;
  SignalState state = SignalState::normal;
};

/// A step of a waterfall: from one running total to the next, or a total as a line. Up to the middle the group's own
/// change led, from there on its changed part of the cases.
struct Step {
  double from = 0;
  double to = 0;
  std::optional<double> middle{};
  bool total = false;
  SignalState state = SignalState::normal;
};

/// Parts of a whole in a fixed order from bad to good, as a bar of full width.
struct Spread {
  std::vector<std::int64_t> counts;  ///< three or five
};

/// Percentiles of a duration: the middle half, the median, the whisker to the 90th; a tick at the target.
struct Ladder {
  double p25 = 0;
  double median = 0;
  double p75 = 0;
  std::optional<double> p90;  ///< nothing: too few cases for it
  std::optional<double> target;
};

/// A value with its interval, before a reference (a line) with its own where there is one.
struct Whisker {
  double value = 0;
  double low = 0;
  double high = 0;
  std::optional<double> reference;
  std::optional<double> reference_low;
  std::optional<double> reference_high;
  SignalState state = SignalState::normal;
};

/// A bar and the tick that it is compared with.
struct Against {
  double value = 0;
  std::optional<double> reference;
};

/// A small line of the periods until now.
struct SeriesLine {
  const MetricRow* row = nullptr;
  std::vector<SeriesPoint> series;
  std::optional<NormalRange> normal;
};

using Drawing = std::variant<Bar, Step, Spread, Ladder, Whisker, Against, SeriesLine>;

// ---- the table ----------------------------------------------------------------------------------

/// Nothing | a metric's value | its change | a number | a target | a sentence | a text from the data | a signal |
/// how something stands | a shaded number | a drawing.
using Cell = std::variant<std::monostate, Amount, Movement, Quantity, ShortLimit, Message, Name, Signal, Standing,
                          Shade, Drawing>;

/// The scale that the drawings of one column share.
struct Axis {
  double low = 0;
  double high = 1;
  bool logarithmic = false;
  std::vector<Quantity> ticks;  ///< written in the head of the column, lowest first; may be empty
};

enum class ColumnKind : std::uint8_t {
  numbers,
  words,
  drawing,
  sparkline  ///< a drawing of a fixed small width
};
struct FigureColumn {
  std::string id;  ///< of the JSON table; unique in the figure
  Note title;      ///< an empty text: none
  ColumnKind kind = ColumnKind::numbers;
  Axis axis;  ///< only of drawings
};

enum class FigureRowKind : std::uint8_t {
  normal,
  quiet,  ///< what is left over, or too little to judge
  total
};
struct FigureRow {
  FigureRowKind kind = FigureRowKind::normal;
  Cell head;
  std::optional<Note> remark;  ///< in small print below the head
  std::vector<Cell> cells;     ///< one per column behind the first
};

/// Two running totals over the parts of a period: what came and what was done. The gap between them is what is open.
struct Flow {
  std::vector<Period> parts;
  std::vector<double> arrived;              ///< one more than parts: where the period begins, then after each part
  std::vector<double> done;                 ///< likewise
  SignalState state = SignalState::normal;  ///< of what is open
};

/// Volumes of some groups over the periods, one upon the other.
struct Layers {
  std::vector<Period> periods;
  std::vector<std::vector<double>> values;  ///< per layer, lowest first, at most seven: one value per period
};

enum class FigureWidth : std::uint8_t { whole, half };
struct Figure {
  Note title;                         ///< what the figure shows, as a finding where there is one
  Note subtitle;                      ///< measure, unit, period, scale; may be empty
  Note key;                           ///< how its drawings are read, for those who see them; may be empty
  std::vector<FigureColumn> columns;  ///< the first one holds the heads of the rows
  std::vector<FigureRow> rows;
  std::vector<Note> legend;                          ///< of the parts of a Spread or of Layers, in their order
  std::variant<std::monostate, Flow, Layers> chart;  ///< above the table
  std::vector<Note> notes;                           ///< below it
  FigureWidth width = FigureWidth::whole;
  bool shaded = false;        ///< a heat map: small cells side by side
  bool of_customers = false;  ///< quotes them: it stays where the report is made, so that no mail carries it on
  bool in_mail = false;       ///< short, and what the reader has to know without opening the page
  bool folded = false;        ///< on the page the table stands in a fold: the chart above tells the same
};

}  // namespace csreport
