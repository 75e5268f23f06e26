#include "bot/turn/log.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <utility>

namespace backwalk::turn {
namespace {

constexpr std::chrono::minutes longest_thought{30};
constexpr std::chrono::minutes lately_is{1};

void note_rhythm(RhythmSince& since, const Entry& entry) {
  for (const auto& edit : entry.edits) {
    const auto* closed = std::get_if<planner::PlanClosed>(&edit);
    const bool is_reopened = closed != nullptr && !closed->at;
    if (is_reopened || std::holds_alternative<planner::CheckinSet>(edit)) since.checkin = entry.at;
    if (is_reopened || std::holds_alternative<planner::StandupSet>(edit)) since.standup = entry.at;
    if (is_reopened || std::holds_alternative<planner::BriefSet>(edit)) since.brief = entry.at;
  }
}

/// Puts them where they belong in a list that is sorted. Of those who spoke about a plan there may be hundreds: in a tree each look would
/// wander all over the memory.
void note(std::vector<planner::PersonId>& people, planner::PersonId who) {
  const auto at = std::ranges::lower_bound(people, who);
  if (at == people.end() || *at != who) people.insert(at, who);
}

std::size_t mixed(std::size_t so_far, const std::string& text) { return so_far * 0x9e3779b97f4a7c15U + std::hash<std::string>{}(text); }

}  // namespace

void Hearing::hear(planner::PersonId by, Instant at) {
  const auto since = last ? at - *last : Instant::duration{};
  if (since <= longest_thought) time += std::chrono::duration_cast<std::chrono::seconds>(since);
  last = at;
  if (by != planner::PersonId{}) note(people, by);
}

std::size_t hash_of(const std::string& said) { return std::hash<std::string>{}(said); }

std::size_t hash_of(const chat::Place& place) {
  const std::size_t channel = mixed(mixed(mixed(0, place.platform), place.workspace), place.channel);
  return place.user ? mixed(channel + 1, *place.user) : channel;
}

std::size_t mark_of(const Lately& entry) {
  return ((entry.said * 0x9e3779b97f4a7c15U) ^ entry.place) * 0x9e3779b97f4a7c15U + static_cast<std::size_t>(entry.by.value);
}

bool Log::has_lately(std::size_t mark) const { return std::ranges::find(marks_, mark) != marks_.end(); }

void Log::push_back(Entry entry) {
  if (empty()) home_ = entry.place;
  note(speakers_, entry.by);
  if (!is_planned_) planning_.hear(entry.by, entry.at);
  is_planned_ = is_planned_ || entry.version > 0;
  note_rhythm(rhythm_since_, entry);
  while (!lately_.empty() && entry.at - lately_.front().at >= lately_is) {
    lately_.pop_front();
    marks_.pop_front();
  }
  lately_.push_back({entry.first_seq, entry.at, entry.by, hash_of(entry.said), hash_of(entry.place)});
  marks_.push_back(mark_of(lately_.back()));
  kept_edits_ += entry.edits.size();
  kept_said_ += entry.said.size();
  kept_.push_back(std::move(entry));
}

void Log::keep_newest(std::size_t most, std::shared_ptr<const OlderEntries> older) {
  if (kept_.size() <= most) return;
  const auto count = kept_.size() - most;
  const auto end = kept_.begin() + static_cast<std::ptrdiff_t>(count);
  for (auto entry = kept_.begin(); entry != end; ++entry) {
    kept_edits_ -= entry->edits.size();
    kept_said_ -= entry->said.size();
  }
  kept_.erase(kept_.begin(), end);
  kept_.shrink_to_fit();
  older_count_ += count;
  older_ = std::move(older);
}

template <Log::Way way>
Log::Walk<way>::Walk(const Log& log, std::size_t left) : log_(&log), left_(left) {
  if (left_ > 0) look();
}

template <Log::Way way>
Log::Walk<way>& Log::Walk<way>::operator++() {
  if (--left_ > 0) look();
  return *this;
}

template <Log::Way way>
void Log::Walk<way>::look() {
  const std::size_t index = way == Way::forward ? log_->size() - left_ : left_ - 1;
  if (index >= log_->older_count_) {
    entry_ = &log_->kept_[index - log_->older_count_];
    return;
  }
  if (!page_ || index < page_begins_ || index - page_begins_ >= page_->size()) {
    std::vector<Entry> page;
    if constexpr (way == Way::forward) {
      page = log_->older_->after(entry_ == nullptr ? 0 : entry_->first_seq + static_cast<std::int64_t>(entry_->edits.size()) - 1);
      page_begins_ = index;
    } else {
      page = log_->older_->before(entry_ == nullptr ? log_->kept_.front().first_seq : entry_->first_seq);
      page_begins_ = index + 1 - std::min(page.size(), index + 1);
    }
    if (page.empty()) throw std::runtime_error("a part of the log is missing");
    page_ = std::make_shared<const std::vector<Entry>>(std::move(page));
  }
  entry_ = &(*page_)[index - page_begins_];
}

template class Log::Walk<Log::Way::forward>;
template class Log::Walk<Log::Way::back>;

}  // namespace backwalk::turn
