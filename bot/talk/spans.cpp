// Durations, second half: tokens to a span, spans to minutes of work.
#include <algorithm>
#include <array>
#include <utility>

#include "bot/talk/spans_parts.hpp"

namespace backwalk::talk {
namespace {

using parts::SpanToken;

/// Nominal minutes of a unit in thousandths, to compare different units and to know what is absurd.
long long nominal(const Amount& amount) {
  switch (amount.unit) {
    case Unit::minutes:
      return amount.milli;
    case Unit::hours:
      return amount.milli * 60;
    case Unit::days:
      return amount.milli * 480;
    case Unit::weeks:
      return amount.milli * 2400;
    case Unit::calendar_days:
      return amount.milli * 1440;
    case Unit::calendar_weeks:
      return amount.milli * 10080;
    case Unit::months:
      return amount.milli * 43200;
  }
  return 0;
}

bool is_over_ten_years(const Amount& amount) {
  constexpr std::array<long long, 7> most{5'259'600, 87'660, 3'652, 521, 3'652, 521, 120};
  return amount.milli > most.at(static_cast<std::size_t>(amount.unit)) * 1000;
}

/// Walks over the tokens: amounts with their separators.
class SpanReader {
 public:
  explicit SpanReader(std::vector<SpanToken> tokens) : tokens_(std::move(tokens)) {}

  SpanParse read() {
    const bool is_negative = is(SpanToken::Kind::minus);
    if (is_negative) ++at_;
    if (!amount()) return {};
    SpanToken::Kind separator = SpanToken::Kind::number;
    while (is(SpanToken::Kind::slash) || is(SpanToken::Kind::minus) || is(SpanToken::Kind::to)) {
      const SpanToken::Kind kind = tokens_[at_].kind;
      const std::size_t before = at_++;
      if (separated_at_ == 0) separated_at_ = before;
      if ((separator != SpanToken::Kind::number && separator != kind) || !amount()) {
        if (separator != SpanToken::Kind::number || !amounts_.back().has_unit) return {};
        at_ = before;
        break;
      }
      separator = kind;
    }
    if (!amounts_.back().has_unit && !only_first()) return {};
    compound();
    if (!is_at_word_end()) return {};
    if (is_negative) return no("a duration cannot be negative");
    return finish(separator == SpanToken::Kind::slash);
  }

 private:
  struct Part {
    long long milli = 0;
    std::string complaint{};
    bool has_unit = false;
    Amount amount{};
  };

  bool is(SpanToken::Kind kind) const { return at_ < tokens_.size() && tokens_[at_].kind == kind; }
  bool is_at_word_end() const { return at_ > 0 && tokens_[at_ - 1].ends_word; }
  SpanParse no(std::string why) const { return {NoSpan{std::move(why)}, used()}; }
  std::size_t used() const { return tokens_[at_ - 1].word + 1; }

  /// "3d to 15 oct": what follows the first amount is none.
  bool only_first() {
    if (!amounts_.front().has_unit || separated_at_ == 0) return false;
    amounts_.resize(1);
    at_ = separated_at_;
    return true;
  }

  bool amount() {
    if (!is(SpanToken::Kind::number)) return false;
    Part part{tokens_[at_].milli, tokens_[at_].complaint, false, {}};
    ++at_;
    // "half a day", "one half day": a fraction of the one that follows.
    if (part.milli == 500 && is(SpanToken::Kind::number) && tokens_[at_].milli == 1000 && at_ + 1 < tokens_.size() &&
        tokens_[at_ + 1].kind == SpanToken::Kind::unit) {
      ++at_;
    } else if (part.milli == 1000 && is(SpanToken::Kind::number) && tokens_[at_].milli == 500) {
      part.milli = 500;
      ++at_;
    }
    if (is(SpanToken::Kind::unit)) {
      part.has_unit = true;
      part.amount = {part.milli * tokens_[at_].times, tokens_[at_].unit};
      ++at_;
    }
    amounts_.push_back(std::move(part));
    return true;
  }

  /// "3h 30min" is minutes; any other second unit is one too many. ("19h30" is a time of day.)
  void compound() {
    if (!is(SpanToken::Kind::number) || amounts_.size() != 1) return;
    const std::size_t next = at_ + 1;
    if (next >= tokens_.size() || tokens_[next].kind != SpanToken::Kind::unit) return;
    Part& first = amounts_.front();
    if (first.amount.unit == Unit::hours && tokens_[next].unit == Unit::minutes) {
      first.amount = {first.milli * 60 + tokens_[at_].milli, Unit::minutes};
      if (!tokens_[at_].complaint.empty()) first.complaint = tokens_[at_].complaint;
    } else {
      first.complaint = "two units are one too many: write 10h, or 1.5d";
    }
    at_ = next + 1;
  }

  SpanParse finish(bool is_slashed) {
    if (amounts_.size() > 3 || (!is_slashed && amounts_.size() > 2)) return no("too many numbers: write 3-8d, or 2/3/6d");
    Unit unit = amounts_.back().amount.unit;
    const int times = amounts_.back().milli == 0 ? 1 : static_cast<int>(amounts_.back().amount.milli / amounts_.back().milli);
    for (auto part = amounts_.rbegin(); part != amounts_.rend(); ++part) {
      if (part->has_unit) unit = part->amount.unit;
      if (!part->has_unit) part->amount = {part->milli * std::max(times, 1), unit};
      if (!part->complaint.empty()) return no(part->complaint);
      if (part->amount.milli <= 0) return no("a duration must be longer than nothing");
      if (is_over_ten_years(part->amount)) return no("that is longer than ten years");
    }
    if (is_slashed && amounts_.size() == 2) return no("two numbers with a slash can be read in two ways: write 3-8d, or 2/3/6d, or 0.5d");
    for (std::size_t i = 1; i < amounts_.size(); ++i) {
      if (nominal(amounts_[i].amount) < nominal(amounts_[i - 1].amount)) return no("the numbers must rise: best, likely, worst");
    }
    Span span;
    if (amounts_.size() == 1) span.likely = amounts_[0].amount;
    if (amounts_.size() == 2) span = {amounts_[0].amount, {}, amounts_[1].amount};
    if (amounts_.size() == 3) span = {amounts_[0].amount, amounts_[1].amount, amounts_[2].amount};
    return {span, used()};
  }

  std::vector<SpanToken> tokens_;
  std::vector<Part> amounts_{};
  std::size_t at_ = 0;
  std::size_t separated_at_ = 0;  ///< where the first separator stands
};

}  // namespace

SpanParse read_span(const std::vector<std::string>& words) {
  std::vector<SpanToken> tokens = parts::span_tokens(words);
  if (tokens.empty()) return {};
  return SpanReader{std::move(tokens)}.read();
}

std::optional<Minutes> work_of(const Amount& amount, const planner::Calendar& calendar) {
  long long unit = 0;
  switch (amount.unit) {
    case Unit::minutes:
      unit = 1;
      break;
    case Unit::hours:
      unit = 60;
      break;
    case Unit::days:
      unit = calendar.minutes_per_day.count();
      break;
    case Unit::weeks:
      unit = calendar.minutes_per_day.count() * planner::working_days_per_week(calendar);
      break;
    case Unit::calendar_days:
    case Unit::calendar_weeks:
    case Unit::months:
      return {};
  }
  const long long milli = amount.milli * unit;
  if (milli <= 0 || milli % 1000 != 0) return {};
  return Minutes{milli / 1000};
}

std::optional<planner::Estimate> estimate_of(const Span& span, const planner::Calendar& calendar) {
  const auto minutes = [&](const std::optional<Amount>& amount) { return amount ? work_of(*amount, calendar) : std::nullopt; };
  planner::Estimate estimate{{}, minutes(span.best), minutes(span.worst)};
  if (span.best.has_value() != estimate.best.has_value() || span.worst.has_value() != estimate.worst.has_value()) return {};
  if (span.likely) {
    const auto likely = minutes(span.likely);
    if (!likely) return {};
    estimate.likely = *likely;
  } else {
    if (!estimate.best || !estimate.worst) return {};
    estimate.likely = (*estimate.best + *estimate.worst + Minutes{1}) / 2;
  }
  if ((estimate.best && *estimate.best > estimate.likely) || (estimate.worst && *estimate.worst < estimate.likely)) return {};
  return estimate;
}

}  // namespace backwalk::talk
