#include "app/plan.hpp"

#include <algorithm>

#include "app/alert_rows.hpp"
#include "app/option_values.hpp"
#include "app/target_text.hpp"
#include "csreport/core/error.hpp"
#include "support/catch.hpp"
#include "support/instants.hpp"

using namespace csreport;
using test::at;
using test::utc;

namespace {

Options line(std::vector<std::string> inputs = {"a.csv"}) {
  Options options;
  options.arguments = std::move(inputs);
  return options;
}

const Surroundings kSurroundings{.clock = at("2026-11-23T06:00:00"), .source_date_epoch = std::nullopt};

std::string refusal(const Options& options, const Surroundings& surroundings = kSurroundings) {
  try {
    plan_report(options, surroundings);
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::usage);
    return std::string(error.what()) + " / " + error.hint();
  }
  return "";
}

}  // namespace

TEST_CASE("without options the report is Markdown on standard output, in UTC", "[plan]") {
  const auto plan = plan_report(line(), kSurroundings);
  REQUIRE(plan.outputs.size() == 1);
  CHECK(plan.outputs[0].path == "-");
  CHECK(plan.outputs[0].renderer->id == "md");
  CHECK(plan.clock.zone.name() == "UTC");
  CHECK(plan.clock.week_start == std::chrono::Monday);
  CHECK(plan.period == "auto");
  CHECK(plan.compare == "previous");
  CHECK_FALSE(plan.input.normalise.input_zone_given);
  CHECK(plan.verbosity == Verbosity::normal);
}

TEST_CASE("plain text is as wide and as coloured as the terminal that it goes to", "[plan]") {
  auto options = line();
  options.outputs = {"-", "week.txt"};
  options.format = "txt";
  Surroundings terminal = kSurroundings;
  terminal.terminal_columns = 132;
  const auto outputs = [&] { return plan_report(options, terminal).outputs; };
  CHECK(outputs()[0].render.width == 132);
  CHECK(outputs()[0].render.colored);
  CHECK(outputs()[1].render.width == 80);
  CHECK_FALSE(outputs()[1].render.colored);
  terminal.colors_wanted = false;  // NO_COLOR
  CHECK_FALSE(outputs()[0].render.colored);
  options.color = "always";
  CHECK(outputs()[0].render.colored);
  CHECK(outputs()[1].render.colored);
  terminal.colors_wanted = true;
  options.color = "never";
  CHECK_FALSE(outputs()[0].render.colored);
  terminal.terminal_columns = 3;
  CHECK(outputs()[0].render.width == 40);
  terminal.terminal_columns.reset();
  options.color.reset();
  CHECK_FALSE(outputs()[0].render.colored);
  CHECK(outputs()[0].render.width == 80);
}

TEST_CASE("an e-mail is dated by --as-of, else by SOURCE_DATE_EPOCH, else by the data", "[plan]") {
  auto options = line();
  options.outputs = {"week.eml"};
  auto surroundings = kSurroundings;
  const auto date = [&] { return plan_report(options, surroundings).outputs[0].render.mail.date; };
  CHECK_FALSE(date());
  surroundings.source_date_epoch = "1772352000";
  CHECK(date() == Instant{Seconds{1772352000}});
  options.as_of = "2026-11-15T12:00:00Z";
  CHECK(date() == at("2026-11-15T12:00:00"));
}

TEST_CASE("receivers that are typed stand in place of those of the file", "[plan]") {
  auto options = line();
  options.settings.email_to = {{"", "file@example.com"}};
  options.settings.email_from = MailAddress{"", "from@example.com"};
  options.email_to = {"a@example.com, b@example.com", "c@example.com"};
  const auto mail = plan_report(options, kSurroundings).outputs[0].render.mail;
  CHECK(mail.to == std::vector<MailAddress>{{"", "a@example.com"}, {"", "b@example.com"}, {"", "c@example.com"}});
  CHECK(mail.from == MailAddress{"", "from@example.com"});
}

