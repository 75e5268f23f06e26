// What a plan is. This page is the glossary: code, help, SQL and README use these words.
//
// A plan is walked back from its *goal*: *milestones* are states that must be true for it, *actions* are work, *links* say what must be
// finished before what. Every item without a successor precedes the goal. *KPIs* tell by a number whether the goal is met, *risks* what
// may get in the way, and the *rhythm* is when people are asked. Plans are values; `evolve` is the only thing that changes one.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "planner/calendar.hpp"
#include "planner/measure.hpp"
#include "planner/ref.hpp"
#include "planner/rhythm.hpp"

namespace backwalk::planner {

/// Time between a finish and the next start. Working lags count in the plan's calendar.
struct Lag {
  enum class Kind { none, working, elapsed };
  Kind kind = Kind::none;
  Minutes length{};
  auto operator<=>(const Lag&) const = default;
};

/// Finish-to-start: `before` must be finished before `after` starts. Never names the goal: what has no successor precedes it.
struct Link {
  Ref before{};
  Ref after{};
  Lag lag{};
  auto operator<=>(const Link&) const = default;
};

struct Goal {
  std::string title{};
  std::optional<Moment> due{};
  std::optional<std::string> announcement{};     ///< the one line that tells it worked
  std::optional<std::string> audience{};         ///< for whom, and what they lack now
  std::optional<std::string> not_done_unless{};  ///< what would make one say "not done"
  std::optional<std::string> benefit{};          ///< the most important thing that they get from it
  std::optional<std::string> evidence{};         ///< how one knows that they want it
  std::optional<std::string> experience{};       ///< what it is like for them on the day
  bool operator==(const Goal&) const = default;
};

/// A state that must be true on the way. Zero duration; its due, if any, bounds everything before it.
struct Milestone {
  int number = 0;
  std::string title{};
  std::optional<Moment> due{};
  std::optional<PersonId> owner{};
  std::optional<LocalTime> reached{};
  bool is_flexible = false;                ///< may give way when time runs short
  std::optional<std::string> done_when{};  ///< its definition of done; none: the title says it
  bool is_late = false;                    ///< added after the commit: it is asked what it serves
  std::optional<std::string> serves{};     ///< what of the goal
  bool operator==(const Milestone&) const = default;
};

/// When an action may begin. `fixed_on`: then and at no other time, so that it has to be finished a duration later too.
struct Constraint {
  enum class Kind { not_before, fixed_on };
  Kind kind = Kind::not_before;
  Moment at{};
  auto operator<=>(const Constraint&) const = default;
};

/// How much work was left of a started action at a moment: from then on it counts instead of the estimate.
struct Remaining {
  Minutes left{};
  LocalTime at{};
  auto operator<=>(const Remaining&) const = default;
};

/// A piece of work. Without an estimate it counts as one day and says so.
struct Action {
  int number = 0;
  std::string title{};
  std::optional<Estimate> estimate{};
  std::optional<PersonId> owner{};
  std::optional<LocalTime> started{};
  std::optional<LocalTime> finished{};
  std::optional<Minutes> promised{};  ///< the likely work of its estimate when it was started; what the record is judged by
  std::optional<Constraint> constraint{};
  std::optional<Remaining> remaining{};  ///< counts only while the action is started
  bool is_flexible = false;              ///< may give way when time runs short
  std::optional<PersonId> accepted{};    ///< who said that they do it; counts while they own it
  bool operator==(const Action&) const = default;
};

/// What the interview asks about; `reading` and `standup` are asked by the rhythm, not by the interview.
enum class Topic {
  announcement,
  audience,
  due,
  milestones,
  steps,
  not_done_unless,
  owner,
  cadence,
  metrics,
  reading,
  standup,
  benefit,
  evidence,
  experience,
  outcome,     ///< the announcement reads as a task: what will be true?
  certain,     ///< if all milestones are true, is the goal certain?
  parked,      ///< where does the first of the parked answers go?
  acceptance,  ///< do those who own the steps accept them?
  serves       ///< what does a milestone that was added after the commit serve?
};
/// How a topic was put to rest without an answer of its own.
enum class Closing { skipped, enough, nothing_before };

/// One topic, of one item where it has one ("what comes just before A4?").
struct Asked {
  Topic topic{};
  std::optional<Ref> about{};
  auto operator<=>(const Asked&) const = default;
};

/// What makes several actions take longer or shorter together: one factor for their work, lognormal with median 1 and this sigma.
struct SharedDriver {
  std::string id{};
  std::vector<int> actions{};
  double sigma = 0;  ///< 0..1
  bool operator==(const SharedDriver&) const = default;
};

struct Plan {
  std::string key{};  ///< 2 to 6 capitals, unique in its space
  Goal goal{};
  PersonId owner{};
  std::string zone{"UTC"};  ///< IANA name; all LocalTime of the plan are read in it
  Calendar calendar = standard_calendar();
  bool is_private = false;

