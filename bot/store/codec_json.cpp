#include "bot/store/codec_json.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <limits>
#include <utility>

#include "adapters/chat/json_text.hpp"

namespace backwalk::store {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view version_name = "v";

std::string date_text(planner::Date date) {
  const std::chrono::year_month_day day(date);
  std::array<char, 40> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                static_cast<unsigned>(day.day()));
  return buffer.data();
}

std::string time_text(planner::Minutes minutes) {
  std::array<char, 40> buffer{};
  const auto count = static_cast<long>(minutes.count());
  std::snprintf(buffer.data(), buffer.size(), "T%02ld:%02ld", count / 60, count % 60);
  return buffer.data();
}

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || problem != std::errc() || end != digits.data() + digits.size() || value < 0) return std::nullopt;
  return value;
}

std::optional<planner::Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = number(text.substr(0, 4));
  const auto month = number(text.substr(5, 2));
  const auto day = number(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)});
  if (!date.ok()) return std::nullopt;
  return planner::Date(date);
}

/// "2026-12-11" or "2026-12-11T17:30"; "T24:00" is the end of the date.
std::optional<planner::Moment> parse_moment(std::string_view text) {
  const auto date = parse_date(text.substr(0, 10));
  if (!date) return std::nullopt;
  if (text.size() == 10) return planner::Moment{*date, std::nullopt};
  if (text.size() != 16 || text[10] != 'T' || text[13] != ':') return std::nullopt;
  const auto hours = number(text.substr(11, 2));
  const auto minutes = number(text.substr(14, 2));
  if (!hours || !minutes || *minutes > 59 || *hours * 60 + *minutes > 1440) return std::nullopt;
  return planner::Moment{*date, planner::Minutes(*hours * 60 + *minutes)};
}

std::optional<planner::Moment> moment_of(const Json& json) {
  return json.is_string() ? parse_moment(json.get_ref<const std::string&>()) : std::nullopt;
}

std::optional<planner::Ref> parse_ref(std::string_view text) {
  using planner::Kind;
  if (text == "goal") return planner::Ref{};
  const auto found = text.empty() ? std::nullopt : number(text.substr(1));
  if (!found || *found < 1) return std::nullopt;
  constexpr std::array kinds{Kind::milestone, Kind::action, Kind::kpi, Kind::risk};
  for (const Kind kind : kinds) {
    const planner::Ref ref{kind, *found};
    if (planner::text(ref).front() == text.front()) return ref;
  }
  return std::nullopt;
}

}  // namespace

void Where::complain(std::string_view what) const {
  if (problem->empty()) *problem = path + ' ' + std::string(what);
}

Writer::Writer(Sheet& sheet) : sheet_(sheet), begin_(sheet.text.size()), first_(sheet.fields.size()) { sheet.text += '{'; }

void Writer::begin(std::string_view name) {
  if (!among_.name.empty() && among_.name < name) put_among();
  if (is_version_due_ && version_name < name) put_version();
  std::string& text = sheet_.text;
  const std::size_t commas = sheet_.fields.size() > first_ ? 1 : 0;
  sheet_.fields.push_back({name, text.size() + commas});
  text.append(commas, ',').append(1, '"').append(name).append("\":", 2);
}

void Writer::put_among() {
  const auto [name, word] = std::exchange(among_, {});
  (*this)(name, word);
}

void Writer::put_version() {
  is_version_due_ = false;
  (*this)(version_name, current_version);
}

Writer::~Writer() {
  if (!among_.name.empty()) put_among();
  if (is_version_due_) put_version();
  const auto first = sheet_.fields.begin() + static_cast<std::ptrdiff_t>(first_);
  const auto by_name = [](const Sheet::Field& a, const Sheet::Field& b) { return a.name < b.name; };
  if (!std::is_sorted(first, sheet_.fields.end(), by_name)) {
    struct Part {
      std::string_view name{};
      std::string_view text{};
    };
    std::vector<Part> parts;
    const std::string fields = sheet_.text.substr(begin_ + 1);
    for (auto field = first; field != sheet_.fields.end(); ++field) {
      const std::size_t end = std::next(field) == sheet_.fields.end() ? sheet_.text.size() : std::next(field)->at - 1;  // its comma
      parts.push_back({field->name, std::string_view(fields).substr(field->at - begin_ - 1, end - field->at)});
    }
    std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.name < b.name; });
    sheet_.text.resize(begin_ + 1);
    for (const Part& part : parts) (sheet_.text += part.text) += ',';
    sheet_.text.pop_back();
  }
  sheet_.fields.erase(first, sheet_.fields.end());
  sheet_.text += '}';
}

