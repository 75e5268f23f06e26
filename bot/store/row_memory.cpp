#include "bot/store/row_memory.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace backwalk::store {
namespace {

constexpr std::size_t most_answers = 32 * 1024;
constexpr std::size_t most_rows = 4096;  ///< whose last write is known, a table

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

void append_key(std::string& key, const Cell& cell) {
  key += cell.is_null ? 'n' : 'v';
  const long long number = cell.type == Cell::Type::integer ? cell.integer : static_cast<long long>(cell.text.size());
  key.append(reinterpret_cast<const char*>(&number), sizeof number);
  key += cell.text;
}

/// Which of the parameters, in their order, name the row.
std::vector<std::size_t> row_parameters(std::string_view text) {
  std::vector<std::size_t> found;
  std::size_t number = 0;
  for (std::size_t at = text.find(':'); at != std::string_view::npos; at = text.find(':', at + 1), ++number) {
    const std::string_view name = text.substr(at + 1, 4);
    if (name.starts_with("row") && (name.size() == 3 || !is_word(name[3]) || name[3] == '_')) found.push_back(number);
  }
  return found;
}

}  // namespace

std::vector<std::string> tables_in(std::string_view text) {
  constexpr std::array<std::string_view, 4> before{"from", "join", "into", "update"};
  std::vector<std::string> tables;
  bool is_next = false;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_word(text[at])) {
      if (text[at] == '(') is_next = false;
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && is_word(text[at])) ++at;
    const std::string_view word = text.substr(begin, at - begin);
    if (is_next && std::ranges::find(tables, word) == tables.end()) tables.emplace_back(word);
    is_next = std::ranges::find(before, word) != before.end();
  }
  return tables;
}

RowMemory::Known RowMemory::know(std::string_view text) {
  Known known;
  known.row = row_parameters(text);
  for (std::string& name : tables_in(text)) {
    const auto [at, is_new] = numbers_.emplace(std::move(name), tables_.size());
    if (is_new) tables_.emplace_back();
    known.tables.push_back(at->second);
  }
  return known;
}

std::string RowMemory::row_of(const Known& known, std::span<const Cell> parameters) {
  std::string row;
  for (const std::size_t parameter : known.row) append_key(row, parameters[parameter]);
  return row;
}

std::any* RowMemory::find(Known& known, std::span<const Cell> parameters) {
  if (!is_on_ || known.tables.empty()) return nullptr;
  std::uint64_t changed = 0;
  for (const std::size_t table : known.tables) {
    changed = std::max(changed, known.row.empty() ? tables_[table].changed : tables_[table].all_changed);
  }
  key_.clear();
  if (const auto& rows = tables_[known.tables.front()].rows; !known.row.empty() && !rows.empty()) {
    for (const std::size_t parameter : known.row) append_key(key_, parameters[parameter]);
    if (const auto row = rows.find(key_); row != rows.end()) changed = std::max(changed, row->second);
  }
  if (count_ >= most_answers) make_room();
  if (std::exchange(known.age, age_) != age_) known.answers.clear();
  if (key_.empty() || known.row.size() != parameters.size()) {  // else all of them name the row: it is the same key
    key_.clear();
    for (const Cell& cell : parameters) append_key(key_, cell);
  }
  auto at = known.answers.find(key_);
  if (at == known.answers.end()) {
    at = known.answers.emplace(key_, Known::Answer{}).first;
    ++count_;
  }
  Known::Answer& answer = at->second;
  if (answer.tick < changed) answer.value.reset();
  answer.tick = tick_;
  return &answer.value;
}

void RowMemory::writes(const Known& known, const std::string& row) {
  if (!is_on_) return;
  if (known.tables.empty()) return writes_anything();
  Table& table = tables_[known.tables.front()];
  table.changed = ++tick_;
  if (!known.row.empty() && table.rows.size() < most_rows && rows_touched_.size() < most_rows) {
    table.rows[row] = tick_;
    rows_touched_.push_back({known.tables.front(), row});
  } else {
    table.touched = {true, true};
    table.all_changed = tick_;
    table.rows.clear();
  }
}

void RowMemory::writes_anything() {
  all_touched_ = {true, true};
  forget_all();
}

void RowMemory::ends() {
  all_touched_ = {};
  for (Table& table : tables_) table.touched = {};
  rows_touched_.clear();
  part_begins_ = 0;
}

void RowMemory::begins_part() {
  all_touched_.in_part = false;
  for (Table& table : tables_) table.touched.in_part = false;
  part_begins_ = rows_touched_.size();
}

/// Of a table that was written to by row only those rows are no longer known: one who was met and is asked about first costs nobody else.
void RowMemory::take_back(bool Touched::*since) {
  if (all_touched_.*since) forget_all();
  ++tick_;
  for (Table& table : tables_) {
    if (!(table.touched.*since)) continue;
    table.changed = table.all_changed = tick_;
    table.rows.clear();
    ++table.taken_back;
  }
  const std::size_t begin = since == &Touched::in_part ? part_begins_ : 0;
  for (std::size_t i = begin; i < rows_touched_.size(); ++i) {
    Table& table = tables_[rows_touched_[i].table];
    if (table.all_changed == tick_) continue;
    table.changed = table.rows[rows_touched_[i].key] = tick_;
    ++table.taken_back;
  }
  rows_touched_.resize(begin);
}

std::uint64_t RowMemory::age(const std::string& table) const {
  const auto known = numbers_.find(table);
  return all_untrue_ + (known == numbers_.end() ? 0 : tables_[known->second].taken_back);
}

void RowMemory::forget_all() {
  ++all_untrue_;
  make_room();
}

void RowMemory::make_room() {
  ++age_;
  count_ = 0;
}

}  // namespace backwalk::store
