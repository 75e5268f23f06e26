#include "tests/power/ledger.hpp"

#include <algorithm>
#include <future>

#include "bot/store/codec.hpp"
#include "bot/talk/talk.hpp"
#include "planner/evolve.hpp"
#include "tests/power/database.hpp"

namespace backwalk::power {
namespace {

using namespace std::chrono_literals;

const Instant monday{std::chrono::sys_days(std::chrono::year(2026) / 9 / 7) + 8h};
constexpr std::size_t bulk_bytes = 400'000;

template <class T>
using Answered = std::future<Result<T>>;

template <class T, class Call>
Answered<T> ask(Call call) {
  auto promise = std::make_shared<std::promise<Result<T>>>();
  auto answer = promise->get_future();
  call([promise](Result<T> result) { promise->set_value(std::move(result)); });
  return answer;
}

chat::Outgoing bulk(const std::string& key) {
  chat::Outgoing outgoing;
  outgoing.key = key;
  outgoing.place = {"console", "local", "bulk", std::nullopt, std::nullopt};
  outgoing.message = chat::say(std::string(bulk_bytes, 'x'));
  return outgoing;
}

/// What is wrong with the log of one plan: gaps, and a fold that is not what the plan's row says.
std::vector<std::string> log_complaints(Database& database, const std::vector<std::string>& row) {
  const std::string& id = row[0];
  std::vector<std::string> wrong;
  planner::Plan plan;
  for (const auto& line : database.rows("select first_seq, body from log_lines where plan = ? order by first_seq", {id})) {
    const auto decoded = store::decode_entry(line[1]);
    if (!decoded || decoded->edits.empty()) return {"plan " + id + ": the command of edit " + line[0] + " cannot be read"};
    const std::string next = std::to_string(plan.seq + 1);
    if (line[0] != next || std::to_string(decoded->first_seq) != next) return {"plan " + id + ": edit " + line[0] + " is out of order"};
    for (const planner::Edit& edit : decoded->edits) plan = planner::evolve(std::move(plan), edit);
  }
  const std::vector<std::string> fold{id, plan.key, plan.goal.title, std::to_string(plan.version), std::to_string(plan.seq)};
  if (fold != row) wrong.push_back("plan " + id + ": its row is not the fold of its log");
  return wrong;
}

/// How many of the traces that a command leaves are there, and how many there should be.
struct Traces {
  long long there = 0;
  long long all = 0;
  void expect(bool is_there) {
    ++all;
    there += is_there ? 1 : 0;
  }
};

Traces traces_of(Database& database, const std::string& key, const std::string& title, const turn::Answer& answer) {
  Traces traces;
  traces.expect(database.number("select count(*) from seen where key = ?", {key}) == 1);
  for (const turn::Change& change : answer.changes) {
    const std::string plan = std::to_string(change.plan.value);
    const auto count = database.cell(
        "select json_array_length(body, '$.edits') from log_lines where plan = ? and instr(json_extract(body, '$.edits'), ?) > 0 order by "
        "first_seq",
        {plan, title});
    traces.expect(count == std::to_string(change.edits.size()));
  }
  for (const chat::Outgoing& outgoing : answer.later) {
    traces.expect(database.number("select count(*) from outbox where key = ? and (instr(body, ?) > 0 or state in ('sent', 'expired'))",
                                  {outgoing.key, outgoing.key}) == 1);  // what is over needs no words any more
  }
  return traces;
}

}  // namespace

std::size_t Ledger::acknowledged() const {
  return static_cast<std::size_t>(std::ranges::count_if(asked_, [](const auto& asked) { return asked->is_acknowledged; }));
}

std::string Ledger::sentence(const std::string& title) {
  switch (dice_() % 6) {
    case 0:
      return "start " + title + " by 30 oct";
    case 1:
      return "milestone " + title + " by 23 oct";
    case 2:
      return "risk " + title;
    default:
      return "before goal " + title + " for 2d";
  }
}

store::Turn Ledger::turn_for(const std::shared_ptr<Asked>& asked) {
  chat::Envelope from;
  from.place = {"console", "local", "room" + std::to_string(dice_() % 5), std::nullopt, std::nullopt};
  from.speaker = {"console", "local", "u" + std::to_string(dice_() % 4)};
  from.speaker_name = from.speaker.user;
  from.speaker_zone = "Europe/Berlin";
  from.keys = {asked->key};
  from.at = monday + std::chrono::minutes(said_);
  from.answers_inline = dice_() % 2 == 0;
  const chat::Inbound inbound = chat::Said{from, {chat::Piece{sentence(asked->title)}}};
  store::Turn turn;
  turn.need = talk::need(inbound);
  turn.keys = from.keys;
  turn.at = from.at;
  turn.wall = from.at;
  const bool has_bulk = dice_() % 8 == 0;
  turn.answer = [inbound, asked, has_bulk, at = from.at](const turn::State& state) {
    turn::Answer answer = talk::answer(inbound, state, at, {});
    if (has_bulk && !answer.changes.empty()) answer.later.push_back(bulk("bulk " + asked->title));
    asked->answer = answer;
    return answer;
  };
  return turn;
}

std::size_t Ledger::talk(store::Store& store) {
  std::vector<std::pair<std::shared_ptr<Asked>, Answered<store::Outcome>>> waiting;
  for (std::size_t left = 1 + dice_() % 6; left > 0; --left) {
    auto asked = std::make_shared<Asked>();
    const std::string number = std::to_string(++said_);
    asked->key = "said:" + number;
    asked->title = "Thing" + number + "x";
    auto turn = turn_for(asked);
    waiting.emplace_back(asked, ask<store::Outcome>([&](auto done) { store.transact(std::move(turn), std::move(done)); }));
  }
  std::size_t taken = 0;
  for (auto& [asked, answered] : waiting) {
    const auto outcome = answered.get();
    asked->is_acknowledged = outcome.has_value();
    taken += outcome.has_value() ? 1 : 0;
    if (asked->answer && !asked->answer->changes.empty()) asked_.push_back(asked);
  }
  return taken;
}

void Ledger::deliver(store::Store& store) {
  const Instant now = monday + std::chrono::minutes(said_);
  const auto rows = ask<std::vector<store::Row>>([&](auto done) { store.take({now, now, 8, {"console"}, {}}, std::move(done)); }).get();
  if (!rows) return;
  for (const store::Row& row : *rows) {
    if (dice_() % 4 == 0) continue;
    const chat::SentIds ids{row.resolved.outgoing.key, row.resolved.outgoing.place.channel};
    ask<bool>([&](auto done) { store.settle_sent(row.id, ids, now, std::move(done)); }).wait();
  }
}

std::vector<std::string> Ledger::complaints(const std::string& path) try {
  std::vector<std::string> wrong;
  Database database(path);
  if (const auto check = database.cell("pragma integrity_check"); check != "ok") return {"integrity: " + check};
  if (!database.rows("pragma foreign_key_check").empty()) wrong.push_back("a row refers to one that is not there");
  if (database.number("select count(*) - count(distinct key) from outbox") != 0) wrong.push_back("an outbox key stands twice");
  const auto is_indexed = [&](const std::string& which, const std::string& where) {
    if (database.number("select count(*) from " + which + " r where r.id <= (select value from counters where name = '" + which +
                        " indexed') and not exists (" + where + ")") != 0) {
      wrong.push_back(which + ": a row is not in its index");
    }
  };
  is_indexed("log_lines", "select 1 from log_index i where i.plan = r.plan and i.first_seq = r.first_seq and i.line = r.id");
  is_indexed("outbox", "select 1 from outbox_keys k where k.key = r.key and k.id = r.id");
  for (const auto& row : database.rows("select id, key, title, version, seq from plans order by id")) {
    for (auto& complaint : log_complaints(database, row)) wrong.push_back(std::move(complaint));
  }
  std::vector<std::shared_ptr<Asked>> kept;
  for (const auto& asked : asked_) {
    const Traces traces = traces_of(database, asked->key, asked->title, *asked->answer);
    const bool is_there = traces.there == traces.all;
    if (!is_there && traces.there > 0) wrong.push_back(asked->title + " is half there");
    if (traces.there == 0 && asked->is_acknowledged) wrong.push_back(asked->title + " was acknowledged and is lost");
    asked->is_acknowledged = is_there;
    if (is_there) kept.push_back(asked);
  }
  asked_ = std::move(kept);
  return wrong;
} catch (const std::runtime_error& error) {
  return {std::string("it cannot be read: ") + error.what()};
}

}  // namespace backwalk::power
