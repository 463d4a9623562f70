// A chunk goes through three stations: taken from the reader (one thread at a time), taken apart and decoded (any
// number at once), appended to the tables (one at a time, in order). A thread whose chunk is done before an earlier one
// leaves it on the shelf and goes on; who finishes the earlier one appends both. Nobody spins: threads wait only
// for the reader, or when the shelf is full because one chunk takes much longer than the others.

#include "normalise/chunk_pipeline.hpp"

#include <condition_variable>
#include <map>
#include <mutex>

#include "csreport/core/parallel.hpp"

namespace csreport {
namespace {

/// Stored bytes below which starting a thread costs more than it brings.
constexpr std::uint64_t kSmallInput = 1024 * 1024;

/// Chunks that wait on the shelf hold no more than this together, and a chunk whose buffer a long record has made
/// larger than the other is not used again.
constexpr std::size_t kMostShelfBytes = 32 * 1024 * 1024;
constexpr std::size_t kMostKeptBytes = 2 * 1024 * 1024;

/// A chunk on its way. Used again for a later one.
struct Item {
  std::unique_ptr<RecordChunk> chunk;
  RowParts parts;
};

class Pipeline {
 public:
  Pipeline(RecordReader& reader, Loader& loader, unsigned threads)
      : reader_(reader), loader_(loader), shelf_room_(2 * std::size_t{threads}) {
    for (unsigned i = 0; i < threads; ++i) decoders_.push_back(loader.make_decoder(i));
  }

  void run() {
    run_parallel(static_cast<unsigned>(decoders_.size()), decoders_.size(), [this](std::size_t thread) {
      try {
        work(*decoders_[thread]);
      } catch (...) {
        stop();
        throw;
      }
    });
  }

  void count_times(LoadState& state) const {
    for (const auto& decoder : decoders_) {
      for (const TimeReader* times : decoder->times()) state.count_times(*times);
    }
  }

 private:
  void work(RowDecoder& decoder) {
    RecordBatch batch;
    Item item = new_item();
    std::size_t number = 0;
    while (take(item, number)) {
      item.parts.restart(loader_.columns());
      while (reader_.parse(*item.chunk, batch)) decoder.decode(batch, item.parts, item.chunk->log);
      item = pass_on(std::move(item), number);
    }
  }

  Item new_item() const { return {reader_.make_chunk(), {}}; }

  bool take(Item& item, std::size_t& number) {
    const std::lock_guard lock(taking_);
    {
      const std::lock_guard state(mutex_);
      if (stopped_) return false;
    }
    if (!reader_.take(*item.chunk)) return false;
    number = taken_++;
    return true;
  }

  /// Puts the item on the shelf, appends what is next in order, and gives a free item for the next chunk.
  Item pass_on(Item item, std::size_t number) {
    std::unique_lock lock(mutex_);
    shelf_bytes_ += item.chunk->memory();
    shelf_.emplace(number, std::move(item));
    if (!appending_) append_in_order(lock);
    // Somebody works on the chunk that is next: it was taken and is not on the shelf.
    moved_.wait(lock, [this, number] {
      return stopped_ || number < next_ || (shelf_.size() < shelf_room_ && shelf_bytes_ < kMostShelfBytes);
    });
    if (free_.empty()) return new_item();
    Item free = std::move(free_.back());
    free_.pop_back();
    return free;
  }

  void append_in_order(std::unique_lock<std::mutex>& lock) {
    appending_ = true;
    while (!stopped_ && !shelf_.empty() && shelf_.begin()->first == next_) {
      Item item = std::move(shelf_.begin()->second);
      shelf_.erase(shelf_.begin());
      shelf_bytes_ -= item.chunk->memory();
      lock.unlock();
      loader_.append(item.parts);
      reader_.settle(*item.chunk);
      lock.lock();
      if (item.chunk->memory() <= kMostKeptBytes) free_.push_back(std::move(item));
      ++next_;
      moved_.notify_all();
    }
    appending_ = false;
  }

  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    moved_.notify_all();
  }

  RecordReader& reader_;
  Loader& loader_;
  std::size_t shelf_room_;
  std::vector<std::unique_ptr<RowDecoder>> decoders_;

  std::mutex taking_;  // never locked while mutex_ is held
  std::size_t taken_ = 0;

  std::mutex mutex_;  // of all below
  std::condition_variable moved_;
  std::map<std::size_t, Item> shelf_;  // by number of the chunk
  std::size_t shelf_bytes_ = 0;
  std::vector<Item> free_;
  std::size_t next_ = 0;  // to append
  bool appending_ = false;
  bool stopped_ = false;
};

}  // namespace

void load_records(RecordReader& reader, Loader& loader, LoadState& state, unsigned threads) {
  const std::uint64_t size = reader.meter()->size;
  const bool small = size > 0 && size < kSmallInput;
  Pipeline pipeline(reader, loader, small ? 1 : std::max(threads, 1U));
  pipeline.run();
  pipeline.count_times(state);
}

}  // namespace csreport
