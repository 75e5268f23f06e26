// What has become different between two states of a plan, one sentence for each thing that has changed.
#include <algorithm>

#include "bot/base/zones.hpp"
#include "bot/talk/words_decide.hpp"
#include "bot/talk/words_rhythm.hpp"

namespace backwalk::talk {
namespace {

using planner::Aspect;
using planner::FieldChange;
using planner::Kind;
using planner::Ref;

/// A value as it stands behind "is" and "was"; empty for none and for what is not said.
struct SayValue {
  const View& view;
  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(bool) const { return ""; }
  std::string operator()(int number) const { return std::to_string(number); }
  std::string operator()(double value) const { return say_figure(value, ""); }
  std::string operator()(const std::string& text) const { return quoted(text); }
  std::string operator()(const planner::Moment& moment) const { return say_moment(moment, view.today); }
  std::string operator()(planner::PersonId person) const { return name_of(view.state, person); }
  std::string operator()(const planner::Estimate& estimate) const {
    std::string text = told_work(estimate.likely, view.plan.calendar);
    if (estimate.best && estimate.worst) {
      text += " (" + told_work(*estimate.best, view.plan.calendar) + " to " + told_work(*estimate.worst, view.plan.calendar) + ")";
    }
    return text;
  }
  std::string operator()(planner::LocalTime time) const { return say_date(planner::date_of(time), view.today); }
  std::string operator()(const planner::Lag& lag) const {
    const bool is_overlap = lag.length < planner::Minutes{0};
    if (lag.kind == planner::Lag::Kind::none || lag.length == planner::Minutes{0}) return "";
    return told_work(is_overlap ? -lag.length : lag.length, view.plan.calendar) + (is_overlap ? " before its end" : " later");
  }
  std::string operator()(const planner::Constraint& constraint) const {
    return (constraint.kind == planner::Constraint::Kind::fixed_on ? "fixed on " : "not before ") + say_moment(constraint.at, view.today);
  }
  std::string operator()(const planner::Remaining& remaining) const { return told_work(remaining.left, view.plan.calendar) + " left"; }
  std::string operator()(planner::Date date) const { return say_date(date, view.today); }
  std::string operator()(const planner::Reading& reading) const { return say_figure(reading.value, ""); }
  std::string operator()(const planner::Reported& reported) const { return say_status(reported.status); }
  // How people are asked is no part of a difference.
  std::string operator()(planner::Closing) const { return ""; }
  std::string operator()(const planner::Cadence&) const { return ""; }
  std::string operator()(const planner::Standup&) const { return ""; }
  std::string operator()(const planner::Brief&) const { return ""; }
  std::string operator()(const planner::BriefDraft&) const { return ""; }
  std::string operator()(const planner::StandupAnswer&) const { return ""; }
  std::string operator()(const planner::Calendar&) const { return ""; }
  std::string operator()(const std::vector<planner::SharedDriver>&) const { return ""; }
};

std::string value_said(const View& view, const std::optional<planner::FieldValue>& value) {
  return value ? std::visit(SayValue{view}, *value) : "";
}

/// "takes 6d, was 10d".
std::string is_and_was(const std::string& verb, const std::string& is, const std::string& was, const std::string& without) {
  if (is.empty()) return without + (was.empty() ? "" : ", was " + was);
  return verb + " " + is + (was.empty() ? "" : ", was " + was);
}

struct SayChange {
  const View& view;
  const planner::Plan& before;
  const FieldChange& change;

