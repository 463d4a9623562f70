#pragma once
// The temporaries of this process that a signal must remove on its way out. A fixed table, because
// a signal handler may neither allocate nor lock.

#include <cstddef>
#include <string>

namespace csreport {

/// Remembers `path` until forget(); at most kMaxTemporaries at a time, more are not removed by
/// signals (the next run removes them).
inline constexpr std::size_t kMaxTemporaries = 64;
void remember_temporary(const std::string& path);
void forget_temporary(const std::string& path);

/// SIGINT, SIGTERM, SIGHUP and SIGQUIT remove the temporaries and end the process by the same
/// signal, unless they were ignored when it started (nohup). SIGXFSZ is ignored: the write fails.
void install_signal_handlers();

}  // namespace csreport
