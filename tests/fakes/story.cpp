#include "tests/fakes/story.hpp"

#include <future>
#include <stdexcept>

#include "bot/base/zones.hpp"

namespace backwalk::fakes {
namespace {

/// Waits for one asynchronous call of the store.
template <class T, class Start>
T wait_for(Start start) {
  std::promise<Result<T>> promise;
  auto future = promise.get_future();
  start([&promise](Result<T> result) { promise.set_value(std::move(result)); });
  auto result = future.get();
  if (!result) throw std::runtime_error(result.error().what);
  return std::move(*result);
}

std::vector<chat::Piece> pieces_of(const std::string& text) {
  std::vector<chat::Piece> pieces;
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_mention =
        (text[i] == '@' || text[i] == '#') && (i == 0 || text[i - 1] == ' ') && i + 1 < text.size() && text[i + 1] != ' ';
    if (!is_mention) {
      plain.push_back(text[i]);
      continue;
    }
    if (!plain.empty()) pieces.emplace_back(std::exchange(plain, {}));
    const auto end = std::min(text.find(' ', i), text.size());
    const std::string name = text.substr(i + 1, end - i - 1);
    if (text[i] == '@') pieces.emplace_back(chat::UserMention{name, name});
    if (text[i] == '#') pieces.emplace_back(chat::ChannelMention{name, name});
    i = end - 1;
  }
  if (!plain.empty()) pieces.emplace_back(plain);
  return pieces;
}

std::string where(const chat::Outgoing& outgoing) {
  if (outgoing.place.is_direct()) return "to " + *outgoing.place.user;
  std::string text = "#" + outgoing.place.channel;
  if (outgoing.only_for) return text + " only " + outgoing.only_for->user;
  return outgoing.in_thread_of || outgoing.place.thread ? text + " thread" : text;
}

/// Of a question that was answered only what was added: the rest has been seen.
Seen seen_of(const chat::Outgoing& outgoing) {
  const bool is_answered = outgoing.delivery == chat::Delivery::edit && outgoing.key.ends_with("/answered");
  if (!is_answered) return {where(outgoing), outgoing.message};
  const auto* added = std::get_if<chat::Text>(&outgoing.message.blocks.back());
  return {where(outgoing) + ", under the question", {added != nullptr ? added->line : outgoing.message.headline, {}}};
}

}  // namespace

Story::Story() : store_(store::open("memory:", store::Holding::exclusive).value()) { at("2026-09-08T09:00:00+02:00"); }
Story::~Story() { store_->close(); }

void Story::at(const std::string& rfc3339) { now_ = zones::parse_rfc3339(rfc3339).value(); }

chat::Envelope Story::envelope(const std::string& user, const std::optional<std::string>& channel, bool is_inline) {
  chat::Envelope result;
  result.place = {"console", "local", channel.value_or(""), channel ? std::nullopt : std::optional(user), {}};
  result.speaker = {"console", "local", user};
  const auto name = names_.find(user);
  result.speaker_name = name == names_.end() ? user : name->second;
  const auto zone = zones_.find(user);
  result.speaker_zone = zone == zones_.end() ? "Europe/Berlin" : zone->second;
  result.keys = {"story:" + std::to_string(++said_)};
  result.at = now_;
  result.answers_inline = is_inline;
  result.trigger = trigger_;
  if (!result.place.is_direct()) result.answer_in = answer_in_;
  result.can_pin = can_pin_;
  return result;
}

std::vector<Seen> Story::slash(const std::string& user, const std::string& channel, const std::string& text) {
  return tell(chat::Said{envelope(user, channel, true), pieces_of(text)});
}

std::vector<Seen> Story::mention(const std::string& user, const std::string& channel, const std::string& text,
                                 const std::optional<std::string>& in_thread) {
  auto from = envelope(user, channel, false);
  from.place.thread = in_thread;
  return tell(chat::Said{from, pieces_of(text)});
}

