// One session of the SQL engine with its prepared statements, in plain C++ types. SOCI stays in sql.cpp and the dialects. Statements are
// prepared once by their text, owned by the session and destroyed before it. One thread at a time; not thread-safe.
//
// What was read is remembered until somebody writes to it, where the dialect allows it (row_memory.hpp); and a savepoint is opened only
// when there is something to take back.
#pragma once

#include <any>
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "adapters/chat/place.hpp"
#include "adapters/chat/result.hpp"
#include "bot/store/row_memory.hpp"
#include "planner/plan.hpp"

namespace soci {
class session;
}

namespace backwalk::store {

/// What both engines' errors come to. `duplicate` is any broken constraint.
enum class Failure { duplicate, busy, full, corrupt, lost };

/// Thrown by every call here. The sentence holds no parameters.
struct SqlError : std::runtime_error {
  SqlError(Failure failure, const std::string& what) : std::runtime_error(what), kind(failure) {}
  Failure kind;
};
Error to_error(const SqlError& error);

Cell to_cell(std::int64_t value);
Cell to_cell(std::string_view value);
Cell to_cell(Instant value);
template <class Tag>
Cell to_cell(planner::Id<Tag> id) {
  return to_cell(id.value);
}
template <class T>
Cell to_cell(const std::optional<T>& value) {
  if (value) return to_cell(*value);
  Cell cell = to_cell(T{});
  cell.is_null = true;
  return cell;
}

template <class T>
struct Column {
  static constexpr Cell::Type type = Cell::Type::integer;
  static T take(Cell& cell) { return T{cell.integer}; }
};
template <>
struct Column<std::string> {
  static constexpr Cell::Type type = Cell::Type::text;
  static std::string take(Cell& cell) { return cell.text; }
};
template <>
struct Column<Instant> {
  static constexpr Cell::Type type = Cell::Type::integer;
  static Instant take(Cell& cell) { return Instant(std::chrono::milliseconds(cell.integer)); }
};
template <class T>
struct Column<std::optional<T>> {
  static constexpr Cell::Type type = Column<T>::type;
  static std::optional<T> take(Cell& cell) {
    if (cell.is_null) return std::nullopt;
    return Column<T>::take(cell);
  }
};

class Sql {
 public:
  /// Says what an engine's exception means.
  using Classify = Failure (*)(const std::exception&);
  Sql(std::unique_ptr<soci::session> session, Classify classify);
  Sql(const Sql&) = delete;
  Sql& operator=(const Sql&) = delete;
  ~Sql();

  /// Runs a statement that answers no rows; how many it changed. Parameters are `:name` in order, each name once.
  template <class... In>
  std::int64_t run(std::string_view text, const In&... in) {
    std::array<Cell, sizeof...(In)> cells{to_cell(in)...};
    return change(text, cells);
  }
  template <class... Out, class... In>
  std::vector<std::tuple<Out...>> rows(std::string_view text, const In&... in) {
    std::array<Cell, sizeof...(In)> cells{to_cell(in)...};
    return rows_of<Out...>(text, cells);
  }
  /// With parameters counted at run time.
  template <class... Out>
  std::vector<std::tuple<Out...>> rows_for(std::string_view text, std::vector<Cell> in) {
    return rows_of<Out...>(text, in);
  }
  /// Rows that nobody will ask for again, or that are too large to be kept: never remembered.
  template <class... Out, class... In>
  std::vector<std::tuple<Out...>> rows_once(std::string_view text, const In&... in) {
    std::array<Cell, sizeof...(In)> cells{to_cell(in)...};
    return read_all<Out...>(text, cells);
  }
  /// What `make` makes of the rows; that is remembered instead of them. Good until the next statement. REQUIRES: for one text always the
  /// same T, and a `make` that looks at nothing else.
  template <class T, class... Out, class Make, class... In>
  const T& made(std::string_view text, const Make& make, const In&... in) {
    std::array<Cell, sizeof...(In)> cells{to_cell(in)...};
    std::any* const kept = remembered(text, cells);
    if (kept != nullptr && kept->has_value()) return *std::any_cast<T>(kept);
    T value = make(read_all<Out...>(text, cells));
    return (kept != nullptr ? *kept : unremembered_).template emplace<T>(std::move(value));
  }
  /// The first row, if any.
  template <class... Out, class... In>
  std::optional<std::tuple<Out...>> row(std::string_view text, const In&... in) {
    auto found = rows<Out...>(text, in...);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
  }
  /// What is in the cells goes into the statement.
  std::int64_t change(std::string_view text, std::span<Cell> in);

