// Logarithm, exponential and normal quantile from + - * / and sqrt alone, so that every machine and compiler gives the same bits; those of
// a C library differ in their last one. For forecast only.
#pragma once

namespace backwalk::planner {

/// REQUIRES: x > 0. Within 1e-15 relative.
double natural_log(double x);
/// REQUIRES: |x| <= 700. Within 1e-14 relative.
double exponential(double x);
/// The z with P(Z <= z) = p of a standard normal Z. REQUIRES: 1e-11 < p < 1 - 1e-11. Within 1e-6 (Wichura 1988, algorithm AS 241, PPND7).
double normal_quantile(double p);

}  // namespace backwalk::planner
