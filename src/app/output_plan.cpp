#include "app/output_plan.hpp"

#include <algorithm>

#include "fmt/format.h"
#include "fmt/ranges.h"

#include "app/mail_addresses.hpp"
#include "app/option_values.hpp"
#include "app/page_files.hpp"
#include "csreport/core/error.hpp"
#include "csreport/render/words.hpp"

namespace csreport {
namespace {

std::string format_list() {
  std::string list;
  for (const RendererRow& row : renderers()) list += (list.empty() ? "" : ", ") + std::string(row.id);
  return list;
}

std::string ending_list() {
  std::string list;
  for (const RendererRow& row : renderers()) {
    for (const std::string_view ending : row.endings) list += (list.empty() ? "" : " ") + std::string(ending);
  }
  return list;
}

ReportOutput output_of(const std::string& path, const RendererRow* asked, const RendererRow* usual) {
  const RendererRow* const by_ending = path == kStandardStream ? nullptr : renderer_for_file(path);
  if (by_ending != nullptr && asked != nullptr && by_ending != asked) {
    throw Error(ExitCode::usage, fmt::format("'{}' ends like {}, but --format says {}", path, by_ending->id, asked->id),
                "leave out --format, or choose another ending");
  }
  if (by_ending != nullptr) return {path, by_ending};
  if (asked != nullptr) return {path, asked};
  if (path == kStandardStream) return {path, usual};
  throw Error(
      ExitCode::usage, fmt::format("'{}' has no ending that names a format", path),
      fmt::format("add --format with one of: {}; or use an ending of those formats: {}", format_list(), ending_list()));
}

const RendererRow* asked_format(const Options& options) {
  const RendererRow* const asked = options.format ? find_renderer(*options.format) : nullptr;
  if (options.format && asked == nullptr) reject_value("--format", *options.format, format_list());
  return asked;
}

/// `usual` is the format of standard output where none is asked for.
std::vector<ReportOutput> outputs_of(const Options& options, const RendererRow* usual) {
  const RendererRow* const asked = asked_format(options);
  const auto in_file = [&](const char* option) { return options.settings.origins.contains(option); };
  const bool ending_wins = in_file("--format") && !in_file("--output");  // what is typed wins over the file
  std::vector<std::string> paths = options.outputs;
  if (paths.empty()) paths.emplace_back(kStandardStream);
  std::vector<ReportOutput> outputs;
  for (const std::string& path : paths) {
    require_name("an output", path);
    outputs.push_back(output_of(path, ending_wins && renderer_for_file(path) != nullptr ? nullptr : asked, usual));
  }
  return outputs;
}

std::vector<MailAddress> addresses_of(std::string_view option, const std::string& value) {
  auto addresses = parse_addresses(value);
  if (!addresses) reject_value(option, value, kAddressForm);
  return std::move(*addresses);
}

/// Who sends the mail to whom; what is typed wins over the file.
MailEnvelope envelope_of(const Options& options, const InputPlan& input, const Surroundings& surroundings) {
  MailEnvelope mail{.from = options.settings.email_from, .to = options.settings.email_to, .date = {}, .link = {}};
  if (!options.email_to.empty()) mail.to.clear();
  for (const std::string& value : options.email_to) {
    for (MailAddress& one : addresses_of("--email-to", value)) mail.to.push_back(std::move(one));
  }
  if (options.email_from) {
    auto addresses = addresses_of("--email-from", *options.email_from);
    if (addresses.size() > 1) reject_value("--email-from", *options.email_from, "one address");
    mail.from = std::move(addresses.front());
  }
  mail.link = options.email_link.value_or(options.settings.email_link.value_or(""));
  if (options.email_link && !is_web_address(mail.link)) {
    reject_value("--email-link", mail.link, std::string(kWebAddressForm));
  }
  if (surroundings.source_date_epoch) mail.date = parse_source_date(*surroundings.source_date_epoch);
  if (input.normalise.as_of) mail.date = input.normalise.as_of;
  return mail;
}

/// What is typed, else what the file says.
std::optional<std::string> either(const std::optional<std::string>& typed, const std::optional<std::string>& in_file) {
  return typed ? typed : in_file;
}

/// How the user dresses the report; the names of the files that were read for it go to `files`.
PageDress dress_of(const Options& options, std::vector<std::string>& files) {
  PageDress dress;
  const auto read = [&](const std::optional<std::string>& path, const auto& take) {
    if (!path) return;
    take(*path);
    files.push_back(*path);
  };
  const Settings& settings = options.settings;
  read(either(options.page_template, settings.page_template),
       [&](const std::string& path) { dress.own_template = read_template(path, asked_format(options)); });
  read(either(options.css, settings.css), [&](const std::string& path) { dress.style = read_style(path); });
  read(either(options.logo, settings.logo), [&](const std::string& path) { dress.logo = read_logo(path); });
  if (const auto accent = either(options.accent, settings.accent)) dress.accent = parse_accent(*accent);
  return dress;
}

/// A template that no output uses is a mistake somewhere.
void check_template(const PageDress& dress, const std::vector<ReportOutput>& outputs) {
  const PageTemplate& own = dress.own_template;
  const bool used = std::any_of(outputs.begin(), outputs.end(),
                                [&](const ReportOutput& output) { return output.renderer->id == own.format; });
  if (own.format.empty() || used) return;
  throw Error(ExitCode::usage,
              fmt::format("--template: '{}' writes {}, and no output is {}", own.name, own.format, own.format),
              fmt::format("add -o FILE{}", find_renderer(own.format)->endings.front()));
}

/// The locale of the machine has no say: a report reads the same wherever it is made.
std::string language_of(const std::string& code) {
  const auto known = report_languages();
  if (std::find(known.begin(), known.end(), code) == known.end()) {
    reject_value("--lang", code, fmt::format("{}", fmt::join(known, ", ")));
  }
  return code;
}

/// How an output is written. A terminal has columns and colours of its own.
RenderOptions render_options_of(const Options& options, const InputPlan& input, const Surroundings& surroundings,
                                const PageDress& dress, const std::string& path) {
  constexpr std::size_t kFewestColumns = 40;
  constexpr std::size_t kMostColumns = 200;
  const ColorChoice color = options.color ? parse_color(*options.color) : ColorChoice::automatic;
  RenderOptions render;
  render.ascii = options.ascii;
  if (options.lang) render.language = language_of(*options.lang);
  render.csv_raw = options.csv_raw;
  render.dress = dress;
  render.mail = envelope_of(options, input, surroundings);
  render.colored = color == ColorChoice::always;
  if (path == kStandardStream && surroundings.terminal_columns) {
    render.width = std::clamp(*surroundings.terminal_columns, kFewestColumns, kMostColumns);
    render.colored = render.colored || (color == ColorChoice::automatic && surroundings.colors_wanted);
  }
  return render;
}

}  // namespace

void require_name(std::string_view what, const std::string& path) {
  if (!path.empty()) return;
  throw Error(ExitCode::usage, fmt::format("the name of {} is empty", what), "is a variable of the script unset?");
}

std::vector<ReportOutput> plan_outputs(const Options& options, const InputPlan& input, const Surroundings& surroundings,
                                       std::vector<std::string>& dress_files) {
  const PageDress dress = dress_of(options, dress_files);
  const RendererRow* const of_template = find_renderer(dress.own_template.format);
  auto outputs = outputs_of(options, of_template != nullptr ? of_template : find_renderer("md"));
  check_template(dress, outputs);
  for (ReportOutput& output : outputs) {
    output.render = render_options_of(options, input, surroundings, dress, output.path);
  }
  return outputs;
}

}  // namespace csreport
