// Writes a large export of invented tickets, as CSV or NDJSON: the same bytes for the same options
// on every machine (integer arithmetic only, no clock, no libm). Input for measuring, not for
// reading: the samples tell a story, this only has the shape of real data.
//
//     generate_export -n 1000000 [-f csv|ndjson] [-s SEED] > tickets.csv
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>

namespace {

constexpr std::int64_t kStart = 1751846400;  // Monday 2025-07-07 00:00 UTC; week 26 is 2026-W01
constexpr std::int64_t kSpan = 26 * 7 * 86400;
constexpr std::uint64_t kLateRows = 5000;  // 1 % of the rows come up to this many rows late

enum class Format { csv, ndjson };

struct Options {
  std::uint64_t rows = 1'000'000;
  std::uint64_t seed = 1;
  Format format = Format::csv;
};

/// SplitMix64.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::uint64_t below(std::uint64_t limit) { return (next() >> 32) * limit >> 32; }  ///< REQUIRES: limit < 2^32
  bool per_mille(std::uint64_t share) { return below(1000) < share; }
  /// Skewed to the right: a ninth to nine times `median`, which half of the values exceed.
  std::int64_t around(std::int64_t median) {
    const auto up = static_cast<std::int64_t>(32 + below(256));
    const auto down = static_cast<std::int64_t>(32 + below(256));
    return median * up / down + 1;
  }
  template <std::size_t N>
  std::string_view any(const std::array<std::string_view, N>& of) {
    return of[below(N)];
  }

 private:
  std::uint64_t state_;
};

constexpr std::array<std::string_view, 20> kChannels = {"email", "email", "email", "email", "email", "email", "email",
                                                        "chat",  "chat",  "chat",  "chat",  "chat",  "chat",  "phone",
                                                        "phone", "phone", "web",   "web",   "web",   "social"};
constexpr std::array<std::string_view, 8> kTeams = {"First line", "First line North",   "Second line",
                                                    "Billing",    "Returns, Exchanges", "Logistics",
                                                    "Technical",  "Key accounts"};
constexpr std::array<std::string_view, 16> kNames = {"ilze",   "janis",   "anna",  "nikita", "marta", "oskar",
                                                     "sofija", "roberts", "elina", "karlis", "liga",  "peteris",
                                                     "dace",   "andris",  "inga",  "toms"};
constexpr std::array<std::string_view, 24> kCategories = {
    "Late delivery", "Refund status", "Return",    "Product question", "Damaged item",     "Order change",
    "Wrong item",    "Payment",       "Login",     "Discount code",    "Delivery address", "Assembly help",
    "Invoice",       "Cancellation",  "Warranty",  "Spare parts",      "Subscription",     "Data privacy",
    "App",           "Newsletter",    "Gift card", "Store hours",      "Feedback",         "Other"};
constexpr std::array<std::string_view, 5> kPriorities = {"low", "normal", "normal", "normal", "high"};
constexpr std::array<std::string_view, 8> kPlainSubjects = {"Where is my order",
                                                            "Cannot log in since the update",
                                                            "Charged twice",
                                                            "Refund has not arrived",
                                                            "Please cancel my order",
                                                            "How do I return the shelf",
                                                            "Which size is the round table",
                                                            "Voucher is not accepted"};
constexpr std::array<std::string_view, 4> kCommaSubjects = {
    "Order late, please check", "Hello, the lamp is broken, what now", "Wrong colour, wrong size",
    "Invoice, wrong address, order from May"};
constexpr std::array<std::string_view, 2> kQuoteSubjects = {"The button \"Pay\" does nothing",
                                                            "Box says \"fragile\", glass in pieces"};
constexpr std::array<std::string_view, 2> kLineSubjects = {"Two questions:\n1. where is it\n2. can I cancel",
                                                           "Fwd: order\r\nsent from my phone"};
constexpr std::array<std::string_view, 4> kForeignSubjects = {"Kur ir mans sūtījums?", "Где мой заказ?",
                                                              "Rückerstattung fehlt – bitte prüfen", "商品还没有收到"};
constexpr std::array<std::string_view, 6> kTags = {
    "", "", "vip", "carrier,late", "promo,mobile", "macro_used,language_de,first_contact"};

struct Ticket {
  std::uint64_t number = 0;
  std::int64_t created = 0;
  std::optional<std::int64_t> first_response, resolved;
  std::string_view status, channel, team, category, priority, subject, tags;
  std::string agent, requester;
  std::uint64_t replies = 0, reopens = 0;
  std::optional<std::int64_t> csat, nps, ces, talk, hold, wrap, queue;
  std::optional<bool> abandoned;
  bool escalated = false;
};

