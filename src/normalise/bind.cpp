#include "normalise/bind.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "csreport/core/text.hpp"
#include "normalise/column_fit.hpp"
#include "normalise/kinds.hpp"

namespace csreport {
namespace {

constexpr const char* kSetByUser = "set with --map";

/// A header that could be the field, with how well it fits.
struct Candidate {
  std::size_t column;
  std::optional<DurationUnit> unit;  // from the profile's alias, else from the header itself
  std::string reason;
};

class Binder {
 public:
  Binder(const Sample& sample, const Recognised& recognised, const Lexicon& lexicon, const NormaliseOptions& options)
      : sample_(sample), lexicon_(lexicon), options_(options) {
    binding_.recognised = recognised;
    binding_.not_used_reason.resize(sample.headers.size());
    for (const std::string& header : sample.headers) names_.push_back(read_header(header));
    values_.resize(sample.headers.size());
    for (const auto& row : sample.rows) {
      for (std::size_t column = 0; column < row.size(); ++column) {
        if (!lexicon.is_missing(row[column])) values_[column].push_back(trim(row[column]));
      }
    }
  }

  Binding bind() {
    bind_mapped_by_user();
    const RecordKind kind = binding_.recognised.kind;
    const Profile* const vendor = binding_.recognised.vendor;
    const ProfileKind* const own = vendor == nullptr ? nullptr : vendor->kind(kind);
    if (own != nullptr) {
      bind_by_names(*own, "named in the profile " + vendor->id);
      ignore(*own);
    }
    const ProfileKind& generic = *builtin_profiles().front().kind(kind);
    bind_by_names(generic, "its name");
    ignore(generic);
    give_empty_times_a_format();
    keep_answered_for_calls_only();
    bind_extra_columns();
    explain_unused();
    std::erase_if(binding_.without_unit, [&](const std::string& header) { return is_used(header); });
    std::sort(binding_.columns.begin(), binding_.columns.end(),
              [](const BoundColumn& a, const BoundColumn& b) { return a.column < b.column; });
    return std::move(binding_);
  }

 private:
  [[nodiscard]] bool taken(std::size_t column) const {
    return std::any_of(binding_.columns.begin(), binding_.columns.end(),
                       [column](const BoundColumn& c) { return c.column == column; });
  }
  /// Perhaps by a later candidate, which knows the unit.
  [[nodiscard]] bool is_used(const std::string& header) const {
    return std::any_of(binding_.columns.begin(), binding_.columns.end(),
                       [&](const BoundColumn& column) { return column.header == header; });
  }
  [[nodiscard]] bool bound(Field field) const { return binding_.find(field) != nullptr; }

  void bind_mapped_by_user() {
    for (const FieldMapping& mapping : options_.map) {
      const FieldRow* row = find_field(mapping.field);
      if (row == nullptr || !belongs_to(*row, binding_.recognised.kind)) continue;
      const HeaderName wanted = read_header(mapping.header);
      for (std::size_t column = 0; column < names_.size(); ++column) {
        if (names_[column].full != wanted.full || taken(column)) continue;
        accept({column, names_[column].unit, kSetByUser}, fit(column, row->field, names_[column].unit));
      }
    }
  }

  void bind_by_names(const ProfileKind& profile, const std::string& why) {
    for (const FieldRow& row : field_rows()) {
      const auto aliases = profile.fields.find(row.field);
      if (aliases == profile.fields.end() || bound(row.field)) continue;
      bind_best(row, candidates(row, aliases->second, why));
    }
  }

  /// All free headers that fit an alias: best fit first, then in the profile's order.
  std::vector<Candidate> candidates(const FieldRow& row, const std::vector<Alias>& aliases,
                                    const std::string& why) const {
    std::vector<Candidate> found;
    for (const int wanted : {3, 2, 1}) {
      for (const Alias& alias : aliases) {
        for (std::size_t column = 0; column < names_.size(); ++column) {
          if (taken(column) || ignored_.contains(names_[column].full)) continue;
          if (match_header(names_[column], alias.name) != wanted || !may_carry(row, names_[column])) continue;
          found.push_back({column, alias.unit ? alias.unit : names_[column].unit, why});
        }
      }
    }
    return found;
  }

  /// "queue_seconds" is a duration, not the name of a queue; "scale_min" may be a number.
  static bool may_carry(const FieldRow& row, const HeaderName& header) {
    return !header.unit || row.type == FieldType::duration || row.type == FieldType::number || twin_of(row.field);
  }

  /// Fields that a file of the kind must have and whose values may be refused.
  [[nodiscard]] bool is_needed(const FieldRow& row) const {
    const bool may_be_refused =
        row.type == FieldType::time || row.type == FieldType::number || row.type == FieldType::duration;
    if (!may_be_refused) return false;
    const auto& groups = kind_row(binding_.recognised.kind).required;
    return std::any_of(groups.begin(), groups.end(),
                       [&](AnyOf group) { return std::find(group.begin(), group.end(), row.field) != group.end(); });
  }

