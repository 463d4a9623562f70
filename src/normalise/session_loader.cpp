// Sessions of agents: an agent and a time make a row, which is an interval with a state or a day's sums.

#include "normalise/loaders.hpp"

namespace csreport {
namespace {

constexpr WordName<AgentState> kStateNames[] = {{"handling", AgentState::handling},
                                                {"available", AgentState::available},
                                                {"not_ready", AgentState::not_ready},
                                                {"not ready", AgentState::not_ready},
                                                {"offline", AgentState::offline},
                                                {"online", AgentState::online},
                                                {"paid", AgentState::paid}};

class SessionLoader final : public Loader {
 public:
  SessionLoader(LoadState& state, LoadPlan plan)
      : Loader(state, std::move(plan)), sessions_(state.data.sessions), begin_(sessions_.rows) {
    state_.data.has_sessions = true;
    for (const BoundColumn& bound : plan_.binding.columns) add_column(bound);
  }

  RowRange finish() override {
    SessionTable& s = sessions_;
    pad(s.rows, s.end, s.online, s.handling, s.available, s.not_ready, s.paid);
    return {begin_, s.rows, rejected_};
  }

 private:
  void begin_rows(const RowParts& parts) override {
    begin_states(sessions_.state, sessions_.rows, parts);
    sessions_.start.append(parts.time.cells);
    lengths_.clear();
    activity_.assign(parts.rows, has_sums_ ? AgentState::unknown : AgentState::online);
  }
  void end_rows(const RowParts& parts) override {
    SessionTable& s = sessions_;
    const std::size_t first = s.rows;
    s.rows += parts.rows;
    s.activity.insert(s.activity.end(), activity_.begin(), activity_.end());
    if (!lengths_.empty()) s.end.resize(s.rows);
    for (std::size_t i = 0; i < lengths_.size(); ++i) {
      const auto length = static_cast<std::int32_t>(lengths_[i]);
      const std::int64_t end = std::int64_t{*s.start[first + i]} + length;
      const bool known = length != DurationColumn::kMissing && end >= 0 && end < InstantColumn::kMissing;
      if (known && !s.end[first + i]) s.end.set(first + i, static_cast<std::uint32_t>(end));
    }
  }

  void add_column(const BoundColumn& bound) {
    if (!belongs_to(field_row(bound.field), RecordKind::sessions)) return;
    SessionTable& s = sessions_;
    switch (bound.field) {
      case Field::agent:
        rows_.ids.push_back(require_column(bound, "missing_agent", {}, "expected.agent"));
        return on_agents(bound, s.agent, s.rows);
      case Field::started_at:
        rows_.time = require_column(bound, "missing_started_at", "invalid_started_at", {});
        return;
      case Field::ended_at: return on_values(DecoderKind::time, bound, s.end, s.rows);
      case Field::session_time:
        return on_append(plan_column(DecoderKind::duration, bound),
                         [this](ColumnPart& part) { lengths_.assign(part.cells.begin(), part.cells.end()); });
      case Field::agent_state:
        return on_words<AgentState>(
            bound, judge_by_topic<AgentState>(voice(bound), plan_.log, "agent_state", kStateNames, AgentState::unknown),
            [this](AgentState state, std::size_t i) {
              if (!has_sums_) activity_[i] = state;
            });
      case Field::online_time: return add_sum(bound, s.online);
      case Field::handling_time: return add_sum(bound, s.handling);
      case Field::available_time: return add_sum(bound, s.available);
      case Field::not_ready_time: return add_sum(bound, s.not_ready);
      case Field::paid_time: return add_sum(bound, s.paid);
      default: return;  // fields of the other kinds
    }
  }
  void add_sum(const BoundColumn& bound, DurationColumn& target) {
    has_sums_ = true;
    on_values(DecoderKind::duration, bound, target, sessions_.rows);
  }

  SessionTable& sessions_;
  std::size_t begin_;
  bool has_sums_ = false;
  // Of the chunk:
  std::vector<std::uint32_t> lengths_;
  std::vector<AgentState> activity_;
};

}  // namespace

std::unique_ptr<Loader> make_session_loader(LoadState& state, LoadPlan plan) {
  return std::make_unique<SessionLoader>(state, std::move(plan));
}

}  // namespace csreport
