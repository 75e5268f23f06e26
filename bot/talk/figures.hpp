// Numbers of KPIs and recurrences, as people write them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/talk/dates.hpp"

namespace backwalk::talk {

/// 49, 49k, 3.5%, €12,000, +9. `unit` is "%", a currency sign, or a short word ("km"); it may be empty.
struct Figure {
  double value = 0;
  std::string unit{};
  bool is_relative = false;  ///< said with a sign
  bool operator==(const Figure&) const = default;
};
struct FigureParse {
  std::optional<Figure> figure{};
  std::string why{};  ///< why it is none, where it begins like one
  std::size_t used = 0;
  std::optional<Figure> other{};  ///< "1.234": also 1,234; to be asked
};
/// Reads a number from the first words. A comma before three digits groups thousands (the conversation is in English: "€12,000"), before
/// one or two it is a decimal mark: "1,50" is 1.5. A point before exactly three digits can be either, and both are told; of two different
/// marks the last is the decimal one, and one that stands twice groups. k, m (or mio) and bn multiply. A unit may stand apart: "3 km".
/// `used` is 0 when they do not begin like one.
FigureParse read_figure(const std::vector<std::string>& words, std::size_t at);
/// "12,000", "3.5": grouped in thousands, at most `digits` after the point, none that are zero.
std::string say_number(double value, int digits = 2);
/// The number with its unit: "3.5 %", "€12,000", "10 km".
std::string say_figure(double value, const std::string& unit, int digits = 2);
/// As `read_figure` reads it back, in one way only: no grouping, never three digits after the point.
std::string write_figure(double value, const std::string& unit);

/// "every mon wed fri at 9:30", "weekly mon 9:00", "every 2 weeks on fri", "daily".
struct Every {
  std::vector<int> weekdays{};  ///< 0 is Monday; sorted; empty: none was named
  int weeks = 1;
  std::optional<Minutes> at{};
  bool operator==(const Every&) const = default;
};
struct EveryParse {
  std::optional<Every> every{};
  std::string why{};
  std::size_t used = 0;
};
/// Reads a recurrence from the first words; `used` is 0 when they do not begin like one.
EveryParse read_every(const std::vector<std::string>& words);
/// "every Mon, Wed and Fri at 09:30", "every 2 weeks on Fri at 10:00".
std::string say_cadence(const planner::Cadence& cadence);
/// As `read_every` reads it back: "every 2 weeks on mon fri at 09:30".
std::string write_every(const Every& every);
/// "09:30".
std::string say_time(Minutes of_day);

}  // namespace backwalk::talk
