#include "app/option_table.hpp"

#include <algorithm>

namespace csreport {
namespace {

using Group = OptionGroup;
using Scope = OptionScope;

constexpr CommandRow kCommands[] = {
    {Command::report, "report", "FILE...", "write the report (the default: the word may be left out)"},
    {Command::inspect, "inspect", "FILE...",
     "show how each file is understood: format, columns, units, open questions"},
    {Command::normalize, "normalize", "FILE...", "write the table as it was parsed, as clean CSV or NDJSON"},
    {Command::metrics, "metrics", "[ID]", "list the metrics, or show one with its full definition"},
    {Command::profiles, "profiles", "[ID]", "list the help desks that are known, or print one profile as JSON"},
    {Command::templates, "templates", "[NAME]",
     "list the templates of the report, or print one, to copy and adapt for --template"},
    {Command::schema, "schema", "", "print the JSON Schema of the JSON output"},
    {Command::init, "init", "FILE...", "write a commented csreport.toml that fits the files"},
};

constexpr OptionRow kOptions[] = {
    {"--output", "-o", "FILE", Group::output, Scope::output, &Options::outputs,
     "where to write; the ending picks the format, - is standard output; may be repeated", "-",
     R"(["week.html", "week.md"])", InFile::written_path},
    {"--format", "", "NAME", Group::output, Scope::writing, &Options::format,
     "format for - and for unknown endings (report: see Formats; normalize: csv, ndjson)", "", R"("md")"},
    {"--csv-raw", "", "", Group::output, Scope::writing, &Options::csv_raw,
     "in CSV that is written (report, normalize, --rejects): no ' before cells that a spreadsheet would run as a "
     "formula",
     "", "true"},
    {"--layout", "", "NAME", Group::output, Scope::report_only, &Options::layout,
     "what the report shows: executive, team, agent, operations, customer, full (see Layouts)", "team",
     R"("executive")"},
    {"--agent", "", "NAME", Group::output, Scope::report_only, &Options::agent,
     "the scorecard of this agent alone (layouts agent and full)", "", R"("Anna Ozola")"},
    {"--title", "", "TEXT", Group::output, Scope::report_only, &Options::title, "title instead of the main finding", "",
     R"("Support in spring")"},
    {"--organisation", "", "TEXT", Group::output, Scope::report_only, &Options::organisation, "name above the title",
     "", R"("Example Ltd")"},
    {"--ascii", "", "", Group::output, Scope::report_only, &Options::ascii, "Markdown and plain text in ASCII", "",
     "true"},
    {"--lang", "", "CODE", Group::output, Scope::report_only, &Options::lang,
     "language of the report: en, bg, lv, ru, zh-Hans, zh-Hant", "en", R"("ru")"},
    {"--color", "", "WHEN", Group::output, Scope::report_only, &Options::color,
     "signals of plain text in colour: auto (on a terminal, unless NO_COLOR is set), always, never", "auto",
     R"("never")"},
    {"--template", "", "FILE", Group::output, Scope::report_only, &Options::page_template,
     "a template of your own for the format of its name, such as mine.html.mustache (docs/templates.md)", "built in",
     "", InFile::no},
    {"--css", "", "FILE", Group::output, Scope::report_only, &Options::css, "a style sheet behind that of the page", "",
     "", InFile::no},
    {"--logo", "", "FILE", Group::output, Scope::report_only, &Options::logo,
     "a picture (PNG, JPEG, GIF or WebP, up to 64 KiB) above the page's title", "", "", InFile::no},
    {"--accent", "", "COLOUR", Group::output, Scope::report_only, &Options::accent,
     "colour of the page's links and its upper edge, such as #0a5296; where it cannot be read, the nearest shade that "
     "can",
     "", "", InFile::no},
    {"--email-to", "", "ADDRESS,...", Group::output, Scope::report_only, &Options::email_to,
     "receivers of an e-mail (-o FILE.eml), such as \"Ann <ann@example.com>\"; may be repeated", "as [email] says", "",
     InFile::no},
    {"--email-from", "", "ADDRESS", Group::output, Scope::report_only, &Options::email_from, "its sender",
     "as [email] says", "", InFile::no},
    {"--email-link", "", "URL", Group::output, Scope::report_only, &Options::email_link,
     "where the whole report can be read (http or https); the mail leads there", "as [email] says", "", InFile::no},

    {"--period", "", "WHEN", Group::period, Scope::report_only, &Options::period,
     "auto (the last complete week in the data), all, today, yesterday, this-week, last-week, last-month, "
     "last-quarter, last-year, 7d, 2026-W46, 2026-11, 2026-Q3, 2026, 2026-11-09, 2026-11-01..2026-11-15",
     "auto", R"("last-week")"},
    {"--compare", "", "WHEN", Group::period, Scope::report_only, &Options::compare,
     "previous, quarter-ago, year-ago, none, or a period as above", "previous", R"("year-ago")"},
    {"--grain", "", "UNIT", Group::period, Scope::report_only, &Options::grain,
     "step of the trend: hour, day, week, month, quarter", "from the period", R"("week")"},
    {"--tz", "", "ZONE", Group::period, Scope::reading, &Options::tz,
     "the report's time zone, such as Europe/Riga or +02:00", "UTC", R"("Europe/Riga")"},
    {"--input-tz", "", "ZONE", Group::period, Scope::reading, &Options::input_tz, "zone of times that carry none",
     "--tz", R"("UTC")"},
    {"--week-start", "", "DAY", Group::period, Scope::report_only, &Options::week_start, "first day of a week",
     "monday", R"("sunday")"},
    {"--as-of", "", "TIME", Group::period, Scope::reading, &Options::as_of,
     "report as if it were this moment; a date means its end; later rows are left out, and of the updates of a "
     "ticket the newest until then holds",
     "", "2026-11-15"},

    {"--by", "", "COLUMN,...", Group::breakdown, Scope::reading, &Options::by,
     "groups: channel, team, agent, category, priority, hour, weekday, or any column", "those present",
     R"(["channel", "team"])"},
    {"--group-series", "", "", Group::breakdown, Scope::report_only, &Options::group_series,
     "the trend of every group too", "", "true"},
    {"--where", "", "CONDITION", Group::breakdown, Scope::reading, &Options::where,
     "keep rows, such as channel=chat,priority!=low; may be repeated", "", R"(["priority!=low"])"},
    {"--metrics", "", "ID,...", Group::breakdown, Scope::report_only, &Options::metrics,
     "which metrics, in which order; csreport metrics lists them", "all", R"(["csat", "frt", "tickets_created"])"},

    {"--exclude-requester", "", "NAME,...", Group::breakdown, Scope::reading, &Options::exclude_requester,
     "leave out tickets of these requesters: an address, a name, or @example.com for all addresses there", "",
     R"(["@example.com"])"},
    {"--exclude-tag", "", "TAG,...", Group::breakdown, Scope::reading, &Options::exclude_tag,
     "leave out tickets with one of these tags", "", R"(["test"])"},

    {"--target", "", "TARGET", Group::judging, Scope::report_only, &Options::target,
     "what a metric should be: csat>=85%, frt<=1h, acw_time=30s..60s, channel.chat.frt<60s, or norms for the usual "
     "ones "
     "of the field; may be repeated",
     "", "", InFile::no},
    {"--fail-on", "", "WHAT", Group::judging, Scope::report_only, &Options::fail_on,
     "exit code 1, with the report written, on: alerts, missed-targets, the id of an alert, or a condition such as "
     "\"csat<80%\"; may be repeated",
     "", R"(["missed-targets", "csat<80%"])"},

    {"--profile", "", "ID|FILE", Group::input, Scope::reading, &Options::profile,
     "the help desk, or a profile file of your own", "detected", R"("zendesk")", InFile::profile},
    {"--map", "", "FIELD=HEADER", Group::input, Scope::reading, &Options::map, "say which column holds a field", "",
     R"({ agent = "Handled by" })", InFile::pairs},
    {"--unit", "", "[COLUMN=]UNIT", Group::input, Scope::reading, &Options::unit,
     "unit of durations that are bare numbers: ms, s, min, h, d", "", R"({ "Talk time" = "min" })", InFile::pairs},
    {"--date-format", "", "[COLUMN=]PATTERN", Group::input, Scope::reading, &Options::date_format,
     "how times are written, such as \"D/M/YYYY hh:mm\" or epoch-ms", "detected", R"("D/M/YYYY hh:mm")", InFile::pairs},
    {"--encoding", "", "NAME", Group::input, Scope::parsing, &Options::encoding, "character encoding", "detected",
     R"("windows-1252")"},
    {"--delimiter", "", "CHAR", Group::input, Scope::parsing, &Options::delimiter, "CSV separator: , ; | or tab",
     "detected", R"(";")"},

    {"--rejects", "", "FILE", Group::rejects, Scope::writing, &Options::rejects,
     "write the rejected rows with file, line and reason (CSV)", "", R"("rejects.csv")", InFile::written_path},
    {"--max-rejects", "", "N|P%", Group::rejects, Scope::writing, &Options::max_rejects,
     "stop with exit code 3 when more rows are rejected", "only when all are", R"("5%")"},
    {"--strict", "", "", Group::rejects, Scope::writing, &Options::strict, "the same as --max-rejects 0", "", "true"},

    {"--anchor", "", "created|event", Group::definitions, Scope::report_only, &Options::anchor,
     "count a ticket in the period of the event or of its creation", "event", R"("created")"},
    {"--clock", "", "calendar|business", Group::definitions, Scope::report_only, &Options::clock,
     "measure times by the calendar or by business hours; with [schedules] the JSON has both", "calendar",
     R"("business")"},
    {"--business-hours", "", "NAME", Group::definitions, Scope::report_only, &Options::business_hours,
     "the schedule of csreport.toml that counts for all tickets, and --clock business", "as [business_hours] says", "",
     InFile::no},
    {"--schedule-by", "", "COLUMN", Group::definitions, Scope::report_only, &Options::schedule_by,
     "the column that chooses a ticket's schedule: by [business_hours.values], else by the schedules' own names",
     "as [business_hours] says", "", InFile::no},
    {"--frt-include-auto", "", "", Group::definitions, Scope::report_only, &Options::frt_include_auto,
     "automatic replies count as first responses", "", "true"},
    {"--frt-start", "", "WHEN", Group::definitions, Scope::report_only, &Options::frt_start,
     "first responses are waited for from first_customer (the customer's first message, else the creation), created, "
     "handoff (from the bot), assignment or reopen (the last one before the reply) on",
     "first_customer", R"("handoff")"},
    {"--frt-outbound", "", "RULE", Group::definitions, Scope::report_only, &Options::frt_outbound,
     "contacts that an agent opened: exclude, first_customer (from the customer's first message to its answer) or "
     "zendesk (from the creation to the second message of an agent)",
     "exclude", R"("first_customer")"},
    {"--art", "", "pair|ticket|requests", Group::definitions, Scope::report_only, &Options::art,
     "response times as the mean of all answers, of the tickets' means, or of the tickets' sums", "pair",
     R"("ticket")"},
    {"--art-start", "", "WHEN", Group::definitions, Scope::report_only, &Options::art_start,
     "responses are waited for from first_message (of the customer's messages in a row), or from the handoff from the "
     "bot that came after it, on",
     "first_message", R"("handoff")"},
    {"--art-exclude-first", "", "", Group::definitions, Scope::report_only, &Options::art_exclude_first,
     "first responses are not among the response times", "", "true"},
    {"--auto-counts", "", "", Group::definitions, Scope::report_only, &Options::auto_counts,
     "automatic replies answer the customer's messages (art, sla_next_reply, customers_waiting)", "", "true"},
    {"--third-party", "", "customer|ignore", Group::definitions, Scope::report_only, &Options::third_party,
     "messages of customers who are not the ticket's requester count as the customer's, or are left out", "customer",
     R"("ignore")"},
    {"--human-only", "", "", Group::definitions, Scope::report_only, &Options::human_only,
     "tickets that were solved without a person's reply are left out of the resolution times", "", "true"},
    {"--net-of", "", "pending", Group::definitions, Scope::report_only, &Options::net_of,
     "resolution times without the time of waiting for the customer; needs a history of statuses", "", R"("pending")"},
    {"--resolution-start", "", "WHEN", Group::definitions, Scope::report_only, &Options::resolution_start,
     "resolution times from created, first-assignment or last-assignment on", "created", R"("first-assignment")"},
    {"--resolution-end", "", "solved|effective", Group::definitions, Scope::report_only, &Options::resolution_end,
     "resolution times until the solution; effective: of tickets that were closed automatically while they waited for "
     "the customer, until that waiting began",
     "solved", R"("effective")"},
    {"--percentiles", "", "linear|nearest-rank", Group::definitions, Scope::report_only, &Options::percentiles,
     "percentiles between two values lie on a line (type 7), or on the nearest value; medians lie between both",
     "linear", R"("nearest-rank")"},
    {"--plus-tags", "", "keep|strip", Group::definitions, Scope::reading, &Options::plus_tags,
     "ann+shop@example.com is somebody else than ann@example.com, or the same person", "keep", R"("strip")"},
    {"--fcr", "", "METHOD", Group::definitions, Scope::report_only, &Options::fcr,
     "first contact resolution by one_touch, no_repeat, strict, flag, survey (what customers say) or teammate (one "
     "person took part)",
     "auto", R"("no_repeat")"},
    {"--fcr-base", "", "issue|contact", Group::definitions, Scope::report_only, &Options::fcr_base,
     "judge chains of contacts about one thing, or every contact", "issue", R"("contact")"},
    {"--fcr-no-transfer", "", "", Group::definitions, Scope::report_only, &Options::fcr_no_transfer,
     "a transferred contact is not solved on first contact", "", "true"},
    {"--fcr-window", "", "DAYS", Group::definitions, Scope::report_only, &Options::fcr_window,
     "days without another contact", "7", "14"},
    {"--fcr-key", "", "COLUMN,...", Group::definitions, Scope::report_only, &Options::fcr_key,
     "contacts of one requester are about one thing (fcr, repeat contacts, issues) where they agree in these columns, "
     "whatever the case: category, channel, or any column; none: all are; may be repeated",
     "category", R"(["category", "Product"])"},
    {"--repeat-base", "", "contacts|customers", Group::definitions, Scope::report_only, &Options::repeat_base,
     "repeat contacts as a share of contacts, or the customers who had some as a share of customers", "contacts",
     R"("customers")"},
    {"--aht", "", "PARTS", Group::definitions, Scope::report_only, &Options::aht,
     "handle time is talk, hold and after-call work (with-hold), without hold (talk-acw), or with the time that it "
     "rang "
     "at the agents (with-ring)",
     "with-hold", R"("talk-acw")"},
    {"--aht-per", "", "contact|leg", Group::definitions, Scope::report_only, &Options::aht_per,
     "handle time of contacts, or of each leg of a call, credited to the agent who took it", "contact", R"("leg")"},
    {"--talk-includes-hold", "", "", Group::definitions, Scope::report_only, &Options::talk_includes_hold,
     "the talk times of the export have the hold times in them, which then count once", "", "true"},
    {"--asa", "", "answered|all-queue", Group::definitions, Scope::report_only, &Options::asa,
     "speed of answer over answered calls, or over all that queued", "answered", R"("all-queue")"},
    {"--sl", "", "VARIANT", Group::definitions, Scope::report_only, &Options::sl,
     "service level: strict, abandon_in_t_ok, ignore_abandon_in_t, ignore_short, answered_only", "ignore_abandon_in_t",
     R"("strict")"},
    {"--sl-threshold", "", "SECONDS", Group::definitions, Scope::report_only, &Options::sl_threshold,
     "answered in time means within this", "20", "30"},
    {"--exclude-short", "", "SECONDS", Group::definitions, Scope::report_only, &Options::exclude_short,
     "calls abandoned sooner are not counted as abandoned", "", "5"},
    {"--abandonment-base", "", "offered|queued", Group::definitions, Scope::report_only, &Options::abandonment_base,
     "abandoned calls as a share of offered ones, or of all that waited in a queue", "offered", R"("queued")"},
    {"--sla-priority", "", "in-force|current", Group::definitions, Scope::report_only, &Options::sla_priority,
     "promises by the priority in force when they began, as far as the data tells, or by the export's last one",
     "in-force", R"("current")"},
    {"--at-risk-within", "", "HOURS", Group::definitions, Scope::report_only, &Options::at_risk_within,
     "an open ticket is at risk when the time of an [[sla]] runs out within this", "4", "8"},
    {"--tier-order", "", "TIER,...", Group::definitions, Scope::reading, &Options::tier_order,
     "the desk's tiers, the lowest first: a ticket that went to a later one is escalated (escalation_rate); the column "
     "is team, or what [escalation] says",
     "as [escalation] says", "", InFile::no},
    {"--cost", "", "AMOUNT", Group::definitions, Scope::report_only, &Options::cost,
     "what the period cost, for cost per contact and per solution", "", "12500"},
    {"--customers", "", "COUNT", Group::definitions, Scope::report_only, &Options::customers,
     "customers (or orders) of the period, for contacts per customer", "the file of customers", "4200"},
    {"--gross-margin", "", "SHARE", Group::definitions, Scope::report_only, &Options::gross_margin,
     "share of the revenue that is left after its costs, such as 0.7 or 70%, for the lifetime value of customers", "",
     R"("70%")"},
    {"--bot-authors", "", "NAME,...", Group::definitions, Scope::reading, &Options::bot_authors,
     "authors whose messages are automatic; 'noreply*' is all that begin so", "as [bots] says", "", InFile::no},
    {"--csat-scale", "", "SCALE", Group::definitions, Scope::reading, &Options::csat_scale,
     "scale of satisfaction scores, such as 1-5, 0-10:9, good/bad", "detected", R"("1-5")"},
    {"--csat-neutral", "", "include|exclude", Group::definitions, Scope::report_only, &Options::csat_neutral,
     "neutral ratings in the denominator", "include", R"("exclude")"},
    {"--rating-credit", "", "assignee|last-replier", Group::definitions, Scope::report_only, &Options::rating_credit,
     "ratings of a ticket belong to its agent, or to who replied last before the rating; where the one is not known, "
     "to the other",
     "assignee", R"("last-replier")"},
    {"--ces-scale", "", "SCALE", Group::definitions, Scope::reading, &Options::ces_scale,
     "scale of effort scores: 1-7 (high is easy), 1-5 (low is easy), 1-5:agree", "", R"("1-7")"},

    {"--config", "", "FILE", Group::general, Scope::configured, &Options::config,
     "settings (docs/configuration.md); none: no such file; options of the command line win",
     "csreport.toml beside the first file, else here", "", InFile::no},
    {"--threads", "", "N", Group::general, Scope::reading, &Options::threads,
     "processors to use; the report does not depend on it", "all, one for files below 2 MB", "2"},
    {"--timings", "", "", Group::general, Scope::report_only, &Options::timings,
     "say on standard error how long each stage took, and the peak of memory", "", "true"},
    {"--timings-in-json", "", "", Group::general, Scope::report_only, &Options::timings_in_json,
     "put the same into the JSON, which then differs from run to run", "", "true"},
    {"--verbose", "-v", "", Group::general, Scope::parsing, &Options::verbose,
     "say on standard error what was read, rejected and written", "", "true"},
    {"--quiet", "-q", "", Group::general, Scope::parsing, &Options::quiet, "nothing on standard error but errors", "",
     "true"},
    {"--help", "-h", "", Group::general, Scope::everywhere, &Options::help, "this text", "", "", InFile::no},
    {"--version", "-V", "", Group::general, Scope::everywhere, &Options::version, "the program's version", "", "",
     InFile::no},
};

}  // namespace

std::span<const CommandRow> command_table() { return kCommands; }
std::span<const OptionRow> option_table() { return kOptions; }

std::string option_help(const OptionRow& row) {
  std::string help(row.help);
  if (!row.initial.empty()) help += " (default: " + std::string(row.initial) + ")";
  return help;
}

std::string option_key(const OptionRow& row) {
  std::string key(row.name.substr(2));
  std::replace(key.begin(), key.end(), '-', '_');
  return key;
}

const CommandRow& command_row(Command command) {
  return *std::find_if(std::begin(kCommands), std::end(kCommands),
                       [&](const CommandRow& row) { return row.command == command; });
}

bool takes_option(Command command, const OptionRow& row) {
  const bool configured = command == Command::report || command == Command::inspect || command == Command::normalize;
  const bool reading = configured || command == Command::init;
  switch (row.scope) {
    case OptionScope::everywhere: return true;
    case OptionScope::report_only: return command == Command::report;
    case OptionScope::configured: return configured;
    case OptionScope::parsing: return reading;
    case OptionScope::reading: return reading && command != Command::normalize;
    case OptionScope::writing: return configured && command != Command::inspect;
    case OptionScope::output: return reading && command != Command::inspect;
  }
  return false;
}

std::string_view option_group_title(OptionGroup group) {
  switch (group) {
    case OptionGroup::output: return "Output";
    case OptionGroup::period: return "Time";
    case OptionGroup::breakdown: return "What is shown";
    case OptionGroup::judging: return "Targets and alerts";
    case OptionGroup::input: return "How the files are read";
    case OptionGroup::rejects: return "Bad rows";
    case OptionGroup::definitions: return "Definitions";
    case OptionGroup::general: return "General";
  }
  return {};
}

}  // namespace csreport
