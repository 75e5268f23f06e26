// The two directions of one description. A type is described once, `describe(archive, value)` naming its fields; a Writer makes JSON of
// it, a Reader checks and fills it. For codec*.cpp only.
#pragma once

#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "adapters/chat/place.hpp"
#include "adapters/chat/result.hpp"
#include "planner/plan.hpp"

namespace backwalk::store {

using Json = nlohmann::json;

/// The words of an enum, in its order. Words are for ever.
template <class Enum>
struct Words;

/// Where in a document we are, and the first thing found wrong in it.
struct Where {
  std::string path{};
  std::string* problem = nullptr;
  void complain(std::string_view what) const;
  Where at(std::string_view step) const { return {path.empty() ? std::string(step) : path + '.' + std::string(step), problem}; }
};

/// A document under way: its text, and where the fields of the objects that are still open begin in it.
struct Sheet {
  struct Field {
    std::string_view name{};
    std::size_t at = 0;
  };
  std::string text{};
  std::vector<Field> fields{};
};

void write(Sheet& sheet, bool value);
void write(Sheet& sheet, int value);
void write(Sheet& sheet, std::int64_t value);
void write(Sheet& sheet, double value);
void write(Sheet& sheet, std::string_view value);
void write(Sheet& sheet, planner::Minutes value);
void write(Sheet& sheet, planner::Date value);
void write(Sheet& sheet, planner::LocalTime value);
void write(Sheet& sheet, const planner::Moment& value);
void write(Sheet& sheet, planner::Ref value);
void write(Sheet& sheet, Instant value);

void read(const Json& json, bool& value, const Where& where);
void read(const Json& json, int& value, const Where& where);
void read(const Json& json, std::int64_t& value, const Where& where);
void read(const Json& json, double& value, const Where& where);
void read(const Json& json, std::string& value, const Where& where);
void read(const Json& json, planner::Minutes& value, const Where& where);
void read(const Json& json, planner::Date& value, const Where& where);
void read(const Json& json, planner::LocalTime& value, const Where& where);
void read(const Json& json, planner::Moment& value, const Where& where);
void read(const Json& json, planner::Ref& value, const Where& where);
void read(const Json& json, Instant& value, const Where& where);

/// The "v" of what is written today.
inline constexpr int current_version = 1;

/// Writes one object; it is whole when the writer ends. Its fields stand in the order of their names, in whatever order they are described;
/// described in that order they need not be sorted.
class Writer {
 public:
  explicit Writer(Sheet& sheet);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer();

  template <class T>
  void operator()(std::string_view name, const T& value) {
    begin(name);
    append(sheet_, value);
  }
  template <class T>
  void operator()(std::string_view name, const std::optional<T>& value) {
    if (value) (*this)(name, *value);
  }
  template <class T>
  void or_default(std::string_view name, const T& value) {
    (*this)(name, value);
  }

  /// A word among the fields that follow, where its name has its place. REQUIRES: a literal for a name; the word lives as long as this.
  void among(std::string_view name, std::string_view word) { among_ = {name, word}; }
  /// The same of the "v" of a document.
  void versioned() { is_version_due_ = true; }

  template <class T>
  static void append(Sheet& sheet, const T& value);
  /// The fields of `value` in this object.
  template <class T>
  void fields_of(const T& value) {
    describe(*this, const_cast<T&>(value));  // a Writer only reads; one description serves both directions
  }

 private:
  struct Among {
    std::string_view name{};
    std::string_view word{};
  };
  void begin(std::string_view name);
  void put_among();
  void put_version();
  Sheet& sheet_;
  std::size_t begin_ = 0;
  std::size_t first_ = 0;  ///< of its fields on the sheet
  Among among_{};          ///< not written yet
  bool is_version_due_ = false;
};

template <class Values>
void write_list(Sheet& sheet, const Values& values) {
  sheet.text += '[';
  bool is_first = true;
  for (const auto& value : values) {
    if (!std::exchange(is_first, false)) sheet.text += ',';
    Writer::append(sheet, value);
  }
  sheet.text += ']';
}

class Reader {
 public:
  Reader(const Json& json, Where where) : json_(json), where_(std::move(where)) {
    if (!json.is_object()) where_.complain("is no object");
  }
  /// A field that must be there.
  template <class T>
  void operator()(const char* name, T& value) {
    if (const Json* found = find(name)) return from_json(*found, value, where_.at(name));
    where_.at(name).complain("is missing");
  }
  template <class T>
  void operator()(const char* name, std::optional<T>& value) {
    const Json* found = find(name);
    if (found != nullptr && !found->is_null()) from_json(*found, value.emplace(), where_.at(name));
  }
  /// A field that came later, or goes without saying: keeps its default when it is not there.
  template <class T>
  void or_default(const char* name, T& value) {
    if (const Json* found = find(name)) from_json(*found, value, where_.at(name));
  }
  const Where& where() const { return where_; }

  template <class T>
  static void from_json(const Json& json, T& value, const Where& where);

