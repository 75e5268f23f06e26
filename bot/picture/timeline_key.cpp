#include "bot/picture/timeline_key.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace backwalk::picture {
namespace {

using Now = Row::Now;
using What = Row::What;

constexpr Frame bar_sign{1, 1, 24, 14}, thin_sign{1, 4.5, 24, 7};

bool is_work(const Row& row) { return row.what == What::action; }
bool is_open_work(const Row& row) { return is_work(row) && row.now != Now::done; }
bool is_milestone(const Row& row) { return row.what == What::milestone; }

bool is_connector(const Part& part) {
  const auto* stroke = std::get_if<Stroke>(&part);
  return stroke != nullptr && stroke->role == Role::chain && stroke->points.size() == 3;
}
bool is_closed_time(const Part& part) {
  const auto* box = std::get_if<Box>(&part);
  return box != nullptr && box->role == Role::closed;
}

std::vector<Part> bracket_sign(Role role) {
  return {Box{{3, 5.5, 20, 5}, role}, Stroke{{{3, 2}, {3, 14}}, role, 2}, Stroke{{{23, 2}, {23, 14}}, role, 2}};
}

class Key {
 public:
  Key(const std::vector<Row>& rows, const Scene& drawn) : rows_(rows), drawn_(drawn) {}

  std::vector<Meaning> make() {
    work();
    states();
    milestones();
    time();
    return std::move(all_);
  }

 private:
  template <class Condition>
  bool has(Condition&& condition) const {
    return std::any_of(rows_.begin(), rows_.end(), condition);
  }
  bool has_part(bool (*condition)(const Part&)) const { return std::any_of(drawn_.parts.begin(), drawn_.parts.end(), condition); }
  void add(std::vector<Part> sign, std::string words) { all_.push_back({std::move(sign), std::move(words)}); }

  void work() {
    const bool has_bar = has([](const Row& row) { return is_open_work(row) && row.is_chain && !row.is_late; });
    const bool has_line = has_part(is_connector);
    std::vector<Part> chain;
    if (has_bar) chain.emplace_back(Box{{1, 1, has_line ? 16.0 : 24.0, 14}, Role::chain, Look::solid, 2.5});
    if (has_line) chain.emplace_back(Stroke{{{has_bar ? 17.0 : 4.0, 3}, {23, 3}, {23, 15}}, Role::chain, 1.6});
    if (!chain.empty()) add(std::move(chain), "longest chain");
    if (has([](const Row& row) { return is_open_work(row) && !row.is_chain && !row.is_late; }))
      add({Box{bar_sign, Role::work, Look::hollow, 2.5}}, "work, at its latest");
    const bool goes_on = has_summary(Role::chain), is_late = has_summary(Role::late);
    if (goes_on) add(bracket_sign(Role::chain), "work for a milestone");
    if (is_late) add(bracket_sign(Role::late), goes_on ? "late work for one" : "late work for a milestone");
    if (!goes_on && !is_late && has_summary(Role::done)) add(bracket_sign(Role::done), "work for a milestone");
    if (has(shows_room)) add({Box{thin_sign, Role::room, Look::solid, 2.5}}, "room");
    if (has([](const Row& row) { return row.safe.has_value(); })) add({triangle_down({13, 13}, 10, Role::safe)}, "safe start");
  }

  bool has_summary(Role role) const {
    return has([&](const Row& row) { return is_summary(row) && summary_role(row) == role; });
  }

  void states() {
    if (has([](const Row& row) { return is_open_work(row) && row.is_late; }))
      add({Box{{1, 1, 17, 14}, Role::late, Look::hatched, 2.5}, Stroke{{{23, 0}, {23, 16}}, Role::late, 2.5}}, "late, and its latest end");
    if (has([](const Row& row) { return row.has_bar && row.now == Now::done; }))
      add({Box{{1, 4, 12, 8}, Role::done, Look::solid, 2.5}, check_mark({20, 8}, 7, Role::done)}, "done");
    if (has([](const Row& row) { return row.before.has_value(); }))
      add({Stroke{{{2, 4}, {2, 12}}, Role::before, 2}, Stroke{{{2, 8}, {13, 8}}, Role::before, 2},
           Stroke{{{13, 4}, {13, 12}}, Role::before, 2}, Stroke{{{13, 8}, {25, 8}}, Role::before, 1.6, true}},
          "as committed, and how far off");
  }

  void milestones() {
    constexpr Point centre{13, 8};
    if (has([](const Row& row) { return is_milestone(row) && row.now != Now::done && !row.is_late; }))
      add({diamond(centre, 7, Role::milestone)}, "milestone");
    if (has([](const Row& row) { return is_milestone(row) && row.now != Now::done && row.is_late; }))
      add({diamond(centre, 7, Role::late)}, "late milestone");
    if (has([](const Row& row) { return is_milestone(row) && row.now == Now::done; }))
      add({diamond(centre, 8, Role::done), check_mark(centre, 5, Role::ground)}, "milestone reached");
  }

  void time() {
    add({Stroke{{{13, 0}, {13, 16}}, Role::today, 1.5, true}}, "today");
    const bool is_late = has([](const Row& row) { return row.what == What::goal && row.is_late; });
    auto goal = flag({20, 16}, 16, is_late ? Role::late : Role::milestone);
    if (is_late) goal.emplace_back(Stroke{{{23, 0}, {23, 16}}, Role::milestone, 2});
    add(std::move(goal), "goal");
    if (has_part(is_closed_time)) add({Box{bar_sign, Role::closed}}, "no working day");
  }

  const std::vector<Row>& rows_;
  const Scene& drawn_;
  std::vector<Meaning> all_{};
};

}  // namespace

bool shows_room(const Row& row) { return row.has_bar && (row.room_from < row.from || row.room_to > row.to) && row.room_from < row.room_to; }
bool is_summary(const Row& row) { return row.has_bar && row.what != What::action; }
Role summary_role(const Row& row) { return row.now == Now::done ? Role::done : row.is_late ? Role::late : Role::chain; }

std::vector<Meaning> timeline_key(const std::vector<Row>& rows, const Scene& drawn) { return Key(rows, drawn).make(); }

}  // namespace backwalk::picture
