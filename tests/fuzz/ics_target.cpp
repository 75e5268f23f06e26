#include <cstdlib>
#include <variant>

#include "config/ics.hpp"
#include "tests/fuzz/target.hpp"

namespace backwalk::fuzz {

std::vector<std::string> seeds() {
  return {
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261224\r\n"
      "DTEND;VALUE=DATE:20270102\r\nSUMMARY:Closed\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\nDTSTART;VALUE=DATE:20260501\r\n"
      "RRULE:FREQ=YEARLY;COUNT=5\r\nEXDATE;VALUE=DATE:20280501\r\nSUMMARY:Labour Day\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:3\r\nDTSTART:20260301T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY\r\n"
      "END:VEVENT\r\nEND:VCALENDAR\r\n"};
}

bool attempt(std::string_view text) {
  const auto dates = config::dates_of_ics(std::string{text}, 2025, 2030);
  if (const auto* refused = std::get_if<config::Unreadable>(&dates)) {
    if (refused->why.empty()) std::abort();
    return false;
  }
  for (const auto& date : std::get<std::vector<std::string>>(dates)) {
    if (date.size() != 10 || date < "2025-01-01" || date > "2030-12-31") std::abort();
  }
  return true;
}

}  // namespace backwalk::fuzz
