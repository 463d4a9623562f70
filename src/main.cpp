// The program's entry: everything else is the library, which the tests link.

#include "csreport/app/run.hpp"

int main(int argc, char** argv) { return csreport::run(argc, argv); }
