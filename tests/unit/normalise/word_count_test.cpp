#include "normalise/word_count.hpp"

#include <string_view>

#include "support/catch.hpp"

using csreport::count_words;

TEST_CASE("a comment has as many words as a reader sees in it") {
  struct Case {
    std::string_view text;
    std::size_t words;
  };
  for (const auto& [text, words] : {Case{"", 0},
                                    {"ok", 1},
                                    {"Very quick answer", 3},
                                    {"  two\n lines ", 2},
                                    {"good,fast;kind", 3},
                                    {"don't e-mail me", 3},
                                    {"don’t", 1},
                                    {"- ... !!! -", 0},
                                    {"👍👍 👍", 0},
                                    {"great👍service", 2},
                                    {"Бързо и учтиво", 3},
                                    {"très bien, merci", 3},
                                    {"好", 1},
                                    {"很满意", 2},
                                    {"回复很快，态度很好", 4},
                                    {"服务 ok", 2},
                                    {"ありがとう", 3},
                                    {"빠르고 친절해요", 2},
                                    {"4.5 of 5", 3},
                                    {"bad \xFF byte", 2}}) {
    CAPTURE(text);
    CHECK(count_words(text) == words);
  }
}
