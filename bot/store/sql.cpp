#include "bot/store/sql.hpp"

#include <soci/soci.h>

#include <atomic>

namespace backwalk::store {
/// The places that SOCI reads parameters from and writes columns to; they never move.
struct Sql::Statement {
  struct Slot {
    Cell cell{};
    soci::indicator indicator = soci::i_ok;
  };
  Statement(soci::session& session, std::string_view sql) : text(sql), statement(session) {}
  std::string text;
  std::vector<Slot> in{};
  std::vector<Slot> out{};
  RowMemory::Known known{};
  bool is_prepared = false;
  soci::statement statement;  // destroyed before what it points to
};

Error to_error(const SqlError& error) {
  switch (error.kind) {
    case Failure::busy:
      return {Cause::busy, "the store is busy: " + std::string(error.what())};
    case Failure::full:
      return {Cause::full, "the store has no space left: " + std::string(error.what())};
    case Failure::corrupt:
      return {Cause::corrupt, "the store is damaged: " + std::string(error.what())};
    case Failure::duplicate:
      return {Cause::invalid, "the store refused a row: " + std::string(error.what())};
    case Failure::lost:
      break;
  }
  return {Cause::lost, "the store cannot be used: " + std::string(error.what())};
}

Cell to_cell(std::int64_t value) { return {Cell::Type::integer, false, value, {}}; }
Cell to_cell(std::string_view value) { return {Cell::Type::text, false, 0, std::string(value)}; }
Cell to_cell(Instant value) { return to_cell(static_cast<std::int64_t>(value.time_since_epoch().count())); }

std::string list_of(std::string_view name, std::size_t count) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) {
    list += list.empty() ? ":" : ", :";
    list += name;
    list += std::to_string(i);
  }
  return list;
}

namespace {

/// So that the era of a session is never taken for that of the one before it.
std::uint64_t first_era() {
  static std::atomic<std::uint64_t> sessions{0};
  return sessions++ << 40U;
}

}  // namespace

Sql::Sql(std::unique_ptr<soci::session> session, Classify classify)
    : session_(std::move(session)), classify_(classify), first_era_(first_era()) {}
Sql::~Sql() = default;

Sql::Statement& Sql::known(std::string_view text) {
  Statement*& recent = recent_[(reinterpret_cast<std::uintptr_t>(text.data()) >> 4U) % recent_.size()];
  if (recent != nullptr && recent->text == text) return *recent;
  auto found = statements_.find(text);
  if (found == statements_.end()) {
    auto made = std::make_unique<Statement>(*session_, text);
    made->known = memory_.know(text);
    found = statements_.emplace(made->text, std::move(made)).first;
  }
  recent = found->second.get();
  return *recent;
}

void Sql::prepare(Statement& statement, std::span<const Cell> in, std::span<const Cell::Type> out) {
  statement.in.resize(in.size());
  statement.out.resize(out.size());
  for (std::size_t i = 0; i < in.size(); ++i) {
    Statement::Slot& slot = statement.in[i];
    if (in[i].type == Cell::Type::integer) {
      statement.statement.exchange(soci::use(slot.cell.integer, slot.indicator));
    } else {
      statement.statement.exchange(soci::use(slot.cell.text, slot.indicator));
    }
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    Statement::Slot& slot = statement.out[i];
    if (out[i] == Cell::Type::integer) {
      statement.statement.exchange(soci::into(slot.cell.integer, slot.indicator));
    } else {
      statement.statement.exchange(soci::into(slot.cell.text, slot.indicator));
    }
  }
  statement.statement.alloc();
  statement.statement.prepare(statement.text);
  statement.statement.define_and_bind();
  statement.is_prepared = true;
}

Sql::Statement& Sql::start(std::string_view text, std::span<Cell> in, std::span<const Cell::Type> out) {
  try {
    Statement& statement = known(text);
    if (!statement.is_prepared) prepare(statement, in, out);
    for (std::size_t i = 0; i < in.size(); ++i) {
      statement.in[i].indicator = in[i].is_null ? soci::i_null : soci::i_ok;
      statement.in[i].cell = std::move(in[i]);
    }
    statement.statement.execute(out.empty());
    return statement;
  } catch (const std::exception& error) {
    fail(text, error);
  }
}

std::int64_t Sql::change(std::string_view text, std::span<Cell> in) {
  const auto run = [&] { return start(text, in, {}).statement.get_affected_rows(); };
  const bool is_about_savepoint = text.starts_with("rollback to ") || text.starts_with("release ");
  if (text.starts_with("savepoint ")) {
    if (!due_savepoint_.empty()) throw std::logic_error("a savepoint inside of one");
    due_savepoint_ = text;
    return 0;
  }
  if (is_about_savepoint && !due_savepoint_.empty()) {
    if (text.starts_with("release ")) due_savepoint_.clear();
    return 0;
  }
  if (is_about_savepoint) {
    const auto ended = run();
    if (text.starts_with("rollback ")) memory_.part_taken_back();
    return ended;
  }
  if (text.starts_with("begin")) {
    const auto begun = run();
    memory_.ends();  // what was written outside of one
    forget_what_others_changed();
    return begun;
  }
  if (text == "rollback" || text == "commit") {
    due_savepoint_.clear();
    const auto ended = run();
    if (text == "rollback") memory_.taken_back();
    memory_.ends();
    return ended;
  }
  if (!due_savepoint_.empty()) {
    const std::string savepoint = std::exchange(due_savepoint_, {});
    start(savepoint, {}, {});
    memory_.begins_part();
  }
  const RowMemory::Known& written = known(text).known;
  const std::string row = RowMemory::row_of(written, in);
  const auto changed = run();
  if (changed != 0 || written.tables.empty()) memory_.writes(written, row);
  return changed;
}

std::any* Sql::remembered(std::string_view text, std::span<const Cell> in) {
  if (!memory_.is_on()) return nullptr;
  return memory_.find(known(text).known, in);
}

void Sql::forget_what_others_changed() {
  if (version_query_.empty()) return;
  static constexpr std::array types{Cell::Type::integer};
  Statement& statement = start(version_query_, {}, types);
  const long long version = next(statement) ? column(statement, 0).integer : -1;
  while (next(statement)) {
  }
  if (std::exchange(version_, version) != version) memory_.forget_all();
}

bool Sql::next(Statement& statement) {
  try {
    if (!statement.statement.fetch()) return false;
    for (Statement::Slot& slot : statement.out) slot.cell.is_null = slot.indicator == soci::i_null;
    return true;
  } catch (const std::exception& error) {
    fail(statement.text, error);
  }
}

Cell& Sql::column(Statement& statement, std::size_t index) { return statement.out[index].cell; }

void Sql::fail(std::string_view text, const std::exception& error) {
  const auto* engine = dynamic_cast<const soci::soci_error*>(&error);
  // soci_error::what() would tell the parameters too
  const auto fault = classify_(error);
  const std::string why = engine != nullptr ? engine->get_error_message() : error.what();
  memory_.forget_all();
  recent_.fill(nullptr);
  if (const auto found = statements_.find(text); found != statements_.end()) statements_.erase(found);  // `text` may live in it
  throw SqlError(fault, why);
}

}  // namespace backwalk::store
