// The queues of the outbox as the process knows them: the numbers of the rows that wait in each, and the first of them with what tells
// whether it may go. To ask the table costs as much as there waits, and it is asked after every commit. Whoever changes a queue says so
// here, in the same transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bot/store/outbox_keys.hpp"

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
  /// A row that waits was put in, behind whatever waits there.
  void added(const std::string& place, std::int64_t row);
  /// The first row of this queue may be another now, or not what it was.
  void changed(const std::string& place) { changed_.insert(place); }
  /// By queue, as the transaction sees them. Where others may write too they are read anew each time.
  std::unordered_map<std::string, Head>& now(Sql& sql);
  /// The rows that were put in behind this one in its queue, oldest first; some may wait no more. Good until the queue changes.
  std::span<const std::int64_t> behind(const std::string& place, std::int64_t row) const;
  /// Nothing that it belongs behind waits any more.
  bool is_free(Sql& sql, Head& head);
  /// One of this queue goes now.
  void took(const Head& head);
  Turns& turns() { return turns_; }
  OutboxKeys& keys() { return keys_; }

 private:
  /// Rows that are settled leave when they come to the front.
  struct Queue {
    std::vector<std::int64_t> rows{};  ///< ascending
    std::size_t first = 0;
  };
  void look_again(Sql& sql);
  void read_head(Sql& sql, const std::string& place);

  OutboxKeys keys_{};
  std::unordered_map<std::string, Queue> queues_{};
  std::unordered_map<std::string, Head> heads_{};
  std::set<std::string> changed_{};
  Turns turns_{};
  std::optional<std::uint64_t> era_{};  ///< of the session; none: nothing was read yet
};

}  // namespace backwalk::store
