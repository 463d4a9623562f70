#include "app/output_files.hpp"

#include <csignal>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/temporaries.hpp"
#include "csreport/core/error.hpp"
#include "support/catch.hpp"
#include "support/scratch_folder.hpp"

using namespace csreport;
using test::ScratchFolder;

namespace {

using Paths = std::vector<std::string>;
using Contents = std::vector<std::optional<std::string>>;

void write(const Paths& paths, const Contents& contents, const Paths& inputs = {}) {
  OutputFiles(paths, inputs).write(contents);
}

std::string refusal(const Paths& paths, ExitCode code, const Paths& inputs = {}) {
  try {
    write(paths, Contents(paths.size(), "new"), inputs);
  } catch (const Error& error) {
    CHECK(error.code() == code);
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("outputs replace the old files and leave nothing beside them", "[output]") {
  const ScratchFolder folder;
  folder.put("a.md", "old");
  write({folder / "a.md", folder / "b.html"}, {"new a", std::string(1'000'000, 'b')});
  CHECK(folder.get("a.md") == "new a");
  CHECK(folder.get("b.html").size() == 1'000'000);
  CHECK(folder.files() == 2);
}

TEST_CASE("an output without content stays as it was", "[output]") {
  const ScratchFolder folder;
  folder.put("a.md", "old");
  write({folder / "a.md", folder / "rejects.csv"}, {std::nullopt, "rows"});
  CHECK(folder.get("a.md") == "old");
  CHECK(folder.get("rejects.csv") == "rows");
  CHECK(folder.files() == 2);
}

TEST_CASE("a run that fails before it writes leaves the old file and no temporary", "[output]") {
  const ScratchFolder folder;
  folder.put("a.md", "old");
  {
    const OutputFiles files(Paths{folder / "a.md"}, Paths{});
    CHECK(folder.files() == 2);  // the temporary proves that the folder can be written
  }
  CHECK(folder.get("a.md") == "old");
  CHECK(folder.files() == 1);
}

TEST_CASE("when one output cannot be opened none is touched", "[output]") {
  const ScratchFolder folder;
  folder.put("a.md", "old");
  const auto text = refusal({folder / "a.md", folder / "missing/b.md"}, ExitCode::output_unwritable);
  CHECK(text.find("missing/b.md': No such file or directory") != std::string::npos);
  CHECK(folder.get("a.md") == "old");
  CHECK(folder.files() == 1);
}

TEST_CASE("a folder is no output", "[output]") {
  const ScratchFolder folder;
  CHECK(refusal({folder / ""}, ExitCode::output_unwritable).find("Is a directory") != std::string::npos);
}

TEST_CASE("a symbolic link is followed, also to a file yet to be made", "[output]") {
  const ScratchFolder folder;
  folder.put("real.md", "old");
  std::filesystem::create_symlink("real.md", folder / "link.md");
  std::filesystem::create_symlink("later.md", folder / "dangling.md");
  write({folder / "link.md", folder / "dangling.md"}, {"new", "made"});
  CHECK(std::filesystem::is_symlink(folder / "link.md"));
  CHECK(std::filesystem::is_symlink(folder / "dangling.md"));
  CHECK(folder.get("real.md") == "new");
  CHECK(folder.get("later.md") == "made");
  std::filesystem::create_symlink("loop.md", folder / "loop.md");
  CHECK(refusal({folder / "loop.md"}, ExitCode::output_unwritable).find("symbolic links") != std::string::npos);
}

TEST_CASE("an existing file keeps its mode, a new one gets the usual", "[output]") {
  const ScratchFolder folder;
  ::chmod(folder.put("a.md", "old").c_str(), 0640);
  const mode_t mask = ::umask(022);
  write({folder / "a.md", folder / "b.md"}, {"new", "new"});
  ::umask(mask);
  struct stat a = {}, b = {};
  REQUIRE(::stat((folder / "a.md").c_str(), &a) == 0);
  REQUIRE(::stat((folder / "b.md").c_str(), &b) == 0);
  CHECK((a.st_mode & 07777) == 0640);
  CHECK((b.st_mode & 07777) == 0644);
}

TEST_CASE("two names of one file are refused", "[output]") {
  const ScratchFolder folder;
  folder.put("a.md", "old");
  std::filesystem::create_symlink("a.md", folder / "link.md");
  CHECK(refusal({folder / "a.md", folder / "./a.md"}, ExitCode::usage).find("two outputs are the same file") == 0);
  CHECK(refusal({folder / "a.md", folder / "link.md"}, ExitCode::usage).find("two outputs") == 0);
  CHECK(refusal({folder / "new.md", folder / "./new.md"}, ExitCode::usage).find("two outputs") == 0);
  CHECK(refusal({"-", "-"}, ExitCode::usage).find("two outputs") == 0);
  CHECK(folder.get("a.md") == "old");
}

TEST_CASE("an output that is an input is refused", "[output]") {
  const ScratchFolder folder;
  folder.put("tickets.csv", "rows");
  std::filesystem::create_hard_link(folder / "tickets.csv", folder / "same.csv");
  CHECK(refusal({folder / "same.csv"}, ExitCode::usage, {folder / "tickets.csv"}).find("is also an input") !=
        std::string::npos);
  CHECK(folder.get("tickets.csv") == "rows");
  CHECK(folder.files() == 2);
}

TEST_CASE("temporaries of killed runs are removed, those of living ones are not", "[output]") {
  const ScratchFolder folder;
  folder.put(".a.md.csreport-999999.tmp", "abandoned");
  folder.put(".other.md.csreport-999999.tmp", "not of this output");
  const int held = ::open(folder.put(".a.md.csreport-999998.tmp", "alive").c_str(), O_RDONLY);
  REQUIRE(::flock(held, LOCK_EX) == 0);
  write({folder / "a.md"}, {"new"});
  ::close(held);
  CHECK_FALSE(std::filesystem::exists(folder / ".a.md.csreport-999999.tmp"));
  CHECK(std::filesystem::exists(folder / ".a.md.csreport-999998.tmp"));
  CHECK(std::filesystem::exists(folder / ".other.md.csreport-999999.tmp"));
}

TEST_CASE("a full device is an error and leaves the other outputs alone", "[output]") {
  const ScratchFolder folder;
  folder.put("a.md", "old");
  const auto text = refusal({folder / "a.md", "/dev/full"}, ExitCode::output_unwritable);
  CHECK(text.find("cannot write '/dev/full': No space left on device") == 0);
  CHECK(folder.get("a.md") == "old");
  CHECK(folder.files() == 1);
}

TEST_CASE("a file over the limit of its size leaves the old one", "[output]") {
  const ScratchFolder folder;
  folder.put("a.md", "old");
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {  // the limit holds for a whole process
    const rlimit limit{1000, 1000};
    install_signal_handlers();
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(99);
    try {
      write({folder / "a.md"}, {std::string(100'000, 'x')});
    } catch (const Error& error) {
      _exit(static_cast<int>(error.code()));
    }
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 5);
  CHECK(folder.get("a.md") == "old");
  CHECK(folder.files() == 1);
}

TEST_CASE("a signal removes the temporaries and ends the process by that signal", "[output]") {
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
    const ScratchFolder folder;
    folder.put("a.md", "old");
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      std::signal(signal, SIG_DFL);
      install_signal_handlers();
      const OutputFiles files(Paths{folder / "a.md", folder / "b.md"}, Paths{});
      if (folder.files() != 3) _exit(99);
      raise(signal);
      _exit(98);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    INFO("status " << status);
    REQUIRE(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == signal);
    CHECK(folder.get("a.md") == "old");
    CHECK(folder.files() == 1);
  }
}

TEST_CASE("a name that fills the file system's limit can be an output", "[output]") {
  const ScratchFolder folder;
  const std::string name(252, 'n');
  write({folder / (name + ".md")}, {"new"});
  CHECK(folder.get(name + ".md") == "new");
  CHECK(folder.files() == 1);
}
