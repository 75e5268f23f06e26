#include "bot/store/questions.hpp"

#include "bot/store/codec.hpp"
#include "bot/store/records.hpp"
#include "bot/store/store.hpp"

namespace backwalk::store {
namespace {

using namespace std::chrono_literals;

template <class T>
T whole(Result<T> decoded, std::int64_t id) {
  if (!decoded) throw BrokenLog("question " + std::to_string(id) + ": " + decoded.error().what);
  return std::move(*decoded);
}

/// Whole minutes, so that the same question to the store is the same for a while; `is_forgotten` is exact.
Instant a_day_before(Instant at) { return std::chrono::floor<std::chrono::minutes>(at - 24h); }
bool is_forgotten(const std::optional<Instant>& closed_at, Instant at) { return closed_at && *closed_at < at - 24h; }

/// The platform's id of a message that was sent.
using Message = std::optional<std::string>;

}  // namespace

std::vector<turn::PlanId> plans_asked_about(Sql& sql, const chat::Place& place, Instant at) {
  std::vector<turn::PlanId> plans;
  for (auto& [id, plan, where, closed_at, root, own] :
       sql.rows<std::int64_t, std::int64_t, std::string, std::optional<Instant>, Message, Message>(
           "select q.id, q.plan, q.place, q.closed_at, nullif(root.message, ''), nullif(own.message, '') from questions q left join sent "
           "root on "
           "root.key "
           "= q.in_thread_of left join sent own on own.key = q.message_key where q.place_key = :place and (q.closed_at is null or "
           "q.closed_at >= :since) order by q.id",
           place_key(place), a_day_before(at))) {
    if (is_forgotten(closed_at, at)) continue;
    const auto asked_in = whole(decode_place(where), id);
    const Message thread = asked_in.thread ? asked_in.thread : root;
    if (thread == place.thread || (place.thread && own == place.thread)) plans.push_back(turn::PlanId{plan});
  }
  return plans;
}

std::vector<turn::Question> questions_of(Sql& sql, turn::PlanId plan, const chat::Place& here, Instant at) {
  std::vector<turn::Question> questions;
  for (auto& [id, asked, where, key, asked_at, asked_of, closed_at, root, own] :
       sql.rows<std::int64_t, std::string, std::string, std::optional<std::string>, Instant, std::optional<std::int64_t>,
                std::optional<Instant>, Message, Message>(
           "select q.id, q.asked, q.place, q.message_key, q.asked_at, q.asked_of, q.closed_at, nullif(root.message, ''), "
           "nullif(own.message, '') from questions q left join sent root on root.key = q.in_thread_of left join sent own on own.key = "
           "q.message_key where q.plan = :plan and (q.closed_at is null or q.closed_at >= :since) order by q.id",
           plan, a_day_before(at))) {
    if (is_forgotten(closed_at, at)) continue;
    turn::Question question{id,       plan, whole(decode_asked(asked), id), whole(decode_place(where), id), std::move(key),
                            asked_at, {},   !closed_at.has_value()};
    if (!question.place.thread) question.place.thread = root;
    if (here.thread && own == here.thread) question.place.thread = own;
    if (asked_of) question.asked_of = turn::PersonId{*asked_of};
    questions.push_back(std::move(question));
  }
  return questions;
}

void ask(Sql& sql, const turn::NewQuestion& question, Instant at) {
  sql.run(
      "insert into questions (plan, asked, place_key, place, message_key, in_thread_of, asked_at, asked_of) values (:plan, :asked, :key, "
      ":place, :message, :root, :at, :of)",
      question.plan, encode(question.asked), place_key(question.place), encode(question.place), question.message_key, question.in_thread_of,
      at, question.asked_of);
}

void close_question(Sql& sql, std::int64_t id, Instant at) {
  sql.run("update questions set closed_at = :at where id = :id and closed_at is null", at, id);
}

}  // namespace backwalk::store
