#include <algorithm>
#include <sstream>
#include <string>

#include "csreport/render/renderer.hpp"
#include "render/display_width.hpp"
#include "render/escape.hpp"
#include "render/text_page.hpp"
#include "support/catch.hpp"
#include "support/sample_report.hpp"

using namespace csreport;

namespace {

std::string text_of(const Report& report, const RenderOptions& options = {}) {
  return find_renderer("txt")->render(report, options);
}

std::string laid_out(const std::string& marked, std::size_t width = 80, bool colored = false) {
  return lay_out_text(marked, {.width = width, .colored = colored});
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string one; std::getline(stream, one);) lines.push_back(one);
  return lines;
}

/// The first line that begins with `start`.
std::string line(const std::string& text, const std::string& start) {
  for (const std::string& one : lines_of(text)) {
    if (one.starts_with(start)) return one;
  }
  return {};
}

}  // namespace

TEST_CASE("characters take the columns that a terminal gives them", "[render]") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("Ērģle") == 5);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("日本") == 4);
  CHECK(display_width("한국") == 4);
  CHECK(display_width("ｱｱ") == 2);
  CHECK(display_width("Ａ") == 2);
  CHECK(display_width("😀") == 2);
  CHECK(display_width("\u200B\u2060") == 0);
  CHECK(display_width("◆▁█") == 3);
}

TEST_CASE("tables line up by what is seen, not by bytes", "[render]") {
  CHECK(laid_out("Name␟Count\n␞l␟r\n日本␟5\ne\u0301␟123\n") ==
        "Name  Count\n"
        "----  -----\n"
        "日本      5\n"
        "e\u0301       123\n");
}

TEST_CASE("a line inside a table is a paragraph of its own", "[render]") {
  CHECK(laid_out("a␟b\n␞l␟l\n␝Family\nx␟y\n␝  a small print\n␝\nz␟w\n") ==
        "a  b\n-  -\n\nFamily\nx  y\n  a small print\n\nz  w\n");
}

TEST_CASE("paragraphs are wrapped at blanks, and later lines begin below the mark", "[render]") {
  CHECK(laid_out("- ␉one two three four\n", 12) == "- one two\n  three four\n");
  CHECK(laid_out("  one two three four\n", 12) == "  one two\n  three four\n");
  CHECK(laid_out("1m\u00A032s and\u00A0so on\n", 10) == "1m 32s\nand so on\n");
  CHECK(laid_out("\n\na\n\n\n\nb\n\n\n") == "a\n\nb\n");
}

TEST_CASE("text without blanks is wrapped between ideographs, and its marks begin no line", "[render]") {
  CHECK(laid_out("第四十六周满意度下降。\n", 10) == "第四十六周\n满意度下\n降。\n");
  CHECK(laid_out(std::string(25, 'x') + "\n", 10) == "xxxxxxxxxx\nxxxxxxxxxx\nxxxxx\n");
}

TEST_CASE("in text without blanks, words and numbers of other scripts stay whole", "[render]") {
  CHECK(laid_out("本周满意度CSAT下降。\n", 12) == "本周满意度\nCSAT下降。\n");
  CHECK(laid_out("新建工单283个，比上周多。\n", 12) == "新建工单\n283个，比上\n周多。\n");
  CHECK(laid_out("满意度下降（n\u00A0=\u00A0103）。\n", 14) == "满意度下降\n（n = 103）。\n");
  CHECK(laid_out("约 45% 的降幅来自“聊天”渠道\n", 20) == "约 45% 的降幅来自“聊\n天”渠道\n");
}

TEST_CASE("a short word behind a blank is not torn", "[render]") {
  CHECK(laid_out("这个 95% 区间\n", 11) == "这个 95%\n区间\n");
  CHECK(laid_out("首次响应 (中位数)\n", 13) == "首次响应\n(中位数)\n");
  CHECK(laid_out("首次响应 一二三四五\n", 13) == "首次响应 一二\n三四五\n");
}

TEST_CASE("marks that open end no line", "[render]") {
  CHECK(laid_out("一二三四「五六」\n", 10) == "一二三四\n「五六」\n");
  CHECK(laid_out("一二三四《五六》\n", 10) == "一二三四\n《五六》\n");
}

TEST_CASE("a number and its unit stay together where no blank tells them from the words around", "[render]") {
  const auto told = [](const std::string& text, std::size_t width) {
    return lay_out_text(text, {.width = width, .units = {"小时", "分钟", "小時", "个百分点"}});
  };
  CHECK(told("首次响应2小时14分钟。\n", 12) == "首次响应\n2小时14分\n钟。\n");  // wider than a line: cut
  CHECK(told("首次响应2小时14分钟。\n", 14) == "首次响应\n2小时14分钟。\n");
  CHECK(told("回應 2\u00A0小時\n", 8) == "回應\n2 小時\n");
  CHECK(told("满意度下降4.2个百分点，至81.3%\n", 14) == "满意度下降\n4.2个百分点，\n至81.3%\n");
}

