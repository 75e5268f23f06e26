#include "bot/cli/plan_text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

namespace backwalk::cli {

std::string say(NoText problem) { return problem == NoText::too_large ? "this file is larger than 64 MB" : "this file cannot be read"; }

boost::system::result<std::string, NoText> text_of_file(const std::string& file) {
  constexpr std::size_t most_bytes = std::size_t{64} << 20, piece = std::size_t{1} << 20;
  std::ifstream input{file, std::ios::binary};
  if (!input) return NoText::unreadable;
  std::string text;
  while (input && text.size() <= most_bytes) {
    const auto before = text.size();
    text.resize(before + piece);
    input.read(text.data() + before, piece);
    text.resize(before + static_cast<std::size_t>(input.gcount()));
  }
  if (text.size() > most_bytes) return NoText::too_large;
  if (!input.eof()) return NoText::unreadable;
  return text;
}

std::string say_not_json(std::string_view text) {
  std::size_t stopped = 0;
  try {
    [[maybe_unused]] const auto document = nlohmann::json::parse(text);
  } catch (const nlohmann::json::parse_error& error) {
    stopped = error.byte;
  } catch (const nlohmann::json::exception&) {  // a number beyond all bounds; it has no place
    return "this is not JSON that can be read: a number is out of range";
  }
  const auto before = text.substr(0, stopped > 0 ? stopped - 1 : 0);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const auto column = before.size() - (before.rfind('\n') == std::string::npos ? 0 : before.rfind('\n') + 1) + 1;
  return "line " + std::to_string(line) + ", column " + std::to_string(column) + ": this is not JSON";
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
