#include "csreport/core/shared_dictionary.hpp"

#include <map>
#include <string>
#include <vector>

#include "csreport/core/parallel.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

/// 3,000 texts of every length up to 300 among 20,000, many of them often, some empty.
std::vector<std::string> many_texts(unsigned seed) {
  std::vector<std::string> texts;
  std::uint64_t state = seed;
  for (int i = 0; i < 20'000; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    const std::uint64_t who = (state >> 33) % 3'000;
    texts.push_back(who == 0 ? "" : std::string(who % 300, 'x') + std::to_string(who));
  }
  return texts;
}

}  // namespace

TEST_CASE("equal texts have one code and different texts different ones, whoever brings them") {
  for (const unsigned threads : {1U, 2U, 8U}) {
    CAPTURE(threads);
    SharedDictionary dictionary;
    std::vector<std::vector<std::uint32_t>> codes(8);
    std::vector<std::vector<std::string>> texts;
    for (unsigned seed = 0; seed < codes.size(); ++seed) texts.push_back(many_texts(seed));
    run_parallel(threads, codes.size(), [&](std::size_t piece) {
      const std::vector<std::string_view> views(texts[piece].begin(), texts[piece].end());
      codes[piece].resize(views.size());
      dictionary.intern(views, codes[piece]);
    });
    std::map<std::string, std::uint32_t> reference;
    std::map<std::uint32_t, std::string> texts_of_codes;
    std::size_t wrong = 0;
    for (std::size_t piece = 0; piece < codes.size(); ++piece) {
      for (std::size_t i = 0; i < codes[piece].size(); ++i) {
        const std::uint32_t code = codes[piece][i];
        wrong += reference.emplace(texts[piece][i], code).first->second != code;
        wrong += texts_of_codes.emplace(code, texts[piece][i]).first->second != texts[piece][i];
        wrong += dictionary.text(code) != texts[piece][i] || code >= dictionary.size();
      }
    }
    CHECK(wrong == 0);
    CHECK(reference.at("") == SharedDictionary::kNone);
    CHECK(dictionary.size() < reference.size() + 4'000);
  }
}

TEST_CASE("a shared dictionary finds only what it was given") {
  SharedDictionary dictionary;
  const std::uint32_t ana = dictionary.intern("ana");
  CHECK(dictionary.intern("ana") == ana);
  CHECK(dictionary.find("ana") == ana);
  CHECK(dictionary.find("Ana") == std::nullopt);
  CHECK(dictionary.find("") == SharedDictionary::kNone);
  CHECK(dictionary.text(SharedDictionary::kNone).empty());
  const std::string with_nul("a\0b", 3);
  CHECK(dictionary.text(dictionary.intern(with_nul)) == with_nul);
}

TEST_CASE("a dictionary that forgets its texts still tells them apart, until it is sealed") {
  SharedDictionary people(TextKeeping::forgotten);
  const std::uint32_t ana = people.intern("ana@mail.example");
  const std::uint32_t bob = people.intern("bob@mail.example");
  CHECK(ana != bob);
  CHECK(people.intern("ana@mail.example") == ana);
  CHECK(people.find("bob@mail.example") == bob);
  people.seal();
  CHECK(people.find("bob@mail.example") == std::nullopt);
  CHECK(people.size() > bob);
}
