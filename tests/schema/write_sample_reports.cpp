// Writes the sample reports in every format into a folder, named after their shape: for the schema
// check, and to look at.
#include <filesystem>
#include <fstream>

#include "csreport/render/renderer.hpp"
#include "support/sample_report.hpp"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  for (const auto& [name, report] : csreport::sample::all_reports()) {
    for (const csreport::RendererRow& row : csreport::renderers()) {
      std::ofstream file(folder / (name + std::string(row.endings.front())), std::ios::binary);
      file << row.render(report, {});
      if (!file.flush()) return 1;
    }
  }
  return 0;
}
