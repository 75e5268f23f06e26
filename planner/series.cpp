#include "planner/series.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace backwalk::planner {
namespace {

constexpr std::size_t many_values = 52;
constexpr std::size_t first_origin = 2;  // a forecast made from less knows nothing yet
constexpr std::size_t enough_errors = 20;
constexpr double short_history = 1.1;

/// Parameters fitted, first states included.
double parameters_of(Method method) {
  switch (method) {
    case Method::level:
      return 2;
    case Method::mean_of_three:
      return 4;
    case Method::damped:
      return 5;
  }
  return 0;
}

double widening(const Series& series) {
  const auto n = static_cast<double>(series.values.size());
  const double fitted = std::sqrt(n / (n - parameters_of(series.method)));
  return series.method == Method::level ? short_history * fitted : fitted;
}

/// The forecasts of a series, from any of its values on.
class Forecasts {
 public:
  Forecasts(const Series& series, std::size_t furthest) : series_(series) {
    for (const auto& part : series.parts) steps_.push_back(trend_steps(part.phi, furthest));
  }
  double from(std::size_t origin, std::size_t steps) const {
    double sum = 0;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      const auto& part = series_.parts[i];
      sum += part.level[origin] + steps_[i][steps] * part.trend[origin];
    }
    return sum / static_cast<double>(steps_.size());
  }
  /// Sizes of all errors made at this distance, times `scale`.
  void errors_at(std::size_t steps, double scale, std::vector<double>& errors) const {
    for (auto origin = first_origin; origin + steps < series_.values.size(); ++origin) {
      errors.push_back(scale * std::abs(series_.values[origin + steps] - from(origin, steps)));
    }
  }

 private:
  const Series& series_;
  std::vector<std::vector<double>> steps_{};
};

}  // namespace

std::optional<Method> method_for(std::size_t values) {
  if (values < fewest_values) return {};
  if (values < fewest_for_trend) return Method::level;
  return values < many_values ? Method::mean_of_three : Method::damped;
}

Series fit(std::vector<double> values, Method method) {
  Series series{.method = method, .values = std::move(values)};
  if (method == Method::level) series.parts = {smooth_level(series.values)};
  if (method == Method::mean_of_three)
    series.parts = {smooth_level(series.values), smooth_trend(series.values), smooth_damped(series.values)};
  if (method == Method::damped) series.parts = {smooth_damped(series.values)};
  return series;
}

Outlook ahead(const Series& series, std::size_t steps) {
  const Forecasts forecasts{series, steps};
  const auto count = series.values.size();
  const double wider = widening(series);
  Outlook result{.expected = forecasts.from(count - 1, steps)};
  if (count >= first_origin + steps + enough_errors) {
    forecasts.errors_at(steps, wider, result.errors);
  } else {
    for (std::size_t k = 1; k <= steps && first_origin + k < count; ++k) {
      forecasts.errors_at(k, wider * std::sqrt(static_cast<double>(steps) / static_cast<double>(k)), result.errors);
    }
  }
  std::sort(result.errors.begin(), result.errors.end());
  return result;
}

double Outlook::margin(double share) const {
  const auto count = static_cast<double>(errors.size());
  const double place = std::clamp(share * (count + 1), 1.0, count);
  const auto below = static_cast<std::size_t>(place);
  const double at = errors[below - 1];
  return below < errors.size() ? at + (place - static_cast<double>(below)) * (errors[below] - at) : at;
}

double Outlook::chance_at_least(double target) const {
  const double miss = std::abs(target - expected);
  const auto next = std::upper_bound(errors.begin(), errors.end(), miss);
  auto place = static_cast<double>(next - errors.begin());
  const double low = next == errors.begin() ? 0 : *(next - 1);
  if (next != errors.end()) place += (miss - low) / (*next - low);
  const double inside =
      place / (static_cast<double>(errors.size()) + 1);  // of the errors no larger than the miss; half of them to each side
  return target > expected ? (1 - inside) / 2 : (1 + inside) / 2;
}

double Outlook::chance_at_most(double target) const {
  const double more = chance_at_least(target);
  return target == expected ? more : 1 - more;
}

}  // namespace backwalk::planner
