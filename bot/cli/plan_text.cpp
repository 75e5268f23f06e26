#include "bot/cli/plan_text.hpp"

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>

namespace backwalk::cli {

std::optional<std::string> text_of_file(const std::string& file) {
  std::ifstream input{file, std::ios::binary};
  std::string text{std::istreambuf_iterator<char>{input}, {}};
  if (!input || input.bad()) return {};
  return text;
}

std::string instant_text(planner::LocalTime t) {
  const auto date = std::chrono::floor<std::chrono::days>(t);
  const std::chrono::year_month_day day{date};
  const auto minutes = static_cast<int>((t - date).count());
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02uT%02d:%02d", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                static_cast<unsigned>(day.day()), minutes / 60, minutes % 60);
  return buffer.data();
}

bool is_writable(planner::LocalTime t) {
  using namespace std::chrono;
  return t >= planner::Date{year{1} / 1 / 1} && t < planner::Date{year{10'000} / 1 / 1};
}

}  // namespace backwalk::cli
