#include "app/output_files.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fmt/format.h"

#include "app/plan.hpp"
#include "app/temporaries.hpp"
#include "csreport/core/error.hpp"

namespace csreport {
namespace fs = std::filesystem;

namespace {

constexpr int kMaxLinks = 40;
constexpr mode_t kModeBits = 07777;
constexpr std::size_t kMaxNameBytes = 220;

std::string reason(int error) { return std::strerror(error); }

std::string_view remedy(int error) {
  switch (error) {
    case ENOENT: return "create the folder first; nothing was written";
    case EISDIR: return "give the name of a file in the folder; nothing was written";
    default: return "the old file, if there was one, is untouched";
  }
}

[[noreturn]] void throw_unwritable(std::string_view path, int error) {
  if (path == kStandardStream) {
    throw Error(ExitCode::output_unwritable, fmt::format("cannot write to standard output: {}", reason(error)));
  }
  throw Error(ExitCode::output_unwritable, fmt::format("cannot write '{}': {}", path, reason(error)),
              std::string(remedy(error)));
}

/// An open file; closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const noexcept { return fd_; }
  [[nodiscard]] bool open() const noexcept { return fd_ >= 0; }
  /// 0, or the error: some file systems report a full disk only here.
  int close() { return ::close(std::exchange(fd_, -1)) == 0 ? 0 : errno; }

