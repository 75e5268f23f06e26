#include "bot/cli/project_json.hpp"

#include <algorithm>
#include <string_view>

namespace backwalk::cli {
namespace {

/// The numbers of a text of exactly this shape, '0' standing for a digit; empty when the shape differs.
std::vector<int> numbers_in(std::string_view text, std::string_view shape) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::vector<int> numbers(1);
  if (text.size() != shape.size()) return {};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(shape[i]) ? !is_digit(text[i]) : text[i] != shape[i]) return {};
    if (is_digit(text[i])) {
      numbers.back() = numbers.back() * 10 + (text[i] - '0');
    } else {
      numbers.push_back(0);
    }
  }
  return numbers;
}

std::optional<planner::Date> read_date(std::string_view text) {
  const auto numbers = numbers_in(text, "0000-00-00");
  if (numbers.empty() || numbers[0] == 0) return {};
  using namespace std::chrono;
  const year_month_day date{year{numbers[0]}, month{static_cast<unsigned>(numbers[1])}, day{static_cast<unsigned>(numbers[2])}};
  return date.ok() ? std::optional{planner::Date{date}} : std::nullopt;
}

std::optional<planner::Minutes> read_time(std::string_view text) {
  const auto numbers = numbers_in(text, "00:00");
  if (numbers.empty() || numbers[1] > 59) return {};
  const planner::Minutes time{numbers[0] * 60 + numbers[1]};
  return time <= planner::Minutes{1440} ? std::optional{time} : std::nullopt;
}

}  // namespace

void Look::fail(const Spot& spot, const std::string& what) {
  if (!problem_) problem_ = spot.path.empty() ? what : spot.path + ": " + what;
}

bool Look::is(const Spot& spot, bool is_right, const char* wanted) {
  if (!is_right) fail(spot, std::string{"must be "} + wanted + ", is " + spot.value->type_name());
  return is_right;
}

Spot Look::member(const Spot& spot, const std::string& key) {
  if (!spot.value || !is(spot, spot.value->is_object(), "an object")) return {};
  const Spot found{.path = spot.path.empty() ? key : spot.path + "." + key};
  const auto at = spot.value->find(key);
  if (at != spot.value->end()) return {&*at, found.path};
  fail(found, "is missing");
  return {};
}

std::optional<Spot> Look::optional_member(const Spot& spot, const std::string& key) {
  if (!spot.value || !spot.value->is_object()) return {};
  const auto at = spot.value->find(key);
  if (at == spot.value->end() || at->is_null()) return {};
  return Spot{&*at, spot.path.empty() ? key : spot.path + "." + key};
}

std::vector<Spot> Look::elements(const Spot& spot) {
  std::vector<Spot> result;
  if (!spot.value || !is(spot, spot.value->is_array(), "a list")) return result;
  for (const auto& element : *spot.value) result.push_back({&element, spot.path + "[" + std::to_string(result.size()) + "]"});
  return result;
}

std::vector<std::pair<std::string, Spot>> Look::members(const Spot& spot) {
  std::vector<std::pair<std::string, Spot>> result;
  if (!spot.value || !is(spot, spot.value->is_object(), "an object")) return result;
  for (const auto& [key, value] : spot.value->items()) result.emplace_back(key, Spot{&value, spot.path + "." + key});
  return result;
}

std::string Look::text(const Spot& spot) {
  return spot.value && is(spot, spot.value->is_string(), "a string") ? spot.value->get<std::string>() : std::string{};
}

double Look::number(const Spot& spot) {
  return spot.value && is(spot, spot.value->is_number(), "a number") ? spot.value->get<double>() : 0;
}

planner::Date Look::date(const Spot& spot) {
  const auto found = read_date(text(spot));
  if (!found) fail(spot, "must be a date like 2026-12-24");
  return found.value_or(planner::Date{});
}

planner::LocalTime Look::instant(const Spot& spot) {
  const auto said = text(spot);
  const auto date = read_date(std::string_view{said}.substr(0, 10));
  const auto time = said.size() == 16 && said[10] == 'T' ? read_time(std::string_view{said}.substr(11)) : std::nullopt;
  if (date && time && *time < planner::Minutes{1440}) return *date + *time;
  fail(spot, "must be an instant like 2026-12-24T17:00");
  return {};
}

planner::Minutes Look::time_of_day(const Spot& spot) {
  const auto found = read_time(text(spot));
  if (!found) fail(spot, "must be a time like 09:00, at most 24:00");
  return found.value_or(planner::Minutes{});
}

}  // namespace backwalk::cli
