#include <algorithm>

#include "bot/base/zones.hpp"

#include "tests/fakes/memory_store_world.hpp"

namespace backwalk::fakes {
namespace {

using namespace std::chrono_literals;
using What = store::Allowance::What;

template <class T>
bool has(const std::vector<T>& list, const T& one) {
  return std::ranges::find(list, one) != list.end();
}

bool is_form(const Leaving& leaving) { return leaving.outgoing.delivery == chat::Delivery::form; }

bool counts(const store::Allowance& allowance, const Leaving& leaving) {
  const chat::Place& place = leaving.outgoing.place;
  const bool is_there = allowance.platform == place.platform && allowance.workspace == place.workspace;
  return is_there && !is_form(leaving) && (allowance.what == What::everything || (allowance.what == What::edits) == leaving.is_edit());
}

bool is_old_fired(const std::string& key, Instant at) {
  const bool is_for_ever = key.find("/start/") != std::string::npos || key.find("/milestone/") != std::string::npos;
  return !is_for_ever && key.size() > 10 &&
         key.substr(key.size() - 10) < zones::iso(zones::date_of(zones::to_local(at - std::chrono::days(400), "UTC")));
}

bool is_foldable(const chat::Outgoing& outgoing) {
  return outgoing.place.is_direct() && !outgoing.place.thread && !outgoing.in_thread_of && outgoing.delivery == chat::Delivery::post &&
         !outgoing.expires && chat::form_of(outgoing.message) == nullptr;
}

void fold(World& world, const store::Take& wanted, store::Row& row) {
  chat::Outgoing& first = row.resolved.outgoing;
  const bool was_folded = row.in_doubt_since.has_value();
  if ((!was_folded && wanted.now - row.created <= 1h) || !is_foldable(first)) return;
  std::vector<chat::Message> parts{first.message};
  for (Leaving& leaving : world.outbox) {
    if (leaving.state != State::waiting || leaving.id <= row.id || queue_key(leaving.outgoing) != queue_key(first)) continue;
    if (was_folded && leaving.folded_into != first.key) continue;
    if (leaving.begun || !is_foldable(leaving.outgoing) || parts.size() == 8) break;
    leaving.folded_into = first.key;
    parts.push_back(leaving.outgoing.message);
  }
  if (parts.size() == 1) return;
  first.message = wanted.fold(parts);
  first.repeat = chat::Repeat::at_least_once;
}

}  // namespace

std::vector<store::Row> take_rows(World& world, Turns& turns, const store::Take& wanted) {
  std::vector<std::string> busy = wanted.busy;
  std::vector<store::Allowance> allowances = wanted.allowances;
  for (Leaving& leaving : world.outbox) {
    const bool is_mine = leaving.state == State::waiting && has(wanted.platforms, leaving.outgoing.place.platform);
    if (!is_mine || has(busy, queue_key(leaving.outgoing)) || leaving.begun) continue;
    if (leaving.outgoing.expires && *leaving.outgoing.expires < wanted.now) leaving.state = State::expired, leaving.settled = wanted.now;
  }
  const auto rank = [&](const Leaving& leaving) {
    const std::string workspace = store::workspace_key(leaving.outgoing.place);
    return std::tuple(!is_form(leaving), is_form(leaving) ? 0 : turns.last[workspace], workspace, turns.last[queue_key(leaving.outgoing)],
                      leaving.next, leaving.id);
  };
  const auto may_go = [&](const Leaving& leaving) {
    if (leaving.state != State::waiting || leaving.next > wanted.now || has(busy, queue_key(leaving.outgoing))) return false;
    if (!has(wanted.platforms, leaving.outgoing.place.platform) || !is_first(world, leaving)) return false;
    return std::ranges::none_of(allowances, [&](const auto& allowance) { return allowance.most == 0 && counts(allowance, leaving); });
  };
  std::vector<store::Row> rows;
  while (rows.size() < wanted.most) {
    Leaving* best = nullptr;
    for (Leaving& leaving : world.outbox) {
      if (may_go(leaving) && (best == nullptr || rank(leaving) < rank(*best))) best = &leaving;
    }
    if (best == nullptr) break;
    const auto ids = best->parent ? world.sent.find(*best->parent) : world.sent.end();
    if (best->is_edit() && ids == world.sent.end()) {
      best->state = State::parked;
      best->settled = wanted.now;
      continue;
    }
    store::Row row{best->id,       {best->outgoing, std::nullopt, reference_of(world, best->outgoing.place)},
                   best->attempts, best->created,
                   best->begun,    best->repeats};
    chat::Place& place = row.resolved.outgoing.place;
    if (best->is_edit()) row.resolved.edits = ids->second.ids;
    if (!best->is_edit() && ids != world.sent.end()) {
      if (!ids->second.ids.message.empty()) place.thread = ids->second.ids.message;
      if (place.is_direct() && place.channel.empty()) place.channel = ids->second.ids.channel;
    }
    if (!best->begun) best->begun = wanted.wall;
    if (wanted.fold) fold(world, wanted, row);
    busy.push_back(queue_key(best->outgoing));
    for (store::Allowance& allowance : allowances) allowance.most -= counts(allowance, *best) && allowance.most > 0 ? 1 : 0;
    if (!is_form(*best)) {
      turns.last[store::workspace_key(best->outgoing.place)] = ++turns.served;
      turns.last[queue_key(best->outgoing)] = ++turns.served;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

void prune(World& world, Instant at, Instant wall) {
  const Instant since = at - std::chrono::days(30);
  std::erase_if(world.seen, [&](const auto& one) { return one.second < wall - 26h; });
  std::erase_if(world.outbox,
                [&](const Leaving& leaving) { return leaving.state != State::waiting && leaving.settled && *leaving.settled < since; });
  std::erase_if(world.questions, [&](const KnownQuestion& known) { return known.closed_at && *known.closed_at < since; });
  std::erase_if(world.sent, [&](const auto& one) {
    const std::string& key = one.first;
    if (one.second.at >= since || key.ends_with("/root") || key.find("/report/") != std::string::npos) return false;
    const auto is_asked = [&](const KnownQuestion& known) { return known.question.message_key == key || known.in_thread_of == key; };
    return std::ranges::none_of(world.questions, is_asked) &&
           std::ranges::none_of(world.bindings, [&](const auto& binding) { return binding.in_thread_of == key; }) &&
           std::ranges::none_of(world.outbox,
                                [&](const Leaving& leaving) { return leaving.state == State::waiting && leaving.parent == key; });
  });
  std::erase_if(world.fired, [&](const auto& one) { return is_old_fired(one.second, at); });
}

}  // namespace backwalk::fakes
