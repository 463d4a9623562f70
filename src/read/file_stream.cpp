// Files, FIFOs and standard input by plain read(): a mapped file that someone truncates would kill
// the program, and reading is faster. A regular file is read up to the size it had when opened.

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <system_error>

#include "csreport/core/error.hpp"
#include "csreport/read/record_reader.hpp"
#include "read/byte_stream.hpp"

namespace csreport {
namespace {

[[noreturn]] void fail(const std::string& name, const std::string& doing, int reason) {
  throw Error(ExitCode::input_unreadable,
              fmt::format("{}: {}: {}", name, doing, std::generic_category().message(reason)),
              reason == ENOENT ? "check the name and the folder in which the command runs" : "");
}

class FileStream final : public ByteStream {
 public:
  FileStream(const std::string& path, std::size_t buffer_bytes, std::shared_ptr<InputMeter> meter)
      : name_(input_name(path)), step_(std::max<std::size_t>(buffer_bytes, 1)), meter_(std::move(meter)) {
    owned_ = path != "-";
    file_ = owned_ ? ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY) : STDIN_FILENO;
    if (file_ < 0) fail(name_, "cannot be opened", errno);
    try {
      look_at_kind();
    } catch (...) {
      close();
      throw;
    }
  }
  ~FileStream() override { close(); }
  FileStream(const FileStream&) = delete;
  FileStream& operator=(const FileStream&) = delete;

  std::size_t read(char* to, std::size_t room) override {
    std::size_t bytes = std::min(room, step_);
    if (size_ > 0) bytes = static_cast<std::size_t>(std::min<std::uint64_t>(bytes, size_ - position_));
    if (bytes == 0) return 0;
    for (;;) {
      const ssize_t got = ::read(file_, to, bytes);
      if (got > 0) {
        position_ += static_cast<std::uint64_t>(got);
        if (meter_) meter_->read.store(position_, std::memory_order_relaxed);
        return static_cast<std::size_t>(got);
      }
      if (got == 0) return at_early_end();
      if (errno != EINTR) fail(name_, fmt::format("read error at byte {}", position_), errno);
    }
  }

 private:
  void look_at_kind() {
    struct stat info {};
    if (::fstat(file_, &info) != 0) fail(name_, "cannot be read", errno);
    if (S_ISDIR(info.st_mode)) {
      throw Error(ExitCode::input_unreadable, name_ + ": is a directory, not a file",
                  "name the files in it, for example " + name_ + "/*.csv");
    }
    if (!S_ISREG(info.st_mode)) return;
    const off_t here = ::lseek(file_, 0, SEEK_CUR);  // standard input may be half read
    if (here >= 0 && info.st_size > here) size_ = static_cast<std::uint64_t>(info.st_size - here);
    if (meter_) meter_->size = size_;
  }

  /// The kernel's own files may claim a size that they do not have; a real file that ends early
  /// was cut while we read it, and half an export must not look like a whole one.
  std::size_t at_early_end() {
    struct stat info {};
    if (size_ > position_ && ::fstat(file_, &info) == 0 && info.st_size >= 0 &&
        static_cast<std::uint64_t>(info.st_size) < size_) {
      throw Error(ExitCode::input_unreadable,
                  fmt::format("{}: became shorter while it was read: {} of {} bytes", name_, position_, size_),
                  "wait until the export is complete and run again");
    }
    size_ = position_;
    return 0;
  }

  void close() noexcept {
    if (owned_ && file_ >= 0) ::close(file_);
    file_ = -1;
  }

  std::string name_;
  std::size_t step_;
  bool owned_ = true;
  int file_ = -1;
  std::uint64_t size_ = 0;  ///< bytes to read; 0 = until the end
  std::uint64_t position_ = 0;
  std::shared_ptr<InputMeter> meter_;  ///< may be absent
};

}  // namespace

std::unique_ptr<ByteStream> open_file(const std::string& path, std::size_t buffer_bytes,
                                      std::shared_ptr<InputMeter> meter) {
  return std::make_unique<FileStream>(path, buffer_bytes, std::move(meter));
}

std::string input_name(const std::string& path) { return path == "-" ? "standard input" : path; }

}  // namespace csreport