  std::vector<Milestone> milestones{};  ///< live ones, by number
  std::vector<Action> actions{};        ///< live ones, by number
  std::vector<Link> links{};            ///< between live items, sorted
  std::map<Asked, Closing> closed{};    ///< topics of the interview that need no more asking

  std::vector<Kpi> kpis{};            ///< live ones, by number
  std::vector<Risk> risks{};          ///< live ones, by number
  std::optional<PersonId> checker{};  ///< who says whether a yes/no outcome is reached
  std::optional<Reported> reported{};
  Rhythm rhythm{};

  std::vector<Milestone> dropped_milestones{};  ///< kept so that a drop can be undone
  std::vector<Action> dropped_actions{};
  std::vector<Kpi> dropped_kpis{};
  std::vector<Risk> dropped_risks{};
  int last_milestone = 0;  ///< highest number ever given
  int last_action = 0;
  int last_kpi = 0;
  int last_risk = 0;

  bool is_committed = false;
  std::optional<LocalTime> closed_at{};  ///< a closed plan changes no more and reminds nobody
  std::optional<int> review_every_days{};
  int version = 0;                                        ///< 0 is the draft; 1 at commit, one more at a moved goal and at restore
  std::int64_t seq = 0;                                   ///< number of edits folded so far
  std::map<int, std::shared_ptr<const Plan>> versions{};  ///< each superseded version as it last was

  std::vector<SharedDriver> drivers{};       ///< ids differ
  std::map<PersonId, Calendar> calendars{};  ///< of those who do not work by the team's (`calendar`)

  std::set<std::string> parked{};  ///< answers that are tasks where a state was asked for: set aside until the walk comes to tasks

  std::set<PersonId> guests{};                 ///< of a private plan: who may see it beside its owner
  std::optional<std::string> template_name{};  ///< by which plans can be begun from it, beside its key

  bool is_lite = false;  ///< the short walk: a date, a number, three milestones, a look every week
};

const Milestone* find_milestone(const Plan& plan, int number);
const Action* find_action(const Plan& plan, int number);
const Kpi* find_kpi(const Plan& plan, int number);
const Risk* find_risk(const Plan& plan, int number);
/// When the target is due: its own date, else the goal's.
std::optional<Moment> due_of(const Plan& plan, const Kpi& kpi);
/// Who is asked about it: its owner, else the plan's.
PersonId asked_about(const Plan& plan, const Kpi& kpi);
/// Whom the standup asks: those named, else whoever owns an unfinished action; sorted. Empty without a standup.
std::vector<PersonId> asked_at_standup(const Plan& plan);
/// Actions that are not finished and whose owner is somebody else than the plan's and has not accepted them; by number.
std::vector<int> not_accepted(const Plan& plan);
/// Whether the goal or a live item has this reference.
bool exists(const Plan& plan, Ref ref);
/// The title of the goal or of a live item; empty when there is none.
std::string title_of(const Plan& plan, Ref ref);
std::optional<PersonId> owner_of(const Plan& plan, Ref ref);
/// The calendar by which the owner works (nobody: the team's). What "a day" of work means is the team's for all.
const Calendar& calendar_of(const Plan& plan, std::optional<PersonId> owner);
/// The moment with the date that it has now that the goal is where it is.
Moment settled(Moment moment, const Goal& goal);
/// Minutes of work the action counts with: its likely estimate, or one day when none was given; once something was said of what is left of
/// it, the work between its start and then in its owner's calendar, and what was left.
Minutes duration_of(const Plan& plan, const Action& action);
/// What people can see is equal: everything but seq, version bookkeeping, number counters and dropped items.
bool looks_same(const Plan& a, const Plan& b);

}  // namespace backwalk::planner
