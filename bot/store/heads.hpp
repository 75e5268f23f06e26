// The first row that waits in each queue of the outbox, as the process knows it: what may be sent next is chosen among these alone. To ask
// the table costs as much as there waits, and it is asked after every commit. Whoever changes a queue says so here, in the same
// transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "bot/store/sql.hpp"

namespace backwalk::store {

struct Head {
  std::int64_t id = 0;
  std::string platform{};
  std::string workspace{};  ///< workspace_key() of its place
  std::string place{};      ///< queue_key()
  std::optional<std::string> parent{};
  bool is_edit = false;
  int attempts = 0;
  Instant created{};
  std::optional<Instant> begun{};
  int repeats = 0;
  Instant next{};                   ///< Instant{}: a form, which goes before all else
  bool has_parent_settled = false;  ///< once that is so it stays so
  std::uint64_t turn = 0;           ///< of its place (Turns). Here, for it is asked of each of thousands at each look
  bool is_left_alone = false;       ///< by the look that goes on now
};

/// Which places and workspaces had their turn last; not kept across restarts.
class Turns {
 public:
  std::uint64_t took(const std::string& place);
  std::uint64_t last(const std::string& place) const;

 private:
  std::unordered_map<std::string, std::uint64_t> last_;
  std::uint64_t count_ = 0;
};

class Heads {
 public:
  /// A row was put in, behind whatever waits there.
  void added(const std::string& place) {
    if (!heads_.contains(place)) changed_.insert(place);
  }
  /// The first row of this queue may be another now, or not what it was.
  void changed(const std::string& place) { changed_.insert(place); }
  /// By queue, as the transaction sees them. Where others may write too they are read anew each time.
  std::unordered_map<std::string, Head>& now(Sql& sql);
  /// Nothing that it belongs behind waits any more.
  static bool is_free(Sql& sql, Head& head);
  /// One of this queue goes now.
  void took(const Head& head);
  Turns& turns() { return turns_; }

 private:
  template <class... In>
  void read(Sql& sql, std::string_view which, const In&... in);

  std::unordered_map<std::string, Head> heads_{};
  std::set<std::string> changed_{};
  Turns turns_{};
  std::optional<std::uint64_t> era_{};  ///< of the session; none: nothing was read yet
};

}  // namespace backwalk::store