TEST_CASE("an output's ending picks the format", "[plan]") {
  auto options = line();
  options.outputs = {"a.html", "B.JSON", "c.md"};
  const auto plan = plan_report(options, kSurroundings);
  CHECK(plan.outputs[0].renderer->id == "html");
  CHECK(plan.outputs[1].renderer->id == "json");
  CHECK(plan.outputs[2].renderer->id == "md");

  options.outputs = {"report.new"};
  CHECK(refusal(options).find("'report.new' has no ending that names a format / add --format with one of: ") == 0);
  options.format = "html";
  CHECK(plan_report(options, kSurroundings).outputs[0].renderer->id == "html");
  options.outputs = {"-"};
  CHECK(plan_report(options, kSurroundings).outputs[0].renderer->id == "html");
  options.outputs = {"a.md"};
  CHECK(refusal(options).find("'a.md' ends like md, but --format says html") == 0);
  options.format = "docx";
  CHECK(refusal(options).find("--format does not accept 'docx' / accepted: ") == 0);
}

TEST_CASE("now is --as-of, else SOURCE_DATE_EPOCH, else the clock", "[plan]") {
  auto options = line();
  auto surroundings = kSurroundings;
  CHECK(utc(plan_report(options, surroundings).clock.now) == "2026-11-23T06:00:00");
  surroundings.source_date_epoch = "1772352000";
  CHECK(utc(plan_report(options, surroundings).clock.now) == "2026-03-01T08:00:00");
  options.as_of = "2026-11-15";
  options.tz = "Europe/Riga";
  const auto plan = plan_report(options, surroundings);
  CHECK(utc(plan.clock.now) == "2026-11-15T21:59:59");
  CHECK(plan.input.normalise.as_of == plan.clock.now);
  options.as_of = "2026-11-15 12:00";
  CHECK(utc(plan_report(options, surroundings).clock.now) == "2026-11-15T10:00:00");
  options.as_of = "2026-11-15T12:00:00Z";
  CHECK(utc(plan_report(options, surroundings).clock.now) == "2026-11-15T12:00:00");
  options.as_of.reset();
  surroundings.source_date_epoch = "yesterday";
  CHECK(refusal(options, surroundings).find("SOURCE_DATE_EPOCH does not accept 'yesterday'") != std::string::npos);
}

TEST_CASE("times without a zone are read in --input-tz, else --tz", "[plan]") {
  auto options = line();
  options.tz = "Europe/Riga";
  CHECK(plan_report(options, kSurroundings).input.normalise.input_zone.name() == "Europe/Riga");
  CHECK(plan_report(options, kSurroundings).input.normalise.input_zone_given);
  options.input_tz = "America/New_York";
  const auto plan = plan_report(options, kSurroundings);
  CHECK(plan.input.normalise.input_zone.name() == "America/New_York");
  CHECK(plan.clock.zone.name() == "Europe/Riga");
}

TEST_CASE("inputs may name their kind", "[plan]") {
  const auto plan = plan_report(line({"a.csv", "messages=log.csv", "-", "x=y.csv"}), kSurroundings);
  const auto& inputs = plan.input.normalise.inputs;
  REQUIRE(inputs.size() == 4);
  CHECK(inputs[0].kind == std::nullopt);
  CHECK(inputs[1].path == "log.csv");
  CHECK(inputs[1].kind == RecordKind::messages);
  CHECK(inputs[2].path == "-");
  CHECK(inputs[3].path == "x=y.csv");
}

TEST_CASE("lists, conditions and settings are taken apart", "[plan]") {
  auto options = line();
  options.by = {"team, agent", "channel"};
  options.where = {"channel=chat,priority!=low", "team = First line "};
  options.map = {"created_at=Date opened"};
  options.unit = {"minutes", "First reply=h"};
  options.date_format = {"D/M/YYYY hh:mm", "Solved=epoch-ms"};
  options.metrics = {"csat,frt"};
  const auto plan = plan_report(options, kSurroundings);
  const auto& normalise = plan.input.normalise;
  CHECK(normalise.group_by == std::vector<std::string>{"team", "agent", "channel"});
  CHECK(plan.compute.dimensions == normalise.group_by);
  REQUIRE(normalise.where.size() == 3);
  CHECK(normalise.where[0].column == "channel");
  CHECK(normalise.where[0].equal);
  CHECK(normalise.where[1].column == "priority");
  CHECK_FALSE(normalise.where[1].equal);
  CHECK(normalise.where[2].column == "team");
  CHECK(normalise.where[2].value == "First line");
  CHECK(normalise.map[0].header == "Date opened");
  CHECK(normalise.units[0].column.empty());
  CHECK(normalise.units[1].column == "First reply");
  CHECK(normalise.units[1].unit == DurationUnit::hours);
  CHECK(normalise.date_formats[0].pattern == "D/M/YYYY hh:mm");
  CHECK(normalise.date_formats[1].column == "Solved");
  CHECK(plan.compute.metrics == std::vector<std::string>{"csat", "frt"});
}

