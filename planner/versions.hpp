// Versions inside the fold: what people saw before a commit, a moved goal or a restore is kept as a snapshot. For evolve.cpp only.
//
// A snapshot carries no snapshots of its own, so that a plan holds each version once.
#pragma once

#include "planner/edit.hpp"
#include "planner/plan.hpp"

namespace backwalk::planner {

/// Keeps the plan as it is under its version number and gives it the next one.
void supersede(Plan& plan);

/// The draft becomes a version, or a version a draft again; v1 taken back is version 0 as if it had never been.
void commit(Plan& plan, const Committed& edit);

/// What the plan was in `version`, under a new number. Counters never go back; what exists now and did not then is dropped. What has been
/// told since stays: readings, the owner's status, the whole rhythm, the zone and the calendars that its times are read in, and whether the
/// plan is closed.
void restore(Plan& plan, int version);

/// The goal's words for a topic; null for a topic that is not described by words.
std::optional<std::string>* described(Goal& goal, Topic topic);
const std::optional<std::string>* described(const Goal& goal, Topic topic);

}  // namespace backwalk::planner
