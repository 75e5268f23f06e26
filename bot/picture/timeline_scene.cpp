#include <algorithm>
#include <map>

#include "bot/picture/axis.hpp"
#include "bot/picture/layout.hpp"
#include "bot/picture/timeline.hpp"
#include "bot/picture/timeline_key.hpp"
#include "bot/picture/words.hpp"

namespace backwalk::picture {
namespace {

using planner::LocalTime;
using planner::Minutes;
using std::chrono::days;

constexpr double bars_left = 262, bars_right = 600 - margin - 4, names_right = bars_left - 18;
constexpr double row_height = 40, rest_height = 26, bar_height = 14, marker_line = 18, tick_line = 18;

double height_of(const Row& row) { return row.what == Row::What::rest ? rest_height : row_height; }

/// The time that is shown: from today, or what began earlier as far as it leaves two thirds for what is to come, to the end of it all.
std::pair<LocalTime, LocalTime> span_of(const Shown& shown, const std::vector<Row>& rows) {
  const LocalTime today{shown.today};
  LocalTime first = today, last = std::max(today + days{1}, shown.walk.due);
  for (const auto& row : rows) {
    if (row.what == Row::What::rest) continue;
    if (row.has_bar) {
      first = std::min(first, row.from);
      last = std::max(last, row.to);
    } else {
      first = std::min(first, row.at);
    }
  }
  if (const auto* goal = shown.walk.find({}); goal != nullptr && !shown.walk.schedule.is_feasible)
    last = std::max(last, goal->earliest_finish);
  const auto ahead = last - today;
  const auto* goal_slot = shown.walk.find({});
  const bool is_over = goal_slot != nullptr && goal_slot->is_over;
  if (!is_over && shown.walk.due > today) first = std::max(first, today - std::max<Minutes>(days{21}, ahead / 2));
  const auto pad = std::max<Minutes>(Minutes{240}, (last - first) / 60);
  return {first - pad, last + pad};
}

class Sheet {
 public:
  Sheet(const Shown& shown, const Measure& measure)
      : shown_(shown),
        measure_(measure),
        rows_(rows_of(shown)),
        span_(span_of(shown, rows_)),
        axis_(span_.first, span_.second, bars_left, bars_right) {}

  Scene make() {
    const double top = head();
    double y = top;
    for (const auto& row : rows_) {
      tops_.push_back(y);
      y += height_of(row);
    }
    ground(top, y);
    chain();
    for (std::size_t i = 0; i < rows_.size(); ++i) draw(rows_[i], tops_[i]);
    constexpr std::size_t far_from_the_top = 14;
    if (rows_.size() > far_from_the_top) {
      axis_.draw_words(scene_, y + 2, measure_);
      y += tick_line + 4;
    }
    scene_.height = put_key(scene_, measure_, timeline_key(rows_, scene_), y + 12) + 8;
    put_into_words();
    return std::move(scene_);
  }

 private:
  std::vector<std::string> facts() const {
    const auto& plan = shown_.plan;
    const auto done = static_cast<std::size_t>(
        std::count_if(plan.actions.begin(), plan.actions.end(), [](const auto& action) { return action.finished.has_value(); }));
    std::vector<std::string> facts{"Goal " + say_day(last_day(shown_.walk.due), shown_.today)};
    const auto* goal = shown_.walk.find({});
    const bool is_over = goal != nullptr && goal->is_over && !plan.actions.empty();
    if (is_over) {
      facts.back() += ", reached " + say_day(last_day(goal->earliest_finish), shown_.today);
    } else if (!shown_.walk.schedule.is_feasible) {
      facts.push_back(say_work(shown_.walk.schedule.late_minutes, plan.calendar) + " late");
    } else if (goal != nullptr && goal->total_float > 0 && !plan.actions.empty()) {
      facts.push_back(say_work(goal->total_float, plan.calendar) + " of room");
    }
    if (!is_over && !plan.actions.empty() && shown_.forecast != nullptr && shown_.forecast->goal.chance)
      facts.push_back(say_percent(*shown_.forecast->goal.chance) + " likely");
    if (!plan.actions.empty())
      facts.push_back(std::to_string(done) + " of " + say_count(plan.actions.size(), "action", "actions") + " done");
    return facts;
  }

  double head() {
    const std::string key = drawable(shown_.plan.key);
    scene_.title = "Timeline of " + key;
    double y = put_head(scene_, measure_, joined({key, drawable(shown_.plan.goal.title)}), facts());
    markers(y);
    y += marker_line;
    axis_.draw_words(scene_, y, measure_);
    return y + tick_line + 4;
  }