TEST_CASE("variants are read from their options", "[plan]") {
  auto options = line();
  options.anchor = "created";
  options.fcr = "strict";
  options.fcr_base = "contact";
  options.fcr_window = "14";
  options.sl = "answered_only";
  options.sl_threshold = "1m";
  options.exclude_short = "5";
  options.csat_neutral = "exclude";
  options.frt_include_auto = true;
  options.frt_start = "assignment";
  options.frt_outbound = "zendesk";
  options.art = "requests";
  options.art_start = "handoff";
  options.fcr_key = {"channel", "Product,channel"};
  options.aht = "talk-acw";
  options.asa = "all-queue";
  options.repeat_base = "customers";
  options.net_of = "pending";
  options.sla_priority = "current";
  options.talk_includes_hold = true;
  options.art_exclude_first = options.auto_counts = options.human_only = true;
  const auto variants = plan_report(options, kSurroundings).compute.variants;
  CHECK(variants.anchor == AnchorChoice::created);
  CHECK(variants.fcr == FcrMethod::strict);
  CHECK(variants.fcr_base == FcrBase::contact);
  CHECK(variants.fcr_window == std::chrono::days{14});
  CHECK(variants.service_level == ServiceLevelVariant::answered_only);
  CHECK(variants.service_level_threshold == Seconds{60});
  CHECK(variants.short_abandon == Seconds{5});
  CHECK(variants.csat_neutral == NeutralRatings::exclude);
  CHECK(variants.frt_include_automatic);
  CHECK(variants.frt_start == ResponseStart::assignment);
  CHECK(variants.frt_outbound == OutboundResponse::zendesk);
  CHECK(variants.art == ResponseBase::requests);
  CHECK(variants.art_start == ResponseTimeStart::handoff);
  CHECK(variants.fcr_key == std::vector<std::string>{"channel", "Product"});
  CHECK(variants.aht == HandleTimeParts::talk_and_after_call_work);
  CHECK(variants.asa == AnswerSpeedBase::all_queued);
  CHECK(variants.repeat_base == RepeatBase::customers);
  CHECK(variants.net_of == NetOf::pending);
  CHECK(variants.sla_priority == PromisePriority::current);
  CHECK(variants.talk_includes_hold);
  CHECK(variants.art_exclude_first);
  CHECK(variants.automatic_counts);
  CHECK(variants.human_only);
}

TEST_CASE("the layout for clients has no groups of agents, the others do", "[plan]") {
  for (const LayoutInfo& layout : report_layouts()) {
    CAPTURE(layout.id);
    Options options = line();
    options.layout = std::string(layout.id);
    const auto hidden = plan_report(options, kSurroundings).hidden_dimensions;
    const bool hides = std::find(hidden.begin(), hidden.end(), "agent") != hidden.end();
    CHECK(hides == (layout.id == "customer"));
  }
}

TEST_CASE("columns of --fcr-key must be there and are no groups, unless they are read anyway", "[plan]") {
  Options options = line();
  options.fcr_key = {"channel,Product"};
  const ReportPlan plan = plan_report(options, kSurroundings);
  const auto& read = plan.input.normalise.group_by;
  for (const char* column : {"channel", "Product"}) CHECK(std::find(read.begin(), read.end(), column) != read.end());
  CHECK(plan.hidden_dimensions == std::vector<std::string>{"Product"});
  CHECK(plan_report(line(), kSurroundings).input.normalise.group_by.empty());
}

