// `undo`: the inverse of my last command of the last 24 hours, or of the one a button names by the seq of its first edit.
#include <algorithm>
#include <charconv>
#include <set>

#include "bot/talk/act.hpp"
#include "bot/talk/act_doing.hpp"
#include "bot/talk/words_doing.hpp"
#include "planner/evolve.hpp"

namespace backwalk::talk {
namespace {

constexpr std::chrono::hours undo_horizon{24};

std::optional<std::int64_t> number_in(const std::string& text) {
  std::int64_t number = 0;
  const auto* first = text.data();
  const auto* last = first + text.size();
  const auto [end, error] = std::from_chars(first, last, number);
  if (error != std::errc{} || end != last || number <= 0) return std::nullopt;
  return number;
}

std::optional<std::int64_t> undone_by(const turn::Entry& entry) {
  if (!entry.said.starts_with("undo ")) return std::nullopt;
  return number_in(entry.said.substr(5));
}

std::optional<turn::Entry> entry_to_undo(const Context& context, const turn::Record& record, std::optional<std::int64_t> wanted) {
  std::set<std::int64_t> undone;
  for (auto entry = record.log.rbegin(); entry != record.log.rend(); ++entry) {
    const auto undoes = undone_by(*entry);  // what it takes back came before it
    if (undoes) undone.insert(*undoes);
    if (entry->by != context.me || undoes || undone.contains(entry->first_seq)) continue;
    if (context.now - entry->at > undo_horizon) break;
    if (!wanted || entry->first_seq == *wanted) return *entry;
  }
  return std::nullopt;
}

/// What a split wrote into the other of its two plans; no plan where that is not known here.
struct Half {
  const turn::Record* record = nullptr;
  std::int64_t first_seq = 0;
};
Half other_half(const Context& context, const turn::Record& record, const turn::Entry& entry) {
  if (!entry.said.starts_with("split ")) return {};
  for (const auto& other : context.state.plans) {
    if (other->id == record.id) continue;
    for (const auto& each : other->log) {
      const bool begins_one = each.first_seq == 1 || entry.first_seq == 1;
      if (begins_one && each.said == entry.said && each.by == entry.by && each.at == entry.at) return {other.get(), each.first_seq};
    }
  }
  return {};
}

/// The plan that a split began, where nothing was done in it since and it is open.
bool is_as_begun(const turn::Record& begun) { return begun.log.size() == 1 && !begun.plan.closed_at; }

/// Whether everything that was said after its start was taken back.
bool holds_only_its_start(const turn::Record& record) {
  std::set<std::int64_t> undone;
  for (auto entry = record.log.rbegin(); entry != record.log.rend() && entry->first_seq > 1; ++entry) {
    const auto undoes = undone_by(*entry);
    if (undoes) undone.insert(*undoes);
    if (!undoes && !undone.contains(entry->first_seq)) return false;
  }
  return true;
}

/// A start has no inverse: the plan that it began is closed, where nothing else is in it.
turn::Answer take_back_start(const Context& context, const turn::Record& record) {
  const auto today = plan_today(context, record.plan);
  if (!holds_only_its_start(record)) return finish(context, refuse(more_than_its_start(record.plan)));
  const auto edits = facts_of(context, record.plan, planner::ClosePlan{plan_now(context, record.plan)});
  if (!edits) return finish(context, refuse(refusal(edits.error(), record.plan, today, context.said)));
  auto words = start_taken_back(record.plan);
  if (context.said.is_preview) return finish(context, tell(previewed(words, {}, in_plan(record.plan, "undo 1"))));
  const auto closed = planner::replay(*edits, record.plan);
  const auto view = view_of(closed, context.state, today);
  Reply reply;
  if (!context.said.is_quiet) reply.line = by(name_of(context.state, context.me), words);
  reply.told = std::move(words);
  reply.after = &view;
  return finish(context, record, *edits, "undo 1", std::move(reply), false);
}

turn::Answer close_half(const Context& context, const turn::Record& begun) {
  const auto edits = facts_of(context, begun.plan, planner::ClosePlan{plan_now(context, begun.plan)});
  if (!edits) return {};
  const auto closed = planner::replay(*edits, begun.plan);
  const auto view = view_of(closed, context.state, plan_today(context, closed));
  Reply reply;
  reply.after = &view;
  return finish(context, begun, *edits, "close", std::move(reply), false);
}

}  // namespace

turn::Answer undo(const Context& context, const turn::Record& record) {
  const auto today = plan_today(context, record.plan);
  const auto wanted = context.said.number ? std::optional<std::int64_t>(*context.said.number) : number_in(context.said.text);
  const bool is_no_command = !wanted && !context.said.text.empty();  // "undo 0"
  const auto entry = is_no_command ? std::nullopt : entry_to_undo(context, record, wanted);
  if (!entry) {
    return finish(context, refuse(refusal({planner::Why::nothing_to_undo, {}, {}, {}}, record.plan, today, context.said)));
  }
  // Of the plan that a split began: what is taken back is the split.
  const auto half = other_half(context, record, *entry);
  if (half.record != nullptr && entry->first_seq == 1) {
    Context there = context;
    there.said.number = static_cast<int>(half.first_seq);
    return undo(there, *half.record);
  }
  const bool is_of_split = entry->said.starts_with("split ");  // whose other half is not told here
  if (entry->first_seq == 1 && !is_of_split) return take_back_start(context, record);
  const bool closes_half = half.record != nullptr && is_as_begun(*half.record);
  std::vector<planner::Edit> log;
  for (const auto& each : record.log) log.insert(log.end(), each.edits.begin(), each.edits.end());
  const auto edits = planner::undo(log, static_cast<std::size_t>(entry->first_seq - 1), entry->edits.size());
  if (!edits && edits.error().why == planner::Why::changed_since)
    return finish(context, refuse(undo_conflict(record, context.state, *entry, edits.error().about)));
  if (!edits) return finish(context, refuse(refusal(edits.error(), record.plan, today, context.said)));

  const auto plan = planner::replay(*edits, record.plan);
  const auto before = view_of(record, context.state, today);
  const auto after = view_of(plan, context.state, today);
  auto words = undone(before, after, entry->said);
  if (half.record != nullptr && !half.record->plan.closed_at)
    words.blocks.emplace_back(split_half_taken_back(half.record->plan, closes_half));
  if (context.said.is_preview) {
    const std::string command = in_plan(record.plan, "undo " + std::to_string(entry->first_seq));
    return finish(context, tell(previewed(words, what_would_move(before, after), command)));
  }
  Reply reply;
  reply.told = std::move(words);
  reply.after = &after;
  if (!context.said.is_quiet) {
    const bool is_for_channel = plan.is_committed && plan.goal.due != record.plan.goal.due;  // as the move itself was
    auto& shared = is_for_channel ? reply.post : reply.line;
    shared = by(name_of(context.state, context.me), *reply.told);
    reply.mention = mention_moved_back(context, record, *entry, before, after);
  }
  // In a direct message the plan is the last one talked about, so it is named.
  if (context.envelope.place.is_direct()) reply.told->blocks.emplace_back(quiet_line(plan.key + " · " + plan.goal.title));
  auto answer = finish(context, record, *edits, "undo " + std::to_string(entry->first_seq), std::move(reply), false);
  return closes_half ? both_of(std::move(answer), close_half(context, *half.record)) : std::move(answer);
}

}  // namespace backwalk::talk
