#include "bot/picture/kpi.hpp"

#include <algorithm>
#include <cmath>

#include "bot/picture/axis.hpp"
#include "bot/picture/layout.hpp"
#include "bot/picture/scale.hpp"
#include "bot/picture/words.hpp"
#include "planner/pace.hpp"
#include "planner/projection.hpp"

namespace backwalk::picture {
namespace {

using planner::Date;
using planner::date_of;
using planner::LocalTime;
using std::chrono::days;

constexpr double kpi_left = 84, kpi_height = 260;

class Course {
 public:
  Course(const planner::Plan& plan, const planner::Kpi& kpi, Date due, Date today, const Measure& measure)
      : plan_(plan),
        kpi_(kpi),
        due_(due),
        today_(today),
        measure_(measure),
        pace_(planner::pace(plan, kpi, today)),
        projection_(planner::projection(plan, kpi)) {}

  /// Without its key and its words, which are asked for after it.
  Scene make() {
    scene_.title = "Course of " + planner::text({planner::Kind::kpi, kpi_.number}) + " " + drawable(kpi_.name);
    const double top =
        put_head(scene_, measure_, joined({planner::text({planner::Kind::kpi, kpi_.number}), drawable(kpi_.name)}), facts()) + 8;
    const double bottom = top + kpi_height, right = scene_.width - margin - 6;
    const auto from = std::min(LocalTime{date_of(kpi_.since)}, LocalTime{first_reading()});
    const auto until = std::max({LocalTime{due_}, LocalTime{today_}, from}) + days{1};
    const Axis axis(from - (until - from) / 60, until + (until - from) / 60, kpi_left, right);
    const Scale scale(values(), top, bottom);
    axis.draw_ground(scene_, top, bottom, planner::WorkingTime(plan_.calendar));
    has_closed_ = std::any_of(scene_.parts.begin(), scene_.parts.end(), [](const Part& part) {
      const auto* box = std::get_if<Box>(&part);
      return box != nullptr && box->role == Role::closed;
    });
    scale.draw(scene_, measure_, kpi_left, right, [&](double value) { return say_value(value, kpi_.unit); });
    axis.draw_words(scene_, bottom + 6, measure_);  // the words of the scale reach down to there
    draw(axis, scale, top, bottom);
    scene_.height = bottom + 32;
    return scene_;
  }

  std::vector<Meaning> key() const {
    std::vector<Meaning> all{
        {{Stroke{{{1, 12}, {25, 4}}, Role::chain, 2.4}, Box{{9.5, 4.5, 7, 7}, Role::chain, Look::solid, 3.5}}, "readings"},
        {{Stroke{{{1, 13}, {25, 3}}, Role::quiet, 1.6}}, "line walked back from the target"},
        {{diamond({13, 8}, 7, Role::milestone)}, "target"}};
    if (has_need()) all.push_back({{Stroke{{{1, 14}, {25, 2}}, Role::late, 2.2}}, "what is needed"});
    if (projection_) {
      all.push_back(
          {{Shape{{{1, 10}, {25, 1}, {25, 15}}, Role::work, Look::solid, 0.25}, Stroke{{{1, 10}, {25, 8}}, Role::work, 1.6, true}},
           "where it is heading, with 80 %"});
    }
    all.push_back({{Stroke{{{13, 0}, {13, 16}}, Role::today, 1.5, true}}, "today"});
    if (has_closed_) all.push_back({{Box{{1, 1, 24, 14}, Role::closed}}, "no working day"});
    return all;
  }

  std::vector<std::string> lines() const {
    std::string lead = scene_.title + ", today " + say_date(today_) + ".";
    for (const auto& fact : facts()) lead += fact.empty() ? "" : " " + fact + ";";
    lead.back() = '.';
    std::vector<std::string> lines{lead};
    std::string read = "Readings from " + say(kpi_.baseline) + " on " + say_day(date_of(kpi_.since), today_) + ":";
    constexpr std::size_t most = 12;
    const std::size_t first = kpi_.readings.size() > most ? kpi_.readings.size() - most : 0;
    if (first > 0) read += " …";
    for (std::size_t i = first; i < kpi_.readings.size(); ++i) {
      read += (i > first ? ", " : " ") + say(kpi_.readings[i].value) + " on " + say_short_day(date_of(kpi_.readings[i].at));
    }
    if (!kpi_.readings.empty()) lines.push_back(read);
    return lines;
  }

 private:
  std::string say(double value, int digits = 4) const { return say_value(value, kpi_.unit, digits); }
  Date first_reading() const { return kpi_.readings.empty() ? date_of(kpi_.since) : date_of(kpi_.readings.front().at); }

