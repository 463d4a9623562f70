// What changed, in sentences.

#include "report/blocks.hpp"

namespace csreport {

std::vector<Block> change_list(const Report& report) {
  if (report.findings.shown.empty()) return {};
  return {{.id = "change_list", .content = ChangeList{report.findings.shown, report.findings.more, report.actions}}};
}

}  // namespace csreport