  std::string name_of_item(Ref ref) const { return planner::exists(view.plan, ref) ? named(view.plan, ref) : named(before, ref); }
  std::string operator()(const planner::ItemField& field) const {
    const std::string is = value_said(view, change.after);
    const std::string was = value_said(view, change.before);
    const std::string name = name_of_item(field.ref);
    switch (field.aspect) {
      case Aspect::existence:
        return name + (change.after ? " is added" : " is dropped");
      case Aspect::title:
        return planner::text(field.ref) + " is called " + is + ", was " + was;
      case Aspect::due:
        return name + " " + is_and_was("by", is, was, "has no date");
      case Aspect::owner:
        return name + " " + is_and_was("belongs to", is, was, "belongs to nobody");
      case Aspect::estimate:
        return name + " " + is_and_was("takes", is, was, "has no estimate");
      case Aspect::started:
        return name + (is.empty() ? " is not started" : " started " + is);
      case Aspect::finished:
        return name + (is.empty() ? " is not done" : " done " + is);
      case Aspect::target:
        return name + " " + is_and_was("aims at", is, was, "has no target");
      case Aspect::reported:
        return "the owner reports " + (is.empty() ? "nothing" : is) + (was.empty() ? "" : ", was " + was);
      case Aspect::constraint:
        return name + " " + is_and_was("is", is, was, "may begin at any time");
      case Aspect::remaining:
        return name + " " + is_and_was("has", is, was, "counts with its estimate");
      case Aspect::closed:
        return field.ref.kind == Kind::risk ? name + (is.empty() ? " is open again" : " is closed")
                                            : "the plan is " + std::string(is.empty() ? "open" : "closed");
      case Aspect::announcement:
      case Aspect::audience:
      case Aspect::not_done_unless:
      case Aspect::benefit:
      case Aspect::evidence:
      case Aspect::experience:
        return "the goal says " + (is.empty() ? "nothing" : is) + (was.empty() ? "" : ", said " + was);
      case Aspect::checker:
        return is_and_was("checked by", is, was, "checked by nobody");
      case Aspect::probability:
      case Aspect::delay:
        return name + " is weighed otherwise";
      case Aspect::happened:
        return name + (is.empty() ? " has not happened" : " has happened");
      case Aspect::mitigation:
        return name + (is.empty() ? " is not met by anything" : " is met by A" + is);
      case Aspect::flexible:
        return name + (change.after == planner::FieldValue{true} ? " may give way" : " may not give way");
      case Aspect::accepted:
        return name + (is.empty() ? " is not accepted" : " is accepted by " + is);
      case Aspect::done_when:
        return name + (is.empty() ? " has no definition of done" : " is done when " + is);
      case Aspect::serves:
        return name + (is.empty() ? " serves nothing that was said" : " serves " + is);
      case Aspect::lite:
        return std::string("the walk is ") + (change.after == planner::FieldValue{true} ? "the short one" : "the whole one");
      case Aspect::commitment:
      case Aspect::review:
      case Aspect::checkin:
      case Aspect::standup:
      case Aspect::brief:
      case Aspect::draft:
      case Aspect::zone:
      case Aspect::kind:
      case Aspect::role:
      case Aspect::drivers:
      case Aspect::template_name:
        break;
    }
    return "";
  }
  std::string operator()(const planner::LinkField& field) const {
    const std::string text =
        name_of_item(field.after) + (change.after ? " waits for " : " waits no more for ") + name_of_item(field.before);
    const std::string lag = value_said(view, change.after);
    return text + (lag.empty() ? "" : ", " + lag);
  }
  std::string operator()(const planner::ReadingField& field) const {
    const auto* kpi = planner::find_kpi(view.plan, field.kpi.number);
    const auto* reading = change.after ? std::get_if<planner::Reading>(&*change.after) : nullptr;
    if (kpi == nullptr || reading == nullptr) return "";
    return planner::text(field.kpi) + " read " + say_value(*kpi, reading->value) + " on " + say_date(field.date, view.today);
  }
  std::string operator()(const planner::Asked&) const { return ""; }
  std::string operator()(const planner::AnswerField&) const { return ""; }
  std::string operator()(const planner::MutedField&) const { return ""; }
  std::string operator()(const planner::SnoozedField&) const { return ""; }
  std::string operator()(const planner::CalendarField&) const { return "somebody's working calendar is another"; }
  std::string operator()(const planner::ParkedField& field) const {
    return quoted(field.words) + (change.after ? " is parked" : " is no longer parked");
  }
  std::string operator()(const planner::GuestField& field) const {
    return name_of(view.state, field.person) + (change.after ? " may look on" : " may no longer look on");
  }
};

std::vector<std::string> all_changes(const View& after, const planner::Plan& before, const planner::Changes& changes) {
  std::vector<std::string> sentences;
  for (const auto& change : changes.fields) {
    auto sentence = std::visit(SayChange{after, before, change}, change.field);
    if (!sentence.empty()) sentences.push_back(std::move(sentence));
  }
  return sentences;
}

}  // namespace

std::vector<std::string> say_changes(const View& after, const planner::Plan& before, const planner::Changes& changes, std::size_t most) {
  auto sentences = all_changes(after, before, changes);
  if (sentences.size() <= most) return sentences;
  const auto more = sentences.size() - most;
  sentences.resize(most);
  sentences.push_back("and " + std::to_string(more) + " more");
  return sentences;
}

chat::Message differences(const View& after, const planner::Plan& before, const planner::Changes& changes, const std::string& from,
                          const std::string& to) {
  constexpr std::size_t most = 20;
  const auto sentences = say_changes(after, before, changes, most);
  if (sentences.empty()) return message(after.plan.key + ": nothing is different between " + from + " and " + to + ".");
  chat::Message result{{chat::strong(after.plan.key + " · from " + from + " to " + to)}, {}};
  for (const auto& sentence : sentences) result.blocks.emplace_back(line("· " + sentence));
  chat::Rows rows;
  for (const auto& move : changes.moves) {
    if (move.earliest_finish.before == move.earliest_finish.after || rows.rows.size() == 10) continue;
    const auto by = move.earliest_finish.by;
    rows.rows.push_back({named(after.plan, move.about), say_day(move.earliest_finish.after, after.today),
                         "was " + say_day(move.earliest_finish.before, after.today),
                         by == 0 ? "" : say_lateness(by < 0 ? -by : by, after.plan.calendar) + (by < 0 ? " earlier" : " later")});
  }
  if (rows.rows.empty()) return result;
  result.blocks.emplace_back(line("What can be reached when, seen from today:"));
  result.blocks.emplace_back(std::move(rows));
  return result;
}

chat::Message no_such_version(const planner::Plan& plan, int version) {
  std::string known;
  for (const auto& [number, snapshot] : plan.versions) {
    if (number > 0) known += (known.empty() ? "v" : ", v") + std::to_string(number);
  }
  if (plan.is_committed) known += (known.empty() ? "v" : ", v") + std::to_string(plan.version);
  return message("There is no v" + std::to_string(version) + " of " + plan.key + ". " +
                     (known.empty() ? "It is a draft and has no versions yet." : "It has " + known + "."),
                 {quiet_line("For example: diff since 21 sep")});
}

chat::Message which_date_since(const TwoDates& dates, const Utterance& said, const planner::Plan& plan, planner::Date today) {
  const auto button = [&](planner::Date date) {
    return chat::Button{say_date(date, today), in_plan(plan, "diff since " + zones::iso(date)), chat::Weight::normal};
  };
  return message(quoted(said.by_text.value_or("")) + " can be read in two ways. Which day is meant?",
                 {chat::Buttons{{button(dates.first), button(dates.second)}}});
}

chat::Message not_begun(const planner::Plan& plan, const std::string& date) {
  return message(plan.key + " was begun after " + date + ", so there is nothing to compare with.", {quiet_line("For example: history")});
}

}  // namespace backwalk::talk
