#include "bot/store/records.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

#include "bot/store/codec.hpp"
#include "planner/evolve.hpp"

namespace backwalk::store {
namespace {

constexpr std::size_t most_starts = 1'024;  // plans; some ten kilobytes each
// Commands of one log that stay in memory: at most so many, and so many of them when these are reached.
constexpr std::size_t most_entries = 2'048;
constexpr std::size_t newest_entries = 1'024;

/// The record itself where nobody else sees it, else a copy.
std::shared_ptr<turn::Record> own(turn::RecordPtr record) {
  if (record.use_count() > 1) return std::make_shared<turn::Record>(*record);
  std::atomic_thread_fence(std::memory_order_acquire);  // whoever let go of it last has finished reading
  return std::const_pointer_cast<turn::Record>(std::move(record));
}

}  // namespace

Records::Records(Room most) : kept_(most, [this](turn::RecordPtr record) { return shortened(std::move(record)); }) {}

const turn::RecordPtr* Records::find(turn::PlanId id) {
  for (const auto* records : {&member_, &batch_}) {
    const auto found = records->find(id);
    if (found != records->end()) return &found->second;
  }
  return kept_.find(id);
}

void Records::shorten(turn::Record& record) const {
  if (record.log.kept().size() < most_entries) return;
  record.log.keep_newest(newest_entries, std::make_shared<const StoredEntries>(reading_, record.id));
}

turn::RecordPtr Records::shortened(turn::RecordPtr record) const {
  auto mine = own(std::move(record));
  mine->log.keep_newest(KeptRecords::few_entries, std::make_shared<const StoredEntries>(reading_, mine->id));
  return mine;
}

/// Folds the edits of the log from `seq` + 1 on, a page at a time.
void Records::fold_on(Sql& sql, turn::Record& record) const {
  for (;;) {
    std::vector<turn::Entry> page = entries_after(sql, record.id, record.plan.seq);
    if (page.empty()) return;
    for (turn::Entry& entry : page) {
      if (entry.first_seq != record.plan.seq + 1)
        throw BrokenLog("plan p" + std::to_string(record.id.value) + ": edit " + std::to_string(entry.first_seq) + " is out of order");
      for (const planner::Edit& edit : entry.edits) record.plan = planner::evolve(std::move(record.plan), edit);
      if (record.plan.seq < entry.first_seq) throw BrokenLog("plan p" + std::to_string(record.id.value) + ": a command without edits");
      record.log.push_back(std::move(entry));
      shorten(record);
    }
  }
}

void Records::note_sure(const Sql& sql, turn::PlanId id) {
  const auto era = sql.era("plans");
  if (era_ != era) sure_.clear();
  era_ = era;
  sure_.insert(id);
}

turn::RecordPtr Records::load(Sql& sql, turn::PlanId id) {
  reading_->sql = &sql;
  const turn::RecordPtr* kept = find(id);
  if (kept != nullptr && is_sure(sql, id)) return *kept;
  auto row =
      sql.row<std::int64_t, std::string, std::string, std::string>("select seq, space, platform, workspace from plans where id = :row", id);
  if (!row) return nullptr;
  note_sure(sql, id);
  auto& [seq, space, platform, workspace] = *row;
  if (kept != nullptr && (*kept)->plan.seq == seq) return *kept;
  auto record = std::make_shared<turn::Record>();
  record->id = id;
  record->space = std::move(space);
  record->platform = std::move(platform);
  record->workspace = std::move(workspace);
  fold_on(sql, *record);
  if (record->plan.seq != seq)
    throw BrokenLog("plan p" + std::to_string(id.value) + ": its log ends at " + std::to_string(record->plan.seq));
  batch_[id] = record;  // with what this batch has changed so far
  return record;
}

turn::RecordPtr Records::load(Sql& sql, turn::PlanId id, std::int64_t seq) {
  reading_->sql = &sql;
  const turn::RecordPtr* kept = find(id);
  return kept != nullptr && (*kept)->plan.seq == seq ? *kept : load(sql, id);
}

void Records::let_go(turn::PlanId id) {
  member_.erase(id);
  batch_.erase(id);
  kept_.let_go(id);
}

void Records::append(Sql& sql, turn::RecordPtr record, turn::Entry entry) {
  let_go(record->id);
  auto after = own(std::move(record));
  after->foreseen = {};  // that was of the plan as it was
  turn::WalkedAhead ahead = std::exchange(after->ahead, {});
  if (ahead.edits == entry.edits) after->walked = std::move(ahead.walked);
  const std::tuple before{after->plan.key, after->plan.goal.title, after->plan.owner};
  const auto guests_before = after->plan.guests;
  entry.first_seq = after->plan.seq + 1;
  for (const planner::Edit& edit : entry.edits) after->plan = planner::evolve(std::move(after->plan), edit);
  entry.version = after->plan.version;
  const std::int64_t line = index_.next(sql);
  sql.run("insert into log_lines (id, plan, first_seq, body) values (:id, :plan, :first, :body)", line, after->id, entry.first_seq,
          encode(entry));
  index_.added(after->id, entry.first_seq, line);
  const planner::Plan& plan = after->plan;
  const auto named = std::tuple{plan.key, plan.goal.title, plan.owner};
  if (named == before) {  // as nearly always; a key that is set anew costs its index
    sql.run("update plans set version = :version, seq = :seq where id = :row", std::int64_t{plan.version}, plan.seq, after->id);
  } else {
    sql.run("update plans set key = :key, title = :title, owner = :owner, version = :version, seq = :seq where id = :row", plan.key,
            plan.goal.title, plan.owner, std::int64_t{plan.version}, plan.seq, after->id);
  }
  if (plan.guests != guests_before) {
    sql.run("delete from guests where plan = :plan", after->id);
    for (const auto person : plan.guests) sql.run("insert into guests (person, plan) values (:person, :plan)", person, after->id);
  }
  after->log.push_back(std::move(entry));
  shorten(*after);
  const turn::PlanId id = after->id;
  member_[id] = std::move(after);
}

std::shared_ptr<const planner::Forecast> Records::starts(turn::PlanId id, const std::string& text) {
  if (starts_.size() >= most_starts && !starts_.contains(id)) starts_.clear();
  Starts& known = starts_[id];
  if (known.text != text) {
    auto read = decode_starts(text);
    known = {text, read ? std::make_shared<const planner::Forecast>(*std::move(read)) : nullptr};
  }
  return known.read;
}

void Records::keep_member() {
  for (auto& [id, record] : member_) batch_[id] = std::move(record);
  member_.clear();
}

void Records::keep_batch() {
  for (auto& [id, record] : batch_) kept_.put(std::move(record));
  batch_.clear();
  reading_->sql = nullptr;
}

void Records::drop_batch() {
  member_.clear();
  batch_.clear();
  reading_->sql = nullptr;
}

}  // namespace backwalk::store