  /// From now on rows are remembered. `version` is a query whose number changes when somebody else has written; it is asked at the
  /// beginning of a transaction. REQUIRES: one transaction reads what the last one committed, unless somebody else has written.
  void remember_rows(std::string version) {
    version_query_ = std::move(version);
    memory_.turn_on();
  }

  /// Something was written past these calls.
  void forget_rows() { memory_.writes_anything(); }

  /// For who keeps what was read of a table, and follows what is written to it here: as long as this number stays, nobody else has written
  /// and nothing of it was taken back. None where others may write at any time.
  std::optional<std::uint64_t> era(const std::string& table) const {
    if (!memory_.is_on()) return std::nullopt;
    return first_era_ + memory_.age(table);
  }

  soci::session& session() { return *session_; }

 private:
  struct Statement;
  template <class... Out>
  std::vector<std::tuple<Out...>> rows_of(std::string_view text, std::span<Cell> in) {
    using Rows = std::vector<std::tuple<Out...>>;
    std::any* const kept = remembered(text, in);
    if (kept != nullptr && kept->has_value()) return *std::any_cast<Rows>(kept);
    Rows rows = read_all<Out...>(text, in);
    if (kept != nullptr) *kept = rows;
    return rows;
  }
  template <class... Out>
  std::vector<std::tuple<Out...>> read_all(std::string_view text, std::span<Cell> in) {
    static constexpr std::array types{Column<Out>::type...};
    std::vector<std::tuple<Out...>> found;
    Statement& statement = start(text, in, types);
    while (next(statement)) found.push_back(read<Out...>(statement, std::index_sequence_for<Out...>()));
    return found;
  }
  template <class... Out, std::size_t... I>
  static std::tuple<Out...> read(Statement& statement, std::index_sequence<I...>) {
    return {Column<Out>::take(column(statement, I))...};
  }
  /// Where the rows of this query are or may be kept; null where they may not.
  std::any* remembered(std::string_view text, std::span<const Cell> in);
  void forget_what_others_changed();
  Statement& start(std::string_view text, std::span<Cell> in, std::span<const Cell::Type> out);
  bool next(Statement& statement);
  static Cell& column(Statement& statement, std::size_t index);
  Statement& known(std::string_view text);
  void prepare(Statement& statement, std::span<const Cell> in, std::span<const Cell::Type> out);
  [[noreturn]] void fail(std::string_view text, const std::exception& error);

  std::unique_ptr<soci::session> session_;
  Classify classify_;
  struct ByText : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, std::unique_ptr<Statement>, ByText, std::equal_to<>> statements_;  // destroyed before session_
  std::array<Statement*, 128> recent_{};  ///< by the address of their text, which nearly always is a literal: it need not be hashed
  std::string version_query_{};           ///< empty: nothing is remembered
  long long version_ = -1;
  std::uint64_t first_era_;      ///< from a number on that no other session has
  std::string due_savepoint_{};  ///< asked for, and not opened yet
  RowMemory memory_{};
  std::any unremembered_{};  ///< what was made last of rows that may not be kept
};

/// ":p0, :p1, :p2" for `count` parameters; their names begin with `name`.
std::string list_of(std::string_view name, std::size_t count);

}  // namespace backwalk::store
