#include "bot/store/row_memory.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace backwalk::store {
namespace {

constexpr std::size_t most_answers = 32 * 1024;

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::string key_of(std::string key, const std::vector<Cell>& parameters) {
  key.clear();
  for (const Cell& cell : parameters) {
    key += cell.is_null ? 'n' : 'v';
    const long long number = cell.type == Cell::Type::integer ? cell.integer : static_cast<long long>(cell.text.size());
    key.append(reinterpret_cast<const char*>(&number), sizeof number);
    key += cell.text;
  }
  return key;
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
  for (std::string& name : tables_in(text)) {
    const auto [at, is_new] = numbers_.emplace(std::move(name), tables_.size());
    if (is_new) tables_.emplace_back();
    known.tables.push_back(at->second);
  }
  return known;
}

std::any* RowMemory::find(Known& known, const std::vector<Cell>& parameters) {
  if (!is_on_ || is_all_dirty_ || known.tables.empty()) return nullptr;
  std::uint64_t changed = 0;
  for (const std::size_t table : known.tables) {
    if (tables_[table].is_dirty) return nullptr;
    changed = std::max(changed, tables_[table].changed);
  }
  if (count_ >= most_answers) forget_all();
  if (std::exchange(known.age, age_) != age_) known.answers.clear();
  key_ = key_of(std::move(key_), parameters);
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

void RowMemory::writes(const Known& known) {
  ++tick_;
  if (known.tables.empty()) return writes_anything();
  Table& table = tables_[known.tables.front()];
  table.changed = tick_;
  table.is_dirty = true;
}

void RowMemory::writes_anything() {
  is_all_dirty_ = true;
  forget_all();
}

void RowMemory::ends() {
  is_all_dirty_ = false;
  for (Table& table : tables_) table.is_dirty = false;
}

void RowMemory::forget_all() {
  ++age_;
  count_ = 0;
}

}  // namespace backwalk::store
