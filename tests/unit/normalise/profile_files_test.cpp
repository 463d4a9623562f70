// The rules that every profile in assets/profiles/ keeps, whoever reads it: known names only,
// nothing said twice, every column of the sample exports spoken for. Not a test of the loader.
#include <algorithm>
#include <fstream>
#include <initializer_list>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "csreport/core/embedded.hpp"
#include "support/catch.hpp"

using csreport::embedded_files;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

using Names = std::set<std::string, std::less<>>;

const std::map<std::string, Names, std::less<>> kFields = {
    {"tickets",
     {"ticket_id",
      "created_at",
      "first_response_at",
      "first_response_time",
      "first_resolution_time",
      "resolution_time",
      "solved_at",
      "closed_at",
      "updated_at",
      "rated_at",
      "assigned_at",
      "last_assigned_at",
      "handed_off_at",
      "concurrency",
      "average_response_time",
      "status",
      "channel",
      "team",
      "agent",
      "category",
      "priority",
      "requester",
      "organization",
      "subject",
      "tags",
      "csat",
      "csat_comment",
      "nps",
      "ces",
      "reopens",
      "replies",
      "customer_replies",
      "escalated",
      "first_contact_resolved",
      "talk_time",
      "hold_time",
      "after_call_work_time",
      "handle_time",
      "queue_time",
      "call_outcome",
      "answered",
      "abandoned",
      "direction",
      "spam",
      "deleted",
      "merged",
      "survey_sent",
      "call_id",
      "ring_time",
      "rings",
      "transfers",
      "assignees",
      "legs",
      "first_solved_at",
      "bot",
      "handed_off",
      "lead",
      "sentiment"}},
    {"messages",
     {"message_id", "ticket_id", "sent_at", "role", "public", "author", "author_email", "automatic", "status",
      "message_text", "via"}},
    {"surveys",
     {"response_id", "ticket_id", "answered_at", "score", "csat", "nps", "ces", "survey_kind", "comment", "respondent",
      "agent", "team", "channel", "survey_sent", "resolved", "contacts_needed", "sentiment"}},
    {"reviews",
     {"review_id", "ticket_id", "agent", "reviewed_at", "review_score", "review_category", "scale_min", "scale_max",
      "weight", "critical"}},
    {"sessions",
     {"agent", "started_at", "ended_at", "session_time", "agent_state", "online_time", "handling_time",
      "available_time", "not_ready_time", "paid_time"}},
    {"customers", {"customer", "customer_since", "customer_until", "revenue", "referred"}},
    {"indicators", {"measured_at", "indicator", "value", "indicator_group"}}};

const std::map<std::string, Names, std::less<>> kWords = {
    {"status", {"new", "open", "pending", "hold", "solved", "closed", "deleted", "spam", "merged"}},
    {"channel", {"email", "chat", "phone", "web", "social", "messaging", "sms", "api", "in_person"}},
    {"role", {"customer", "agent", "automatic"}},
    {"via", {"automatic"}},
    {"flag", {"yes", "no"}},
    {"call_outcome", {"answered", "abandoned", "menu", "blocked", "callback", "other"}},
    {"direction", {"inbound", "outbound"}},
    {"agent_state", {"handling", "available", "not_ready", "offline", "online", "paid"}},
    {"sentiment", {"negative", "neutral", "positive"}},
    {"rating", {"good", "neutral", "bad", "offered", "unoffered"}}};

const Names kUnits = {"ms", "s", "min", "h", "d"};

std::vector<ordered_json> profiles() {
  std::vector<ordered_json> found;
  for (const auto& file : embedded_files()) {
    if (file.path.substr(0, 9) == "profiles/") found.push_back(ordered_json::parse(file.text));
  }
  return found;
}

ordered_json profile(std::string_view id) {
  for (auto& candidate : profiles()) {
    if (candidate.at("profile") == id) return candidate;
  }
  FAIL("no profile " << id);
  return {};
}

/// Lower case of ASCII, Latin-1, Latin Extended-A and Cyrillic letters, which is all that the files
/// use.
std::string fold(std::string_view text) {
  std::string folded;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0xC3 || byte > 0xD0 || at + 1 == text.size()) {
      folded += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : text[at];
      continue;
    }
    unsigned code = ((byte & 0x1Fu) << 6) | (static_cast<unsigned char>(text[++at]) & 0x3Fu);
    if (code >= 0xC0 && code <= 0xDE && code != 0xD7)
      code += 32;
    else if (code >= 0x139 && code <= 0x148)
      code += code % 2;
    else if (code >= 0x179 && code <= 0x17E)
      code += code % 2;
    else if (code >= 0x100 && code <= 0x177)
      code += 1 - code % 2;
    else if (code >= 0x410 && code <= 0x42F)
      code += 32;
    else if (code >= 0x400 && code <= 0x40F)
      code += 80;
    folded += static_cast<char>(0xC0u | (code >> 6));
    folded += static_cast<char>(0x80u | (code & 0x3Fu));
  }
  return folded;
}

