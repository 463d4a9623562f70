#include "app/temporaries.hpp"

#include <array>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <unistd.h>

namespace csreport {
namespace {

std::array<std::atomic<char*>, kMaxTemporaries> temporaries{};
static_assert(std::atomic<char*>::is_always_lock_free, "the signal handler reads it");

extern "C" void remove_and_die(int signal) {
  for (auto& slot : temporaries) {
    if (const char* const path = slot.load()) unlink(path);
  }
  // SA_RESETHAND has restored the default action; the parent sees the signal itself.
  raise(signal);
}

}  // namespace

void remember_temporary(const std::string& path) {
  char* const copy = strdup(path.c_str());
  for (auto& slot : temporaries) {
    char* expected = nullptr;
    if (slot.compare_exchange_strong(expected, copy)) return;
  }
  std::free(copy);
}

void forget_temporary(const std::string& path) {
  for (auto& slot : temporaries) {
    char* known = slot.load();
    if (known == nullptr || path != known) continue;
    slot.store(nullptr);
    std::free(known);
    return;
  }
}

void install_signal_handlers() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
    struct sigaction old = {};
    if (sigaction(signal, nullptr, &old) != 0 || old.sa_handler == SIG_IGN) continue;
    struct sigaction action = {};
    action.sa_handler = remove_and_die;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_NODEFER);
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
  }
  std::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace csreport
