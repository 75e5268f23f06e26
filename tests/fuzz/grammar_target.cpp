// What is said about a plan: one utterance a line, in a channel, by two people. Every one gets an answer that is not empty; what it changes
// in the plan, `undo` by the same person takes back.
#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "bot/base/zones.hpp"
#include "bot/talk/talk.hpp"
#include "planner/fields.hpp"
#include "tests/fakes/memory_store.hpp"
#include "tests/fuzz/target.hpp"

namespace backwalk::fuzz {
namespace {

constexpr std::size_t most_lines = 12;

void require(bool holds) {
  if (!holds) std::abort();
}

/// "@bob" as a platform tells it.
std::vector<chat::Piece> pieces_of(std::string_view text) {
  std::vector<chat::Piece> pieces;
  std::istringstream words{std::string{text}};
  for (std::string word; words >> word;) {
    pieces.emplace_back(std::string{" "});
    if (word.size() > 1 && word[0] == '@') {
      pieces.emplace_back(chat::UserMention{word.substr(1), word.substr(1)});
    } else {
      pieces.emplace_back(std::move(word));
    }
  }
  return pieces;
}

/// A channel with one plan and everything in it that can be talked about.
class Channel {
 public:
  Channel() : now_(zones::parse_rfc3339("2026-09-08T10:00:00+02:00").value()) {
    for (const auto* text :
         {"start Launch the shop by 30 oct", "milestone Beta open by 9 oct owner @bob", "before M1 build it for 2/3/6d owner @ann",
          "before goal tell everybody for 3d owner @bob", "link A2 after A1", "kpi add waitlist from 40 to 100 by 30 oct owner @ann",
          "risk rival is first owner @bob watch their page", "commit every 2w"})
      require(!say("ann", text).refused);
  }

  const turn::Answer& say(const std::string& who, std::string_view text) {
    now_ += std::chrono::seconds(61);  // not the same again
    chat::Envelope from;
    from.place = {"console", "local", "eng", {}, {}};
    from.speaker = {"console", "local", who};
    from.speaker_name = who;
    from.speaker_zone = "Europe/Berlin";
    from.keys = {"fuzz:" + std::to_string(++said_)};
    from.at = now_;
    from.answers_inline = true;
    const chat::Inbound inbound = chat::Said{from, pieces_of(text)};
    store::Turn turn;
    turn.need = talk::need(inbound);
    turn.keys = from.keys;
    turn.at = now_;
    turn.wall = now_;
    turn::Odds odds;
    turn.answer = [&](const turn::State& state) {
      before_ = plan_in(state);
      return talk::answer(inbound, state, now_, {}, odds);
    };
    const auto take_turn = [&] {
      store_.transact(turn, [this](Result<store::Outcome> outcome) {
        require(outcome.has_value());
        answer_ = std::move(outcome->answer);
      });
    };
    take_turn();
    if (answer_.wants.empty()) return answer_;
    odds.is_final = true;  // nobody works a chance out here: it is told without
    take_turn();
    return answer_;
  }

  /// The plan as it was when somebody spoke last.
  const turn::RecordPtr& before() const { return before_; }

 private:
  static turn::RecordPtr plan_in(const turn::State& state) {
    const auto found = std::find_if(state.plans.begin(), state.plans.end(), [](const auto& record) { return record->id.value == 1; });
    return found == state.plans.end() ? nullptr : *found;
  }

  fakes::MemoryStore store_;
  Instant now_;
  int said_ = 0;
  turn::RecordPtr before_{};
  turn::Answer answer_{};
};

bool is_told(const turn::Answer& answer) {
  const bool is_heard = answer.now && !chat::plain(*answer.now).empty();
  const bool is_sent =
      std::any_of(answer.later.begin(), answer.later.end(), [](const auto& outgoing) { return !chat::plain(outgoing.message).empty(); });
  return is_heard || is_sent;
}

bool changes_plan(const turn::Answer& answer) {
  return std::any_of(answer.changes.begin(), answer.changes.end(),
                     [](const turn::Change& change) { return change.plan.value == 1 && !change.edits.empty(); });
}

}  // namespace

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a seed is as long as it is
std::vector<std::string> seeds() {
  return {"started A1\nslip A1 2d because keys came late\nslip A1 12d left\nslip A2 to 15 oct\ndone A1\nundo\nhistory A1",
          "goal by 9 nov because beta contract\nmilestone Terms signed by T-2w owner @ann\nbefore M2 sign for 5/7/14d\nlink A3 after "
          "A1\ndrop A3",
          "K1 49\nkpi K1 +9\nkpi K1 1.234\nkpi add Signups from 1,000 to 2.500 by eoq\nblock A1 no keys\nunblock A1\nreport at risk "
          "because slow",
          "checkin weekly mon 9:00\nstandup mon wed fri at 9:30 for @ann @bob report at 11:00\nbrief every fri at 10:00\nremind off "
          "K1\nsnooze A1 until thu",
          "away 21-25 sep\nback\naway until next week\nowner A2 me\nsettings zone Asia/Tokyo\nclose\nreopen\nrestore v1\nundo",
          "next all\ngoal Launch both shops\nstatus share\nretrace\nlist\nhelp slip\nfinsh A1\npreview slip A1 3d\nmilestone Live by "
          "03/04\nslip A1 3\ncommit\nBILL\n@bob"};
}
// NOLINTEND(bugprone-suspicious-missing-comma)

bool attempt(std::string_view text) {
  Channel channel;
  std::istringstream lines{std::string{text}};
  bool has_done = false;
  std::size_t count = 0;
  for (std::string line; count < most_lines && std::getline(lines, line); ++count) {
    const std::string who = count % 3 == 2 ? "bob" : "ann";
    const turn::Answer answer = channel.say(who, line);
    require(is_told(answer));
    if (!changes_plan(answer)) continue;
    const auto before = channel.before();
    has_done = true;
    const bool is_undo = answer.changes.front().said.starts_with("undo ");
    if (is_undo) continue;
    const turn::Answer back = channel.say(who, "undo");
    require(!back.refused && changes_plan(back));
    channel.say(who, "status");
    require(planner::difference(planner::fields_of(channel.before()->plan), planner::fields_of(before->plan)).empty());
  }
  return has_done;
}

}  // namespace backwalk::fuzz