std::vector<Seen> Story::dm(const std::string& user, const std::string& text) {
  return tell(chat::Said{envelope(user, std::nullopt, false), pieces_of(text)});
}

std::vector<Seen> Story::press(const std::string& user, const std::string& channel, const std::string& say) {
  return tell(chat::Pressed{envelope(user, channel, false), say, std::nullopt});
}

std::vector<Seen> Story::submit(const std::string& user, const std::optional<std::string>& channel, chat::Submitted form) {
  form.envelope = envelope(user, channel, false);
  form.envelope.trigger.reset();
  return tell(std::move(form));
}

std::vector<Seen> Story::again() { return tell(*last_); }

std::vector<Seen> Story::tell(chat::Inbound inbound) {
  last_ = inbound;
  store::Turn turn;
  turn.need = talk::need(inbound);
  const auto& from = *chat::envelope_of(inbound);
  turn.keys = from.keys;
  turn.at = now_;
  turn.wall = now_;
  turn::Odds odds;
  odds.is_final = !has_forecasts_;
  turn.answer = [this, &inbound, &odds](const turn::State& state) { return talk::answer(inbound, state, now_, {}, odds); };
  auto outcome = wait_for<store::Outcome>([&](auto done) { store_->transact(turn, std::move(done)); });
  while (!outcome.answer.wants.empty()) {
    odds.is_final = ++odds.rounds >= 4;
    for (const auto& wanted : outcome.answer.wants) {
      if (wanted.drawing) drawn_ = wanted.drawing;
    }
    for (auto& wanted : outcome.answer.wants) odds.known.push_back(turn::work_out(std::move(wanted), memory_));
    outcome = wait_for<store::Outcome>([&](auto done) { store_->transact(turn, std::move(done)); });
  }
  answer_ = outcome.answer;
  const auto& newer = answer_.new_keys;
  const auto older = newer.empty() ? left_.end() : left_.lower_bound(newer);
  if (older != left_.end() && older->starts_with(newer)) throw std::logic_error("said to be new, and is not: " + *older);
  forecasts_ = odds.known.size();
  std::vector<Seen> seen;
  if (outcome.answer.now) {
    const std::string place = from.place.is_direct() ? "to " + from.speaker.user : "#" + from.place.channel + " only " + from.speaker.user;
    seen.push_back({place, *outcome.answer.now});
  }
  const auto more = drain();
  seen.insert(seen.end(), more.begin(), more.end());
  return seen;
}

std::vector<Seen> Story::drain() {
  std::vector<Seen> seen;
  while (true) {
    const auto rows = wait_for<std::vector<store::Row>>([&](auto done) {
      store_->take({now_, now_, 10, {"console"}, {}}, std::move(done));
    });
    if (rows.empty()) return seen;
    for (const auto& row : rows) {
      seen.push_back(seen_of(row.resolved.outgoing));
      left_.insert(row.resolved.outgoing.key);
      // The platform's id of a message is its key here, so that a thread can be named by it.
      const chat::SentIds ids{row.resolved.outgoing.key, row.resolved.outgoing.place.channel};
      wait_for<bool>([&](auto done) { store_->settle_sent(row.id, ids, now_, std::move(done)); });
    }
  }
}

turn::RecordPtr Story::plan(const std::string& key) {
  store::Turn turn;
  turn.need.place = {"console", "local", "nowhere", {}, {}};
  turn.need.whole_workspace = true;
  turn.at = now_;
  turn.wall = now_;
  turn::RecordPtr found;
  turn.answer = [&](const turn::State& state) {
    for (const auto& record : state.plans) {
      if (record->plan.key == key) found = record;
    }
    return turn::Answer{};
  };
  wait_for<store::Outcome>([&](auto done) { store_->transact(std::move(turn), std::move(done)); });
  return found;
}

std::string told(const std::vector<Seen>& seen) {
  std::string text;
  for (const auto& each : seen) text += (text.empty() ? "" : "\n\n") + std::string("[") + each.where + "]\n" + each.text();
  return text;
}

}  // namespace backwalk::fakes
