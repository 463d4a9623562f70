#include "app/staffing_plan.hpp"

#include "app/target_text.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

ReportPlan plan_with(const std::vector<std::string>& targets, const SlaPolicies& sla = {}) {
  ReportPlan plan;
  plan.compute.sla = sla;
  for (const std::string& text : targets) plan.judging.targets.push_back(understand_whole_target(text).value.value());
  return plan;
}

/// "chat 60", "priority high 600", "all 3600", in order.
std::string told(const AnswerLimits& limits) {
  std::string text;
  for (const SlaPolicy& one : limits.first_reply) {
    const std::string who = one.channel ? *one.channel : one.priority ? "priority " + *one.priority : "all";
    text += (text.empty() ? "" : ", ") + who + " " + std::to_string(one.threshold.count());
  }
  return text;
}

}  // namespace

TEST_CASE("an answer is late by what was promised, and where nothing was by what is aimed at", "[hours]") {
  CHECK(told(answer_limits_of(plan_with({}))).empty());
  CHECK(told(answer_limits_of(plan_with({"frt<=1h", "csat>=85%"}))) == "all 3600");
  CHECK(told(answer_limits_of(plan_with({"frt<=1h", "priority.high.frt<=10m", "channel.chat.frt<=60s"}))) ==
        "chat 60, priority high 600, all 3600");
  const SlaPolicies promises = {
      {.channel = "chat", .threshold = Seconds{120}},
      {.threshold = Seconds{14400}, .clock = Clock::business},
      {.metric = SlaMetric::resolution, .threshold = Seconds{172800}},
  };
  const AnswerLimits limits = answer_limits_of(plan_with({"frt<=1h", "channel.chat.frt<=60s"}, promises));
  CHECK(told(limits) == "chat 120, all 14400");  // nothing is left for the targets
  CHECK(limits.first_reply[1].clock == Clock::business);
  const SlaPolicies to_some = {{.channel = "chat", .threshold = Seconds{120}, .clock = Clock::business}};
  const AnswerLimits mixed = answer_limits_of(plan_with({"frt<=1h", "channel.email.frt<=4h"}, to_some));
  CHECK(told(mixed) == "chat 120, email 14400, all 3600");
  CHECK(mixed.first_reply[1].clock == Clock::calendar);
}

TEST_CASE("the longest wait in time is the one that meets the target", "[hours]") {
  CHECK(told(answer_limits_of(plan_with({"frt<60s"}))) == "all 59");
  CHECK(told(answer_limits_of(plan_with({"frt=30s..60s"}))) == "all 60");
  CHECK(told(answer_limits_of(plan_with({"frt>=60s"}))).empty());
}

TEST_CASE("the agents needed follow the target of the service level", "[staffing]") {
  CHECK(staffing_options_of(plan_with({})).share == 0.8);
  ReportPlan plan = plan_with({"service_level>=90%", "channel.phone.service_level>=70%"});
  plan.shrinkage = 0.3;
  CHECK(staffing_options_of(plan).share == Approx(0.9));
  CHECK(staffing_options_of(plan).shrinkage == 0.3);
}