TEST_CASE("a card for a metric that no layout shows is computed", "[plan]") {
  Options options = line();
  CHECK(plan_report(options, kSurroundings).compute.scope == MetricScope::shown_in_every_layout);
  options.settings.key_metrics = {{"csat"}};
  CHECK(plan_report(options, kSurroundings).compute.scope == MetricScope::shown_in_every_layout);
  options.settings.key_metrics = {{"csat"}, {"backlog_days", "channel", "chat"}};
  CHECK(plan_report(options, kSurroundings).compute.scope == MetricScope::all);
}

TEST_CASE("numbers in ids make metrics of the run", "[plan]") {
  Options options = line();
  CHECK(plan_report(options, kSurroundings).compute.run_metrics == nullptr);
  options.metrics = {"frt,share_within_300s"};
  options.settings.key_metrics = {{"resolved_within_48h"}, {"share_within_300s"}};
  const auto plan = plan_report(options, kSurroundings);
  REQUIRE(plan.compute.run_metrics != nullptr);
  REQUIRE(plan.compute.run_metrics->rows().size() == 2);
  CHECK(plan.compute.run_metrics->rows()[0].id == "share_within_300s");
  CHECK(plan.compute.run_metrics->rows()[1].id == "resolved_within_48h");
  CHECK(plan.compute.metrics == std::vector<std::string>{"frt", "share_within_300s"});
}

TEST_CASE("a target of any number judges the metric of that number", "[plan]") {
  Options options = line();
  options.target = {"share_within_300s>=80%"};
  options.fail_on = {"channel.chat.resolved_within_48h<50%"};
  const auto plan = plan_report(options, kSurroundings);
  REQUIRE(plan.compute.run_metrics != nullptr);
  CHECK(plan.compute.run_metrics->find("share_within_300s") != nullptr);
  CHECK(plan.compute.run_metrics->find("resolved_within_48h") != nullptr);
  CHECK(plan.judging.targets.front().metric == "share_within_300s");
}

