// What queries answered, kept until somebody writes to a table that they name. A turn that only looks costs the engine nothing then, and
// one that writes asks it only about what is written all the time. One thread at a time.
#pragma once

#include <any>
#include <cstddef>
#include <cstdint>
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
    struct Answer {
      std::any value{};
      std::uint64_t tick = 0;  ///< when it was true
    };
    std::unordered_map<std::string, Answer> answers{};  ///< by parameters
    std::uint64_t age = 0;
  };
  Known know(std::string_view text);

  /// Where the answer to these parameters is, or is to be put when it holds no value. Null where it may not be kept: before `turn_on`, and
  /// when this transaction has written to what is read.
  std::any* find(Known& known, const std::vector<Cell>& parameters);

  void turn_on() { is_on_ = true; }
  bool is_on() const { return is_on_; }
  /// The statement writes to the first table that it names; one that names none may have written to all.
  void writes(const Known& known);
  void writes_anything();
  void ends();  ///< the transaction, one way or the other
  void forget_all();

 private:
  struct Table {
    std::uint64_t changed = 0;  ///< tick of the last write
    bool is_dirty = false;      ///< written to by this transaction
  };
  bool is_on_ = false;
  std::unordered_map<std::string, std::size_t> numbers_{};
  std::vector<Table> tables_{};
  bool is_all_dirty_ = false;
  std::uint64_t tick_ = 1;
  std::uint64_t age_ = 1;  ///< how often all was forgotten
  std::size_t count_ = 0;
  std::string key_{};  ///< reused
};

}  // namespace backwalk::store
