// Which rows may be sent now: forms, then workspaces in turn, in each its places in turn. What only tells whom to choose is read first,
// bodies come last.
#include <algorithm>
#include <deque>
#include <set>

#include "bot/store/codec.hpp"
#include "bot/store/outbox.hpp"
#include "bot/store/records.hpp"
#include "bot/store/references.hpp"

namespace backwalk::store {
namespace {

constexpr std::size_t most_places_known = 10000;
constexpr std::int64_t rows_at_once = 96;  ///< among which a place whose turn it is can go ahead

/// Waiting, nothing older of its place waits, and neither does its parent.
constexpr std::string_view is_first =
    "w.state = 'waiting' and not exists (select 1 from outbox o where o.state = 'waiting' and o.place = w.place and o.id < w.id) "
    "and (w.parent is null or not exists (select 1 from outbox p where p.key = w.parent and p.state = 'waiting'))";
constexpr std::string_view columns = "w.id, w.place, w.parent, w.is_edit, w.attempts, w.created_at, w.begun_at, w.repeats, w.next_at";

struct Candidate {
  std::int64_t id = 0;
  std::string place{};
  std::optional<std::string> parent{};
  bool is_edit = false;
  int attempts = 0;
  Instant created{};
  std::optional<Instant> begun{};
  int repeats = 0;
  Instant next{};
};

/// What waits in one workspace, oldest first, read as far as it is needed.
struct Line {
  std::string workspace{};
  std::deque<Candidate> ready{};
  Instant read_to{};
  std::int64_t read_id = 0;
  bool is_read = false;  ///< to its end
};

std::vector<Candidate> candidates(Sql& sql, const std::string& where, const std::vector<Cell>& cells) {
  std::vector<Candidate> found;
  for (auto& [id, place, parent, is_edit, attempts, created, begun, repeats, next] :
       sql.rows_for<std::int64_t, std::string, std::optional<std::string>, std::int64_t, std::int64_t, Instant, std::optional<Instant>,
                    std::int64_t, Instant>("select " + std::string(columns) + " from outbox w where " + where, cells)) {
    found.push_back({id, std::move(place), std::move(parent), is_edit != 0, static_cast<int>(attempts), created, begun,
                     static_cast<int>(repeats), next});
  }
  return found;
}

class Choice {
 public:
  Choice(Sql& sql, Turns& turns, const Take& take) : sql_(sql), turns_(turns), take_(take), busy_(take.busy.begin(), take.busy.end()) {
    for (const Allowance& allowance : take.allowances) {
      left_.push_back({workspace_key({allowance.platform, allowance.workspace, {}, {}, {}}), allowance.what, allowance.most});
    }
  }