TEST_CASE("what cannot be meant is refused before anything is read", "[plan]") {
  using Field = std::optional<std::string> Options::*;
  const struct {
    Field field;
    const char* value;
    const char* says;
  } cases[] = {
      {&Options::tz, "Europe/Rigga", "--tz: unknown time zone 'Europe/Rigga' / did you mean Europe/Riga"},
      {&Options::period, "lastweek", "--period: 'lastweek': not a period / did you mean last-week?"},
      {&Options::compare, "2026-W54", "--compare: '2026-W54': 2026 has weeks 01 to 53"},
      {&Options::grain, "fortnight", "--grain does not accept 'fortnight' / accepted: hour, day, week, month, quarter"},
      {&Options::week_start, "funday", "--week-start does not accept 'funday' / accepted: monday"},
      {&Options::as_of, "soon", "--as-of does not accept 'soon'"},
      {&Options::delimiter, ";;", "--delimiter does not accept ';;'"},
      {&Options::max_rejects, "101%", "--max-rejects does not accept '101%'"},
      {&Options::max_rejects, "-1", "--max-rejects does not accept '-1'"},
      {&Options::anchor, "solved", "--anchor does not accept 'solved' / accepted: event, created"},
      {&Options::fcr, "two_touch", "--fcr does not accept 'two_touch'"},
      {&Options::fcr_base, "ticket", "--fcr-base does not accept 'ticket' / accepted: issue, contact"},
      {&Options::fcr_window, "0", "--fcr-window does not accept '0'"},
      {&Options::fcr_window, "36h", "--fcr-window does not accept '36h'"},
      {&Options::sl, "80/20", "--sl does not accept '80/20' / accepted: strict, "},
      {&Options::sl_threshold, "-5", "--sl-threshold does not accept '-5'"},
      {&Options::csat_neutral, "ignore", "--csat-neutral does not accept 'ignore'"},
      {&Options::frt_start, "reply",
       "--frt-start does not accept 'reply' / accepted: first_customer, created, handoff"},
      {&Options::frt_outbound, "yes", "--frt-outbound does not accept 'yes' / accepted: exclude, first_customer"},
      {&Options::art, "message", "--art does not accept 'message' / accepted: pair, ticket, requests"},
      {&Options::aht, "talk", "--aht does not accept 'talk' / accepted: with-hold, talk-acw"},
      {&Options::asa, "all", "--asa does not accept 'all' / accepted: answered, all-queue"},
      {&Options::repeat_base, "people", "--repeat-base does not accept 'people' / accepted: contacts, customers"},
      {&Options::net_of, "hold", "--net-of does not accept 'hold' / accepted: pending"},
      {&Options::sla_priority, "last", "--sla-priority does not accept 'last' / accepted: in-force, current"},
      {&Options::at_risk_within, "-1", "--at-risk-within does not accept '-1'"},
  };
  for (const auto& c : cases) {
    auto options = line();
    options.*(c.field) = c.value;
    const auto text = refusal(options);
    INFO(text);
    CHECK(text.starts_with(c.says));
  }
  auto options = line();
  options.metrics = {"first_respons"};
  CHECK(refusal(options).starts_with("--metrics: there is no metric 'first_respons'"));
  options = line();
  options.where = {"chat"};
  CHECK(refusal(options).starts_with("--where does not accept 'chat'"));
  options = line();
  options.unit = {"parsec"};
  CHECK(refusal(options).starts_with("--unit does not accept 'parsec'"));
  options = line();
  options.date_format = {"dd/MM/yyyy"};
  CHECK(refusal(options).starts_with("time pattern \"dd/MM/yyyy\": unknown 'd' at position 1"));
  options = line();
  options.strict = true;
  options.max_rejects = "5%";
  CHECK(refusal(options).starts_with("--strict is --max-rejects 0"));
  options = line();
  options.quiet = options.verbose = true;
  CHECK(refusal(options).starts_with("--quiet and --verbose contradict"));
  CHECK(refusal(line({})).starts_with("no input file"));
  CHECK(refusal(line({"-", "messages=-"})).starts_with("standard input (-) is given more than once"));
  Options init = line({"-"});
  init.command = Command::init;
  CHECK(refusal(init).starts_with("init reads its files twice, which standard input (-) does not allow"));
  CHECK(refusal(line({"inspct", "a.csv"})) == "there is neither a command nor a file 'inspct' / did you mean inspect?");
  CHECK(refusal(line({"messages="})).starts_with("the input does not accept 'messages='"));
}

TEST_CASE("the ending of an output that was typed wins over a format of the file", "[plan]") {
  auto options = line();
  options.outputs = {"week.md", "week.out"};
  options.format = "json";
  options.settings.origins["--format"] = {};
  const auto plan = plan_report(options, kSurroundings);
  CHECK(plan.outputs[0].renderer->id == "md");
  CHECK(plan.outputs[1].renderer->id == "json");
  options.settings.origins["--output"] = {};
  CHECK(refusal(options).starts_with("'week.md' ends like md, but --format says json"));
}

TEST_CASE("promises and business hours of a channel may use the words of the help desk", "[plan]") {
  auto options = line();
  options.settings.words = {{"channel", "chat", "Plauderei"}};
  for (const char* channel : {"E-Mail", "plauderei", "fax"})
    options.settings.sla.push_back({.channel = channel, .threshold = Seconds{60}});
  options.settings.schedules = {{.name = "office"}};
  options.settings.business_hours = {.by = "channel", .by_value = {{"E-Mail", "office"}}};
  const auto plan = plan_report(options, kSurroundings);
  CHECK(plan.compute.sla[0].channel == "email");
  CHECK(plan.compute.sla[1].channel == "chat");
  CHECK(plan.compute.sla[2].channel == "fax");
  CHECK(plan.compute.business_hours.choice.by_value == std::map<std::string, std::string>{{"email", "office"}});
}

TEST_CASE("empty names and moments before 1970 are refused, columns named twice are one", "[plan]") {
  auto options = line();
  options.rejects = "";
  CHECK(refusal(options).starts_with("the name of the file for --rejects is empty / is a variable"));
  options = line();
  options.as_of = "0001-01-01";
  CHECK(refusal(options).starts_with("--as-of does not accept '0001-01-01'"));
  options = line();
  options.by = {"team,Team", "agent", "team"};
  CHECK(plan_report(options, kSurroundings).input.normalise.group_by == std::vector<std::string>{"team", "agent"});
  options.command = Command::normalize;
  options.outputs = {""};
  CHECK_THROWS_WITH(plan_normalize(options, kSurroundings), "the name of an output is empty");
}

