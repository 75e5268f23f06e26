#include "planner/lognormal.hpp"

#include <cmath>

namespace backwalk::planner {
namespace {

constexpr double ln2 = 0.69314718055994530942;

}  // namespace

double natural_log(double x) {
  int exponent = 0;
  const double part = std::frexp(x, &exponent);  // exact; 0.5 <= part < 1
  const double y = (part - 0.75) / (part + 0.75), square = y * y;
  double power = y, sum = 0;
  for (int k = 1; k < 40; k += 2) {
    sum += power / k;
    power *= square;
  }
  constexpr double ln_three_quarters = -0.28768207245178092744;
  return exponent * ln2 + ln_three_quarters + 2 * sum;
}

double exponential(double x) {
  const double halvings = std::floor(x / ln2 + 0.5);
  const double rest = x - halvings * ln2;
  double term = 1, sum = 1;
  for (int k = 1; k < 18; ++k) {
    term *= rest / k;
    sum += term;
  }
  return std::ldexp(sum, static_cast<int>(halvings));  // exact
}

double normal_quantile(double p) {
  const double q = p - 0.5;
  if (std::abs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * (((59.10937472 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179) /
           (((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1);
  }
  const double tail = std::sqrt(-natural_log(q < 0 ? p : 1 - p)) - 1.6;
  const double z = (((0.17023821103 * tail + 1.3067284816) * tail + 2.7568153900) * tail + 1.4234372777) /
                   ((0.12021132975 * tail + 0.73700164250) * tail + 1);
  return q < 0 ? -z : z;
}

}  // namespace backwalk::planner