  std::vector<Row> run() {
    expire();
    forms();
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
  bool is_served(const std::string& workspace) const {
    const std::string platform = workspace.substr(0, workspace.find('/'));
    return std::ranges::find(take_.platforms, platform) != take_.platforms.end();
  }

  /// Rows past their expiry are settled; one that is being sent right now, or may have been sent, is not touched.
  void expire() {
    for (auto& [id, place, platform] : sql_.rows<std::int64_t, std::string, std::string>(
             "select id, place, platform from outbox where state = 'waiting' and expires_at < :now and begun_at is null", take_.now)) {
      if (std::ranges::find(take_.platforms, platform) == take_.platforms.end() || busy_.contains(place)) continue;
      settle_unsent(sql_, id, Settled::expired, "too late", take_.now);
    }
  }

  void forms() {
    const std::string where = "w.next_at = 0 and " + std::string(is_first) + " order by w.next_at, w.id";
    for (const Candidate& candidate : candidates(sql_, where, {})) {
      if (rows_.size() == take_.most) return;
      if (!busy_.contains(candidate.place) && is_served(candidate.place)) add(candidate);
    }
  }

  /// The workspaces where something waits.
  void lines() {
    lines_.clear();
    std::string last;
    for (;;) {
      const auto next =
          sql_.row<std::optional<std::string>>("select min(workspace) from outbox where state = 'waiting' and workspace > :last", last);
      if (!next || !std::get<0>(*next)) return;
      last = *std::get<0>(*next);
      if (is_served(last)) lines_.push_back({last});
    }
  }

  /// The next of the workspace that may go; none when there is no more.
  std::optional<Candidate> next_of(Line& line) {
    for (;;) {
      while (!line.ready.empty()) {
        Candidate candidate = std::move(line.ready.front());
        line.ready.pop_front();
        if (!busy_.contains(candidate.place) && has_room(line.workspace, candidate.is_edit)) return candidate;
      }
      if (line.is_read || (!has_room(line.workspace, true) && !has_room(line.workspace, false))) return std::nullopt;
      read(line);
    }
  }

  void read(Line& line) {
    const std::string where =
        "w.workspace = :workspace and w.next_at > 0 and w.next_at <= :now and (w.next_at > :past or (w.next_at = :then and w.id > :id)) "
        "and " +
        std::string(is_first) + " order by w.next_at, w.id limit :most";
    auto found = candidates(sql_, where,
                            {to_cell(line.workspace), to_cell(take_.now), to_cell(line.read_to), to_cell(line.read_to),
                             to_cell(line.read_id), to_cell(rows_at_once)});
    line.is_read = found.size() < static_cast<std::size_t>(rows_at_once);
    if (found.empty()) return;
    line.read_to = found.back().next;
    line.read_id = found.back().id;
    std::ranges::stable_sort(found, {}, [&](const Candidate& candidate) { return turns_.last(candidate.place); });
    line.ready.assign(std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }

  /// Takes one from the workspace whose turn it is; false when there is none.
  bool one() {
    while (!lines_.empty()) {
      const auto line = std::ranges::min_element(lines_, {}, [&](const Line& each) { return turns_.last(each.workspace); });
      auto candidate = next_of(*line);
      if (!candidate) {
        lines_.erase(line);
        continue;
      }
      if (!add(*candidate)) continue;
      turns_.took(line->workspace);
      turns_.took(candidate->place);
      for (Left& left : left_) left.most -= counts(left, line->workspace, candidate->is_edit) && left.most > 0 ? 1 : 0;
      return true;
    }
    return false;
  }

  /// False for one that can never be sent.
  bool add(const Candidate& candidate) {
    auto row = resolve(candidate);
    if (!row) {
      settle_unsent(sql_, candidate.id, Settled::parked, "the message that it changes was not sent", take_.now);
      has_parked_ = true;
      return false;
    }
    if (!candidate.begun) sql_.run("update outbox set begun_at = :wall where id = :id", take_.wall, candidate.id);
    if (take_.fold) fold_direct(sql_, *row, take_);
    busy_.insert(candidate.place);
    rows_.push_back(std::move(*row));
    return true;
  }

  std::optional<chat::SentIds> ids_of(const std::string& key) {
    auto found = sql_.row<std::string, std::string>("select message, channel from sent where key = :key", key);
    if (!found) return std::nullopt;
    return chat::SentIds{std::move(std::get<0>(*found)), std::move(std::get<1>(*found)), {}};
  }

  /// The row with the platform's ids in it; none for an edit of a message that was never sent.
  std::optional<Row> resolve(const Candidate& candidate) {
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
  Turns& turns_;
  const Take& take_;
  std::set<std::string> busy_{};
  std::vector<Left> left_{};
  std::vector<Line> lines_{};
  std::vector<Row> rows_{};
  bool has_parked_ = false;
};

}  // namespace

void Turns::took(const std::string& place) {
  if (last_.size() > most_places_known) last_.clear();
  last_[place] = ++count_;
}

std::uint64_t Turns::last(const std::string& place) const {
  const auto found = last_.find(place);
  return found == last_.end() ? 0 : found->second;
}

std::vector<Row> take_rows(Sql& sql, Turns& turns, const Take& take) {
  if (take.platforms.empty() || take.most == 0) return {};
  return Choice(sql, turns, take).run();
}

std::optional<Instant> earliest_row(Sql& sql, const std::vector<std::string>& platforms) {
  if (platforms.empty()) return std::nullopt;
  std::vector<Cell> cells;
  for (const std::string& platform : platforms) cells.push_back(to_cell(platform));
  const auto found = sql.rows_for<Instant>("select w.next_at from outbox w where w.platform in (" + list_of("platform", platforms.size()) +
                                               ") and " + std::string(is_first) + " order by w.next_at, w.id limit 1",
                                           cells);
  if (found.empty()) return std::nullopt;
  return std::get<0>(found.front());
}

}  // namespace backwalk::store