  /// The first candidate with usable values; when all are empty, the first of those.
  void bind_best(const FieldRow& row, const std::vector<Candidate>& found) {
    for (const bool may_be_empty : {false, true}) {
      for (const Candidate& candidate : found) {
        if (values_[candidate.column].empty() != may_be_empty) continue;
        const Fit fitted = fit(candidate.column, row.field, candidate.unit);
        if (!fitted.usable) {
          binding_.not_used_reason[candidate.column] = fitted.problem;
          if (is_needed(row)) {
            binding_.refused_required.push_back({row.field, "column '" + sample_.headers[candidate.column] +
                                                                "' cannot be " + std::string(row.id) + ": " +
                                                                fitted.problem});
          }
          continue;
        }
        if (bound(fitted.field)) continue;
        accept(candidate, fitted);
        if (fitted.field == row.field) return;
      }
    }
  }

  void accept(const Candidate& candidate, const Fit& fitted) {
    if (!fitted.usable) {
      binding_.not_used_reason[candidate.column] = fitted.problem;
      return;
    }
    BoundColumn bound;
    bound.column = candidate.column;
    bound.field = fitted.field;
    bound.header = sample_.headers[candidate.column];
    bound.time_format = fitted.time_format;
    bound.zone = zone_of(candidate.column);
    bound.unit = fitted.unit;
    bound.mark = fitted.mark;
    bound.holds_flags = fitted.holds_flags;
    bound.reading = fitted.reading;
    bound.reason = candidate.reason;
    binding_.columns.push_back(std::move(bound));
  }

  [[nodiscard]] TimeZone zone_of(std::size_t column) const {
    if (names_[column].full.ends_with("(utc)")) return TimeZone::utc();
    const Profile* const vendor = binding_.recognised.vendor;
    const ProfileKind* const own = vendor == nullptr ? nullptr : vendor->kind(binding_.recognised.kind);
    if (own != nullptr && own->time_zone) return TimeZone::load(*own->time_zone);
    return options_.input_zone;
  }

  Fit fit(std::size_t column, Field field, std::optional<DurationUnit> unit) {
    const std::string& header = sample_.headers[column];
    Fit fitted = fit_column({header, names_[column], values_[column]}, field, unit, lexicon_, options_);
    if (!fitted.ambiguous_patterns.empty()) {
      binding_.ambiguous_times.push_back({header, std::string(values_[column].front()), fitted.ambiguous_patterns});
    }
    if (fitted.lacks_unit) binding_.without_unit.push_back(header);
    return fitted;
  }

  // --- the rest ----------------------------------------------------------------------------------

  void ignore(const ProfileKind& profile) { ignored_.insert(profile.ignored.begin(), profile.ignored.end()); }

  /// Columns that start empty (a newest-first export) are read like the file's other times.
  void give_empty_times_a_format() {
    std::optional<TimeFormat> known;
    for (const BoundColumn& column : binding_.columns) {
      if (!known && column.time_format) known = column.time_format;
      if (column.field == Field::created_at && column.time_format) known = column.time_format;
    }
    for (BoundColumn& column : binding_.columns) {
      if (field_row(column.field).type != FieldType::time || column.time_format) continue;
      column.time_format = known ? known : TimeFormat{"iso8601"};
    }
  }

  /// "Answered" without any other call column is a state of a ticket (osTicket), not of a call.
  void keep_answered_for_calls_only() {
    constexpr Field kCallFields[] = {
        Field::queue_time,   Field::talk_time, Field::hold_time, Field::after_call_work_time,
        Field::call_outcome, Field::abandoned, Field::direction};
    const BoundColumn* const answered = binding_.find(Field::answered);
    if (answered == nullptr || answered->reason == kSetByUser) return;
    if (std::any_of(std::begin(kCallFields), std::end(kCallFields), [this](Field field) { return bound(field); }))
      return;
    binding_.not_used_reason[answered->column] = "no other column of this file is about calls";
    std::erase_if(binding_.columns, [](const BoundColumn& column) { return column.field == Field::answered; });
  }

  /// The column that the user means by a canonical field or a header.
  [[nodiscard]] std::optional<std::size_t> column_named(const std::string& word) const {
    if (const FieldRow* row = find_field(word); row != nullptr && bound(row->field)) {
      return binding_.find(row->field)->column;
    }
    const std::string wanted = read_header(word).full;
    for (std::size_t column = 0; column < names_.size(); ++column) {
      if (names_[column].full == wanted) return column;
    }
    return std::nullopt;
  }

