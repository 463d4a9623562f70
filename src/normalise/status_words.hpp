#pragma once
// What a status word means: a status, or a reason not to count the ticket.

#include "normalise/word_meanings.hpp"

namespace csreport {

struct StatusMeaning {
  Status status = Status::unknown;
  RowState state = RowState::used;
};

inline constexpr WordName<StatusMeaning> kStatusNames[] = {{"new", {Status::new_}},
                                                           {"open", {Status::open}},
                                                           {"pending", {Status::pending}},
                                                           {"hold", {Status::hold}},
                                                           {"solved", {Status::solved}},
                                                           {"closed", {Status::closed}},
                                                           {"deleted", {Status::unknown, RowState::deleted}},
                                                           {"spam", {Status::unknown, RowState::spam}},
                                                           {"merged", {Status::unknown, RowState::merged}}};

}  // namespace csreport