 private:
  const Json* find(const char* name) const {
    const auto found = json_.find(name);
    return json_.is_object() && found != json_.end() ? &*found : nullptr;
  }
  const Json& json_;
  Where where_;
};

// What a value can be: a list, a set, a pair, a number of the store, a word, something with fields, or one of the plain ones above.
template <class T>
struct Shape : std::false_type {};
template <class T>
struct Shape<std::vector<T>> : std::true_type {
  static void write(Sheet& sheet, const std::vector<T>& values) { write_list(sheet, values); }
  static void read(const Json& json, std::vector<T>& values, const Where& where) {
    if (!json.is_array()) return where.complain("is no list");
    values.clear();
    for (std::size_t i = 0; i < json.size(); ++i) Reader::from_json(json[i], values.emplace_back(), where.at(std::to_string(i)));
  }
};
template <class T>
struct Shape<std::set<T>> : std::true_type {
  static void write(Sheet& sheet, const std::set<T>& values) { write_list(sheet, values); }
  static void read(const Json& json, std::set<T>& values, const Where& where) {
    std::vector<T> list;
    Reader::from_json(json, list, where);
    values = std::set<T>(list.begin(), list.end());
  }
};
template <class T, std::size_t N>
struct Shape<std::array<T, N>> : std::true_type {
  static void write(Sheet& sheet, const std::array<T, N>& values) { write_list(sheet, values); }
  static void read(const Json& json, std::array<T, N>& values, const Where& where) {
    std::vector<T> list;
    Reader::from_json(json, list, where);
    if (list.size() != N) return where.complain("has the wrong length");
    std::move(list.begin(), list.end(), values.begin());
  }
};
template <class A, class B>
struct Shape<std::pair<A, B>> : std::true_type {
  static void write(Sheet& sheet, const std::pair<A, B>& pair) {
    sheet.text += '[';
    Writer::append(sheet, pair.first);
    sheet.text += ',';
    Writer::append(sheet, pair.second);
    sheet.text += ']';
  }
  static void read(const Json& json, std::pair<A, B>& pair, const Where& where) {
    if (!json.is_array() || json.size() != 2) return where.complain("is no pair");
    Reader::from_json(json[0], pair.first, where.at("0"));
    Reader::from_json(json[1], pair.second, where.at("1"));
  }
};
template <class Tag>
struct Shape<planner::Id<Tag>> : std::true_type {
  static void write(Sheet& sheet, planner::Id<Tag> id) { Writer::append(sheet, id.value); }
  static void read(const Json& json, planner::Id<Tag>& id, const Where& where) { Reader::from_json(json, id.value, where); }
};

template <class T>
void Writer::append(Sheet& sheet, const T& value) {
  if constexpr (Shape<T>::value) {
    Shape<T>::write(sheet, value);
  } else if constexpr (std::is_enum_v<T>) {
    write(sheet, Words<T>::all.at(static_cast<std::size_t>(value)));
  } else if constexpr (requires(Writer & writer, T & fields) { describe(writer, fields); }) {
    Writer writer(sheet);
    writer.fields_of(value);
  } else {
    write(sheet, value);
  }
}

template <class T>
void Reader::from_json(const Json& json, T& value, const Where& where) {
  if constexpr (Shape<T>::value) {
    Shape<T>::read(json, value, where);
  } else if constexpr (std::is_enum_v<T>) {
    for (std::size_t i = 0; json.is_string() && i < Words<T>::all.size(); ++i) {
      if (Words<T>::all[i] != json.template get_ref<const std::string&>()) continue;
      value = static_cast<T>(i);
      return;
    }
    where.complain("is no known word");
  } else if constexpr (requires(Reader & reader, T & fields) { describe(reader, fields); }) {
    Reader reader(json, where);
    describe(reader, value);
  } else {
    read(json, value, where);
  }
}

/// The variant with its alternative `index` made from nothing.
template <class Variant, std::size_t I = 0>
Variant alternative(std::size_t index) {
  if constexpr (I + 1 < std::variant_size_v<Variant>) {
    if (index != I) return alternative<Variant, I + 1>(index);
  }
  return Variant(std::in_place_index<I>);
}

/// The whole document, with its "v": `describe_fields` names its other fields to the writer.
template <class Fields>
std::string document(const Fields& describe_fields) {
  Sheet sheet;
  {
    Writer writer(sheet);
    writer.versioned();
    describe_fields(writer);
  }
  return std::move(sheet.text);
}
template <class T>
std::string document_of(const T& value) {
  return document([&value](Writer& writer) { writer.fields_of(value); });
}
/// The document, brought to today's version; none with what is wrong with it. `kind` chooses the steps and begins the path in an error.
std::optional<Json> begin(std::string_view kind, std::string_view text, std::string& problem);
/// As `begin`, for a document inside another.
void upcast(std::string_view kind, Json& json, const Where& where);

template <class T>
Result<T> decode(std::string_view kind, std::string_view text) {
  std::string problem;
  T value{};
  if (const auto json = begin(kind, text, problem)) Reader::from_json(*json, value, Where{std::string(kind), &problem});
  if (!problem.empty()) return Error{Cause::corrupt, problem};
  return value;
}

}  // namespace backwalk::store
