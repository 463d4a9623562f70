#include "csreport/normalise/normalise.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>

#include "fmt/format.h"

#include "csreport/core/error.hpp"
#include "csreport/core/text.hpp"
#include "normalise/calendar_groups.hpp"
#include "normalise/chunk_pipeline.hpp"
#include "normalise/finish.hpp"
#include "normalise/kinds.hpp"
#include "normalise/ratings.hpp"

namespace csreport {
namespace {

/// One opened file and what was understood of it.
struct OpenInput {
  std::unique_ptr<DiagnosticLog> log = std::make_unique<DiagnosticLog>();  // the reader points to it
  std::unique_ptr<RecordReader> reader;
  std::unique_ptr<const Profile> forced;  // the binding points into it
  std::unique_ptr<Lexicon> lexicon;
  Binding binding;
  Inspection inspection;
};

std::vector<std::string> list_names() {
  std::vector<std::string> names;
  for (const Profile& profile : builtin_profiles()) {
    for (const ProfileKind& kind : profile.kinds) {
      for (const std::string& name : kind.list_names) {
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
      }
    }
  }
  return names;
}

std::vector<std::string> examples_of(const Sample& sample, std::size_t column) {
  constexpr std::size_t kMost = 3;
  std::vector<std::string> examples;
  for (const auto& row : sample.rows) {
    const std::string value(trim(row[column]));
    if (value.empty() || std::find(examples.begin(), examples.end(), value) != examples.end()) continue;
    examples.push_back(valid_utf8(value));
    if (examples.size() == kMost) break;
  }
  return examples;
}

/// Fields that the file lacks and that would make more metrics possible.
std::vector<std::string> missing_fields(const Binding& binding) {
  std::vector<std::string> missing;
  for (const FieldRow& row : field_rows()) {
    if (row.enables.empty() || !belongs_to(row, binding.recognised.kind)) continue;
    if (binding.find(row.field) == nullptr) missing.push_back(std::string(row.id) + ": " + std::string(row.enables));
  }
  return missing;
}

Inspection describe(const std::string& path, const RecordReader& reader, const Binding& binding) {
  const Sample& sample = reader.sample();
  Inspection inspection;
  inspection.path = path;
  inspection.detection = reader.detection();
  inspection.kind = binding.recognised.kind;
  inspection.kind_reason = binding.recognised.kind_reason;
  inspection.profile = binding.recognised.vendor == nullptr ? "generic" : binding.recognised.vendor->id;
  inspection.profile_reason = binding.recognised.profile_reason;
  for (std::size_t column = 0; column < sample.headers.size(); ++column) {
    inspection.columns.push_back(
        {sample.headers[column], "", {}, binding.not_used_reason[column], examples_of(sample, column)});
  }
  for (const BoundColumn& bound : binding.columns) {
    Inspection::Column& column = inspection.columns[bound.column];
    column.field = field_row(bound.field).id;
    column.reading = bound.reading;
    if (field_row(bound.field).type == FieldType::time)
      column.reading.push_back({"reading.zone", {{"zone", bound.zone.name()}}});
    column.reason = bound.reason;
  }
  inspection.missing_fields = missing_fields(binding);
  inspection.problem = describe_missing_columns(sample, binding);
  if (!inspection.problem.empty() && !binding.ambiguous_times.empty())
    inspection.problem = describe_ambiguous_times(binding.ambiguous_times.front());
  inspection.recognised = inspection.problem.empty();
  return inspection;
}

/// Forgets the columns that nobody asked for.
void keep_asked_fields(Binding& binding, const std::vector<std::string>& fields) {
  if (fields.empty() || binding.recognised.kind != RecordKind::tickets) return;
  std::erase_if(binding.columns, [&](const BoundColumn& bound) {
    const bool asked = std::find(fields.begin(), fields.end(), field_row(bound.field).id) != fields.end();
    return !asked && bound.field != Field::created_at;
  });
}

OpenInput open_input(const InputSpec& spec, const NormaliseOptions& options) {
  OpenInput input;
  ReadOptions read = options.read;
  const auto names = list_names();
  read.list_names.insert(read.list_names.end(), names.begin(), names.end());
  input.reader = open_records(spec.path, read, *input.log);
  if (options.profile) input.forced = std::make_unique<const Profile>(load_profile(*options.profile));
  Recognised recognised = recognise(input.reader->sample().headers, spec.kind, input.forced.get());
  input.lexicon = std::make_unique<Lexicon>(recognised.vendor, recognised.kind, options.words);
  input.binding = bind_columns(input.reader->sample(), recognised, *input.lexicon, options);
  input.inspection = describe(spec.path, *input.reader, input.binding);
  keep_asked_fields(input.binding, options.fields);
  return input;
}

/// The lists inside the records of a JSON file of tickets that are messages: their entries have a time and somebody who
/// wrote, and the tickets have an id. Each is opened as an input of its own.
std::vector<OpenInput> nested_messages(const OpenInput& tickets, const InputSpec& spec,
                                       const NormaliseOptions& options) {
  std::vector<OpenInput> found;
  const auto& lists = tickets.reader->detection().nested_lists;
  const BoundColumn* const id = tickets.binding.find(Field::ticket_id);
  const bool readable_again = spec.path != "-";
  if (tickets.inspection.kind != RecordKind::tickets || id == nullptr || !readable_again) return found;
  for (const std::string& list : lists) {
    NormaliseOptions nested = options;
    nested.read.nested = NestedList{list, tickets.reader->sample().headers[id->column]};
    OpenInput trial = open_input({spec.path, std::nullopt}, nested);
    if (trial.inspection.kind != RecordKind::messages || !trial.inspection.recognised) continue;
    found.push_back(std::move(trial));
    found.back().inspection.path = fmt::format("{} ({})", spec.path, list);
  }
  return found;
}

/// The same for all names of one file.
std::string place_of(const std::string& path) {
  std::error_code failed;
  const auto place = std::filesystem::canonical(path, failed);
  return path == "-" || failed ? path : place.string();
}

/// Which files were opened, and as what. One that is named twice, by a pattern and by its name, is read once: its rows
/// would count twice where nothing tells them apart.
class OpenedFiles {
 public:
  /// The name under which the file was opened already, to be read as the same; nullptr: it was not.
  const std::string* find(const InputSpec& spec, const NormaliseOptions& options) const {
    const std::string place = place_of(spec.path);
    const auto opened_as = [&](auto is_kind) -> const std::string* {
      const auto found = std::find_if(files_.begin(), files_.end(),
                                      [&](const File& file) { return file.place == place && is_kind(file); });
      return found == files_.end() ? nullptr : &found->spec.path;
    };
    if (const auto* name = opened_as([&](const File& file) { return file.spec.kind == spec.kind; })) return name;
    std::error_code failed;
    const bool readable_again = std::filesystem::is_regular_file(place, failed);
    if (!readable_again || opened_as([](const File&) { return true; }) == nullptr) return nullptr;
    const RecordKind kind = spec.kind ? *spec.kind : open_input(spec, options).inspection.kind;
    return opened_as([&](const File& file) { return file.kind == kind; });
  }
  /// The spelling under which a file is told of, be it read as one kind or as several: that of its first reading.
  [[nodiscard]] std::string name_of(const std::string& path) const {
    const std::string place = place_of(path);
    const auto found =
        std::find_if(files_.begin(), files_.end(), [&](const File& file) { return file.place == place; });
    return found == files_.end() ? path : found->spec.path;
  }
  void add(const InputSpec& spec, RecordKind kind) { files_.push_back({place_of(spec.path), spec, kind}); }

