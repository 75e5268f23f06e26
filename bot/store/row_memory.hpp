// What queries answered, kept until somebody writes to what they read. A turn that only looks costs the engine nothing then, and one that
// writes asks it only about what is written all the time. One thread at a time.
//
// A statement about one row names it by the parameter `:row`, or by several that begin so (`:row_place, :row_user`): such a query forgets
// only when that row is written to, or when a statement that names none writes to a table of its. REQUIRES: all statements that name a row
// of a table mean the same columns, in the same order; what such a query reads beside the row of its first table changes only together with
// it.
#pragma once

#include <any>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace backwalk::store {

/// A parameter or a column.
struct Cell {
  enum class Type { integer, text };
  Type type = Type::integer;
  bool is_null = false;
  long long integer = 0;
  std::string text{};
};

/// The tables that a statement names: the words after from, join, into and update, in order; some may be none. Statements are written in
/// small letters, and joins with `join`.
std::vector<std::string> tables_in(std::string_view text);

class RowMemory {
 public:
  /// What is remembered of one statement; it belongs to that statement.
  struct Known {
    std::vector<std::size_t> tables{};
    std::vector<std::size_t> row{};  ///< which parameters name the row; none: the statement is about any
    struct Answer {
      std::any value{};
      std::uint64_t tick = 0;  ///< when it was true
    };
    boost::unordered_flat_map<std::string, Answer> answers{};  ///< by parameters
    std::uint64_t age = 0;
  };
  Known know(std::string_view text);

  /// Where the answer to these parameters is, or is to be put when it holds no value. Null where it may not be kept: before `turn_on`.
  std::any* find(Known& known, std::span<const Cell> parameters);

  void turn_on() { is_on_ = true; }
  bool is_on() const { return is_on_; }
  /// The statement has changed rows of the first table that it names; one that names none may have written to all.
  void writes(const Known& known, const std::string& row);
  void writes_anything();
  void ends();         ///< the transaction, and what it wrote stays
  void begins_part();  ///< of the transaction: a savepoint
  /// What was written since the transaction, or its last part, began is no more.
  void taken_back() { take_back(&Touched::in_transaction); }
  void part_taken_back() { take_back(&Touched::in_part); }
  void forget_all();

  /// The row that these parameters name; empty where they name none.
  static std::string row_of(const Known& known, std::span<const Cell> parameters);
  /// How often something in this table may have become untrue that was not written here, or was taken back.
  std::uint64_t age(const std::string& table) const;

 private:
  /// Whether somebody wrote who did not name the row.
  struct Touched {
    bool in_transaction = false;
    bool in_part = false;
  };
  struct Row {
    std::size_t table = 0;
    std::string key{};
  };
  void take_back(bool Touched::*since);
  void make_room();
  struct Table {
    std::uint64_t changed = 0;      ///< tick of the last write
    std::uint64_t all_changed = 0;  ///< of the last that did not name its row
    boost::unordered_flat_map<std::string, std::uint64_t> rows{};
    Touched touched{};
    std::uint64_t taken_back = 0;  ///< how often
  };
  bool is_on_ = false;
  std::unordered_map<std::string, std::size_t> numbers_{};
  std::vector<Table> tables_{};
  Touched all_touched_{};
  std::vector<Row> rows_touched_{};  ///< in this transaction
  std::size_t part_begins_ = 0;      ///< in rows_touched_
  std::uint64_t tick_ = 1;
  std::uint64_t age_ = 1;         ///< how often all was forgotten
  std::uint64_t all_untrue_ = 0;  ///< how often because it may have been untrue
  std::size_t count_ = 0;
  std::string key_{};  ///< reused
};

}  // namespace backwalk::store
