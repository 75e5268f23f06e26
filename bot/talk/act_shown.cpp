// What is shown or asked instead of done: lists, questions that one calls for, forms for what was not said.
#include "bot/base/zones.hpp"
#include "bot/talk/act_decide.hpp"
#include "bot/talk/act_next.hpp"
#include "bot/talk/act_rhythm.hpp"
#include "bot/talk/form.hpp"
#include "bot/talk/words_rhythm.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;

/// The verb alone: neither words nor items nor days nor a part.
bool says_nothing_more(const Utterance& said) {
  return said.part == Part::plain && said.refs.empty() && said.text.empty() && !said.every && !said.bad_every;
}

std::optional<turn::Answer> show_kpi(const Context& context, const turn::Record& record, const View& view) {
  const auto& said = context.said;
  const auto& plan = record.plan;
  if (said.refs.empty() && said.part == Part::plain) return show_look(context, record, kpis_listed(view));
  if (said.refs.empty()) {
    const bool is_bare = said.part == Part::add && said.text.empty() && !said.from && !said.bad_number;
    return is_bare ? std::optional(open_form(context, new_kpi_form(plan))) : std::nullopt;
  }
  const bool is_named_only = said.part == Part::plain && !said.value && !said.bad_number && !said.by && !said.owner && !said.because;
  const auto* found = planner::find_kpi(plan, said.refs.front().number);
  if (!is_named_only || found == nullptr) return std::nullopt;
  return open_form(context, kpi_form(plan, *found));
}

/// The check-in of my first KPI that nobody has read today.
turn::Answer show_checkin(const Context& context, const turn::Record& record, const View& view) {
  for (const auto& kpi : record.plan.kpis) {
    const bool is_mine = planner::asked_about(record.plan, kpi) == context.me;
    const bool is_read = !kpi.readings.empty() && zones::date_of(kpi.readings.back().at) >= view.today;
    if (is_mine && !is_read) return show_look(context, record, checkin_question(view, kpi));
  }
  return show_look(context, record, rhythm_shown(view, Verb::checkin));
}

std::optional<turn::Answer> show_standup(const Context& context, const turn::Record& record, const View& view) {
  const auto& said = context.said;
  const auto& plan = record.plan;
  if (said.part == Part::plain && !said.every && !said.bad_every) {
    const auto asked_for = said.slot.value_or(context.calendarium.today);
    if (!plan.rhythm.standup || !planner::falls_on(plan.rhythm.standup->cadence, asked_for))
      return show_look(context, record, rhythm_shown(view, Verb::standup));
    return show_look(context, record, standup_question(view, context.me, asked_for));
  }
  const bool wants_words = said.part == Part::something_else || said.part == Part::blocked;
  if (!wants_words || !said.text.empty() || !plan.rhythm.standup) return std::nullopt;
  const std::string say = plan.key + " standup " + zones::iso(said.slot.value_or(context.calendarium.today));
  if (said.part == Part::something_else) return open_form(context, doing_form(plan, say + " else"));
  if (said.refs.empty() || !planner::exists(plan, said.refs.front())) return std::nullopt;  // refused with what it lacks
  return open_form(context, block_form(plan, say + " blocked " + planner::text(said.refs.front()), said.refs.front()));
}

std::optional<turn::Answer> show_brief(const Context& context, const turn::Record& record, const View& view) {
  const auto& said = context.said;
  const bool is_plain = said.part == Part::plain && !said.every && !said.bad_every;
  if (is_plain)
    return show_look(context, record, brief_of(record, with_chance(context, record, with_first(context, record, {}, view)), std::nullopt));
  const bool wants_words = said.part == Part::edit || (said.part == Part::note && said.text.empty());
  if (!wants_words || !record.plan.rhythm.brief || context.me != record.plan.owner) return std::nullopt;
  const auto date = said.slot.value_or(view.today);
  return open_form(context, brief_form(view, record.plan.key + " brief " + (said.slot ? zones::iso(date) + " " : "") + "note", date));
}

/// Of a closed plan the lists are still read. Nothing is asked about it, so there is neither a question nor a form to show.
std::optional<turn::Answer> shown_of_closed(const Context& context, const turn::Record& record, const View& view) {
  const auto& said = context.said;
  if (!says_nothing_more(said)) return std::nullopt;
  switch (said.verb) {
    case Verb::kpi:
      return show_look(context, record, kpis_listed(view));
    case Verb::risk:
      return show_look(context, record, risks_listed(view));
    case Verb::brief:
      return show_look(context, record, brief_of(record, view, std::nullopt));
    case Verb::block:
    case Verb::checkin:
    case Verb::standup:
      return finish(context, refuse(refusal({planner::Why::plan_closed, {}, {}, {}}, record.plan, view.today, said)));
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<turn::Answer> shown_or_asked(const Context& context, const turn::Record& record) {
  const auto& said = context.said;
  const auto& plan = record.plan;
  const auto view = view_of(record, context.state, plan_today(context, plan));
  if (plan.closed_at) return shown_of_closed(context, record, view);
  switch (said.verb) {
    case Verb::kpi:
      return show_kpi(context, record, view);
    case Verb::risk:
      return said.text.empty() ? std::optional(show_look(context, record, risks_listed(view))) : std::nullopt;
    case Verb::block: {
      const bool is_named_only = said.text.empty() && !said.refs.empty() && said.refs.front().kind == Kind::action;
      if (!is_named_only || !planner::exists(plan, said.refs.front())) return std::nullopt;
      return open_form(context, block_form(plan, plan.key + " block " + planner::text(said.refs.front()), said.refs.front()));
    }
    case Verb::checkin:
      if (said.part == Part::off || said.every || said.bad_every) return std::nullopt;
      return show_checkin(context, record, view);
    case Verb::standup:
      return show_standup(context, record, view);
    case Verb::brief:
      return show_brief(context, record, view);
    case Verb::skip: {
      if (said.refs.empty()) return std::nullopt;
      for (const auto& question : context.state.questions) {
        if (question.plan == record.id && question.is_open && question.asked.about == said.refs.front() &&
            question.asked_of == context.me) {
          return wave_aside(context, record, question);
        }
      }
      return finish(context, refuse(nothing_asked_about(said.refs.front())));
    }
    default:
      return std::nullopt;
  }
}

}  // namespace backwalk::talk
