#include "planner/fields.hpp"

namespace backwalk::planner {
namespace {

struct Writer {
  Fields& fields;
  Ref ref;

  void operator()(Aspect aspect, FieldValue value) const { fields[ItemField{ref, aspect}] = std::move(value); }
  template <class T>
  void operator()(Aspect aspect, const std::optional<T>& value) const {
    (*this)(aspect, value ? FieldValue{*value} : FieldValue{});
  }
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
  goal(Aspect::commitment, FieldValue{plan.is_committed});
  goal(Aspect::review, plan.review_every_days);
  for (const auto& milestone : plan.milestones) {
    const Writer write{fields, {Kind::milestone, milestone.number}};
    write(Aspect::existence, FieldValue{true});
    write(Aspect::title, FieldValue{milestone.title});
    write(Aspect::due, milestone.due);
    write(Aspect::owner, milestone.owner);
    write(Aspect::finished, milestone.reached);
  }
  for (const auto& action : plan.actions) {
    const Writer write{fields, {Kind::action, action.number}};
    write(Aspect::existence, FieldValue{true});
    write(Aspect::title, FieldValue{action.title});
    write(Aspect::estimate, action.estimate);
    write(Aspect::owner, action.owner);
    write(Aspect::started, action.started);
    write(Aspect::finished, action.finished);
  }
  for (const auto& link : plan.links) fields[LinkField{link.before, link.after}] = link.lag;
  for (const auto& [asked, how] : plan.closed) fields[asked] = how;
  return fields;
}

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
