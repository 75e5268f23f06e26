#include "bot/store/questions.hpp"

#include "bot/store/codec.hpp"
#include "bot/store/records.hpp"
#include "bot/store/store.hpp"

namespace backwalk::store {
namespace {

using namespace std::chrono_literals;

template <class T>
T whole_question(Result<T> decoded, std::int64_t id) {
  if (!decoded) throw BrokenLog("question " + std::to_string(id) + ": " + decoded.error().what);
  return std::move(*decoded);
}

/// Whole hours, so that the same question to the store is the same for a while; `is_forgotten` is exact.
Instant a_day_before(Instant at) { return std::chrono::floor<std::chrono::hours>(at - 24h); }
bool is_forgotten(const std::optional<Instant>& closed_at, Instant at) { return closed_at && *closed_at < at - 24h; }

/// The platform's id of a message that was sent.
using Message = std::optional<std::string>;

}  // namespace

std::vector<turn::PlanId> plans_asked_about(Sql& sql, const chat::Place& place, const std::string& key, Instant at) {
  struct Found {
    turn::PlanId plan{};
    std::optional<Instant> closed_at{};
    Message thread{};
    Message own{};
  };
  using Rows = std::vector<std::tuple<std::int64_t, std::int64_t, std::string, std::optional<Instant>, Message, Message>>;
  const auto make = [](Rows rows) {
    std::vector<Found> found;
    for (auto& [id, plan, where, closed_at, root, own] : rows) {
      auto asked_in = whole_question(decode_place(where), id);
      found.push_back({turn::PlanId{plan}, closed_at, asked_in.thread ? std::move(asked_in.thread) : std::move(root), std::move(own)});
    }
    return found;
  };
  const auto& known = sql.made<std::vector<Found>, std::int64_t, std::int64_t, std::string, std::optional<Instant>, Message, Message>(
      "select id, plan, place, closed_at, nullif(root, ''), nullif(own, '') from questions where place_key = :place and (closed_at is "
      "null or closed_at >= :since) order by id",
      make, key, a_day_before(at));
  std::vector<turn::PlanId> plans;
  for (const auto& [plan, closed_at, thread, own] : known) {
    if (is_forgotten(closed_at, at)) continue;
    if (thread == place.thread || (place.thread && own == place.thread)) plans.push_back(plan);
  }
  return plans;
}

std::vector<turn::Question> questions_of(Sql& sql, turn::PlanId plan, const chat::Place& here, Instant at) {
  struct Found {
    turn::Question question{};
    std::optional<Instant> closed_at{};
    Message own{};
  };
  using Rows = std::vector<std::tuple<std::int64_t, std::string, std::string, std::optional<std::string>, Instant,
                                      std::optional<std::int64_t>, std::optional<Instant>, Message, Message, std::optional<std::string>>>;
  const auto make = [plan](Rows rows) {
    std::vector<Found> found;
    for (auto& [id, asked, where, key, asked_at, asked_of, closed_at, root, own, shown] : rows) {
      turn::Question question{id,
                              plan,
                              whole_question(decode_asked(asked), id),
                              whole_question(decode_place(where), id),
                              std::move(key),
                              asked_at,
                              {},
                              !closed_at.has_value(),
                              {}};
      if (!question.place.thread) question.place.thread = std::move(root);
      if (asked_of) question.asked_of = turn::PersonId{*asked_of};
      if (shown) question.shown = std::make_shared<const chat::Message>(whole_question(decode_message(*shown), id));
      found.push_back({std::move(question), closed_at, std::move(own)});
    }
    return found;
  };
  const auto& known = sql.made<std::vector<Found>, std::int64_t, std::string, std::string, std::optional<std::string>, Instant,
                               std::optional<std::int64_t>, std::optional<Instant>, Message, Message, std::optional<std::string>>(
      "select id, asked, place, message_key, asked_at, asked_of, closed_at, nullif(root, ''), nullif(own, ''), shown from questions "
      "where plan = :plan and (closed_at is null or closed_at >= :since) order by id",
      make, plan, a_day_before(at));
  std::vector<turn::Question> questions;
  for (const auto& [question, closed_at, own] : known) {
    if (is_forgotten(closed_at, at)) continue;
    questions.push_back(question);
    if (here.thread && own == here.thread) questions.back().place.thread = own;
  }
  return questions;
}

void ask(Sql& sql, const turn::NewQuestion& question, Instant at) {
  const auto shown = question.shown ? std::optional(encode(*question.shown)) : std::nullopt;
  sql.run(
      "insert into questions (plan, asked, place_key, place, message_key, in_thread_of, asked_at, asked_of, shown, root, own) values "
      "(:plan, :asked, :key, :place, :message, :thread, :at, :of, :shown, (select message from sent where key = :root), (select message "
      "from sent where key = :own))",
      question.plan, encode(question.asked), place_key(question.place), encode(question.place), question.message_key, question.in_thread_of,
      at, question.asked_of, shown, question.in_thread_of, question.message_key);
}

void close_question(Sql& sql, std::int64_t id, Instant at) {
  sql.run("update questions set closed_at = :at, shown = null where id = :id and closed_at is null", at, id);
}

void note_sent(Sql& sql, const std::string& key, const std::string& message) {
  sql.run("update bindings set root = :message where in_thread_of = :key", message, key);
  sql.run("update questions set root = :message where in_thread_of = :key", message, key);
  sql.run("update questions set own = :message where message_key = :key", message, key);
}

}  // namespace backwalk::store
