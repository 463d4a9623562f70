#include "read/json_splitter.hpp"

#include "read/json_tokens.hpp"

namespace csreport {

SplitResult JsonSplitter::scan(std::string_view text) {
  for (; at_ < text.size(); ++at_) {
    const char c = text[at_];
    if (in_string_) {
      if (c == '\\') {
        if (at_ + 1 == text.size()) return SplitResult::need_more;
        if (text[at_ + 1] == '\n' || text[at_ + 1] == '\r') return SplitResult::broken;
        ++at_;
      } else if (c == '"') {
        in_string_ = false;
      } else if (c == '\n' || c == '\r') {
        return SplitResult::broken;
      }
      continue;
    }
    if (c == ' ' || c == '\t') continue;
    if (c == '\n' || c == '\r') {
      bool undecided = false;
      if (!line_may_end(text, undecided)) return undecided ? SplitResult::need_more : SplitResult::broken;
      continue;
    }
    if (c == '"') in_string_ = true;
    if ((c == '{' || c == '[') && !open(c)) return SplitResult::broken;
    if ((c == '}' || c == ']') && !close(c)) return SplitResult::broken;
    before_ = c;
    if (open_.empty()) {
      ++at_;
      return SplitResult::complete;
    }
  }
  return SplitResult::need_more;
}

/// A value begins behind a colon in objects, behind a comma or [ in arrays; elsewhere a bracket was
/// forgotten before.
bool JsonSplitter::open(char bracket) {
  const bool in_object = !open_.empty() && open_.back() == '{';
  const bool in_array = !open_.empty() && open_.back() == '[';
  if (in_object && before_ != ':') return false;
  if (in_array && before_ != ',' && before_ != '[') return false;
  if (open_.size() >= kMaxJsonDepth) return false;
  open_ += bracket;
  return true;
}

bool JsonSplitter::close(char bracket) {
  if (open_.empty() || open_.back() != (bracket == '}' ? '{' : '[')) return false;
  open_.pop_back();
  return true;
}

bool JsonSplitter::line_may_end(std::string_view text, bool& undecided) const {
  if (rules_.single_line) return false;
  if (!rules_.indentation) return true;
  const std::size_t next = text.find_first_not_of(" \t", at_ + 1);
  undecided = next == std::string_view::npos;
  return !undecided && !(text[next] == '{' && next - at_ - 1 == *rules_.indentation);
}

}  // namespace csreport