/// Folded, with runs of separators as one space: how words and whole headers are compared.
std::string spaced(std::string_view word) {
  std::string text;
  for (const char c : fold(word)) {
    const char plain = std::string_view(" _-.\t").find(c) == std::string_view::npos ? c : ' ';
    if (plain != ' ' || (!text.empty() && text.back() != ' ')) text += plain;
  }
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

/// A header as it is compared: folded, runs of separators as one space, module endings and units
/// off. The unit's presence is part of it ("queue_seconds" is not "Queue").
std::pair<std::string, bool> comparable(std::string_view header) {
  std::string text = spaced(header);
  const auto drop = [&text](std::initializer_list<std::string_view> endings) {
    for (const auto ending : endings) {
      if (text.size() > ending.size() && std::string_view(text).substr(text.size() - ending.size()) == ending) {
        text.resize(text.size() - ending.size());
        while (!text.empty() && text.back() == ' ') text.pop_back();
        return true;
      }
    }
    return false;
  };
  drop({"(ticket)", "(case)", "[list]"});
  const bool unit = drop({"(min)", "(mins)", "(in mins)", "(in hrs)", "(hrs)", "(hours)", "(sec)", "(in seconds)",
                          "(hh:mm:ss)", " in minutes", " seconds", " minutes", "(秒)", "（分钟）"});
  return {text, unit};
}

std::string header_of(const ordered_json& alias) {
  return alias.is_string() ? alias.get<std::string>() : alias.at("header").get<std::string>();
}

/// The fields of one kind by comparable header.
std::map<std::pair<std::string, bool>, std::string> meanings(const ordered_json& kind) {
  std::map<std::pair<std::string, bool>, std::string> known;
  for (const auto& [field, aliases] : kind.at("fields").items()) {
    for (const auto& alias : aliases) known.emplace(comparable(header_of(alias)), field);
  }
  return known;
}

std::vector<std::string> header_line(const std::string& sample) {
  std::ifstream file(std::string(CSREPORT_SOURCE_DIR) + "/samples/" + sample);
  REQUIRE(file);
  std::string line;
  std::getline(file, line);
  std::vector<std::string> headers;
  std::istringstream cells(line);
  for (std::string cell; std::getline(cells, cell, ',');) headers.push_back(cell);
  return headers;
}

void add_paths(const json& value, const std::string& path, Names& paths) {
  if (!value.is_object()) {
    paths.insert(path);
    return;
  }
  for (const auto& [name, member] : value.items()) add_paths(member, path.empty() ? name : path + "." + name, paths);
}

const ordered_json& kind_of(const ordered_json& whole, std::string_view kind) {
  const auto& kinds = whole.at("kinds");
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const auto& one) { return one.at("kind") == kind; });
  REQUIRE(found != kinds.end());
  return *found;
}

void check_words(const ordered_json& owner) {
  if (!owner.contains("words")) return;
  for (const auto& [vocabulary, ids] : owner.at("words").items()) {
    INFO("words of " << vocabulary);
    REQUIRE(kWords.count(vocabulary) == 1);
    std::map<std::string, std::string> seen;
    for (const auto& [id, words] : ids.items()) {
      INFO(id);
      CHECK(kWords.at(vocabulary).count(id) == 1);
      for (const auto& word : words) {
        INFO(word);
        const auto place = seen.emplace(spaced(word.get<std::string>()), id).first;
        CHECK(place->second == id);
      }
    }
  }
}

}  // namespace

TEST_CASE("the built-in profiles are generic, zendesk and freshdesk, each with its source", "[profiles]") {
  Names ids;
  for (const auto& one : profiles()) {
    ids.insert(one.at("profile").get<std::string>());
    CHECK_FALSE(one.at("title").get<std::string>().empty());
    CHECK_FALSE(one.at("source").get<std::string>().empty());
  }
  CHECK(ids == Names{"freshdesk", "generic", "zendesk"});
}