  std::string rate(const std::string& word, double per_week) const {
    return word + " " + (per_week < 0 ? "" : "+") + say(per_week, 2) + " a week";
  }

  std::string heading() const {
    if (!projection_) return {};  // too few readings: only what is needed is told
    return "heading for " + say(projection_->expected, 3) + " (" + say(projection_->low, 3) + " to " + say(projection_->high, 3) +
           ", 80 %)";
  }

  std::vector<std::string> facts() const {
    std::vector<std::string> facts{say(pace_.last) + " now", "target " + say(kpi_.target) + " by " + say_day(due_, today_)};
    if (pace_.is_reached) facts.push_back("reached");
    if (!pace_.is_reached && pace_.required_per_week) facts.push_back(rate("needs", *pace_.required_per_week));
    if (pace_.recent_per_week) facts.push_back(rate("moves", *pace_.recent_per_week));
    facts.push_back(heading());
    return facts;
  }

  std::vector<double> values() const {
    std::vector<double> all{kpi_.baseline, kpi_.target, pace_.last};
    for (const auto& reading : kpi_.readings) all.push_back(reading.value);
    if (projection_) all.insert(all.end(), {projection_->low, projection_->high});
    return all;
  }

  void draw(const Axis& axis, const Scale& scale, double top, double bottom) {
    const auto at = [&](Date date, double value) { return Point{axis.x(LocalTime{date}), scale.y(value)}; };
    const Point last = at(pace_.on, pace_.last), target = at(due_, kpi_.target);
    if (projection_) {
      scene_.parts.emplace_back(Shape{{last, at(due_, projection_->high), at(due_, projection_->low)}, Role::work, Look::solid, 0.25});
      scene_.parts.emplace_back(Stroke{{last, at(due_, projection_->expected)}, Role::work, 1.6, true});
    }
    const double today = axis.x(LocalTime{today_});
    scene_.parts.emplace_back(Stroke{{{today, top}, {today, bottom}}, Role::today, 1.5, true});
    scene_.parts.emplace_back(Stroke{{at(date_of(kpi_.since), kpi_.baseline), target}, Role::quiet, 1.6});
    if (has_need()) scene_.parts.emplace_back(Stroke{{last, target}, Role::late, 2.2});
    Stroke course{{at(date_of(kpi_.since), kpi_.baseline)}, Role::chain, 2.4};
    for (const auto& reading : kpi_.readings) course.points.push_back(at(date_of(reading.at), reading.value));
    scene_.parts.emplace_back(course);
    constexpr std::size_t most_dots = 60;
    for (std::size_t i = 0; i < course.points.size() && course.points.size() <= most_dots; ++i) {
      const auto [x, y] = course.points[i];
      scene_.parts.emplace_back(Box{{x - 3.5, y - 3.5, 7, 7}, Role::chain, Look::solid, 3.5});
    }
    scene_.parts.emplace_back(diamond(target, 8, Role::milestone));
  }

  bool has_need() const { return !pace_.is_reached && pace_.required_per_week; }

  const planner::Plan& plan_;
  const planner::Kpi& kpi_;
  Date due_{}, today_{};
  const Measure& measure_;
  planner::Pace pace_;
  std::optional<planner::Projection> projection_;
  bool has_closed_ = false;
  Scene scene_{};
};

}  // namespace

std::optional<Scene> kpi_scene(const planner::Plan& plan, const std::vector<const planner::Kpi*>& kpis, Date today,
                               const Measure& measure) {
  Scene scene;
  std::vector<Meaning> key;
  std::vector<std::string> lines;
  std::size_t drawn = 0;
  for (const auto* kpi : kpis) {
    const auto due = planner::due_of(plan, *kpi);
    if (!due) continue;
    Course course(plan, *kpi, due->date, today, measure);
    Scene one = course.make();
    for (auto& part : one.parts) scene.parts.push_back(moved(std::move(part), 0, scene.height));
    scene.height += one.height;
    scene.title += (scene.title.empty() ? "" : "; ") + one.title;
    for (auto& meaning : course.key()) {
      const bool is_told = std::any_of(key.begin(), key.end(), [&](const Meaning& other) { return other.words == meaning.words; });
      if (!is_told) key.push_back(std::move(meaning));
    }
    // What each comes to before what it was.
    auto more = course.lines();
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(drawn++), more.front());
    lines.insert(lines.end(), more.begin() + 1, more.end());
  }
  if (drawn == 0) return std::nullopt;
  scene.height = put_key(scene, measure, key, scene.height) + 8;
  tell(scene, lines);
  return scene;
}

}  // namespace backwalk::picture
