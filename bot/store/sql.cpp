#include "bot/store/sql.hpp"

#include <soci/soci.h>

namespace backwalk::store {

/// The places that SOCI reads parameters from and writes columns to; they never move.
struct Sql::Statement {
  struct Slot {
    Cell cell{};
    soci::indicator indicator = soci::i_ok;
  };
  explicit Statement(soci::session& session, const std::string& sql) : text(sql), statement(session) {}
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

Sql::Statement& Sql::prepared(const std::string& text, const std::vector<Cell>& in, const std::vector<Cell::Type>& out) {
  std::unique_ptr<Statement>& kept = statements_[text];
  if (kept) return *kept;
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
  made->statement.prepare(text);
  made->statement.define_and_bind();
  kept = std::move(made);
  return *kept;
}

Sql::Statement& Sql::start(const std::string& text, const std::vector<Cell>& in, const std::vector<Cell::Type>& out) {
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

std::int64_t Sql::change(const std::string& text, const std::vector<Cell>& in) { return start(text, in, {}).statement.get_affected_rows(); }

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

void Sql::fail(const std::string& text, const std::exception& error) {
  const auto* engine = dynamic_cast<const soci::soci_error*>(&error);
  // soci_error::what() would tell the parameters too
  const auto fault = classify_(error);
  const std::string why = engine != nullptr ? engine->get_error_message() : error.what();
  statements_.erase(std::string(text));  // `text` may live in the statement
  throw SqlError(fault, why);
}

}  // namespace backwalk::store
