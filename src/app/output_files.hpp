#pragma once
// Writing outputs so that a reader never sees half of one: a temporary beside each target, all
// written and synced before the first is renamed. Knows bytes and paths, no formats.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace csreport {

/// The outputs of one run. The constructor proves that every target can be written, by creating its
/// temporary; the destructor removes temporaries that were not renamed.
///
/// A target that is a symbolic link is followed, an existing file keeps its mode and, where the
/// system lets us, its owner. A device, pipe or socket is written in place. "-" is standard output.
class OutputFiles {
 public:
  /// Throws Error(usage) when two paths are one file or a target is one of `inputs`, and
  /// Error(output_unwritable) with the system's reason. Removes what killed runs left beside the
  /// targets.
  OutputFiles(std::span<const std::string> paths, std::span<const std::string> inputs);
  ~OutputFiles();
  OutputFiles(const OutputFiles&) = delete;
  OutputFiles& operator=(const OutputFiles&) = delete;

  /// `contents[i]` goes to `paths[i]`; nothing leaves that target as it was. Throws
  /// Error(output_unwritable); until the first rename every old file is untouched. Call once.
  void write(std::span<const std::optional<std::string>> contents);

 private:
  struct Target;
  std::vector<Target> targets_;
};

/// All bytes to standard output, which is closed: a full disk shows at the latest there. Throws
/// Error(output_unwritable). For commands without files.
void write_standard_output(std::string_view bytes);

}  // namespace csreport