/// Who asks: about a third as many people as tickets, some far more often than others, one in five
/// again within days, and one shared mailbox.
class Requesters {
 public:
  explicit Requesters(std::uint64_t rows) : people_(rows / 3 + 1), recent_(rows / 60 + 1) {}

  std::string draw(Dice& dice) {
    if (dice.per_mille(3)) return "info@example.org";
    std::uint64_t& slot = recent_[dice.below(recent_.size())];
    if (slot == 0 || !dice.per_mille(200)) {
      const std::uint64_t first = dice.below(people_);
      slot = 1 + (dice.per_mille(300) ? first * first / people_ : first);
    }
    return fmt::format("user{}@example.org", slot);
  }

 private:
  std::uint64_t people_;
  std::vector<std::uint64_t> recent_;
};

std::string_view draw_subject(Dice& dice) {
  const std::uint64_t kind = dice.below(1000);
  if (kind < 15) return dice.any(kLineSubjects);
  if (kind < 80) return dice.any(kQuoteSubjects);
  if (kind < 300) return dice.any(kCommaSubjects);
  if (kind < 420) return dice.any(kForeignSubjects);
  return dice.any(kPlainSubjects);
}

void draw_call(Dice& dice, Ticket& ticket) {
  ticket.queue = dice.around(25);
  ticket.abandoned = dice.per_mille(70);
  if (*ticket.abandoned) return;
  ticket.talk = dice.around(230);
  if (dice.per_mille(300)) ticket.hold = dice.around(30);
  ticket.wrap = dice.around(45);
}

void draw_outcome(Dice& dice, Ticket& ticket) {
  const bool call = ticket.channel == "phone";
  const bool live = call || ticket.channel == "chat";
  if (call) draw_call(dice, ticket);
  if (ticket.abandoned.value_or(false)) {
    ticket.status = "closed";
    ticket.agent.clear();
    return;
  }
  if (dice.per_mille(970))
    ticket.first_response = ticket.created + (call ? *ticket.queue : dice.around(live ? 70 : 7200));
  if (!ticket.first_response || !dice.per_mille(950)) {
    ticket.status = "open";
    return;
  }
  ticket.resolved = *ticket.first_response + dice.around(live ? 600 : 40000);
  ticket.status = dice.per_mille(800) ? "closed" : "solved";
  ticket.replies = 1 + (dice.per_mille(350) ? dice.below(6) : 0);
  ticket.reopens = dice.per_mille(50) ? 1 : 0;
  if (dice.per_mille(350))
    ticket.csat = dice.per_mille(840) ? 4 + static_cast<std::int64_t>(dice.below(2))
                                      : 1 + static_cast<std::int64_t>(dice.below(3));
  if (dice.per_mille(80))
    ticket.nps =
        dice.per_mille(500) ? 9 + static_cast<std::int64_t>(dice.below(2)) : static_cast<std::int64_t>(dice.below(9));
  if (dice.per_mille(60)) ticket.ces = 1 + static_cast<std::int64_t>(dice.below(7));
}

Ticket draw_ticket(Dice& dice, Requesters& requesters, std::uint64_t row, const Options& options) {
  Ticket ticket;
  ticket.number = 100000 + row;
  const std::uint64_t late = dice.per_mille(10) ? dice.below(kLateRows) : 0;
  const auto place = static_cast<std::int64_t>(row > late ? row - late : 0);
  ticket.created = kStart + place * kSpan / static_cast<std::int64_t>(options.rows);
  ticket.channel = dice.any(kChannels);
  ticket.team = dice.any(kTeams);
  ticket.agent = fmt::format("{}.{}", dice.any(kNames), dice.below(15));
  ticket.requester = requesters.draw(dice);
  ticket.category = dice.any(kCategories);
  ticket.priority = dice.any(kPriorities);
  ticket.subject = draw_subject(dice);
  ticket.tags = dice.any(kTags);
  ticket.escalated = dice.per_mille(60);
  draw_outcome(dice, ticket);
  return ticket;
}

/// YYYY-MM-DDThh:mm:ssZ; the civil date by Hinnant's algorithm.
std::string time_text(std::int64_t instant) {
  const std::int64_t days = instant / 86400 + 719468;
  const std::int64_t era = days / 146097;
  const std::int64_t day_of_era = days - era * 146097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * day_of_year + 2) / 153;
  const std::int64_t day = day_of_year - (153 * shifted + 2) / 5 + 1;
  const std::int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  const std::int64_t second = instant % 86400;
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", year, month, day, second / 3600, second / 60 % 60,
                     second % 60);
}

/// Rows of one format into a buffer.
class Writer {
 public:
  explicit Writer(Format format) : format_(format) {}