 private:
  struct File {
    std::string place;
    InputSpec spec;
    RecordKind kind;
  };
  std::vector<File> files_;
};

struct OpenInputs {
  std::vector<OpenInput> files;       ///< each with the messages inside its records behind it
  std::vector<std::string> repeated;  ///< names of those that were given again
};

OpenInputs open_inputs(const NormaliseOptions& options) {
  OpenInputs inputs;
  OpenedFiles opened;
  for (InputSpec spec : options.inputs) {
    if (const std::string* const name = opened.find(spec, options)) {
      const auto& told = inputs.repeated;
      if (std::find(told.begin(), told.end(), *name) == told.end()) inputs.repeated.push_back(*name);
      continue;
    }
    spec.path = opened.name_of(spec.path);
    OpenInput input = open_input(spec, options);
    opened.add(spec, input.inspection.kind);
    auto nested = nested_messages(input, spec, options);
    inputs.files.push_back(std::move(input));
    std::move(nested.begin(), nested.end(), std::back_inserter(inputs.files));
  }
  return inputs;
}

/// A scale that nobody knows is a mistake even when the files hold no answer.
void check_scales(const NormaliseOptions& options) {
  if (options.csat_scale) static_cast<void>(parse_rating_scale(*options.csat_scale, RatingKind::csat));
  if (options.ces_scale) static_cast<void>(parse_rating_scale(*options.ces_scale, RatingKind::ces));
}

/// Tickets group by any column; a survey file only by those that it shares with tickets.
bool can_group_by(const OpenInput& input, const std::string& id) {
  const auto& own = input.binding.group_by;
  const bool has = std::any_of(own.begin(), own.end(), [&](const ExtraColumn& extra) { return extra.id == id; });
  const FieldRow* const row = find_field(id);
  const bool shared = row != nullptr && is_dimension(row->field);
  return has && (input.inspection.kind == RecordKind::tickets || shared);
}

/// A user's word for a column that no file has is a mistake of the command line.
void check_user_columns(const NormaliseOptions& options, const std::vector<OpenInput>& inputs) {
  std::vector<std::string> headers;
  for (const OpenInput& input : inputs) {
    const auto& own = input.reader->sample().headers;
    headers.insert(headers.end(), own.begin(), own.end());
  }
  const auto require = [&](const std::string& option, const std::string& word, bool found) {
    if (found) return;
    const auto near = nearest_words(word, headers);
    std::string hint = near.empty() ? "see the columns with `csreport inspect`" : "did you mean '" + near[0] + "'?";
    throw MissingColumn(option, word, hint);
  };
  const auto any = [&](auto has) { return std::any_of(inputs.begin(), inputs.end(), has); };
  for (const FieldMapping& mapping : options.map) {
    if (find_field(mapping.field) == nullptr) {
      std::vector<std::string> known;
      for (const FieldRow& row : field_rows()) known.emplace_back(row.id);
      const auto near = nearest_words(mapping.field, known, 1);
      throw Error(ExitCode::usage, "--map: unknown field '" + mapping.field + "'",
                  near.empty() ? "fields are named in `csreport inspect` and docs/profiles.md"
                               : "did you mean '" + near[0] + "'?");
    }
    const std::string wanted = read_header(mapping.header).full;
    require("--map", mapping.header, std::any_of(headers.begin(), headers.end(), [&](const std::string& header) {
              return read_header(header).full == wanted;
            }));
  }
  const auto names_a_column = [&](const std::string& word) {
    const std::string wanted = read_header(word).full;
    const FieldRow* const field = find_field(word);
    return std::any_of(headers.begin(), headers.end(),
                       [&](const std::string& h) { return read_header(h).full == wanted; }) ||
           any([&](const OpenInput& input) { return field != nullptr && input.binding.find(field->field) != nullptr; });
  };
  for (const UnitSetting& setting : options.units) {
    if (!setting.column.empty()) require("--unit", setting.column, names_a_column(setting.column));
  }
  for (const DateFormatSetting& setting : options.date_formats) {
    if (!setting.column.empty()) require("--date-format", setting.column, names_a_column(setting.column));
  }
  for (const std::string& id : options.group_by) {
    require("--by", id, is_calendar_group(id) || any([&](const OpenInput& input) { return can_group_by(input, id); }));
  }
  for (std::size_t i = 0; i < options.where.size(); ++i) {
    require("--where", options.where[i].column,
            any([&](const OpenInput& input) { return input.binding.where[i].has_value(); }));
  }
}

/// What is to be left out must be told apart by some file.
void check_excluded(const NormaliseOptions& options, const std::vector<OpenInput>& inputs) {
  const auto require = [&](const std::vector<std::string>& names, const char* option, const char* field, Field known) {
    const bool any = std::any_of(inputs.begin(), inputs.end(),
                                 [&](const OpenInput& input) { return input.binding.find(known) != nullptr; });
    if (names.empty() || any) return;
    throw Error(ExitCode::usage, std::string(option) + ": no input has a column for " + field,
                std::string("say which it is with --map ") + field + "=HEADER");
  };
  require(options.excluded_requesters, "--exclude-requester", "requester", Field::requester);
  require(options.excluded_tags, "--exclude-tag", "tags", Field::tags);
}

/// What the user can do about a file that cannot be used.
std::string hint_for(const Binding& binding, const std::string& problem) {
  if (!binding.ambiguous_times.empty())
    return "say which it is, such as --date-format \"" + binding.ambiguous_times.back().patterns.front() + "\"";
  for (const RefusedColumn& refused : binding.refused_required) {
    if (refused.problem != problem) continue;
    if (!binding.without_unit.empty() && field_row(refused.field).type == FieldType::duration) {
      return "say their unit, such as --unit \"" + binding.without_unit.front() + "=minutes\"";
    }
    const bool is_time = field_row(refused.field).type == FieldType::time;
    return is_time ? "say how its times are written with --date-format, or name another column with --map FIELD=HEADER"
                   : "name another column with --map FIELD=HEADER";
  }
  return "name the column with --map FIELD=HEADER, or the kind of the file with KIND=FILE: " + input_kind_choices();
}

void require_usable(const OpenInput& input) {
  const Inspection& inspection = input.inspection;
  if (inspection.problem.empty()) return;
  const std::string kind(record_kind_name(inspection.kind));
  const auto line_end = inspection.problem.find('\n');
  const std::string what = inspection.problem.substr(0, line_end);
  const std::string detail = line_end == std::string::npos ? "" : inspection.problem.substr(line_end + 1);
  throw Error(ExitCode::input_invalid, inspection.path + ": read as " + kind + ": " + what,
              hint_for(input.binding, what), detail);
}

std::vector<InputSummary::ColumnUse> column_uses(const Inspection& inspection) {
  std::vector<InputSummary::ColumnUse> uses;
  for (const auto& column : inspection.columns) uses.push_back({column.header, column.field, column.reading});
  return uses;
}

LoadedInput load_input(OpenInput& input, LoadState& state, const NormaliseOptions& options) {
  LoadedInput loaded;
  loaded.path = input.inspection.path;
  loaded.kind = input.inspection.kind;
  const KindRow& kind = kind_row(loaded.kind);
  loaded.profile = input.inspection.profile;
  loaded.columns = column_uses(input.inspection);
  const auto note_use = [&](std::size_t column, const char* use) {
    if (loaded.columns[column].field.empty()) loaded.columns[column].reading = {{use, {}}};
  };
  for (const auto& column : input.binding.where)
    if (column) note_use(*column, "reading.for_where");
  for (const ExtraColumn& extra : input.binding.group_by) note_use(extra.column, "reading.for_by");
  if (input.reader->sample().headers.empty()) {  // an empty list: a quiet week, not an error
    state.data.*kind.present = true;
    input.reader->select({});
    RecordBatch batch;
    while (input.reader->next(batch)) continue;
    loaded.counts = input.reader->counts();
    loaded.counts.blank += std::exchange(loaded.counts.records, 0);  // "{}" is a record without a cell
    return loaded;
  }
  const auto loader =
      kind.make_loader(state, {input.binding, options, FileContext{input.inspection.path, *input.lexicon}, *input.log,
                               input.reader->expected_records()});
  input.reader->select(loader->selected());
  load_records(*input.reader, *loader, state, options.threads);
  loaded.rows = loader->finish();
  loaded.counts = input.reader->counts();
  return loaded;
}

/// The reader and the loaders reject at different moments; people read from top to bottom.
std::vector<RejectedRow> in_file_order(std::vector<RejectedRow> rejected, const std::vector<InputSpec>& inputs) {
  const auto place = [&](const RejectedRow& row) {
    const auto input =
        std::find_if(inputs.begin(), inputs.end(), [&](const InputSpec& spec) { return spec.path == row.file; });
    return std::pair(input - inputs.begin(), row.line);
  };
  std::stable_sort(rejected.begin(), rejected.end(),
                   [&](const RejectedRow& a, const RejectedRow& b) { return place(a) < place(b); });
  return rejected;
}

/// What the user gave and no number of the report comes from: columns that need a word from the user.
void warn_about_unused_data(const OpenInput& input, Dataset& data) {
  for (const std::string& header : input.binding.without_unit) {
    data.warnings.push_back(warning_of("no_unit", {{"file", input.inspection.path}, {"column", header}}));
  }
  for (const AmbiguousTimes& times : input.binding.ambiguous_times) {
    data.warnings.push_back(warning_of("ambiguous_dates", {{"file", input.inspection.path},
                                                           {"column", times.header},
                                                           {"pattern", times.patterns.front()},
                                                           {"other", times.patterns.back()},
                                                           {"value", times.value}}));
  }
}

}  // namespace

std::string channel_name(std::string_view text, const std::vector<WordSetting>& words) {
  const Lexicon lexicon(nullptr, RecordKind::tickets, words);
  return std::string(lexicon.word("channel", text).value_or(text));
}

std::vector<Inspection> inspect(const NormaliseOptions& options) {
  std::vector<Inspection> inspections;
  for (OpenInput& input : open_inputs(options).files) inspections.push_back(std::move(input.inspection));
  return inspections;
}

Normalised normalise(const NormaliseOptions& options) {
  check_scales(options);
  DiagnosticLog log;
  auto [inputs, repeated] = open_inputs(options);
  check_user_columns(options, inputs);
  check_excluded(options, inputs);
  for (const OpenInput& input : inputs) require_usable(input);

  Normalised result;
  LoadState state{.data = result.dataset};
  for (const std::string& path : repeated) {
    result.dataset.warnings.push_back(warning_of("given_twice", {{"file", path}}));
  }
  std::vector<LoadedInput> loaded;
  for (OpenInput& input : inputs) {
    if (options.events.input_begins) options.events.input_begins(input.inspection.path, input.reader->meter());
    loaded.push_back(load_input(input, state, options));
    loaded.back().diagnostics = input.log->all();
    log.unite(*input.log);
    warn_about_unused_data(input, result.dataset);
    result.inspections.push_back(input.inspection);
  }
  if (options.events.all_read) options.events.all_read();
  finish_dataset(state, options, loaded, log);
  result.rejected = in_file_order(log.rejected(), options.inputs);
  return result;
}

}  // namespace csreport