void write(Sheet& sheet, bool value) { sheet.text += value ? "true" : "false"; }
void write(Sheet& sheet, int value) { write(sheet, std::int64_t{value}); }
void write(Sheet& sheet, std::int64_t value) {
  std::array<char, 24> digits{};
  sheet.text.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
}
void write(Sheet& sheet, double value) { sheet.text += Json(value).dump(); }  // the shortest text that reads back as the same number
void write(Sheet& sheet, std::string_view value) { chat::append_quoted(sheet.text, value); }
void write(Sheet& sheet, planner::Minutes value) { write(sheet, static_cast<std::int64_t>(value.count())); }
void write(Sheet& sheet, planner::Date value) { write(sheet, date_text(value)); }
void write(Sheet& sheet, planner::LocalTime value) {
  const auto date = std::chrono::floor<std::chrono::days>(value);
  write(sheet, date_text(date) + time_text(value - date));
}
void write(Sheet& sheet, const planner::Moment& value) {
  const std::string at = date_text(value.date) + (value.time ? time_text(*value.time) : "");
  if (!value.before_goal) return write(sheet, at);
  Writer writer(sheet);
  writer("at", at);
  writer("before_goal", *value.before_goal);
}
void write(Sheet& sheet, planner::Ref value) { write(sheet, planner::text(value)); }
void write(Sheet& sheet, Instant value) { write(sheet, static_cast<std::int64_t>(value.time_since_epoch().count())); }

void read(const Json& json, bool& value, const Where& where) {
  if (!json.is_boolean()) return where.complain("is neither true nor false");
  value = json.get<bool>();
}
void read(const Json& json, std::int64_t& value, const Where& where) {
  if (!json.is_number_integer()) return where.complain("is no whole number");
  value = json.get<std::int64_t>();
}
void read(const Json& json, int& value, const Where& where) {
  std::int64_t wide = 0;
  read(json, wide, where);
  if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max()) return where.complain("is out of range");
  value = static_cast<int>(wide);
}
void read(const Json& json, double& value, const Where& where) {
  if (!json.is_number()) return where.complain("is no number");
  value = json.get<double>();
}
void read(const Json& json, std::string& value, const Where& where) {
  if (!json.is_string()) return where.complain("is no text");
  value = json.get<std::string>();
}
void read(const Json& json, planner::Minutes& value, const Where& where) {
  int minutes = 0;
  read(json, minutes, where);
  value = planner::Minutes(minutes);
}
void read(const Json& json, planner::Date& value, const Where& where) {
  const auto moment = moment_of(json);
  if (!moment || moment->time) return where.complain("is no date");
  value = moment->date;
}
void read(const Json& json, planner::LocalTime& value, const Where& where) {
  const auto moment = moment_of(json);
  if (!moment || !moment->time) return where.complain("is no local time");
  value = planner::LocalTime(moment->date) + *moment->time;
}
void read(const Json& json, planner::Moment& value, const Where& where) {
  const auto is_anchored = json.is_object() && json.contains("at");
  const auto moment = moment_of(is_anchored ? json["at"] : json);
  if (!moment) return where.complain("is no date");
  value = *moment;
  if (is_anchored && json.contains("before_goal")) read(json["before_goal"], value.before_goal.emplace(), where.at("before_goal"));
}
void read(const Json& json, planner::Ref& value, const Where& where) {
  const auto ref = json.is_string() ? parse_ref(json.get_ref<const std::string&>()) : std::nullopt;
  if (!ref) return where.complain("is no reference");
  value = *ref;
}
void read(const Json& json, Instant& value, const Where& where) {
  std::int64_t milliseconds = 0;
  read(json, milliseconds, where);
  value = Instant(std::chrono::milliseconds(milliseconds));
}

}  // namespace backwalk::store
