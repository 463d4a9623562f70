// memory_test CSREPORT: the memory budget, counted. Makes an export of a million tickets, has csreport read it, and
// compares the largest resident memory of that process with 64 bytes a ticket, 64 MB, and what the distinct requesters
// take in a dictionary. Runs it once more in an address space that would not hold the export.

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "support/dice.hpp"

namespace {

constexpr std::uint64_t kTickets = 1'000'000;
constexpr std::uint64_t kPeople = 300'000;
constexpr std::uint64_t kBytesPerTicket = 64;
constexpr std::uint64_t kFixedBytes = 64'000'000;
/// A requester's text, its head in the dictionary and its place in the tables that find it.
constexpr std::uint64_t kBytesPerPerson = 24 + 8 + 4 + 32;
constexpr std::uint64_t kBudget = kTickets * kBytesPerTicket + kFixedBytes + kPeople * kBytesPerPerson;

std::string two(std::uint64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// 22 columns that are read and a subject that is not; a day of creations a few thousand tickets long, in order.
void write_export(const std::string& path) {
  csreport::test::Dice dice(1);
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) std::exit(2);
  std::fputs(
      "ticket_id,created_at,first_response_at,resolved_at,status,channel,agent,team,requester,category,priority,"
      "subject,"
      "replies,reopens,csat,nps,ces,talk_seconds,hold_seconds,wrap_seconds,queue_seconds,abandoned,escalated\n",
      file);
  const char* const channels[] = {"chat", "email", "phone", "web"};
  for (std::uint64_t i = 0; i < kTickets; ++i) {
    const std::uint64_t minute = i * 250'000 / kTickets;
    const std::string day = "2026-0" + std::to_string(1 + minute / 1440 / 28) + "-" + two(1 + minute / 1440 % 28) + "T";
    const std::string clock = two(minute / 60 % 24) + ":" + two(minute % 60) + ":";
    std::string row =
        std::to_string(i) + "," + day + clock + "00Z," + day + clock + "30Z," + day + clock + "59Z,solved,";
    row += std::string(channels[dice.below(4)]) + ",agent " + std::to_string(dice.below(200)) + ",team ";
    row += std::to_string(dice.below(12)) + ",person." + std::to_string(dice.below(kPeople)) + "@example.com,cause ";
    row += std::to_string(dice.below(40)) + ",high,\"a subject, which nobody reads\"," + std::to_string(dice.below(9));
    row += ",0,5,9,6,120,30,45,20,false,no\n";
    std::fputs(row.c_str(), file);
  }
  if (std::fclose(file) != 0) std::exit(2);
}

/// The child's peak in bytes; 0 when it fails. `address_space`: 0 = no limit.
std::uint64_t peak_of(const char* program, const std::string& path, const std::string& out,
                      std::uint64_t address_space) {
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit limit{address_space, address_space};
    if (address_space > 0) ::setrlimit(RLIMIT_AS, &limit);
    ::execl(program, program, path.c_str(), "--tz", "UTC", "--threads", "2", "-o", out.c_str(), nullptr);
    ::_exit(127);
  }
  int status = 0;
  rusage usage{};
  if (child < 0 || ::wait4(child, &status, 0, &usage) != child || status != 0) return 0;
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::string folder = (std::filesystem::temp_directory_path() / "csreport-memory-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) return 2;
  const std::string path = folder + "/tickets.csv";
  write_export(path);
  const std::uint64_t size = std::filesystem::file_size(path);
  const std::uint64_t peak = peak_of(argv[1], path, folder + "/report.html", 0);
  // Besides what is resident: libraries, the stacks of threads, room that is reserved and never touched.
  const std::uint64_t address_space = kBudget + 60'000'000;
  const bool fits = peak_of(argv[1], path, folder + "/limited.html", address_space) > 0;
  std::filesystem::remove_all(folder);
  std::printf("%llu tickets, %llu MB: peak memory %.1f MB, budget %.1f MB\n", static_cast<unsigned long long>(kTickets),
              static_cast<unsigned long long>(size / 1'000'000), static_cast<double>(peak) / 1e6,
              static_cast<double>(kBudget) / 1e6);
  if (peak == 0) std::puts("FAILED: csreport did not make its report");
  if (peak > kBudget) std::puts("FAILED: over the budget");
  if (!fits) std::printf("FAILED: no report in %.1f MB of address space\n", static_cast<double>(address_space) / 1e6);
  return peak > 0 && peak <= kBudget && fits ? 0 : 1;
}