  void bind_extra_columns() {
    for (const std::string& id : options_.group_by) {
      if (const auto column = column_named(id)) binding_.group_by.push_back({*column, id});
    }
    for (const Condition& condition : options_.where) {
      binding_.where.push_back(column_named(condition.column));
    }
  }

  void explain_unused() {
    const auto known = known_aliases();
    for (std::size_t column = 0; column < names_.size(); ++column) {
      std::string& reason = binding_.not_used_reason[column];
      if (taken(column)) {
        reason.clear();
      } else if (!reason.empty()) {
        continue;
      } else if (ignored_.contains(names_[column].full)) {
        reason = "known, not needed for any metric";
      } else {
        reason = explain_unknown(column, known);
      }
    }
  }

  /// A known name that lost to another column, or a name that nobody knows.
  [[nodiscard]] std::string explain_unknown(std::size_t column, const std::vector<std::string>& known) const {
    for (const auto& [field, aliases] : builtin_profiles().front().kind(binding_.recognised.kind)->fields) {
      const bool fits = std::any_of(aliases.begin(), aliases.end(),
                                    [&](const Alias& alias) { return match_header(names_[column], alias.name) == 3; });
      const BoundColumn* const winner = binding_.find(field);
      if (fits && winner != nullptr) return std::string(field_row(field).id) + " is read from '" + winner->header + "'";
    }
    const auto near = nearest_words(names_[column].base, known, 1);
    return near.empty() ? "not understood" : "not understood, nearest known name: \"" + near[0] + "\"";
  }

  [[nodiscard]] std::vector<std::string> known_aliases() const {
    std::vector<std::string> known;
    for (const auto& [field, aliases] : builtin_profiles().front().kind(binding_.recognised.kind)->fields) {
      for (const Alias& alias : aliases) known.push_back(alias.name.full);
    }
    return known;
  }

  const Sample& sample_;
  const Lexicon& lexicon_;
  const NormaliseOptions& options_;
  Binding binding_;
  std::vector<HeaderName> names_;
  std::vector<std::vector<std::string_view>> values_;  // per column, missing words left out
  std::set<std::string> ignored_;
};

std::string list_of_headers(const Sample& sample) {
  constexpr std::size_t kMost = 30;
  std::string text;
  for (std::size_t i = 0; i < sample.headers.size() && i < kMost; ++i) {
    text += (i == 0 ? "" : ", ") + sample.headers[i];
  }
  if (sample.headers.size() > kMost) text += ", and " + std::to_string(sample.headers.size() - kMost) + " more";
  return text;
}

/// Headers of the file that are near a field's names.
std::vector<std::string> nearest_headers(const Sample& sample, RecordKind kind, Field field) {
  std::vector<std::string> near;
  const auto& fields = builtin_profiles().front().kind(kind)->fields;
  const auto aliases = fields.find(field);
  if (aliases == fields.end()) return near;
  for (const Alias& alias : aliases->second) {
    for (const std::string& header : nearest_words(alias.name.full, sample.headers, 1)) {
      if (std::find(near.begin(), near.end(), header) == near.end() && near.size() < 3) near.push_back(header);
    }
  }
  return near;
}

std::string describe_missing(const Sample& sample, const Binding& binding, AnyOf fields) {
  for (const RefusedColumn& refused : binding.refused_required) {
    if (std::find(fields.begin(), fields.end(), refused.field) != fields.end()) return refused.problem;
  }
  const RecordKind kind = binding.recognised.kind;
  std::string text = "no column for " + describe(fields) + "\nheaders found: " + list_of_headers(sample);
  const auto near = nearest_headers(sample, kind, fields.front());
  if (!near.empty()) {
    text += "\nnearest:";
    for (const std::string& header : near) text += " \"" + header + "\"";
  }
  return text;
}

}  // namespace

const BoundColumn* Binding::find(Field field) const {
  const auto found =
      std::find_if(columns.begin(), columns.end(), [field](const BoundColumn& c) { return c.field == field; });
  return found == columns.end() ? nullptr : &*found;
}

Binding bind_columns(const Sample& sample, const Recognised& recognised, const Lexicon& lexicon,
                     const NormaliseOptions& options) {
  return Binder(sample, recognised, lexicon, options).bind();
}

std::string describe_ambiguous_times(const AmbiguousTimes& times) {
  return fmt::format("column '{}': {}, first value '{}'", times.header, ambiguous_times_problem(times.patterns),
                     times.value);
}

std::string describe_missing_columns(const Sample& sample, const Binding& binding) {
  if (sample.headers.empty()) return {};  // an empty list of records: nothing is missing
  const KindRow& kind = kind_row(binding.recognised.kind);
  const AnyOf* const missing = missing_group(kind, [&](Field field) { return binding.find(field) != nullptr; });
  return missing == nullptr ? "" : describe_missing(sample, binding, *missing);
}

}  // namespace csreport
