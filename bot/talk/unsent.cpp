#include "bot/talk/unsent.hpp"

#include <algorithm>
#include <charconv>

#include "bot/talk/reply.hpp"
#include "bot/talk/words_rhythm.hpp"

namespace backwalk::talk {
namespace {

/// "p12/brief/channel/2026-10-02" -> p12.
std::optional<turn::PlanId> plan_in(const std::string& key) {
  std::int64_t number = 0;
  if (!key.starts_with('p')) return std::nullopt;
  const auto [end, error] = std::from_chars(key.data() + 1, key.data() + key.size(), number);
  if (error != std::errc{} || end == key.data() + key.size() || *end != '/') return std::nullopt;
  return turn::PlanId{number};
}

/// Whoever asked for a form sees the sentence where they asked.
chat::Outgoing about_form(const chat::Outgoing& form) {
  chat::Outgoing told;
  told.key = form.key + "/unsent";
  told.place = form.place;
  told.message = form_not_opened(chat::form_of(form.message));
  if (told.place.is_direct()) return told;
  told.delivery = chat::Delivery::ephemeral;
  told.only_for = form.only_for;
  return told;
}

}  // namespace

chat::Message digest(const std::vector<chat::Message>& messages) { return undelivered(messages); }

turn::Need need_of_unsent(const chat::Outgoing& unsent) {
  turn::Need need;
  need.place = unsent.place;
  need.writes = true;
  if (const auto plan = plan_in(unsent.key)) need.plans = {*plan};
  return need;
}

turn::Answer tell_unsent(const turn::State& state, const chat::Outgoing& unsent) {
  turn::Answer answer;
  if (unsent.delivery == chat::Delivery::form) {
    answer.later.push_back(about_form(unsent));
    return answer;
  }
  const auto plan = plan_in(unsent.key);
  const turn::Record* record = plan ? turn::find(state, *plan) : nullptr;
  if (record == nullptr || unsent.place.is_direct() || unsent.delivery != chat::Delivery::post) return answer;
  const auto place = direct_message(*record, state, record->plan.owner);
  if (!place) return answer;
  chat::Outgoing told;
  told.key = "p" + std::to_string(record->id.value) + "/unsent/" + unsent.place.channel;  // once: not for each message to that channel
  told.place = *place;
  told.message = message(record->plan.key + ": I could not post in one of the plan's channels, so nobody there has seen this:");
  told.message.blocks.emplace_back(chat::Text{unsent.message.headline});
  told.message.blocks.emplace_back(
      line("Is Backwalk a member of that channel, and is it still there? Somebody in it can invite me. I tell you this once."));
  answer.later.push_back(std::move(told));
  return answer;
}

}  // namespace backwalk::talk
