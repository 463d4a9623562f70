#pragma once
// The program behind main(): options -> plan -> run. The only stage that reads a clock, the
// environment, standard input or a terminal.

namespace csreport {

/// Runs one command line. Reports go to standard output or files, messages to standard error.
/// Never throws; returns an ExitCode as int.
int run(int argc, const char* const* argv);

}  // namespace csreport