 private:
  int fd_;
};

/// 0 or the error. Short writes and interruptions go on.
int write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

/// The file behind symbolic links, also when the last link points to a file yet to be made.
fs::path behind_links(const std::string& given) {
  fs::path path = given;
  std::error_code error;
  for (int links = 0; fs::is_symlink(fs::symlink_status(path, error)); ++links) {
    if (links == kMaxLinks) throw_unwritable(given, ELOOP);
    const fs::path to = fs::read_symlink(path, error);
    if (error) throw_unwritable(given, error.value());
    path = to.is_absolute() ? to : path.parent_path() / to;
  }
  return path;
}

fs::path folder_of(const fs::path& path) { return path.parent_path().empty() ? "." : path.parent_path(); }

/// ".NAME.csreport-"; a name that would become too long for the file system is cut.
std::string temporary_prefix(const fs::path& target) {
  return fmt::format(".{}.csreport-", target.filename().string().substr(0, kMaxNameBytes));
}

/// Removes the temporaries of killed runs: those that nobody holds by flock any more.
void remove_abandoned(const fs::path& target) {
  const std::string prefix = temporary_prefix(target);
  std::error_code error;
  for (fs::directory_iterator entry(folder_of(target), error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with(prefix) || !name.ends_with(".tmp")) continue;
    const Descriptor file(::open(entry->path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (file.open() && ::flock(file.get(), LOCK_EX | LOCK_NB) == 0) ::unlink(entry->path().c_str());
  }
}

void sync_folder(const fs::path& folder, const std::string& given) {
  const Descriptor handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Some file systems cannot sync a folder; they say EINVAL.
  if (handle.open() && ::fsync(handle.get()) != 0 && errno != EINVAL) throw_unwritable(given, errno);
}

bool same_file(const struct stat& a, const struct stat& b) { return a.st_dev == b.st_dev && a.st_ino == b.st_ino; }

}  // namespace

struct OutputFiles::Target {
  std::string given;   ///< as on the command line, for messages
  fs::path path;       ///< behind symbolic links
  fs::path temporary;  ///< empty: written in place
  Descriptor file;

  [[nodiscard]] bool is_stdout() const { return given == kStandardStream; }
  [[nodiscard]] bool is_temporary() const { return !temporary.empty(); }

  void open();
  void create_temporary(const struct stat* existing);
  void fill(const std::string& bytes);    ///< writes and syncs the temporary
  void stream(const std::string& bytes);  ///< writes in place, and closes
  void publish();                         ///< the temporary becomes the target
  void drop();                            ///< removes the temporary, if there is one
};

void OutputFiles::Target::open() {
  if (is_stdout()) return;
  path = behind_links(given);
  struct stat existing = {};
  const bool exists = ::stat(path.c_str(), &existing) == 0;
  if (!exists && errno != ENOENT) throw_unwritable(given, errno);
  if (exists && S_ISDIR(existing.st_mode)) throw_unwritable(given, EISDIR);
  if (exists && !S_ISREG(existing.st_mode)) {
    file = Descriptor(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
    if (!file.open()) throw_unwritable(given, errno);
    return;
  }
  remove_abandoned(path);
  create_temporary(exists ? &existing : nullptr);
}

void OutputFiles::Target::create_temporary(const struct stat* existing) {
  const fs::path path_of_temporary = folder_of(path) / (temporary_prefix(path) + fmt::format("{}.tmp", ::getpid()));
  struct stat made = {};
  do {  // another run may take it for abandoned before it is locked
    file = Descriptor(::open(path_of_temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (!file.open()) throw_unwritable(given, errno);
    ::flock(file.get(), LOCK_EX | LOCK_NB);
  } while (::fstat(file.get(), &made) == 0 && made.st_nlink == 0);
  temporary = path_of_temporary;
  remember_temporary(temporary.string());
  if (existing == nullptr) return;
  // The owner can be kept by root only; the mode always, and after the owner, which resets bits.
  if (::fchown(file.get(), existing->st_uid, existing->st_gid) != 0) errno = 0;
  if (::fchmod(file.get(), existing->st_mode & kModeBits) != 0) throw_unwritable(given, errno);
}

void OutputFiles::Target::fill(const std::string& bytes) {
  if (const int error = write_all(file.get(), bytes)) throw_unwritable(given, error);
  if (::fsync(file.get()) != 0) throw_unwritable(given, errno);
}

void OutputFiles::Target::stream(const std::string& bytes) {
  if (is_stdout()) return write_standard_output(bytes);
  if (const int error = write_all(file.get(), bytes)) throw_unwritable(given, error);
  if (const int error = file.close()) throw_unwritable(given, error);
}

void OutputFiles::Target::publish() {
  if (::rename(temporary.c_str(), path.c_str()) != 0) throw_unwritable(given, errno);
  forget_temporary(temporary.string());
  temporary.clear();
  if (const int error = file.close()) throw_unwritable(given, error);
  sync_folder(folder_of(path), given);
}

void OutputFiles::Target::drop() {
  if (!is_temporary()) return;
  ::unlink(temporary.c_str());
  forget_temporary(temporary.string());
  temporary.clear();
}

OutputFiles::OutputFiles(std::span<const std::string> paths, std::span<const std::string> inputs) {
  const auto is_same = [](const fs::path& a, const fs::path& b) {
    struct stat x = {}, y = {};
    if (::stat(a.c_str(), &x) == 0 && ::stat(b.c_str(), &y) == 0) return S_ISREG(x.st_mode) && same_file(x, y);
    std::error_code error;
    return fs::weakly_canonical(fs::absolute(a, error), error) == fs::weakly_canonical(fs::absolute(b, error), error);
  };
  for (const std::string& path : paths) {
    for (const std::string& other : paths.first(static_cast<std::size_t>(&path - paths.data()))) {
      const bool stream = path == kStandardStream || other == kStandardStream;
      if (stream ? path == other : is_same(behind_links(path), behind_links(other))) {
        throw Error(ExitCode::usage, fmt::format("two outputs are the same file: '{}' and '{}'", other, path),
                    "give each output its own name");
      }
    }
    for (const std::string& input : inputs) {
      if (path != kStandardStream && input != kStandardStream && is_same(path, input)) {
        throw Error(ExitCode::usage, fmt::format("the output '{}' is also an input", path),
                    "choose another name: the input would be overwritten");
      }
    }
  }
  try {
    for (const std::string& path : paths) {
      Target& target = targets_.emplace_back();
      target.given = path;
      target.open();
    }
  } catch (...) {  // no destructor runs for an object that was never built
    for (Target& target : targets_) target.drop();
    throw;
  }
}

OutputFiles::~OutputFiles() {
  for (Target& target : targets_) target.drop();
}

void OutputFiles::write(std::span<const std::optional<std::string>> contents) {
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    if (!contents[i])
      targets_[i].drop();
    else if (targets_[i].is_temporary())
      targets_[i].fill(*contents[i]);
  }
  // What has gone down a pipe cannot be taken back, so streams come after the files' contents, and
  // before the renames, which cannot fail for want of space.
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    if (contents[i] && !targets_[i].is_temporary()) targets_[i].stream(*contents[i]);
  }
  for (Target& target : targets_) {
    if (target.is_temporary()) target.publish();
  }
}

void write_standard_output(std::string_view bytes) {
  if (const int error = write_all(STDOUT_FILENO, bytes)) throw_unwritable(kStandardStream, error);
  if (::close(STDOUT_FILENO) != 0) throw_unwritable(kStandardStream, errno);
}

}  // namespace csreport
