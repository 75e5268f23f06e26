// Text to a wish. utterance := verb [object] [text] modifier*. A modifier word counts only when what follows reads as its kind; of two
// readings the last in the sentence wins; text runs to the next modifier; quoted words are never modifiers (ARCHITECTURE §4, PRODUCT §6.2).
// Nothing is looked up here: references, keys and people stay as said.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "bot/talk/dates.hpp"
#include "bot/talk/figures.hpp"
#include "bot/talk/normalise.hpp"
#include "planner/plan.hpp"

namespace backwalk::talk {

enum class Verb {
  bare,  ///< nothing was said: the useful thing
  start,
  goal,
  milestone,
  action,
  before,
  link,
  owner,
  started,
  done,
  slip,
  drop,
  commit,
  retrace,
  next,
  list,
  history,
  undo,
  restore,
  status,
  kpi,
  checkin,
  standup,
  brief,
  report,
  risk,
  block,
  unblock,
  checked,
  away,
  back,
  snooze,
  remind,
  settings,
  close,
  reopen,
  help,
  answer,
  skip,
  enough,
  chance,
  why,
  whatif,
  apply,
  move,
  replan,
  diff,
  check,
  compare,
  option,
  cancel,
  unlink,
  needs,
  split,
  merge,
  take,
  gain,
  mine,
  happened,
  mitigate,
  pace,
  plan,
  flexible,
  simplify,
  learn,
  from_template,
  prfaq,
  accept,
  walk,
  invite,
  timeline,
  fever,
  lite,
  who
};

/// What kinds of words may follow a verb, for parsing and for help.
enum class Takes { nothing, text, ref, ref_text, refs };

/// Who may say it: everybody who sees the plan, or its owner alone.
enum class Who { everyone, owner };

/// One row of the commands table; help, Slack's usage hint and did-you-mean come from it.
struct CommandRow {
  Verb verb{};
  std::string_view name{};
  std::vector<std::string_view> aliases{};  ///< first-word alternatives ("finish", "begin"), never another row's name
  Takes takes{};
  std::string_view usage{};    ///< "slip A4 3d" shape: `slip REF DURATION`
  std::string_view example{};  ///< one that works
  std::string_view purpose{};  ///< one line for help
  bool writes = false;
  Who who = Who::everyone;
  bool is_listed = true;  ///< shown in help
};
const std::vector<CommandRow>& commands();
const CommandRow* find_command(std::string_view word);
/// The nearest verb by edit distance (at most 2, less for short words); none when nothing is near.
const CommandRow* nearest_command(std::string_view word);

/// A person as said: "me", a mention, or a name after @.
struct Someone {
  bool is_me = false;
  std::optional<std::string> mention{};  ///< platform user id
  std::string name{};
};

/// What of a verb that can do several things: "kpi add", "standup blocked", "brief skip", "remind off".
enum class Part { plain, add, same, off, on, on_it, something_else, blocked, skip, send, note, edit, now, pull, buffer, exported };

/// One of the parts that an action is split into.
struct SaidPart {
  std::string title{};
  std::optional<Span> duration{};
};

/// What was said, in parts. Only what the verb takes is filled; the rest of the sentence is `text`.
struct Utterance {
  Verb verb = Verb::bare;
  std::string first_word{};               ///< as typed, for did-you-mean when no verb was found
  bool is_command = false;                ///< the first word is a verb (or alias) and what must follow it is there: it "parses whole"
  std::vector<planner::Ref> refs{};       ///< objects: A4, M2, goal
  std::string text{};                     ///< title, answer, words instead of a ref
  std::vector<Word> words{};              ///< the whole utterance
  std::optional<std::string> plan_key{};  ///< "in BILL" or a leading key
  std::optional<Moment> by{};
  std::optional<TwoDates> by_two{};       ///< the date can be read in two ways
  std::optional<std::string> by_text{};   ///< what was typed as the date
  std::optional<std::string> bad_date{};  ///< "by 31 feb": what is wrong with it
  std::optional<Span> duration{};         ///< after `for`, or bare where the verb takes one (slip)
  std::optional<std::string> bad_duration{};
  std::optional<std::string> duration_text{};
  std::optional<Someone> owner{};
  std::vector<planner::Ref> after{};
  std::optional<planner::Ref> before{};
  std::optional<std::string> because{};
  std::optional<int> every_days{};  ///< commit every 2w
  std::optional<int> number{};      ///< restore v5
  Part part = Part::plain;
  std::optional<Figure> from{};   ///< kpi add ... from 40
  std::optional<Figure> value{};  ///< ... to 100; kpi K1 49
  std::string number_text{};      ///< what was typed where a number is wanted
  std::optional<std::string> bad_number{};
  std::optional<Every> every{};  ///< of check-ins, standups, briefs
  std::string every_text{};
  std::optional<std::string> bad_every{};
  std::vector<Someone> people{};         ///< standup ... for @a @b
  std::optional<Someone> checker{};      ///< checked by @p
  std::optional<std::string> channel{};  ///< the platform's id of "#exec"
  std::string channel_name{};
  std::optional<std::string> watch{};       ///< the early sign of a risk
  std::optional<Minutes> report_at{};       ///< standup ... report at 11:00
  std::optional<planner::Status> status{};  ///< report at risk
  std::optional<Date> slot{};               ///< the date that a standup or brief is for
  std::optional<planner::Nudge> nudge{};    ///< snooze standup, remind off brief
  bool is_left = false;                     ///< slip A4 12d left
  bool to_date = false;                     ///< slip A4 to 15 oct (the date is in `by`)
  bool is_share = false;
  bool is_quiet = false;
  bool is_preview = false;
  bool is_again = false;               ///< "again": do it although it was just done
  bool is_all = false;                 ///< next all, list all
  bool is_cut = false;                 ///< the text had more than 4,000 characters
  std::optional<Date> away_from{};     ///< away 21-25 sep: its first day; `by` is the first that is free again
  std::optional<Figure> other_from{};  ///< "1.234" with the point as a mark of thousands; asked
  std::optional<Figure> other_value{};
  std::vector<int> numbers{};                ///< apply 1+2, diff v5 v6
  bool is_sure = false;                      ///< "anyway": what it leads to has been told
  bool is_together = false;                  ///< "together": and the ways back are shown to everybody
  std::optional<Span> lead{};                ///< needs ... lead 10d
  std::optional<std::string> bad_lead{};     ///< what is wrong with it
  std::optional<std::string> lead_text{};    ///< what was typed as the lead time
  std::optional<planner::Ref> mitigation{};  ///< risk ... mitigate A9
  std::vector<SaidPart> parts{};             ///< split A4 into ...
  std::string template_name{};               ///< template launch; empty: the list of them
  std::optional<Date> sprints_from{};        ///< template project ... every 2w from 14 sep
  std::optional<planner::Topic> topic{};     ///< prfaq announcement TEXT
  bool is_dark = false;                      ///< timeline dark
  bool is_svg = false;                       ///< timeline svg
  std::optional<std::string> done_when{};    ///< milestone ... done when TEXT
};

/// The sentence without what is only polite around it ("please", "thanks"); one word is left at least. REQUIRES: not empty.
std::vector<Word> without_politeness(std::vector<Word> words);
/// Total: every text gives an utterance. `calendarium.goal` may be unknown at first; parse again once the plan is known. What is polite
/// around a command is no part of it.
Utterance parse(const std::vector<Word>& words, const Calendarium& calendarium);

/// What was said with its date as a date ("A3 to 2026-09-18"), for "fri" is another one when it is said again; what moves with the goal
/// stays as it is. As it was said, where the date does not stand in it as it was typed.
std::string dated(const std::string& said, const std::optional<Moment>& date, const std::string& typed);

/// "A4", "m2", "k1", "r3", "goal", "#a4"; none when it is no reference.
std::optional<planner::Ref> read_ref(std::string_view word);
/// 2 to 6 letters, all capitals; "RUN/anna" is the one that anna shares.
bool is_key(std::string_view word);
/// The canonical form of a writing command: verb and parts in one order, dates absolute, blanks single; what "same again" compares and
/// history shows.
std::string canonical(const Utterance& utterance);

}  // namespace backwalk::talk
