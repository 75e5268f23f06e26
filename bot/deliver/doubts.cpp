#include "bot/deliver/doubts.hpp"

#include "bot/base/log.hpp"
#include "bot/store/await.hpp"

namespace backwalk::deliver {
namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

constexpr std::size_t most_remembered = 4096;
constexpr milliseconds store_is_back = 5s;

bool is_edit(const store::Row& row) { return row.resolved.outgoing.delivery == chat::Delivery::edit; }

}  // namespace

template <class T>
void Confirmations::Recent<T>::add(const Name& name, T value) {
  if (known.insert_or_assign(name, std::move(value)).second) order.push_back(name);
  while (order.size() > most_remembered) {
    known.erase(order.front());
    order.pop_front();
  }
}

std::optional<std::int64_t> Confirmations::heard(const chat::Confirmed& confirmed) {
  const Name name{confirmed.platform, confirmed.mark};
  told_.add(name, confirmed.ids);
  const auto found = waiting_.known.find(name);
  return found == waiting_.known.end() ? std::nullopt : std::optional(found->second);
}

std::optional<chat::SentIds> Confirmations::of(const std::string& platform, const std::string& mark) const {
  const auto found = told_.known.find({platform, mark});
  return found == told_.known.end() ? std::nullopt : std::optional(found->second);
}

void Confirmations::wait_for(const std::string& platform, const std::string& mark, std::int64_t row) {
  waiting_.add({platform, mark}, row);
}

void Confirmations::forget(const std::string& platform, const std::string& mark) { waiting_.known.erase({platform, mark}); }

std::optional<chat::SentIds> Doubts::told(const Platform& platform, const store::Row& row) const {
  const auto mark = platform.mark_of(row.resolved.outgoing.key);
  return mark ? confirmations_.of(platform.name(), *mark) : std::nullopt;
}

/// The first time that this process is in doubt about it.
void Doubts::note(const Platform& platform, const store::Row& row) {
  if (is_edit(row) || !open_.insert(row.id).second) return;
  ++tally_.unknown;
  if (const auto mark = platform.mark_of(row.resolved.outgoing.key)) confirmations_.wait_for(platform.name(), *mark, row.id);
}

Awaitable<std::optional<Next>> Doubts::clear_up(const Platform& platform, store::Row row) {
  const Means means = means_of(platform, row);
  note(platform, row);
  if (const auto ids = told(platform, row)) {
    ++tally_.found;
    co_return SettleSent{*ids};
  }
  Step step = about_doubt(row, means, clock_.now(), clock_.wall());
  if (std::holds_alternative<LookUp>(step)) {
    const Looked looked = co_await look_up(calls_, platform, row);
    step = after_look_up(row, looked, means, clock_.now(), clock_.wall());
  }
  if (const auto* sent = std::get_if<SettleSent>(&step)) {
    ++tally_.found;
    co_return *sent;
  }
  if (const auto* stays = std::get_if<StayInDoubt>(&step)) co_return *stays;
  if (const auto* end = std::get_if<GiveUp>(&step)) co_return *end;
  if (is_edit(row)) co_return std::nullopt;
  const auto marked = co_await store::mark_repeat(store_, row.id, clock_.wall());
  if (marked.has_error()) co_return StayInDoubt{store_is_back, marked.error().what};
  const auto* again = std::get_if<SendAgain>(&step);
  const bool is_missing = again != nullptr && again->is_missing;
  ++(is_missing ? tally_.missing : tally_.repeated);
  log::info("delivery",
            {{"key", row.resolved.outgoing.key}, {"result", is_missing ? "missing" : "repeated"}, {"repeats", row.repeats + 1}});
  co_return std::nullopt;
}

Next Doubts::begin(const Platform& platform, const store::Row& row, const Result<chat::Receipt>& result) {
  note(platform, row);
  const auto ids = told(platform, row);
  if (!ids) return next_step(row, result, clock_.now(), means_of(platform, row));
  ++tally_.found;
  return SettleSent{*ids};
}

void Doubts::end(const Platform& platform, const store::Row& row, const Next& next) {
  if (std::holds_alternative<StayInDoubt>(next) || open_.erase(row.id) == 0) return;
  if (std::holds_alternative<GiveUp>(next)) ++tally_.parked;  // its confirmation may come yet
  if (!std::holds_alternative<SettleSent>(next)) return;
  if (const auto mark = platform.mark_of(row.resolved.outgoing.key)) confirmations_.forget(platform.name(), *mark);
}

std::optional<std::int64_t> Doubts::confirm(const chat::Confirmed& confirmed) {
  const auto row = confirmations_.heard(confirmed);
  if (!row) return std::nullopt;
  confirmations_.forget(confirmed.platform, confirmed.mark);
  ++tally_.found;
  if (open_.erase(*row) == 0) --tally_.parked;
  return row;
}

bool is_unknown(const Result<chat::Receipt>& result) {
  if (result.has_error()) return result.error().cause == Cause::unknown;
  return std::holds_alternative<chat::Unknown>(*result);
}

}  // namespace backwalk::deliver
