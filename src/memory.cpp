// The program's memory: jemalloc, in pages of 2 MiB where the system has them to give. Columns are read from end to end
// and dictionaries are looked up at random, so that with pages of 4 KiB a third of the time can go into page faults and
// address look-ups (bench/README.md). One arena for all threads: what the decoders of one chunk gave back serves the
// next, whoever takes it. MALLOC_CONF in the environment overrides both.

#include <jemalloc/jemalloc.h>

const char* malloc_conf = "thp:always,narenas:1";