TEST_CASE("a profile uses only members, fields, words and units that exist", "[profiles]") {
  const Names members = {"profile", "title", "source", "kinds", "missing", "words"};
  const Names kind_members = {"kind", "list", "recognise", "fields", "ignore", "missing", "time_zone", "words"};
  for (const auto& one : profiles()) {
    INFO(one.at("profile"));
    for (const auto& [member, value] : one.items()) CHECK(members.count(member) == 1);
    check_words(one);
    for (const auto& kind : one.at("kinds")) {
      INFO(kind.at("kind"));
      for (const auto& [member, value] : kind.items()) CHECK(kind_members.count(member) == 1);
      check_words(kind);
      for (const auto& [field, aliases] : kind.at("fields").items()) {
        INFO(field);
        CHECK(kFields.at(kind.at("kind").get<std::string>()).count(field) == 1);
        for (const auto& alias : aliases) {
          if (alias.is_object()) CHECK(kUnits.count(alias.at("unit").get<std::string>()) == 1);
        }
      }
    }
  }
}

TEST_CASE("within one kind a header has one meaning", "[profiles]") {
  for (const auto& one : profiles()) {
    for (const auto& kind : one.at("kinds")) {
      INFO(one.at("profile") << ' ' << kind.at("kind"));
      std::set<std::pair<std::string, bool>> seen;
      for (const auto& [field, aliases] : kind.at("fields").items()) {
        for (const auto& alias : aliases) {
          INFO(field << ": " << header_of(alias));
          CHECK(seen.insert(comparable(header_of(alias))).second);
        }
      }
      for (const auto& header : kind.value("ignore", ordered_json::array())) {
        INFO("ignored: " << header);
        CHECK(seen.insert(comparable(header.get<std::string>())).second);
      }
    }
  }
}

TEST_CASE("generic knows every field by its own name", "[profiles]") {
  const auto generic = profile("generic");
  for (const auto& [kind, fields] : kFields) {
    const auto known = meanings(kind_of(generic, kind));
    for (const auto& field : fields) {
      INFO(kind << ' ' << field);
      const auto found = known.find(comparable(field));
      REQUIRE(found != known.end());
      CHECK(found->second == field);
    }
  }
}

TEST_CASE("every column of a vendor's sample export is used or left out on purpose", "[profiles]") {
  struct Case {
    std::string profile, sample;
    std::size_t columns;
  };
  for (const auto& [id, sample, columns] :
       {Case{"zendesk", "zendesk_tickets.csv", 42}, Case{"freshdesk", "freshdesk_tickets.csv", 27},
        Case{"generic", "tickets.csv", 28}}) {
    const auto whole = profile(id);
    const auto& kind = kind_of(whole, "tickets");
    auto known = meanings(kind);
    for (const auto& header : kind.at("ignore")) known.emplace(comparable(header.get<std::string>()), "");
    const auto headers = header_line(sample);
    CHECK(headers.size() == columns);
    for (const auto& header : headers) {
      INFO(sample << ": " << header);
      CHECK(known.count(comparable(header)) == 1);
    }
  }
}

TEST_CASE("every member of a Zendesk API ticket is used or left out on purpose", "[profiles]") {
  std::ifstream file(std::string(CSREPORT_SOURCE_DIR) + "/samples/tickets.json");
  const auto tickets = json::parse(file).at("tickets");
  REQUIRE(tickets.size() == 100);
  Names paths;
  for (const auto& ticket : tickets) add_paths(ticket, "", paths);
  const auto whole = profile("zendesk");
  const auto& kind = kind_of(whole, "tickets");
  auto known = meanings(kind);
  for (const auto& header : kind.at("ignore")) known.emplace(comparable(header.get<std::string>()), "");
  for (const auto& path : paths) {
    INFO(path);
    CHECK(known.count(comparable(path)) == 1);
  }
}

TEST_CASE("a vendor profile recognises its own sample and not the other's", "[profiles]") {
  const auto recognises = [](const ordered_json& whole, const std::vector<std::string>& headers) {
    std::set<std::string> present;
    for (const auto& header : headers) present.insert(spaced(header));
    const auto& alternatives = kind_of(whole, "tickets").at("recognise");
    return std::any_of(alternatives.begin(), alternatives.end(), [&](const auto& alternative) {
      return std::all_of(alternative.begin(), alternative.end(), [&](const auto& header) {
        return present.count(spaced(header.template get<std::string>())) == 1;
      });
    });
  };
  const auto zendesk = header_line("zendesk_tickets.csv");
  const auto freshdesk = header_line("freshdesk_tickets.csv");
  const auto plain = header_line("tickets.csv");
  CHECK(recognises(profile("zendesk"), zendesk));
  CHECK(recognises(profile("freshdesk"), freshdesk));
  CHECK_FALSE(recognises(profile("zendesk"), freshdesk));
  CHECK_FALSE(recognises(profile("freshdesk"), zendesk));
  CHECK_FALSE(recognises(profile("zendesk"), plain));
  CHECK_FALSE(recognises(profile("freshdesk"), plain));
}