TEST_CASE("the limit of rejected rows is a count or a share", "[plan]") {
  CHECK(rejects_exceed(parse_reject_limit("5%"), 6, 100));
  CHECK_FALSE(rejects_exceed(parse_reject_limit("5%"), 5, 100));
  CHECK(rejects_exceed(parse_reject_limit("3"), 4, 1'000'000));
  CHECK_FALSE(rejects_exceed(parse_reject_limit("3"), 3, 3));
  CHECK_FALSE(rejects_exceed(parse_reject_limit("0"), 0, 0));
  CHECK(rejects_exceed(parse_reject_limit("0"), 1, 10));
  CHECK(rejects_exceed(std::nullopt, 10, 10));
  CHECK_FALSE(rejects_exceed(std::nullopt, 9, 10));
  CHECK_FALSE(rejects_exceed(std::nullopt, 0, 0));
}

TEST_CASE("a typed target wins over the file, a single one over the norms beside it", "[plan]") {
  const auto targets = [](const Options& options) {
    std::vector<std::string> written;
    for (const Target& target : plan_report(options, kSurroundings).judging.targets) {
      if (target.metric == "csat" || target.metric == "frt") written.push_back(target.written);
    }
    return written;
  };
  auto options = line();
  options.settings.targets = {*understand_whole_target("csat>=70%").value, *understand_whole_target("frt<=2h").value};
  CHECK(targets(options) == std::vector<std::string>{"csat>=70%", "frt<=2h"});
  options.settings.norms = true;
  CHECK(targets(options) == std::vector<std::string>{"csat>=70%", "frt<=2h"});
  options.target = {"frt<=1h,channel.chat.frt<60s"};
  CHECK(targets(options) == std::vector<std::string>{"csat>=70%", "frt<=1h", "channel.chat.frt<60s"});
  options.target = {"norms"};
  CHECK(targets(options) == std::vector<std::string>{"csat>=85%", "frt<=2h"});
  options.target = {"csat>=80%", "norms"};
  CHECK(targets(options) == std::vector<std::string>{"csat>=80%", "frt<=2h"});
  options.target = {"csat>=80%", "csat<=90%"};
  CHECK(refusal(options) ==
        "--target: 'csat>=80%' and 'csat<=90%' are about the same values / give one of them, or both ends as a range: "
        "csat=LOW..HIGH");
}

TEST_CASE("channels are judged by what the rows make of their names, by words of one's own too", "[plan]") {
  Options options = line();
  options.settings.words = {{"channel", "chat", "Widget"}};
  options.settings.key_metrics = {{.metric = "frt", .dimension = "channel", .group = "Live Chat"},
                                  {.metric = "frt", .dimension = "channel", .group = "chat"},
                                  {.metric = "csat", .dimension = "priority", .group = "Live Chat"},
                                  {.metric = "frt"}};
  options.settings.targets = {*understand_whole_target("channel.Widget.frt<=2h").value};
  options.target = {"channel.Live Chat.csat>=80%"};
  options.fail_on = {"channel.widget.art>1h"};
  Goal goal;
  goal.target = *understand_whole_target("channel.Live Chat.csat>=90%").value;
  goal.milestones = {{goal.target, {}}};
  options.settings.goals = {goal};
  options.settings.actions = {{.check = *understand_whole_target("channel.Widget.frt<=1m").value}};
  AlertRule rule{.id = "slow_chat"};
  rule.conditions.push_back(
      *understand_condition(*understand_target_key("channel.Live Chat.frt").value, "value", ">1h").value);
  options.settings.alerts = {rule};
  const auto plan = plan_report(options, kSurroundings);
  for (const Target& target : plan.judging.targets) CHECK(target.channel == "chat");
  CHECK(plan.judging.targets.front().written == "channel.Widget.frt<=2h");
  CHECK(plan.judging.fail_on.front().condition.limit.channel == "chat");
  CHECK(plan.judging.goals.front().target.channel == "chat");
  CHECK(plan.judging.goals.front().milestones.front().target.channel == "chat");
  CHECK(plan.judging.actions.front().check->channel == "chat");
  CHECK(plan.judging.rules.back().conditions.front().limit.channel == "chat");
  CHECK(plan.key_metrics == std::vector<KeyMetric>{{.metric = "frt", .dimension = "channel", .group = "chat"},
                                                   {.metric = "csat", .dimension = "priority", .group = "Live Chat"},
                                                   {.metric = "frt"}});
  options.target = {"channel.Live Chat.csat>=80%", "channel.chat.csat>=90%"};
  CHECK(refusal(options).starts_with("--target: 'channel.Live Chat.csat>=80%' and 'channel.chat.csat>=90%'"));
}

