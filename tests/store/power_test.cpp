// The power goes at random moments, while people talk: what was acknowledged is there afterwards, and nothing is half there.
#include "tests/power/database.hpp"
#include "tests/power/disk.hpp"
#include "tests/power/ledger.hpp"
#include "tests/setting.hpp"
#include "tests/store/given_store.hpp"

namespace backwalk::store {
namespace {

/// A machine that loses power again and again, with one store on its disk.
class Machine {
 public:
  explicit Machine(std::uint64_t seed) : disk(seed), ledger(seed * 31), dice_(seed * 7) {}

  /// Works until the power goes, starts again and looks. The cut may come at any change: while a new store gets its tables, in a commit, in
  /// a checkpoint, while the store is closed.
  std::vector<std::string> lose_power() {
    constexpr std::int64_t spans[] = {60, 600, 600, 6000};
    disk.cut_after(1 + static_cast<std::int64_t>(dice_() % static_cast<std::uint64_t>(spans[dice_() % std::size(spans)])));
    while (!disk.is_dark()) {
      const auto store = open(path, Holding::exclusive);
      if (store && work(**store, dice_() % 3 == 0 ? 1 + dice_() % 20 : 3000)) continue;
      if (!disk.is_dark()) return {store ? "it takes nothing" : "it does not open: " + store.error().what};
    }
    cuts_in_a_checkpoint += disk.unsynced(path) > 0 ? 1 : 0;
    disk.restore();
    const auto store = open(path, Holding::exclusive);
    if (!store) return {"it does not open again: " + store.error().what};
    return ledger.complaints(path);
  }

  /// False when the store takes nothing.
  bool work(Store& store, std::size_t steps) {
    for (std::size_t step = 0; step < steps && !disk.is_dark(); ++step) {
      if (ledger.talk(store) == 0) return false;
      if (dice_() % 3 == 0) ledger.deliver(store);
      if (dice_() % 15 == 0) checkpoint();
    }
    return true;
  }

  /// By a connection of its own, as the store's own checkpoints are, and with the power going soon.
  void checkpoint() {
    constexpr const char* modes[] = {"passive", "restart", "truncate"};
    disk.cut_after(1 + static_cast<std::int64_t>(dice_() % 40));
    try {
      power::Database(path).rows(std::string("pragma wal_checkpoint(") + modes[dice_() % std::size(modes)] + ")");
    } catch (const std::runtime_error&) {  // the power went
    }
  }

  power::Disk disk;
  power::Ledger ledger;
  Folder folder{};
  std::string path = folder.file("plans.db");
  int cuts_in_a_checkpoint = 0;

 private:
  std::mt19937_64 dice_;
};

int rounds() {
  const char* given = test_setting("BACKWALK_POWER_CUTS");
  return given == nullptr ? 24 : std::stoi(given);
}

TEST(Power, LosesNothingThatWasAcknowledgedAndLeavesNothingHalfDone) {
  constexpr int cuts_a_machine = 12;
  std::size_t kept = 0;
  int in_a_checkpoint = 0;
  for (int cut = 0; cut < rounds() || (in_a_checkpoint == 0 && cut < 20 * rounds());) {  // threads decide where a cut falls
    const auto seed = static_cast<std::uint64_t>(cut) + 1;
    Machine machine(seed);
    for (int i = 0; i < cuts_a_machine; ++i, ++cut) {
      SCOPED_TRACE("machine " + std::to_string(seed) + ", cut " + std::to_string(i));
      ASSERT_EQ(machine.lose_power(), std::vector<std::string>());
    }
    kept += machine.ledger.acknowledged();
    in_a_checkpoint += machine.cuts_in_a_checkpoint;
  }
  EXPECT_GT(kept, static_cast<std::size_t>(rounds()));  // it was no empty store that survived
  EXPECT_GT(in_a_checkpoint, 0);
}

TEST(Power, FindsTheLossesOfADiskThatDoesNotSync) {
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= 8 && found == 0; ++seed) {
    Machine machine(seed);
    machine.disk.ignores_syncs(true);
    for (int i = 0; i < 4; ++i) found += machine.lose_power().size();
  }
  EXPECT_GT(found, 0U);
}

}  // namespace
}  // namespace backwalk::store
