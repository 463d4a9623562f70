// An e-mail that `sendmail -t` takes as it is: the plain text, and a page of tables alone, because mail programs know
// neither style sheets nor drawings (UX.md 13).
#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "render/context.hpp"
#include "render/escape.hpp"
#include "render/formats.hpp"
#include "render/language.hpp"
#include "render/mime.hpp"
#include "render/sha256.hpp"

namespace csreport {
namespace {

constexpr std::size_t kTextWidth = 76;
/// Some programs cut mails near 100 KB; what is cut is the end, without a word.
constexpr std::size_t kMostPage = 60'000;

std::size_t count_blocks(const TemplateValue::List& sections) {
  std::size_t blocks = 0;
  for (const TemplateValue& section : sections) blocks += section.object()->at("blocks").list()->size();
  return blocks;
}

/// The sections with the first so many blocks of all.
TemplateValue::List first_blocks(const TemplateValue::List& sections, std::size_t count) {
  TemplateValue::List kept;
  for (const TemplateValue& section : sections) {
    TemplateValue::Object shorter = *section.object();
    TemplateValue::List blocks = *shorter.at("blocks").list();
    blocks.resize(std::min(blocks.size(), count));
    count -= blocks.size();
    if (blocks.empty()) continue;
    shorter["blocks"] = std::move(blocks);
    kept.emplace_back(std::move(shorter));
  }
  return kept;
}

/// As many blocks from the beginning as fit: a layout has what matters most first.
std::string page_of(const Report& report, const RenderOptions& options) {
  TemplateValue::Object context = *email_context(report, options).object();
  const auto page = [&] { return render_format_template("eml", context, options, escape_html); };
  std::string whole = page();
  if (whole.size() <= kMostPage) return whole;
  const TemplateValue::List sections = *context.at("sections").list();
  context["shortened"] = TemplateValue::truth(true);
  const auto page_with = [&](std::size_t blocks) {
    context["sections"] = first_blocks(sections, blocks);
    return page();
  };
  std::size_t fitting = 0;
  std::size_t too_many = count_blocks(sections);
  while (fitting + 1 < too_many) {
    const std::size_t middle = (fitting + too_many) / 2;
    (page_with(middle).size() <= kMostPage ? fitting : too_many) = middle;
  }
  return page_with(fitting);
}

/// What customers wrote stays on the page: a mail is passed on.
Report for_mail(const Report& report) {
  Report mailed = report;
  for (Section& section : mailed.sections) {
    std::erase_if(section.blocks, [](const Block& block) {
      const auto* const figure = std::get_if<Figure>(&block.content);
      return figure != nullptr && figure->of_customers;
    });
  }
  std::erase_if(mailed.sections, [](const Section& section) { return section.blocks.empty(); });
  return mailed;
}

std::string part(std::string_view type, std::string_view text) {
  return fmt::format("Content-Type: {}; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{}\n", type,
                     quoted_printable(text));
}

/// The same for the same text; quoted-printable never holds "=_".
std::string boundary_of(std::string_view text) {
  std::string boundary = "=_csreport_";
  const auto hash = sha256(text);
  for (std::size_t i = 0; i < 8; ++i) boundary += fmt::format("{:02x}", static_cast<unsigned>(hash[i]));
  return boundary;
}

std::string headers(const Report& report, const RenderOptions& options) {
  const MailEnvelope& mail = options.mail;
  std::string text;
  if (mail.from) text += mail_field("From", std::vector<MailAddress>{*mail.from});
  if (!mail.to.empty()) text += mail_field("To", mail.to);
  text += mail_field("Subject", report_subject(report, options));
  if (const auto date = mail.date ? mail.date : report.as_of) {
    text += mail_field("Date", mail_date(*date, report.zone));
  }
  text += "MIME-Version: 1.0\nAuto-Submitted: auto-generated\n";
  return text + mail_field("Content-Language", options.language);
}

}  // namespace

TemplateValue email_context(const Report& report, const RenderOptions& options) {
  TemplateValue::Object page = *template_context(report, options, DrawingStyle::blocks).object();
  TemplateValue::Object words;
  for (auto& [key, text] : Language::load(options.language).group("email")) words.emplace(key, text);
  page["email"] = std::move(words);
  page["shortened"] = TemplateValue::truth(false);
  page["link"] = options.mail.link;
  return page;
}

std::string render_email(const Report& report, const RenderOptions& options) {
  RenderOptions plain = options;
  plain.width = kTextWidth;
  plain.colored = false;
  std::string words = render_text(for_mail(report), plain);
  if (!options.mail.link.empty()) {
    const Language& language = Language::load(options.language);
    words = fmt::format("{}{}{}\n\n{}", language.text("email.whole_report"), language.text("label.colon"),
                        options.mail.link, words);
  }
  const std::string text = part("text/plain", words);
  const std::string page = part("text/html", page_of(report, options));
  const std::string boundary = boundary_of(text + page);
  return fmt::format("{}Content-Type: multipart/alternative; boundary=\"{}\"\n\n--{}\n{}\n--{}\n{}\n--{}--\n",
                     headers(report, options), boundary, boundary, text, boundary, page, boundary);
}

}  // namespace csreport
