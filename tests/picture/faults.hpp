// What is wrong with a picture before anybody has painted it: labels over each other, parts outside of the frame, signs without a key.
#pragma once

#include <string>
#include <vector>

#include "bot/picture/measure.hpp"
#include "bot/picture/scene.hpp"

namespace backwalk::picture::testing {

std::vector<Label> labels_of(const Scene& scene);
/// Everything wrong with the layout, empty when nothing is.
std::string faults_of(const Scene& scene);
/// The signs of a timeline that its key does not name, by what they are and what their colour means; empty when there are none.
std::string signs_without_key(const Scene& scene);
/// Of a fever chart and of the course of some KPIs that are made from the number.
std::string faults_of_course(unsigned number, const Measure& measure);

}  // namespace backwalk::picture::testing
