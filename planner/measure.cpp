#include "planner/measure.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace backwalk::planner {
namespace {

constexpr std::string_view money_units[] = {"€",   "$",   "£",   "¥",   "₹",   "₽", "₩",   "₺",   "₫",   "₴",   "₦",   "zł",
                                            "EUR", "USD", "GBP", "JPY", "CNY", "INR", "CHF", "PLN", "SEK", "CAD", "AUD", "kr"};
constexpr std::string_view time_units[] = {"s",    "sec",   "second", "seconds", "ms",     "min", "minute", "minutes",
                                           "h",    "hour",  "hours",  "hrs",     "d",      "day", "days",   "w",
                                           "week", "weeks", "wk",     "month",   "months", "mo",  "year",   "years"};

bool is_one_of(const auto& words, std::string_view word) { return std::find(std::begin(words), std::end(words), word) != std::end(words); }

}  // namespace

KpiKind kind_of(const Kpi& kpi) {
  if (kpi.kind) return *kpi.kind;
  if (kpi.unit == "%") return KpiKind::percent;
  if (is_one_of(money_units, kpi.unit)) return KpiKind::money;
  if (is_one_of(time_units, kpi.unit)) return KpiKind::duration;
  return KpiKind::number;
}

bool is_lower_better(const Kpi& kpi) { return kpi.target < kpi.baseline; }

double value_of(const Kpi& kpi) { return kpi.readings.empty() ? kpi.baseline : kpi.readings.back().value; }

const Reading* reading_on(const Kpi& kpi, Date date) {
  const auto is_before = [](const Reading& reading, Date d) { return date_of(reading.at) < d; };
  const auto at = std::lower_bound(kpi.readings.begin(), kpi.readings.end(), date, is_before);
  return at != kpi.readings.end() && date_of(at->at) == date ? &*at : nullptr;
}

}  // namespace backwalk::planner
