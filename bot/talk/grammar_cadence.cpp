// How often the plan is walked again: "every 2w", "weekly", "every 10 days".
#include <array>
#include <utility>

#include "bot/talk/grammar_parts.hpp"

namespace backwalk::talk::parts {
namespace {

/// How often in days: "2w", "week", "10 days", "month"; 0 when it is no cadence.
int cadence(const std::vector<std::string>& words, std::size_t* used) {
  std::vector<std::string> with_number = words;
  SpanParse parse = read_span(words);
  *used = parse.used;
  if (parse.used == 0) {
    with_number.insert(with_number.begin(), "1");
    parse = read_span(with_number);
    *used = parse.used == 0 ? 0 : parse.used - 1;
  }
  const auto* span = std::get_if<Span>(&parse.reading);
  if (*used == 0 || span == nullptr || !span->likely || span->best || span->likely->milli % 1000 != 0) return 0;
  const long long count = span->likely->milli / 1000;
  const auto days = [&]() -> long long {
    switch (span->likely->unit) {
      case Unit::days:
      case Unit::calendar_days:
        return count;
      case Unit::weeks:
      case Unit::calendar_weeks:
        return 7 * count;
      case Unit::months:
        return 30 * count;
      case Unit::minutes:
      case Unit::hours:
        break;
    }
    return 0;
  }();
  return days >= 1 && days <= 366 ? static_cast<int>(days) : 0;
}

}  // namespace

CadenceParse read_cadence(const std::vector<Word>& words, std::size_t at) {
  constexpr std::array<std::pair<std::string_view, int>, 6> single{
      {{"daily", 1}, {"weekly", 7}, {"biweekly", 14}, {"fortnightly", 14}, {"monthly", 30}, {"quarterly", 90}}};
  const std::string word = steering(words[at]);
  for (const auto& [name, days] : single) {
    if (word == name) return {days, 1};
  }
  if (word != "every") return {};
  const auto next = at + 1 < words.size() ? steering(words[at + 1]) : std::string{};
  if (next == "quarter") return {90, 2};
  if (at + 2 < words.size() && (next == "other" || next == "second" || next == "2nd")) {
    const auto unit = steering(words[at + 2]);
    const int once = unit == "day" ? 1 : unit == "week" ? 7 : unit == "month" ? 30 : 0;
    if (once > 0) return {2 * once, 3};
  }
  std::size_t used = 0;
  const int days = cadence(open_texts(words, at + 1), &used);
  return {days, 1 + used};
}

}  // namespace backwalk::talk::parts
