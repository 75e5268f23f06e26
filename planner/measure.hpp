// By what a plan is judged on its way: KPIs with their readings, risks, and the status that its owner tells.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "planner/ref.hpp"

namespace backwalk::planner {

/// A value of a KPI as somebody told it.
struct Reading {
  LocalTime at{};
  double value = 0;
  std::optional<std::string> note{};
  std::optional<double> corrected{};  ///< what it said first, when it was corrected on the same date
  bool operator==(const Reading&) const = default;
};

/// What kind of number it is; it decides how it is written, not what is computed.
enum class KpiKind { number, percent, money, duration };
/// An outcome is what the goal is about; an input is what people push week by week, because it leads there.
enum class KpiRole { outcome, input };

/// A number that tells whether the goal is met: from a baseline to a target. baseline != target; all are finite.
struct Kpi {
  int number = 0;
  std::string name{};
  double baseline = 0;
  double target = 0;
  std::string unit{};               ///< "%", "km", or a currency sign, which stands in front; may be empty
  std::optional<Moment> due{};      ///< none: with the goal
  std::optional<PersonId> owner{};  ///< none: the plan's owner
  LocalTime since{};                ///< when the baseline was true: when it was added
  std::vector<Reading> readings{};  ///< by date, at most one for each
  std::optional<KpiKind> kind{};    ///< none: as its unit says
  std::optional<KpiRole> role{};    ///< none: nobody said; counts as an outcome
  bool operator==(const Kpi&) const = default;
};
/// Its own kind, else what its unit tells: "%" is percent, a currency sign or code money, a word for time duration, the rest number.
KpiKind kind_of(const Kpi& kpi);
/// Whether the target lies below the baseline.
bool is_lower_better(const Kpi& kpi);
/// The last known value: of the newest reading, else the baseline.
double value_of(const Kpi& kpi);
/// The reading for this date; null when there is none.
const Reading* reading_on(const Kpi& kpi, Date date);

/// Work in minutes: the likely value, and the range around it when one was given. 0 < best <= likely <= worst.
struct Estimate {
  Minutes likely{};
  std::optional<Minutes> best{};
  std::optional<Minutes> worst{};
  auto operator<=>(const Estimate&) const = default;
};

/// What may get in the way, or already does.
struct Risk {
  int number = 0;
  std::string words{};
  std::optional<PersonId> owner{};
  std::optional<std::string> watch{};  ///< the early sign to look out for
  std::optional<Ref> about{};          ///< the action that it blocks; it may have been dropped since
  LocalTime since{};
  std::optional<LocalTime> closed{};
  std::optional<double> probability{};  ///< 0..1 that it occurs, and then
  std::optional<Estimate> delay{};      ///< adds so much work to what it blocks, or to the goal where it blocks nothing
  std::optional<LocalTime> happened{};  ///< it has occurred; then it is closed too
  std::optional<int> mitigation{};      ///< the number of the action that makes it less likely, or cheaper; it may have been dropped since
  bool operator==(const Risk&) const = default;
};

enum class Status { on_track, at_risk, off_track };
/// The status that the owner tells, beside the computed one.
struct Reported {
  Status status{};
  std::optional<std::string> why{};
  Date on{};
  bool operator==(const Reported&) const = default;
};

}  // namespace backwalk::planner
