#include "csreport/core/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#if defined(__linux__)
#include <sched.h>
#endif

namespace csreport {
namespace {

/// The pieces still to do, and the first failure.
class Pieces {
 public:
  Pieces(std::size_t count, const std::function<void(std::size_t)>& work) : count_(count), work_(work) {}

  void run() {
    for (;;) {
      const std::size_t piece = next_.fetch_add(1, std::memory_order_relaxed);
      if (piece >= count_) return;
      try {
        work_(piece);
      } catch (...) {
        fail(piece, std::current_exception());
        return;
      }
    }
  }

  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void fail(std::size_t piece, std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    next_.store(count_, std::memory_order_relaxed);  // nobody begins another
    if (failure_ && failed_piece_ < piece) return;
    failure_ = std::move(failure);
    failed_piece_ = piece;
  }

  std::size_t count_;
  const std::function<void(std::size_t)>& work_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::exception_ptr failure_;
  std::size_t failed_piece_ = 0;
};

}  // namespace

void run_parallel(unsigned threads, std::size_t pieces, const std::function<void(std::size_t piece)>& work) {
  Pieces todo(pieces, work);
  const std::size_t wanted = std::min<std::size_t>(threads, pieces);
  std::vector<std::thread> others;
  others.reserve(wanted);
  try {
    while (others.size() + 1 < wanted) others.emplace_back([&todo] { todo.run(); });
  } catch (const std::exception&) {
    // The system gives no more threads, or no memory for them; those that run do all the work.
  }
  todo.run();
  for (std::thread& other : others) other.join();
  todo.rethrow();
}

unsigned usable_processors() {
#if defined(__linux__)
  cpu_set_t mine;
  if (::sched_getaffinity(0, sizeof mine, &mine) == 0) return static_cast<unsigned>(std::max(1, CPU_COUNT(&mine)));
#endif
  return std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace csreport
