#include "planner/fields.hpp"

namespace backwalk::planner {
namespace {

/// A date that follows the goal is the same field value wherever the goal is.
Moment anchored(Moment moment) {
  if (moment.before_goal) moment.date = {};
  return moment;
}
std::optional<Moment> anchored(const std::optional<Moment>& moment) { return moment ? std::optional{anchored(*moment)} : moment; }
std::optional<Constraint> anchored(std::optional<Constraint> constraint) {
  if (constraint) constraint->at = anchored(constraint->at);
  return constraint;
}

struct Writer {
  Fields& fields;
  Ref ref;

  void operator()(Aspect aspect, FieldValue value) const { fields[ItemField{ref, aspect}] = std::move(value); }
  template <class T>
  void operator()(Aspect aspect, const std::optional<T>& value) const {
    (*this)(aspect, value ? FieldValue{*value} : FieldValue{});
  }
};

void write_measures(const Plan& plan, Fields& fields) {
  for (const auto& kpi : plan.kpis) {
    const Ref ref{Kind::kpi, kpi.number};
    const Writer write{fields, ref};
    write(Aspect::existence, FieldValue{true});
    write(Aspect::target, FieldValue{kpi.target});
    write(Aspect::kind, kpi.kind ? FieldValue{static_cast<int>(*kpi.kind)} : FieldValue{});
    write(Aspect::role, kpi.role ? FieldValue{static_cast<int>(*kpi.role)} : FieldValue{});
    write(Aspect::due, anchored(kpi.due));
    write(Aspect::owner, kpi.owner);
    for (const auto& reading : kpi.readings) fields[ReadingField{ref, date_of(reading.at)}] = reading;
  }
  for (const auto& risk : plan.risks) {
    const Writer write{fields, {Kind::risk, risk.number}};
    write(Aspect::existence, FieldValue{true});
    write(Aspect::owner, risk.owner);
    write(Aspect::finished, risk.closed);
    write(Aspect::probability, risk.probability);
    write(Aspect::delay, risk.delay);
    write(Aspect::happened, risk.happened);
    write(Aspect::mitigation, risk.mitigation);
  }
}

void write_rhythm(const Rhythm& rhythm, Fields& fields) {
  const Writer write{fields, {}};
  write(Aspect::checkin, rhythm.checkin);
  write(Aspect::standup, rhythm.standup);
  write(Aspect::brief, rhythm.brief);
  write(Aspect::draft, rhythm.draft);
  for (const auto& answer : rhythm.answers) fields[AnswerField{answer.person, answer.date}] = answer;
  for (const auto& nudge : rhythm.muted) fields[MutedField{nudge}] = true;
  for (const auto& [nudge, until] : rhythm.snoozed) fields[SnoozedField{nudge}] = until;
}

struct KeptByRestore {
  bool operator()(const ItemField& field) const {
    switch (field.aspect) {
      case Aspect::reported:
      case Aspect::checkin:
      case Aspect::standup:
      case Aspect::brief:
      case Aspect::draft:
      case Aspect::zone:
      case Aspect::closed:
      case Aspect::template_name:
        return true;
      case Aspect::existence:
      case Aspect::title:
      case Aspect::due:
      case Aspect::owner:
      case Aspect::estimate:
      case Aspect::started:
      case Aspect::finished:
      case Aspect::announcement:
      case Aspect::audience:
      case Aspect::not_done_unless:
      case Aspect::commitment:
      case Aspect::review:
      case Aspect::target:
      case Aspect::checker:
      case Aspect::kind:
      case Aspect::role:
      case Aspect::probability:
      case Aspect::delay:
      case Aspect::drivers:
      case Aspect::constraint:
      case Aspect::remaining:
      case Aspect::happened:
      case Aspect::mitigation:
      case Aspect::flexible:
      case Aspect::benefit:
      case Aspect::evidence:
      case Aspect::experience:
      case Aspect::accepted:
      case Aspect::done_when:
      case Aspect::serves:
      case Aspect::lite:
        return false;
    }
    return false;
  }
  bool operator()(const LinkField&) const { return false; }
  bool operator()(const Asked&) const { return false; }
  bool operator()(const ReadingField&) const { return true; }
  bool operator()(const AnswerField&) const { return true; }
  bool operator()(const MutedField&) const { return true; }
  bool operator()(const SnoozedField&) const { return true; }
  bool operator()(const CalendarField&) const { return true; }
  bool operator()(const ParkedField&) const { return false; }
  bool operator()(const GuestField&) const { return true; }
};

}  // namespace

Fields fields_of(const Plan& plan) {
  Fields fields;
  const Writer goal{fields, {}};
  goal(Aspect::title, FieldValue{plan.goal.title});
  goal(Aspect::due, plan.goal.due);
  goal(Aspect::owner, FieldValue{plan.owner});
  goal(Aspect::announcement, plan.goal.announcement);
  goal(Aspect::audience, plan.goal.audience);
  goal(Aspect::not_done_unless, plan.goal.not_done_unless);
  goal(Aspect::benefit, plan.goal.benefit);
  goal(Aspect::evidence, plan.goal.evidence);
  goal(Aspect::experience, plan.goal.experience);
  goal(Aspect::commitment, FieldValue{plan.is_committed});
  goal(Aspect::review, plan.review_every_days);
  goal(Aspect::checker, plan.checker);
  goal(Aspect::reported, plan.reported);
  goal(Aspect::zone, FieldValue{plan.zone});
  goal(Aspect::closed, plan.closed_at);
  goal(Aspect::template_name, plan.template_name);
  goal(Aspect::drivers, FieldValue{plan.drivers});
  goal(Aspect::lite, FieldValue{plan.is_lite});
  for (const auto& milestone : plan.milestones) {
    const Writer write{fields, {Kind::milestone, milestone.number}};
    write(Aspect::existence, FieldValue{true});
    write(Aspect::title, FieldValue{milestone.title});
    write(Aspect::due, anchored(milestone.due));
    write(Aspect::owner, milestone.owner);
    write(Aspect::finished, milestone.reached);
    write(Aspect::flexible, FieldValue{milestone.is_flexible});
    write(Aspect::done_when, milestone.done_when);
    write(Aspect::serves, milestone.serves);
  }
  for (const auto& action : plan.actions) {
    const Writer write{fields, {Kind::action, action.number}};
    write(Aspect::existence, FieldValue{true});
    write(Aspect::title, FieldValue{action.title});
    write(Aspect::estimate, action.estimate);
    write(Aspect::owner, action.owner);
    write(Aspect::started, action.started);
    write(Aspect::finished, action.finished);
    write(Aspect::constraint, anchored(action.constraint));
    write(Aspect::remaining, action.remaining);
    write(Aspect::flexible, FieldValue{action.is_flexible});
    write(Aspect::accepted, action.accepted);
  }
  for (const auto& link : plan.links) fields[LinkField{link.before, link.after}] = link.lag;
  for (const auto& [asked, how] : plan.closed) fields[asked] = how;
  for (const auto& words : plan.parked) fields[ParkedField{words}] = true;
  for (const auto person : plan.guests) fields[GuestField{person}] = true;
  fields[CalendarField{}] = plan.calendar;
  for (const auto& [person, calendar] : plan.calendars) fields[CalendarField{person}] = calendar;
  write_measures(plan, fields);
  write_rhythm(plan.rhythm, fields);
  return fields;
}

bool is_kept_by_restore(const Field& field) { return std::visit(KeptByRestore{}, field); }

std::map<Field, std::optional<FieldValue>> difference(const Fields& a, const Fields& b) {
  std::map<Field, std::optional<FieldValue>> result;
  for (const auto& [field, value] : a) {
    const auto other = b.find(field);
    if (other == b.end() || other->second != value) result[field] = value;
  }
  for (const auto& [field, value] : b) {
    if (!a.contains(field)) result[field] = std::nullopt;
  }
  return result;
}

}  // namespace backwalk::planner
