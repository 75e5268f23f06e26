// Loaded into the real program (LD_PRELOAD) it puts a disk that loses power under its store: BACKWALK_POWER_CUT=SEED:CHANGES. At that
// change what was not synced is lost or torn, and the program is killed where it stands. BACKWALK_POWER_LIES=1: the disk does not sync at
// all.
#include <unistd.h>
#include <csignal>

#include <cstdio>

#include "tests/power/disk.hpp"
#include "tests/setting.hpp"

namespace {

void go_dark(backwalk::power::Disk& disk) {
  disk.save();
  static_cast<void>(std::fputs("power cut\n", stderr));
  ::kill(::getpid(), SIGKILL);
  for (;;) ::pause();
}

/// Lives until the process ends.
__attribute__((constructor)) void begin() {
  const char* given = backwalk::test_setting("BACKWALK_POWER_CUT");
  unsigned long long seed = 0;
  long long changes = 0;
  if (given == nullptr || std::sscanf(given, "%llu:%lld", &seed, &changes) != 2) return;
  auto* disk = new backwalk::power::Disk(seed);
  disk->on_cut = [disk] { go_dark(*disk); };
  disk->ignores_syncs(backwalk::test_setting("BACKWALK_POWER_LIES") != nullptr);
  disk->cut_after(changes);
}

}  // namespace