TEST_CASE("columns of ideographs are wrapped to several characters, not to one", "[render]") {
  CHECK(laid_out("渠道␟平均首次响应时间\n␞l␟r\n电子邮件和网页表单␟1\n", 24) ==
        "              平均首次\n"
        "渠道          响应时间\n"
        "------------  --------\n"
        "电子邮件和网         1\n"
        "页表单\n");
}

TEST_CASE("a table that is too wide has its words wrapped, then is told in parts", "[render]") {
  const std::string wide = "Name␟First␟Second␟Third\n␞l␟r␟r␟r\nAnn␟1111111111␟2222222222␟3333333333\nBob␟1␟␟\n";
  CHECK(laid_out(wide, 30) ==
        "Name       First      Second\n"
        "----  ----------  ----------\n"
        "Ann   1111111111  2222222222\n"
        "Bob            1\n"
        "\n"
        "Name       Third\n"
        "----  ----------\n"
        "Ann   3333333333\n");
}

TEST_CASE("colour is there only when it is asked for, and takes no column", "[render]") {
  const std::string marked = "a␟b\n␞l␟r\n␛worse␛◆␛␛ x␟1\n␛normal␛○␛␛ y␟2\n";
  CHECK(laid_out(marked) == "a    b\n---  -\n◆ x  1\n○ y  2\n");
  CHECK(laid_out(marked, 80, /*colored=*/true) == "a    b\n---  -\n\x1b[1;38;5;166m◆\x1b[0m x  1\n○ y  2\n");
  // A colour that is on at the end of a line is put off there and on again.
  CHECK(laid_out("␛better␛one two three␛␛\n", 10, /*colored=*/true) ==
        "\x1b[1;38;5;32mone two\x1b[0m\n\x1b[1;38;5;32mthree\x1b[0m\n");
}

TEST_CASE("a heading is underlined as far as it reaches", "[render]") {
  CHECK(laid_out("␜ Title\ntext\n␜␜ 日本\n␜␜␜ c\nx\n") == "Title\n=====\n\ntext\n\n日本\n----\n\nc\n\nx\n");
}

TEST_CASE("no text from the data reaches a terminal's controls or the marks of the layout", "[render]") {
  const char* const cases[][2] = {{"a\x1B[31mb", "a\uFFFD[31mb"},
                                  {"a\tb\nc\rd", "a b c d"},
                                  {"\u202Ex\u200F", "\uFFFDx\uFFFD"},
                                  {"a␟b␜", "a\uFFFDb\uFFFD"},
                                  {"\xC2\x9Bx", "\uFFFDx"},
                                  {"\xFF", "\uFFFD"},
                                  {"日本 😀", "日本 😀"}};
  for (const auto& [text, shown] : cases) CHECK(escape_plain_text(text) == shown);
}

TEST_CASE("plain text is as wide as the terminal and no wider", "[render]") {
  for (const auto& [name, report] : sample::all_reports()) {
    for (const std::size_t width : {60U, 80U, 132U}) {
      INFO(name << " at " << width);
      RenderOptions options;
      options.width = width;
      for (const std::string& one : lines_of(text_of(report, options))) {
        INFO(one);
        CHECK(display_width(one) <= width);
        CHECK((one.empty() || one.back() != ' '));
        CHECK(std::none_of(one.begin(), one.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
      }
    }
  }
}

TEST_CASE("plain text tells what the page tells", "[render]") {
  const std::string text = text_of(sample::judged_report());
  CHECK(line(text, "Week 46") == "Week 46: satisfaction fell to 81.3%, below its normal range");
  CHECK(line(text, "Open backlog") == "Open backlog                           276    ▲ 62 (29%) from 214");
  CHECK(line(text, "  ▁▁▂▂▃") == "  ▁▁▂▂▃▂▂▂▃▃▂▃▃▃▂▃▁▃▃▁▁▂▁▃▃█  ◆ Worse than usual");
  CHECK(line(text, "  Target 250") == "  Target 250 or fewer: missed by 26");
  CHECK(line(text, "- Critical:").starts_with("- Critical: Satisfaction: 81.3% (n = 412); the rule is csat<86%."));
  RenderOptions colored;
  colored.colored = true;
  CHECK(text_of(sample::judged_report(), colored).find("\x1b[1;38;5;166m◆ Worse than usual\x1b[0m") !=
        std::string::npos);
}

TEST_CASE("plain text in ASCII holds no other character of ours", "[render]") {
  RenderOptions options;
  options.ascii = true;
  const std::string text = text_of(sample::judged_report(), options);
  CHECK(std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
}