TEST_CASE("a metric that no channel or priority tells apart has no target there", "[plan]") {
  for (const char* const key : {"channel.chat.requesters", "priority.high.retention_rate", "channel.chat.online_time",
                                "channel.chat.cost_per_contact", "channel.chat.occupancy"}) {
    const auto target = understand_target_key(key);
    CHECK_FALSE(target.value);
    CHECK(target.problem.find(" is not counted by ") != std::string::npos);
  }
  for (const char* const key : {"channel.chat.nps", "channel.chat.contacts_per_day", "channel.chat.clearance_rate",
                                "priority.high.sla_frt", "channel.chat.share_within_300s"}) {
    INFO(key);
    CHECK(understand_target_key(key).value);
  }
}

TEST_CASE("what is judged is computed, and shown where it has a target", "[plan]") {
  auto options = line();
  options.metrics = {"csat"};
  options.target = {"acw_time=30s..60s", "norms"};
  options.fail_on = {"backlog>100"};
  const auto plan = plan_report(options, kSurroundings);
  CHECK(plan.compute.shown_too == std::vector<std::string>{"acw_time"});
  CHECK(std::find(plan.compute.computed_too.begin(), plan.compute.computed_too.end(), "backlog") !=
        plan.compute.computed_too.end());
  // The built-in rules look only at what was asked for.
  for (const AlertRule& rule : plan.judging.rules) CHECK(rule.conditions.front().limit.metric == "csat");
  CHECK(plan.judging.rules.size() == 2);
  CHECK(plan_report(line(), kSurroundings).judging.rules.size() == default_alert_rules().size());
}

TEST_CASE("an alert of the file replaces the built-in one of its name", "[plan]") {
  auto options = line();
  AlertRule own;
  own.id = "csat_drop";
  own.conditions = {*understand_condition(*understand_target_key("csat").value, "previous", "<=-1pt").value};
  options.settings.alerts = {own};
  const auto rules = plan_report(options, kSurroundings).judging.rules;
  CHECK(rules.size() == default_alert_rules().size());
  CHECK(std::count_if(rules.begin(), rules.end(), [](const AlertRule& rule) { return rule.id == "csat_drop"; }) == 1);
  CHECK(rules.back().conditions[0].limit.low == Approx(-0.01));
  options.settings.default_alerts = false;
  CHECK(plan_report(options, kSurroundings).judging.rules.size() == 1);
  CHECK_FALSE(plan_report(options, kSurroundings).judging.checks);
}

TEST_CASE("--fail-on takes alerts, targets, ids and conditions", "[plan]") {
  auto options = line();
  options.fail_on = {"alerts", "missed-targets,csat_drop", "csat<80%"};
  const auto asked = plan_report(options, kSurroundings).judging.fail_on;
  REQUIRE(asked.size() == 4);
  CHECK(asked[0].kind == FailCondition::Kind::alerts);
  CHECK(asked[1].kind == FailCondition::Kind::missed_targets);
  CHECK(asked[2].rule == "csat_drop");
  CHECK(asked[3].condition.limit.low == Approx(0.8));
  options.fail_on = {"alert"};
  CHECK(refusal(options).starts_with("--fail-on: there is no alert 'alert' / did you mean alerts"));
  options.fail_on = {"csat<80"};
  CHECK(refusal(options).starts_with("--fail-on: '<80' is out of reach"));
}
