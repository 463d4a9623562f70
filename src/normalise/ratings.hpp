#pragma once
// Rating scales: from the distinct texts of a whole column to what each of them means. A scale that
// the values do not settle is asked for, never guessed (METRICS 1.16 to 1.18).

#include <optional>
#include <string>
#include <vector>

#include "csreport/core/dataset.hpp"
#include "normalise/lexicon.hpp"

namespace csreport {

enum class RatingKind { csat, nps, ces };

/// One distinct rating text of a column and how often it occurs.
struct RatingText {
  std::string text;
  std::int64_t count = 0;
};

/// A scale as the user writes it: "1-5", "1-7", "0-10:9" (9 and above are good), "good/bad",
/// "1-5:agree" (CES with high = good). Throws Error(usage) with the accepted forms.
struct RatingScale {
  std::string name;
  double low = 0;
  double high = 0;
  double good_from = 0;     ///< scores from here are good
  double neutral_from = 0;  ///< scores from here, below good_from, are neutral
  bool low_is_good = false;
  bool words_only = false;
};
RatingScale parse_rating_scale(const std::string& text, RatingKind kind);

/// The scale that the numbers among the texts settle; nothing when they do not.
std::optional<RatingScale> detect_scale(RatingKind kind, const std::vector<RatingText>& texts, const Lexicon& lexicon);

/// The number that a rating text begins with: "5", "4,0", "4 stars", "10 - Extremely likely".
std::optional<double> leading_number(std::string_view text);

/// Judges every text; [0] belongs to the absent rating. `scale` is the user's, else detected. Sets
/// everything of the column but its codes.
void judge_ratings(RatingKind kind, const std::vector<RatingText>& texts, const Lexicon& lexicon,
                   const std::optional<std::string>& scale, RatingColumn& column);

}  // namespace csreport
