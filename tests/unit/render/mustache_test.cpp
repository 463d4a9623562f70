#include "render/mustache.hpp"

#include <fstream>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "csreport/core/error.hpp"
#include "render/escape.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

TemplateValue value_of(const nlohmann::json& json) {
  if (json.is_null()) return {};
  if (json.is_boolean()) return TemplateValue::truth(json.get<bool>());
  if (json.is_string()) return json.get<std::string>();
  if (json.is_array()) {
    TemplateValue::List list;
    for (const auto& item : json) list.push_back(value_of(item));
    return list;
  }
  if (json.is_object()) {
    TemplateValue::Object object;
    for (const auto& [key, item] : json.items()) object.emplace(key, value_of(item));
    return object;
  }
  return json.dump();
}

/// The specification escapes & < > " only; this is its escaper, not ours.
std::string escape_as_specified(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string error_of(std::string_view text, TemplateOptions options = {}) {
  try {
    const TemplateValue context(TemplateValue::Object{{"name", "x"}});
    render_template(text, context, options);
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::usage);
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("the template engine passes the required modules of the specification", "[suites][render]") {
  int cases = 0;
  for (const char* module : {"comments", "delimiters", "interpolation", "inverted", "partials", "sections"}) {
    std::ifstream file(std::string(CSREPORT_SHARED_DIR) + "/suites/mustache-spec/" + module + ".json");
    REQUIRE(file.good());
    const auto suite = nlohmann::json::parse(file);
    for (const auto& test : suite.at("tests")) {
      std::map<std::string, std::string, std::less<>> partials;
      if (test.contains("partials")) partials = test.at("partials").get<decltype(partials)>();
      TemplateOptions options;
      options.escape = escape_as_specified;
      options.partial = [&](std::string_view name) -> std::optional<std::string_view> {
        const auto found = partials.find(name);
        if (found == partials.end()) return std::nullopt;
        return found->second;
      };
      INFO(module << ": " << test.at("name"));
      CHECK(render_template(test.at("template").get<std::string>(), value_of(test.at("data")), options) ==
            test.at("expected").get<std::string>());
      ++cases;
    }
  }
  CHECK(cases == 136);
}

TEST_CASE("template errors carry file, line and column", "[render]") {
  CHECK(error_of("one\n  {{#a}}\n") == "template:2:3: section 'a' is never closed");
  CHECK(error_of("{{#a}}\n{{/b}}") == "template:2:1: '/b' closes section 'a', which began in line 1");
  CHECK(error_of("x {{/b}}") == "template:1:3: '/b' closes no section");
  CHECK(error_of("x\n{{name") == "template:2:1: tag is not closed by '}}'");
  CHECK(error_of("{{{name}}") == "template:1:1: tag is not closed by '}}}'");
  CHECK(error_of("{{ }}") == "template:1:1: tag has no name");
  CHECK(error_of("{{=<%=}}") == "template:1:1: delimiters are set as {{=<% %>=}}");
}

TEST_CASE("unknown names are errors when asked for", "[render]") {
  TemplateOptions strict;
  strict.unknown = UnknownNames::error;
  CHECK(error_of("{{name}}\n {{nmae}}", strict) == "template:2:2: unknown name 'nmae'");
  CHECK(error_of("{{#name.first}}{{/name.first}}", strict) == "template:1:1: unknown name 'name.first'");
  CHECK(error_of("{{>part}}", strict) == "template:1:1: there is no partial 'part'");
  CHECK(error_of("{{nmae}}") == "no error");
}

TEST_CASE("a partial that includes itself without end is an error", "[render]") {
  TemplateOptions options;
  options.partial = [](std::string_view) { return std::optional<std::string_view>("{{>again}}"); };
  CHECK(error_of("{{>again}}", options) == "again:1:1: partial 'again' includes itself without end");
}

TEST_CASE("sections nested beyond the limit are an error and no crash", "[render]") {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "{{#a}}";
  CHECK(error_of(text) == "template:1:601: sections are nested too deeply");
}

TEST_CASE("values are escaped and finished markup is not", "[render]") {
  const TemplateValue context(
      TemplateValue::Object{{"name", "<b>'x'"}, {"chart", TemplateValue::markup_already_escaped("<svg/>")}});
  TemplateOptions options;
  options.escape = escape_html;
  CHECK(render_template("{{name}} {{chart}} {{{name}}}", context, options) == "&lt;b&gt;&#39;x&#39; <svg/> <b>'x'");
}