  void text(std::string_view name, std::string_view value) {
    begin(name);
    format_ == Format::csv ? csv_text(value) : json_text(value);
  }
  void number(std::string_view name, std::optional<std::int64_t> value) {
    begin(name);
    if (value)
      fmt::format_to(std::back_inserter(row_), "{}", *value);
    else
      missing();
  }
  void flag(std::string_view name, std::optional<bool> value) {
    begin(name);
    if (value)
      row_ += *value ? "true" : "false";
    else
      missing();
  }
  void time(std::string_view name, std::optional<std::int64_t> value) {
    begin(name);
    if (!value) return missing();
    const std::string_view quote = format_ == Format::csv ? "" : "\"";
    fmt::format_to(std::back_inserter(row_), "{}{}{}", quote, time_text(*value), quote);
  }
  void end_row() {
    row_ += format_ == Format::csv ? "\n" : "}\n";
    first_ = true;
    if (header_pending_) flush_header();
    body_ += row_;
    row_.clear();
    if (body_.size() > 1 << 20) flush();
  }
  void flush() {
    if (std::fwrite(body_.data(), 1, body_.size(), stdout) != body_.size()) {
      std::perror("generate_export");
      std::exit(EXIT_FAILURE);
    }
    body_.clear();
  }

 private:
  void begin(std::string_view name) {
    if (!first_) row_ += ',';
    if (format_ == Format::ndjson) fmt::format_to(std::back_inserter(row_), "{}\"{}\":", first_ ? "{" : "", name);
    if (header_pending_) {
      if (!first_) header_ += ',';
      header_ += name;
    }
    first_ = false;
  }
  void missing() {
    if (format_ == Format::ndjson) row_ += "null";
  }
  void csv_text(std::string_view value) {
    if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
      row_ += value;
      return;
    }
    row_ += '"';
    for (const char c : value) row_.append(c == '"' ? 2 : 1, c);
    row_ += '"';
  }
  void json_text(std::string_view value) {
    row_ += '"';
    for (const char c : value) {
      if (c == '\n')
        row_ += "\\n";
      else if (c == '\r')
        row_ += "\\r";
      else if (c == '"')
        row_ += "\\\"";
      else
        row_ += c;
    }
    row_ += '"';
  }
  void flush_header() {
    if (format_ == Format::csv) body_ += header_ + "\n";
    header_pending_ = false;
  }

  Format format_;
  std::string row_, body_, header_;
  bool first_ = true;
  bool header_pending_ = true;
};

void write_ticket(Writer& out, const Ticket& ticket) {
  out.number("ticket_id", static_cast<std::int64_t>(ticket.number));
  out.time("created_at", ticket.created);
  out.time("first_response_at", ticket.first_response);
  out.time("resolved_at", ticket.resolved);
  out.text("status", ticket.status);
  out.text("channel", ticket.channel);
  out.text("agent", ticket.agent);
  out.text("team", ticket.team);
  out.text("requester", ticket.requester);
  out.text("category", ticket.category);
  out.text("priority", ticket.priority);
  out.text("subject", ticket.subject);
  out.number("replies", static_cast<std::int64_t>(ticket.replies));
  out.number("reopens", static_cast<std::int64_t>(ticket.reopens));
  out.number("csat", ticket.csat);
  out.number("nps", ticket.nps);
  out.number("ces", ticket.ces);
  out.number("talk_seconds", ticket.talk);
  out.number("hold_seconds", ticket.hold);
  out.number("wrap_seconds", ticket.wrap);
  out.number("queue_seconds", ticket.queue);
  out.flag("abandoned", ticket.abandoned);
  out.flag("escalated", ticket.escalated);
  out.text("tags", ticket.tags);
  out.end_row();
}

[[noreturn]] void usage() {
  fmt::print(stderr, "usage: generate_export [-n ROWS] [-f csv|ndjson] [-s SEED] > FILE\n");
  std::exit(2);
}

std::uint64_t number_argument(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value == 0 || value >> 31 != 0) usage();
  return value;
}

Options parse_options(const std::vector<std::string_view>& arguments) {
  Options options;
  if (arguments.size() % 2 != 0) usage();
  for (std::size_t at = 0; at < arguments.size(); at += 2) {
    const std::string_view value = arguments[at + 1];
    if (arguments[at] == "-n")
      options.rows = number_argument(value);
    else if (arguments[at] == "-s")
      options.seed = number_argument(value);
    else if (arguments[at] == "-f" && value == "ndjson")
      options.format = Format::ndjson;
    else if (arguments[at] == "-f" && value == "csv")
      options.format = Format::csv;
    else
      usage();
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = parse_options({argv + 1, argv + argc});
  Dice dice(options.seed);
  Requesters requesters(options.rows);
  Writer out(options.format);
  for (std::uint64_t row = 0; row < options.rows; ++row) write_ticket(out, draw_ticket(dice, requesters, row, options));
  out.flush();
  return std::fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
