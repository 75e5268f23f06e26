// The commands table: help, the usage hint and did-you-mean come from it. A new verb is a row here and a function in grammar_objects.cpp.
#include <algorithm>
#include <string>
#include <unordered_map>

#include "bot/talk/grammar.hpp"
#include "bot/talk/spans_parts.hpp"

namespace backwalk::talk {
namespace {

using Aliases = std::vector<std::string_view>;

std::vector<CommandRow> make_commands() {
  return {
      {Verb::start, "start", Aliases{}, Takes::text, "start [TITLE] [by DATE]", "start Self-serve billing live for EU customers by 30 oct",
       "begin a plan at its goal", true, Who::everyone, true},
      {Verb::goal, "goal", Aliases{}, Takes::text, "goal [TITLE] [by DATE]", "goal by 9 nov", "retitle the goal or move its date", true,
       Who::everyone, true},
      {Verb::milestone, "milestone", Aliases{"ms", "milestones"}, Takes::ref_text,
       "milestone TITLE [done when TEXT] [by DATE] [owner @PERSON]", "milestone 20 customers finished the beta by T-1w owner @legal",
       "a state that must be true on the way, and what shows that it is", true, Who::everyone, true},
      {Verb::action, "action", Aliases{"task", "step"}, Takes::ref_text,
       "action TITLE [for DURATION] [before REF] [after REFS] [owner @PERSON]",
       "action launch page and docs for 3-8d before M4 owner @market", "a piece of work", true, Who::everyone, true},
      {Verb::before, "before", Aliases{}, Takes::ref_text, "before REF TITLE [for DURATION] [owner @PERSON]",
       "before M3 integrate tax engine for 6/8/14d owner @dev", "add what must be done just before something", true, Who::everyone, true},
      {Verb::link, "link", Aliases{"connect"}, Takes::refs, "link REF after REFS", "link A5 after A1 A4", "say what waits for what", true,
       Who::everyone, true},
      {Verb::owner, "owner", Aliases{"assign"}, Takes::refs, "owner REFS @PERSON", "owner A4 @dev", "say who does it", true, Who::everyone,
       true},
      {Verb::started, "started", Aliases{"begin", "began", "begun", "starting"}, Takes::refs, "started REF", "started A4",
       "work on it has begun", true, Who::everyone, true},
      {Verb::done, "done", Aliases{"finish", "finished", "complete", "completed", "reached"}, Takes::refs, "done REF", "done A3",
       "an action is finished, a milestone reached", true, Who::everyone, true},
      {Verb::slip, "slip", Aliases{"slips", "slipped", "delay", "delayed"}, Takes::ref, "slip REF DURATION | DURATION left | to DATE",
       "slip A4 3d because keys came late", "it takes longer", true, Who::everyone, true},
      {Verb::drop, "drop", Aliases{"remove", "delete"}, Takes::refs, "drop REF", "drop A4", "take it out of the plan", true, Who::everyone,
       true},
      {Verb::commit, "commit", Aliases{"committed"}, Takes::nothing, "commit [every DURATION]", "commit every 2w",
       "the plan stands; set how often to review it", true, Who::owner, true},
      {Verb::retrace, "retrace", Aliases{"retraced"}, Takes::nothing, "retrace [share]", "retrace", "the plan from last to first", false,
       Who::everyone, true},
      {Verb::next, "next", Aliases{}, Takes::nothing, "next [all or @person] [share]", "next all share", "what to do now and why", false,
       Who::everyone, true},
      {Verb::list, "list", Aliases{"ls"}, Takes::nothing, "list [all]", "list", "the plans here", false, Who::everyone, true},
      {Verb::history, "history", Aliases{"log"}, Takes::ref, "history [REF]", "history A4", "who changed what and when", false,
       Who::everyone, true},
      {Verb::undo, "undo", Aliases{"revert"}, Takes::nothing, "undo", "undo", "take back your last command", true, Who::everyone, true},
      {Verb::restore, "restore", Aliases{}, Takes::nothing, "restore VERSION", "restore v5", "go back to a version as a whole", true,
       Who::owner, true},
      {Verb::status, "status", Aliases{}, Takes::nothing, "status [share]", "status share", "where the plan stands", false, Who::everyone,
       true},
      {Verb::kpi, "kpi", Aliases{"kpis", "metric", "metrics"}, Takes::ref_text,
       "kpi add NAME from B to T [by DATE] [owner @PERSON] | kpi K1 NUMBER", "kpi add EU waitlist from 40 to 100 by 30 oct owner @product",
       "a number that tells whether the goal is met", true, Who::everyone, true},
      {Verb::checkin, "checkin", Aliases{"check-in", "checkins", "check-ins"}, Takes::text, "checkin [weekly DAY TIME | off]",
       "checkin weekly mon 9:00", "ask the owners of KPIs for their numbers", true, Who::everyone, true},
      {Verb::standup, "standup", Aliases{"standups", "stand-up"}, Takes::text, "standup DAYS at TIME [for @PEOPLE] [report at TIME] | off",
       "standup mon wed fri at 9:30 for @dev @legal", "ask people what they are doing, and report it here", true, Who::everyone, true},
      {Verb::brief, "brief", Aliases{"briefs", "summary"}, Takes::text, "brief [every DAY at TIME [in #CHANNEL] | off]",
       "brief every fri at 10:00 in #exec", "one page for those who only read", true, Who::everyone, true},
      {Verb::report, "report", Aliases{"reported"}, Takes::text, "report on track | at risk | off track [because TEXT]",
       "report at risk because the vendor is slow", "your own word on the status, beside the computed one", true, Who::owner, true},
      {Verb::risk, "risk", Aliases{"risks"}, Takes::text, "risk TEXT [owner @PERSON] [watch TEXT]",
       "risk rival launches first owner @market watch their beta page goes live", "what may get in the way", true, Who::everyone, true},
      {Verb::block, "block", Aliases{"blocked", "blocks"}, Takes::ref_text, "block REF WHAT", "block A4 sandbox keys not delivered",
       "something stops an action: it becomes a risk", true, Who::everyone, true},
      {Verb::unblock, "unblock", Aliases{"unblocked", "resolve", "resolved"}, Takes::refs, "unblock REF", "unblock A4",
       "it does not stop it any more", true, Who::everyone, true},
      {Verb::checked, "checked", Aliases{"checker"}, Takes::text, "checked by @PERSON", "checked by @legal",
       "who says whether a yes/no outcome is reached", true, Who::everyone, true},
      {Verb::away, "away", Aliases{"ooo", "vacation"}, Takes::text, "away until DATE | DURATION", "away until mon",
       "no questions to you until you are back", true, Who::everyone, true},
      {Verb::back, "back", Aliases{}, Takes::nothing, "back", "back", "you are there again", true, Who::everyone, true},
      {Verb::snooze, "snooze", Aliases{"later"}, Takes::ref_text, "snooze [REF | standup | checkin] [until DATE [TIME] | 1h | later today]",
       "snooze A6 until thu 14:00", "remind you of it later", true, Who::everyone, true},
      {Verb::remind, "remind", Aliases{"reminders", "reminder"}, Takes::text, "remind off | on [REF | standup | checkin | brief]",
       "remind off K1", "stop or take up reminders to you", true, Who::everyone, true},
      {Verb::settings, "settings", Aliases{"setting"}, Takes::text, "settings [zone ZONE]", "settings zone Europe/Berlin",
       "what can be set, and how the plan counts", true, Who::owner, true},
      {Verb::close, "close", Aliases{}, Takes::nothing, "close", "close", "the plan is over: nothing changes and nobody is asked", true,
       Who::owner, true},
      {Verb::reopen, "reopen", Aliases{}, Takes::nothing, "reopen", "reopen", "the plan goes on", true, Who::owner, true},
      {Verb::help, "help", Aliases{"commands", "?"}, Takes::text, "help [VERB]", "help slip", "what can be said", false, Who::everyone,
       true},
      {Verb::answer, "answer", Aliases{}, Takes::text, "answer TEXT", "answer EU customers buy by themselves",
       "answer the question in this thread", true, Who::everyone, false},
      {Verb::skip, "skip", Aliases{}, Takes::nothing, "skip", "skip", "leave this question for now", true, Who::everyone, false},
      {Verb::enough, "enough", Aliases{}, Takes::nothing, "enough", "enough", "no more of these", true, Who::everyone, false},
      {Verb::chance, "chance", Aliases{"odds", "likelihood"}, Takes::nothing, "chance [why] [share]", "chance",
       "how likely the goal date is, and what drives it", false, Who::everyone, true},
      {Verb::why, "why", Aliases{}, Takes::refs, "why REF", "why A6", "what binds its dates, what waits for it, how much room it has",
       false, Who::everyone, true},
      {Verb::whatif, "whatif", Aliases{"what-if"}, Takes::text, "whatif CHANGE [and CHANGE] [share]", "whatif A5 6d and A4 8d left",
       "what a change would do, without doing it", false, Who::everyone, true},
      {Verb::apply, "apply", Aliases{}, Takes::text, "apply [1+2] [because TEXT]", "apply 1+2 because the beta cohort is ready",
       "make the last what-if, or ways back by number, the plan", true, Who::everyone, true},
      {Verb::move, "move", Aliases{}, Takes::text, "move REF to DATE [because TEXT]", "move goal to 9 nov because the contract came late",
       "another date for the goal or a milestone; asks before it moves a goal", true, Who::everyone, true},
      {Verb::replan, "replan", Aliases{"rescue"}, Takes::nothing, "replan [share]", "replan",
       "the ways back of a late or unlikely plan, each with its chance", false, Who::everyone, true},
      {Verb::diff, "diff", Aliases{"difference"}, Takes::text, "diff [VERSION VERSION | since DATE]", "diff v5 v6",
       "what changed between two versions, or since a date", false, Who::everyone, true},
      {Verb::check, "check", Aliases{}, Takes::nothing, "check [share]", "check", "what to mend in the plan, with a button for each", false,
       Who::everyone, true},
      {Verb::compare, "compare", Aliases{}, Takes::text, "compare CHANGE or CHANGE [for REF]", "compare A5 6d or without A6 for M3",
       "routes to a milestone or the goal, side by side", false, Who::everyone, true},
      {Verb::option, "option", Aliases{"options"}, Takes::text, "option CHANGE [for REF] [share]", "option A5 6d and without A6",
       "keep a change in your list, to compare and apply by number", false, Who::everyone, true},
      {Verb::cancel, "cancel", Aliases{"nevermind"}, Takes::nothing, "cancel", "cancel", "leave it as it is", false, Who::everyone, false},
      {Verb::unlink, "unlink", Aliases{"disconnect"}, Takes::refs, "unlink REF after REFS", "unlink A5 after A4",
       "it waits for that no longer", true, Who::everyone, true},
      {Verb::needs, "needs", Aliases{"need"}, Takes::ref_text, "needs REF WHAT [for DURATION] lead DURATION [owner @PERSON]",
       "needs A6 designer for 3d lead 10d", "book in time what the work needs", true, Who::everyone, true},
      {Verb::split, "split", Aliases{}, Takes::ref_text, "split REF into TITLE [DURATION] and TITLE [DURATION] | split off MILESTONE",
       "split A4 into tax rates and tax forms", "one action becomes several; a milestone becomes a plan of its own", true, Who::everyone,
       true},
      {Verb::merge, "merge", Aliases{}, Takes::refs, "merge REFS [as TITLE]", "merge A4 A5", "several actions become one", true,
       Who::everyone, true},
      {Verb::take, "take", Aliases{}, Takes::refs, "take REFS", "take A4", "you do it", true, Who::everyone, true},
      {Verb::gain, "gain", Aliases{"gained", "gains"}, Takes::ref, "gain REF DURATION [pull | buffer]", "gain A2 2d", "it takes less time",
       true, Who::everyone, true},
      {Verb::mine, "mine", Aliases{}, Takes::nothing, "mine", "mine", "what is yours, in all plans that you can see", false, Who::everyone,
       true},
      {Verb::happened, "happened", Aliases{"occurred"}, Takes::refs, "happened RISK [DURATION]", "happened R2",
       "a risk has come true, and costs so much", true, Who::everyone, true},
      {Verb::mitigate, "mitigate", Aliases{}, Takes::ref_text, "mitigate RISK with REF | TITLE [for DURATION] [before REF] [owner @PERSON]",
       "mitigate R2 with A9", "what is done about a risk", true, Who::everyone, true},
      {Verb::pace, "pace", Aliases{}, Takes::ref, "pace [KPI] [dark] [svg] [share]", "pace K1",
       "where a number stands, and where it is heading", false, Who::everyone, true},
      {Verb::plan, "plan", Aliases{}, Takes::nothing, "plan [share]", "plan", "the whole plan in words", false, Who::everyone, true},
      {Verb::flexible, "flexible", Aliases{}, Takes::refs, "flexible REFS [off]", "flexible A6", "it may give way when time runs short",
       true, Who::everyone, true},
      {Verb::simplify, "simplify", Aliases{}, Takes::nothing, "simplify", "simplify", "take out what tells nothing more", true,
       Who::everyone, true},
      {Verb::learn, "learn", Aliases{"tips"}, Takes::text, "learn [TOPIC]", "learn dos", "the method in short", false, Who::everyone, true},
      {Verb::from_template, "template", Aliases{"templates"}, Takes::text,
       "template list | save NAME | NAME|KEY [TITLE] by DATE [every DURATION [from DATE]]", "template launch Self-serve billing by 18 dec",
       "begin a plan that is filled already", true, Who::everyone, true},
      {Verb::prfaq, "prfaq", Aliases{"pr-faq", "pr/faq"}, Takes::text, "prfaq [export] | announcement TEXT | audience TEXT | unless TEXT",
       "prfaq audience small EU shops; today they wait 4 days", "a press release and its questions, from what was said", true,
       Who::everyone, true},
      {Verb::accept, "accept", Aliases{"accepted"}, Takes::refs, "accept [REFS]", "accept A4", "you do what is yours", true, Who::everyone,
       true},
      {Verb::walk, "walk", Aliases{"resume"}, Takes::nothing, "walk", "walk", "go on with the questions where they stopped", false,
       Who::everyone, true},
      {Verb::invite, "invite", Aliases{"uninvite"}, Takes::text, "invite @PERSON [stop]", "invite @friend",
       "show a private plan to somebody, who may answer in it", true, Who::owner, true},
      {Verb::timeline, "timeline", Aliases{"picture", "gantt"}, Takes::nothing, "timeline [dark] [svg] [share]", "timeline",
       "a picture of the way back from the goal", false, Who::everyone, true},
      {Verb::fever, "fever", Aliases{"buffer"}, Takes::nothing, "fever [dark] [svg] [share]", "fever",
       "a picture of how much of the buffer is used for how much of the way", false, Who::everyone, true},
      {Verb::who, "who", Aliases{}, Takes::ref, "who REF [@PERSON]", "who A4", "who has time to help with it; with a name, they are asked",
       false, Who::everyone, true},
      {Verb::lite, "lite", Aliases{}, Takes::text, "lite [TITLE by DATE] | lite off", "lite The team has moved house by 30 oct",
       "the short walk: a date, a number, three milestones, a look every week", true, Who::everyone, true},
  };
}

/// Edits (insert, delete, change, swap neighbours) between two words, or more than `most`.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

}  // namespace

const std::vector<CommandRow>& commands() {
  static const std::vector<CommandRow> table = make_commands();
  return table;
}

const CommandRow* find_command(std::string_view word) {
  static const auto by_name = [] {
    std::unordered_map<std::string_view, const CommandRow*> rows;
    for (const CommandRow& row : commands()) {
      rows.emplace(row.name, &row);
      for (const std::string_view alias : row.aliases) rows.emplace(alias, &row);
    }
    return rows;
  }();
  const auto found = by_name.find(word == "?" ? "?" : parts::bare(word));
  return found == by_name.end() ? nullptr : found->second;
}

const CommandRow* nearest_command(std::string_view word) {
  const std::string name = parts::bare(word);
  if (name.size() < 3 || name.size() > 16) return nullptr;
  std::size_t nearest = (name.size() < 5 ? 1 : 2) + 1;
  const CommandRow* found = nullptr;
  for (const CommandRow& row : commands()) {
    if (!row.is_listed) continue;
    std::vector<std::string_view> names = row.aliases;
    names.push_back(row.name);
    for (const std::string_view other : names) {
      const std::size_t edits = other.size() < 3 ? nearest : distance(name, other);
      if (edits >= nearest) continue;
      nearest = edits;
      found = &row;
    }
  }
  return found;
}

}  // namespace backwalk::talk
