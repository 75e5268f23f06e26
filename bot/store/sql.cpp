#include "bot/store/sql.hpp"

#include <soci/soci.h>

namespace backwalk::store {
namespace {

constexpr std::size_t most_answers_kept = 32 * 1024;  // answers that are remembered

}  // namespace

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

Sql::Sql(std::unique_ptr<soci::session> session, Classify classify) : session_(std::move(session)), classify_(classify) {}
Sql::~Sql() = default;

Sql::Statement& Sql::prepared(std::string_view text, const std::vector<Cell>& in, const std::vector<Cell::Type>& out) {
  if (const auto found = statements_.find(text); found != statements_.end()) return *found->second;
  auto made = std::make_unique<Statement>(*session_, text);
  made->in.resize(in.size());
  made->out.resize(out.size());
  for (std::size_t i = 0; i < in.size(); ++i) {
    Statement::Slot& slot = made->in[i];
    if (in[i].type == Cell::Type::integer) {
      made->statement.exchange(soci::use(slot.cell.integer, slot.indicator));
    } else {
      made->statement.exchange(soci::use(slot.cell.text, slot.indicator));
    }
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    Statement::Slot& slot = made->out[i];
    if (out[i] == Cell::Type::integer) {
      made->statement.exchange(soci::into(slot.cell.integer, slot.indicator));
    } else {
      made->statement.exchange(soci::into(slot.cell.text, slot.indicator));
    }
  }
  made->statement.alloc();
  made->statement.prepare(made->text);
  made->statement.define_and_bind();
  return *statements_.emplace(made->text, std::move(made)).first->second;
}

Sql::Statement& Sql::start(std::string_view text, const std::vector<Cell>& in, const std::vector<Cell::Type>& out) {
  try {
    Statement& statement = prepared(text, in, out);
    for (std::size_t i = 0; i < in.size(); ++i) {
      statement.in[i].cell = in[i];
      statement.in[i].indicator = in[i].is_null ? soci::i_null : soci::i_ok;
    }
    statement.statement.execute(out.empty());
    return statement;
  } catch (const std::exception& error) {
    fail(text, error);
  }
}

std::int64_t Sql::change(std::string_view text, const std::vector<Cell>& in) {
  const auto run = [&] { return start(text, in, {}).statement.get_affected_rows(); };
  const bool is_about_savepoint = text.starts_with("rollback to ") || text.starts_with("release ");
  if (text.starts_with("savepoint ")) {
    due_savepoint_ = text;
    return 0;
  }
  if (is_about_savepoint && !due_savepoint_.empty()) {
    if (text.starts_with("release ")) due_savepoint_.clear();
    return 0;
  }
  if (is_about_savepoint) return run();
  if (text.starts_with("begin")) {
    const auto begun = run();
    has_changed_ = false;
    forget_what_others_changed();
    return begun;
  }
  if (text == "rollback" || text == "commit") {
    due_savepoint_.clear();
    if (text == "rollback") has_changed_ = false;
    const auto ended = run();
    has_changed_ = false;
    return ended;
  }
  if (!due_savepoint_.empty()) {
    const std::string savepoint = std::exchange(due_savepoint_, {});
    start(savepoint, {}, {});
  }
  has_changed_ = true;
  kept_.clear();
  return run();
}

std::any* Sql::remembered(std::string_view text, const std::vector<Cell>& in) {
  if (version_query_.empty() || has_changed_) return nullptr;
  std::string key(text);
  for (const Cell& cell : in) {
    key += cell.is_null ? 'n' : 'v';
    const long long number = cell.type == Cell::Type::integer ? cell.integer : static_cast<long long>(cell.text.size());
    key.append(reinterpret_cast<const char*>(&number), sizeof number);
    key += cell.text;
  }
  if (kept_.size() >= most_answers_kept) kept_.clear();
  return &kept_[std::move(key)];
}

void Sql::forget_what_others_changed() {
  if (version_query_.empty()) return;
  Statement& statement = start(version_query_, {}, {Cell::Type::integer});
  const long long version = next(statement) ? column(statement, 0).integer : -1;
  while (next(statement)) {
  }
  if (std::exchange(version_, version) != version) kept_.clear();
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
  kept_.clear();
  if (const auto found = statements_.find(text); found != statements_.end()) statements_.erase(found);  // `text` may live in it
  throw SqlError(fault, why);
}

}  // namespace backwalk::store
