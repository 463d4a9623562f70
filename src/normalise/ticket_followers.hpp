#pragma once
// What belongs to a ticket and shares its fate: messages, statuses, answers, reviews, and the further legs of a call.

#include "normalise/loaders.hpp"

namespace csreport {

/// Makes one contact of the legs of each call, and what names one of its legs names the contact.
void fold_calls(LoadState& state, const NormaliseOptions& options);

/// What belongs to a ticket that is not counted is not counted either. What belongs to tickets that no file has is
/// kept, unless --where asks for tickets with certain values.
/// Messages of a ticket that was merged into another one become that one's (METRICS 0.3), where a file has it; through
/// any number of mergers.
void lead_to_survivors(LoadState& state);
void follow_tickets(LoadState& state, const NormaliseOptions& options);

}  // namespace csreport
