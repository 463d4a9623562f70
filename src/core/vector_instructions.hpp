#pragma once
// Which vector instructions the scans may be written with. CSREPORT_PORTABLE (a CMake option) leaves them all out, so
// that what other machines run can be built and tested on this one.

#if defined(__x86_64__) && defined(__SSE2__) && !defined(CSREPORT_PORTABLE)
#define CSREPORT_HAS_SSE2 1  // part of every x86-64; what is wider is chosen at run time
#include <immintrin.h>
#endif
