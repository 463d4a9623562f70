#include "app/report_rows.hpp"

#include "fmt/format.h"

#include "app/mail_addresses.hpp"
#include "csreport/core/text.hpp"

namespace csreport {
namespace {

std::vector<MailAddress> addresses_of(const FoundSetting& found, const std::string& text) {
  auto addresses = parse_addresses(text);
  if (!addresses) found.refuse(fmt::format("'{}' is no address", text), std::string(kAddressForm));
  return std::move(*addresses);
}

void read_email_to(const FoundSetting& found, Options& options) {
  for (const std::string& text : found.texts()) {
    for (MailAddress& one : addresses_of(found, text)) options.settings.email_to.push_back(std::move(one));
  }
}

void read_email_from(const FoundSetting& found, Options& options) {
  auto addresses = addresses_of(found, found.entry.value.text);
  if (addresses.size() > 1) found.refuse("a mail has one sender", std::string(kAddressForm));
  options.settings.email_from = std::move(addresses.front());
}

void read_email_link(const FoundSetting& found, Options& options) {
  const std::string& text = found.entry.value.text;
  if (!is_web_address(text))
    found.refuse(fmt::format("'{}' is no web address", text), fmt::format("write {}", kWebAddressForm));
  options.settings.email_link = text;
}

void read_comments(const FoundSetting& found, Options& options) { options.settings.comments = found.entry.value.truth; }

void read_reason_order(const FoundSetting& found, Options& options) {
  const std::string& text = found.entry.value.text;
  if (text != "volume" && text != "severity")
    found.refuse(fmt::format("there is no order '{}'", text), "write \"volume\" or \"severity\"");
  options.settings.reasons.by_severity = text == "severity";
}

void read_department(const FoundSetting& found, Options& options) {
  const auto [known, is_new] =
      options.settings.reasons.departments.emplace(fold_identity(found.names[0]), found.entry.value.text);
  if (is_new) return;
  found.refuse(fmt::format("the category '{}' has the department '{}' already", found.names[0], known->second),
               "letter case does not matter here; give one of them", FoundSetting::Part::key);
}

/// `title` and `organisation` may also stand at the top of the file; those of the table win.
void read_heading(const FoundSetting& found, std::optional<std::string>& target) { target = found.entry.value.text; }

void add_page_rows(std::vector<SettingRow>& rows) {
  const auto add = [&](const char* key, const char* meaning, const char* initial, const char* example,
                       void (*read)(const FoundSetting&, Options&)) {
    rows.push_back({.key = fmt::format("report.{}", key),
                    .section = "The page",
                    .type = SettingType::text,
                    .meaning = meaning,
                    .initial = initial,
                    .example = example,
                    .read = read});
  };
  add("title", "title instead of the main finding; the same as title at the top of the file", "",
      R"("Support in spring")",
      [](const FoundSetting& found, Options& options) { read_heading(found, options.title); });
  add("organisation", "name above the title; the same as organisation at the top of the file", "", R"("Example Ltd")",
      [](const FoundSetting& found, Options& options) { read_heading(found, options.organisation); });
  add("logo", "a picture (PNG, JPEG, GIF or WebP, up to 64 KiB) above the title", "", R"("logo.png")",
      [](const FoundSetting& found, Options& options) { options.settings.logo = found.beside_file(); });
  add("accent", "colour of the links and the upper edge; where it cannot be read, the nearest shade that can", "",
      R"("#0a5296")",
      [](const FoundSetting& found, Options& options) { options.settings.accent = found.entry.value.text; });
  add("css", "a style sheet behind that of the page", "", R"("report.css")",
      [](const FoundSetting& found, Options& options) { options.settings.css = found.beside_file(); });
  add("template", "a template of your own for the format of its name (docs/templates.md)", "built in",
      R"("mine.html.mustache")",
      [](const FoundSetting& found, Options& options) { options.settings.page_template = found.beside_file(); });
}

/// What customers said, and whose problem it is.
void add_reason_rows(std::vector<SettingRow>& rows) {
  const std::string kReasons = "Reasons of contacts";
  rows.push_back({.key = "report.comments",
                  .section = "The page",
                  .type = SettingType::truth,
                  .meaning = "whether the layouts team and full quote what customers wrote beside their ratings",
                  .initial = "true",
                  .example = "false",
                  .read = read_comments});
  rows.push_back(
      {.key = "scorecards.shift",
       .section = "The page",
       .type = SettingType::text,
       .meaning = "a column that names the shift of a ticket's agent: scorecards compare people of the same "
                  "main channel and shift",
       .initial = "none: by channel alone",
       .example = R"("Shift")",
       .read = [](const FoundSetting& found, Options& options) { options.settings.shift = found.entry.value.text; }});
  rows.push_back({.key = "reasons.second_level",
                  .section = kReasons,
                  .type = SettingType::text,
                  .meaning =
                      "a column that says what a category's tickets are about, such as the place or the feature; "
                      "the reasons name its most frequent value",
                  .initial = "none",
                  .example = R"("Product area")",
                  .read = [](const FoundSetting& found, Options& options) {
                    options.settings.reasons.second_level = found.entry.value.text;
                  }});
  rows.push_back({.key = "reasons.order",
                  .section = kReasons,
                  .type = SettingType::text,
                  .meaning = "which reasons come first: those with the most tickets (volume), or with the most tickets "
                             "of hard_priorities (severity)",
                  .initial = "volume",
                  .example = R"("severity")",
                  .read = read_reason_order});
  rows.push_back({.key = "departments.CATEGORY",
                  .section = kReasons,
                  .type = SettingType::text,
                  .meaning = "the department that answers for the tickets of CATEGORY, named beside the reasons",
                  .initial = "none",
                  .example = R"("Finance")",
                  .sample_key = "departments.Billing",
                  .read = read_department});
}

}  // namespace

void add_report_rows(std::vector<SettingRow>& rows) {
  add_page_rows(rows);
  add_reason_rows(rows);
  const std::string kEmail = "E-mail";
  rows.push_back({.key = "email.to",
                  .section = kEmail,
                  .type = SettingType::texts,
                  .meaning = "who receives the report as an e-mail (an output that ends in .eml)",
                  .initial = "nobody",
                  .example = R"(["Ann Example <ann@example.com>", "team@example.com"])",
                  .read = read_email_to});
  rows.push_back({.key = "email.from",
                  .section = kEmail,
                  .type = SettingType::text,
                  .meaning = "its sender",
                  .initial = "the system's",
                  .example = R"("Support <support@example.com>")",
                  .read = read_email_from});
  rows.push_back({.key = "email.link",
                  .section = kEmail,
                  .type = SettingType::text,
                  .meaning = "where the whole report can be read; the mail leads there",
                  .initial = "nowhere",
                  .example = R"("https://example.com/reports/week.html")",
                  .read = read_email_link});
}

}  // namespace csreport