  /// "today" and "goal" above their lines; where there is room for one alone, the goal.
  void markers(double y) {
    constexpr Face face{12, true};
    const auto place = [&](const std::string& words, double x) {
      const double width = measure_.width(words, face) + 1;
      const double left = std::clamp(x - width / 2, bars_left - 40, scene_.width - margin - width);
      return Label{words, {left, y, width, line_height(face.size)}, face, Role::ink, Side::centre};
    };
    const auto goal = place("goal", axis_.x(shown_.walk.due));
    const auto today = place("today", axis_.x(LocalTime{shown_.today}));
    scene_.parts.emplace_back(goal);
    if (today.at.right() + 6 < goal.at.x || goal.at.right() + 6 < today.at.x) scene_.parts.emplace_back(today);
  }

  void ground(double top, double bottom) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (rows_[i].what != Row::What::action) scene_.parts.emplace_back(Box{{0, tops_[i], scene_.width, height_of(rows_[i])}, Role::band});
    }
    axis_.draw_ground(scene_, top, bottom, planner::WorkingTime(shown_.plan.calendar));
    const double today = axis_.x(LocalTime{shown_.today}), due = axis_.x(shown_.walk.due);
    scene_.parts.emplace_back(Stroke{{{today, top - 4}, {today, bottom}}, Role::today, 1.5, true});  // behind titles that run on
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const double end = 60 + measure_.width(rows_[i].title, {name_face.size, true});
      if (!may_run_on(rows_[i]) || end < bars_left) continue;
      const double right = std::min(end, title_end(rows_[i]));
      scene_.parts.emplace_back(Box{{0, tops_[i], std::max(names_right, right), height_of(rows_[i])}, Role::band});
    }
    scene_.parts.emplace_back(Stroke{{{due, top - 4}, {due, bottom}}, Role::milestone, 2});
  }

  /// A title may run into the chart as far as nothing is drawn there.
  static bool may_run_on(const Row& row) { return row.what != Row::What::action && !row.has_bar; }
  double title_end(const Row& row) const {
    constexpr double sign = 30;
    return may_run_on(row) && row.what != Row::What::rest ? std::max(names_right, axis_.x(row.at) - sign) : names_right;
  }

  double centre(std::size_t row) const { return tops_[row] + height_of(rows_[row]) / 2; }

  /// From the end of each of the chain to the beginning of the next, below the bars.
  void chain() {
    std::optional<std::size_t> before;
    for (const auto ref : shown_.walk.longest_chain()) {
      const auto found =
          std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) { return row.what != Row::What::rest && row.ref == ref; });
      if (found == rows_.end()) continue;
      const auto here = static_cast<std::size_t>(found - rows_.begin());
      if (before) {
        const Row &from = rows_[*before], &to = rows_[here];
        const double x = axis_.x(from.what == Row::What::action ? from.to : from.at),
                     end = axis_.x(to.what == Row::What::action ? to.from : to.at);
        scene_.parts.emplace_back(Stroke{{{x, centre(*before)}, {x, centre(here)}, {end, centre(here)}}, Role::chain, 1.6});
      }
      before = here;
    }
  }

  void draw(const Row& row, double top) {
    const bool is_item = row.what == Row::What::action || row.what == Row::What::milestone;
    double x = margin;
    const bool is_heading = row.what != Row::What::action;
    const double y = top + (row.detail.empty() ? 4 : 3);
    if (is_item)
      x = put(scene_, measure_, planner::text(row.ref), {x, y}, 60, {name_face.size, true},
              is_heading && row.now != Row::Now::done ? Role::ink : Role::quiet) +
          6;
    put(scene_, measure_, row.title, {x, y}, title_end(row) - x, {name_face.size, is_heading && row.what != Row::What::rest},
        row.now == Row::Now::done || row.what == Row::What::rest ? Role::quiet : Role::ink);
    put(scene_, measure_, row.detail, {margin, y + line_height(name_face.size) - 2}, names_right - margin, detail_face,
        row.is_late ? Role::late : Role::quiet);
    const double middle = top + height_of(row) / 2;
    if (row.has_bar && is_heading) summary(row, middle);
    if (row.has_bar && !is_heading) bar(row, middle);
    if (row.what == Row::What::milestone) milestone(row, middle);
    if (row.what == Row::What::goal) {
      for (auto& part : flag({axis_.x(row.at), middle + 14}, 26, row.is_late ? Role::late : Role::milestone))
        scene_.parts.push_back(std::move(part));
    }
    if (row.before) baseline(row, middle);
  }

  Box span(LocalTime from, LocalTime to, double middle, double height, Role role, Look look) const {
    constexpr double narrowest = 5;
    const double left = axis_.x(from), right = axis_.x(to);
    const double width = std::max(narrowest, right - left);
    const double x = std::clamp(right - left < narrowest ? right - width : left, axis_.left(), axis_.right() - width);
    return {{x, middle - height / 2, width, height}, role, look, 2.5};
  }

  void bar(const Row& row, double middle) {
    if (shows_room(row)) scene_.parts.emplace_back(span(row.room_from, row.room_to, middle, 7, Role::room, Look::solid));
    if (row.now == Row::Now::done) {
      const auto box = span(row.from, row.to, middle, 8, Role::done, Look::solid);
      scene_.parts.emplace_back(box);
      scene_.parts.emplace_back(check_mark({std::min(box.at.right() + 9, axis_.right() - 4), middle}, 7, Role::done));
      return;
    }
    const Role role = row.is_late ? Role::late : row.is_chain ? Role::chain : Role::work;
    const Look look = row.is_late ? Look::hatched : row.is_chain ? Look::solid : Look::hollow;
    scene_.parts.emplace_back(span(row.from, row.to, middle, bar_height, role, look));
    if (row.is_late) {
      const double x = axis_.x(row.at);
      scene_.parts.emplace_back(Stroke{{{x, middle - 11}, {x, middle + 11}}, Role::late, 2.5});
    }
    if (row.safe) scene_.parts.emplace_back(triangle_down({axis_.x(*row.safe), middle - 4}, 9, Role::safe));
  }

  /// All that is for a milestone, as a bracket.
  void summary(const Row& row, double middle) {
    if (shows_room(row)) scene_.parts.emplace_back(span(row.room_from, row.room_to, middle, 7, Role::room, Look::solid));
    const auto box = span(row.from, row.to, middle, 5, summary_role(row), Look::solid);
    scene_.parts.emplace_back(box);
    for (const double x : {box.at.x, box.at.right()}) {
      scene_.parts.emplace_back(Stroke{{{x, middle - 6}, {x, middle + 6}}, box.role, 2});
    }
  }

  void milestone(const Row& row, double middle) {
    const Role role = row.now == Row::Now::done ? Role::done : row.is_late ? Role::late : Role::milestone;
    const Point centre{axis_.x(row.at), middle};
    scene_.parts.emplace_back(diamond(centre, 9, role));
    if (row.now == Row::Now::done) scene_.parts.emplace_back(check_mark(centre, 6, Role::ground));
  }

  /// Where it was committed to be: a bracket below, dashed from its ends to where they are now.
  void baseline(const Row& row, double middle) {
    constexpr double seen = 3, tick = 4;
    const bool is_action = row.what == Row::What::action;
    const double from = axis_.x(row.before->from), to = axis_.x(row.before->to), y = middle + 14;
    for (const double x : {from, to}) scene_.parts.emplace_back(Stroke{{{x, y - tick}, {x, y + tick}}, Role::before, 2});
    if (to - from > seen) scene_.parts.emplace_back(Stroke{{{from, y}, {to, y}}, Role::before, 2});
    const auto shift = [&](double then, double now) {
      if (std::abs(then - now) > seen) scene_.parts.emplace_back(Stroke{{{then, y}, {now, y}}, Role::before, 1.6, true});
    };
    const double now = axis_.x(is_action ? row.to : row.at);
    shift(now < from ? from : to, now);
    if (is_action && axis_.x(row.from) < from && now >= from) shift(from, axis_.x(row.from));
  }

  /// The goal first, for it is walked back from there; then the states on the way, then what is to be done.
  void put_into_words() {
    std::string lead = "Timeline of " + drawable(shown_.plan.key) + ", today " + say_date(shown_.today) + ".";
    for (const auto& fact : facts()) lead += " " + fact + (fact == facts().back() ? "." : ",");
    std::vector<std::string> lines{lead, rows_.back().alt};
    const auto add_all = [&](bool wants_actions) {
      for (auto row = rows_.begin(); row + 1 < rows_.end(); ++row) {
        if ((row->what == Row::What::action) == wants_actions) lines.push_back(row->alt);
      }
    };
    add_all(false);
    std::string chain;
    for (const auto ref : shown_.walk.longest_chain()) chain += (chain.empty() ? "Longest chain: " : ", ") + planner::text(ref);
    if (!chain.empty()) lines.push_back(chain);
    add_all(true);
    tell(scene_, lines);
  }

  const Shown& shown_;
  const Measure& measure_;
  std::vector<Row> rows_;
  std::pair<LocalTime, LocalTime> span_;
  Axis axis_;
  Scene scene_{};
  std::vector<double> tops_{};
};

}  // namespace

Scene timeline_scene(const Shown& shown, const Measure& measure) { return Sheet(shown, measure).make(); }

}  // namespace backwalk::picture
