#include "csreport/app/run.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <new>
#include <optional>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "fmt/format.h"

#include "app/commands.hpp"
#include "app/help.hpp"
#include "app/options.hpp"
#include "app/output_files.hpp"
#include "app/plan.hpp"
#include "app/settings_file.hpp"
#include "app/temporaries.hpp"
#include "app/terminal_text.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/parallel.hpp"
#include "csreport/render/renderer.hpp"

namespace csreport {
namespace {

/// The standard error stream is the last resort: what cannot be written there is lost.
void write_message(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void message(std::string_view line) { write_message(fmt::format("csreport: {}\n", terminal_safe(line))); }

/// Nothing when nobody watches.
Messages terminal() { return ::isatty(STDERR_FILENO) == 1 ? Messages(write_message) : Messages(); }

/// "csreport: what", the offending text, "hint: how to fix".
int report_error(const Error& error) {
  std::string text = fmt::format("csreport: {}\n", terminal_safe(error.what()));
  if (!error.detail().empty()) {
    text += "  ";
    for (const char c : terminal_safe(error.detail())) text += c == '\n' ? std::string("\n  ") : std::string(1, c);
    text += '\n';
  }
  if (!error.hint().empty()) text += fmt::format("hint: {}\n", terminal_safe(error.hint()));
  write_message(text);
  return static_cast<int>(error.code());
}

/// A closed standard stream must not become the next file that is opened. What replaces it fails
/// on use: reading from it, or writing a report to it, is an error and not a silent success.
void occupy_closed_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) != -1) continue;
    const int fd = ::open("/dev/null", stream == STDOUT_FILENO ? O_RDONLY : O_WRONLY);
    if (fd != -1 && fd != stream) ::close(fd);
  }
}

/// Each thread takes address space for its stack and its part of the heap, so a limit on it means fewer of them.
unsigned affordable_threads() {
  constexpr rlim_t kPerThread = 256 * 1024 * 1024;
  rlimit limit{};
  const unsigned processors = usable_processors();
  if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return processors;
  return static_cast<unsigned>(std::clamp<rlim_t>(limit.rlim_cur / kPerThread, 1, processors));
}

/// Of standard output, 80 where a terminal does not say.
std::optional<std::size_t> terminal_columns() {
  constexpr std::size_t kUsual = 80;
  if (::isatty(STDOUT_FILENO) != 1) return std::nullopt;
  winsize size{};
  const bool told = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return told ? size.ws_col : kUsual;
}

Surroundings look_around() {
  Surroundings surroundings;
  surroundings.clock = std::chrono::floor<Seconds>(std::chrono::system_clock::now());
  surroundings.processors = affordable_threads();
  if (const char* const value = std::getenv("SOURCE_DATE_EPOCH")) surroundings.source_date_epoch = value;
  const auto is_set = [](const char* name) {
    const char* const value = std::getenv(name);
    return value != nullptr && *value != '\0';
  };
  const char* const terminal_kind = std::getenv("TERM");
  surroundings.terminal_columns = terminal_columns();
  surroundings.colors_wanted =
      !is_set("NO_COLOR") && terminal_kind != nullptr && std::string_view(terminal_kind) != "dumb";
  return surroundings;
}

/// Whether a second thread would cost more than it brings: at 5,000 tickets 10 of 75 ms of CPU, and no time is won.
bool is_small(const NormaliseOptions& options) {
  constexpr std::uintmax_t kSmall = 2 * 1024 * 1024;
  std::uintmax_t bytes = 0;
  for (const InputSpec& input : options.inputs) {
    std::error_code unknown;  // a pipe has no size
    const std::filesystem::path path(input.path);
    const bool packed = path.extension() == ".gz" || path.extension() == ".zst";
    const std::uintmax_t size = std::filesystem::file_size(path, unknown);
    if (unknown || packed || size > kSmall) return false;
    bytes += size;
  }
  return bytes <= kSmall;
}

ReportPlan plan_of(const Options& options) {
  ReportPlan plan = plan_report(options, look_around());
  if (!options.threads && is_small(plan.input.normalise)) plan.input.normalise.threads = plan.compute.threads = 1;
  return plan;
}

/// Commands that read files as csreport.toml says; a report may end with a code of its own.
ExitCode run_configured(Options options) {
  apply_settings(options);
  try {
    if (options.command == Command::report) {
      return run_report(plan_of(options), message, terminal());
    }
    if (options.command == Command::normalize) {
      run_normalize(plan_normalize(options, look_around()), message);
    } else {
      write_standard_output(inspect_text(plan_input(options, look_around())));
    }
    return ExitCode::ok;
  } catch (const Error& error) {
    rethrow_with_origin(error, options.settings);
  }
}

ExitCode dispatch(const Options& options) {
  if (options.help) {
    write_standard_output(help_text(options.command));
    return ExitCode::ok;
  }
  if (options.version) {
    write_standard_output(version_text());
    return ExitCode::ok;
  }
  switch (options.command) {
    case Command::report:
    case Command::normalize:
    case Command::inspect: return run_configured(options);
    case Command::init: run_init(options, plan_input(options, look_around()), message); break;
    case Command::metrics: write_standard_output(metrics_text(options)); break;
    case Command::profiles: write_standard_output(profiles_text(options)); break;
    case Command::templates: write_standard_output(templates_text(options)); break;
    case Command::schema:
      if (!options.arguments.empty())
        throw Error(ExitCode::usage, "schema takes no arguments", "csreport schema > schema.json");
      write_standard_output(json_schema());
      break;
  }
  return ExitCode::ok;
}

}  // namespace

int run(int argc, const char* const* argv) {
  try {
    occupy_closed_streams();
    install_signal_handlers();
    return static_cast<int>(dispatch(parse_options(argc, argv)));
  } catch (const Error& error) {
    return report_error(error);
  } catch (const std::bad_alloc&) {
    write_message(
        "csreport: out of memory\nhint: give the program more memory, or fewer threads (--threads 1), files or "
        "columns\n");
    return static_cast<int>(ExitCode::resource_limit);
  } catch (const std::exception& error) {
    message(fmt::format("internal error: {}", error.what()));
    write_message("hint: this is a bug of csreport; please report it with the command line\n");
    return static_cast<int>(ExitCode::internal);
  }
}

}  // namespace csreport
