// Which rows may be sent now: forms, then workspaces in turn, in each its places in turn. Only the first row of a queue can go; bodies are
// read of those alone that do.
#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_set>

#include "bot/store/codec.hpp"
#include "bot/store/outbox.hpp"
#include "bot/store/records.hpp"
#include "bot/store/references.hpp"

namespace backwalk::store {
namespace {

class Choice {
 public:
  Choice(Sql& sql, Heads& heads, const Take& take) : sql_(sql), heads_(heads), take_(take), busy_(take.busy.begin(), take.busy.end()) {
    for (const Allowance& allowance : take.allowances) {
      left_.push_back({workspace_key({allowance.platform, allowance.workspace, {}, {}, {}}), allowance.what, allowance.most});
    }
  }

  std::vector<Row> run() {
    expire();
    do {
      has_parked_ = false;
      lines();
      while (rows_.size() < take_.most && one()) {
      }
    } while (has_parked_ && rows_.size() < take_.most);  // the next of its place may go now
    return std::move(rows_);
  }

 private:
  struct Left {
    std::string workspace{};
    Allowance::What what{};
    std::size_t most = 0;
  };

  static bool counts(const Left& left, const std::string& workspace, bool is_edit) {
    return left.workspace == workspace && (left.what == Allowance::What::everything || (left.what == Allowance::What::edits) == is_edit);
  }
  bool has_room(const std::string& workspace, bool is_edit) const {
    return std::ranges::none_of(left_, [&](const Left& left) { return left.most == 0 && counts(left, workspace, is_edit); });
  }
  /// The line of a workspace is a heap: of thousands that wait a few go.
  static bool goes_later(const Head* one, const Head* other) {
    return std::tie(one->turn, one->next, one->id) > std::tie(other->turn, other->next, other->id);
  }
  bool is_served(const std::string& platform) const { return std::ranges::find(take_.platforms, platform) != take_.platforms.end(); }

  /// Rows past their expiry are settled; one that is being sent right now, or may have been sent, is not touched.
  void expire() {
    for (auto& [id, place, platform] : sql_.rows_once<std::int64_t, std::string, std::string>(
             "select id, place, platform from outbox where state = 'waiting' and expires_at < :now and begun_at is null", take_.now)) {
      if (!is_served(platform) || busy_.contains(place)) continue;
      settle_unsent(sql_, heads_, id, Settled::expired, "too late", take_.now);
    }
  }

  /// Forms go first, oldest first; all else that is due waits in the line of its workspace, the place first whose turn it is.
  void lines() {
    lines_.clear();
    auto& heads = heads_.now(sql_);
    const auto leave_alone = [&](bool is_so) {
      for (const std::string& place : busy_) {
        if (const auto found = heads.find(place); found != heads.end()) found->second.is_left_alone = is_so;
      }
    };
    leave_alone(true);
    std::vector<Head*> forms;
    decltype(lines_)::pointer line = nullptr;
    for (auto& [place, head] : heads) {
      if (head.is_left_alone || head.next > take_.now || !is_served(head.platform)) continue;
      if (head.next == Instant{}) {
        forms.push_back(&head);
        continue;
      }
      if (line == nullptr || line->first != head.workspace) line = &*lines_.try_emplace(head.workspace).first;
      line->second.push_back(&head);
    }
    leave_alone(false);
    std::ranges::sort(forms, {}, &Head::id);
    for (Head* head : forms) {
      if (rows_.size() < take_.most && heads_.is_free(sql_, *head)) add(*head);
    }
    for (auto& [workspace, waiting] : lines_) std::ranges::make_heap(waiting, goes_later);
  }

  /// Takes one from the workspace whose turn it is; false when there is none.
  bool one() {
    while (!lines_.empty()) {
      const auto line = std::ranges::min_element(lines_, {}, [&](const auto& each) { return heads_.turns().last(each.first); });
      auto& waiting = line->second;
      if (waiting.empty()) {
        lines_.erase(line);
        continue;
      }
      std::ranges::pop_heap(waiting, goes_later);
      Head& head = *waiting.back();
      waiting.pop_back();
      if (!heads_.is_free(sql_, head) || !has_room(head.workspace, head.is_edit) || !add(head)) continue;
      heads_.turns().took(head.workspace);
      heads_.took(head);
      for (Left& left : left_) left.most -= counts(left, head.workspace, head.is_edit) && left.most > 0 ? 1 : 0;
      return true;
    }
    return false;
  }

  /// False for one that can never be sent.
  bool add(const Head& candidate) {
    auto row = resolve(candidate);
    if (!row) {
      settle_unsent(sql_, heads_, candidate.id, Settled::parked, "the message that it changes was not sent", take_.now);
      has_parked_ = true;
      return false;
    }
    if (!candidate.begun) {
      sql_.run("update outbox set begun_at = :wall where id = :id", take_.wall, candidate.id);
      heads_.changed(candidate.place);
    }
    if (take_.fold) fold_direct(sql_, *row, take_, heads_.behind(candidate.place, candidate.id));
    busy_.insert(candidate.place);
    rows_.push_back(std::move(*row));
    return true;
  }

  std::optional<chat::SentIds> ids_of(const std::string& key) {
    auto found = sql_.row<std::string, std::string>("select message, channel from sent where key = :row", key);
    if (!found) return std::nullopt;
    return chat::SentIds{std::move(std::get<0>(*found)), std::move(std::get<1>(*found)), {}};
  }

  /// The row with the platform's ids in it; none for an edit of a message that was never sent.
  std::optional<Row> resolve(const Head& candidate) {
    const auto bodies = sql_.rows_once<std::string>("select body from outbox where id = :id", candidate.id);
    auto outgoing = decode_outgoing(std::get<0>(bodies.at(0)));
    if (!outgoing) throw BrokenLog("outbox row " + std::to_string(candidate.id) + ": " + outgoing.error().what);
    Row row{candidate.id,     {std::move(*outgoing), std::nullopt, std::nullopt}, candidate.attempts, candidate.created, candidate.begun,
            candidate.repeats};
    row.resolved.reference = reference_of(sql_, row.resolved.outgoing.place);
    if (!candidate.parent) return row;
    const auto ids = ids_of(*candidate.parent);
    if (candidate.is_edit) {
      if (!ids) return std::nullopt;
      row.resolved.edits = ids;
      return row;
    }
    chat::Place& place = row.resolved.outgoing.place;
    if (ids && !ids->message.empty()) place.thread = ids->message;
    if (ids && place.is_direct() && place.channel.empty()) place.channel = ids->channel;
    return row;
  }

  Sql& sql_;
  Heads& heads_;
  const Take& take_;
  std::unordered_set<std::string> busy_{};
  std::vector<Left> left_{};
  std::map<std::string, std::vector<Head*>> lines_{};  ///< by workspace; whose turn it is comes last
  std::vector<Row> rows_{};
  bool has_parked_ = false;
};

}  // namespace

std::vector<Row> take_rows(Sql& sql, Heads& heads, const Take& take) {
  if (take.platforms.empty() || take.most == 0) return {};
  return Choice(sql, heads, take).run();
}

std::optional<Instant> earliest_row(Sql& sql, Heads& heads, const std::vector<std::string>& platforms) {
  std::optional<Instant> earliest;
  for (auto& [place, head] : heads.now(sql)) {
    if (earliest && head.next >= *earliest) continue;
    if (std::ranges::find(platforms, head.platform) != platforms.end() && heads.is_free(sql, head)) earliest = head.next;
  }
  return earliest;
}

}  // namespace backwalk::store
