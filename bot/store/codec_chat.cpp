// Places, messages, outgoing and the lines of a log.
#include "bot/store/codec.hpp"
#include "bot/store/codec_plan.hpp"

namespace backwalk::store {

template <>
struct Words<chat::Style> {
  static constexpr std::array<std::string_view, 4> all{"plain", "strong", "quiet", "code"};
};
template <>
struct Words<chat::Weight> {
  static constexpr std::array<std::string_view, 3> all{"normal", "primary", "danger"};
};
template <>
struct Words<chat::Repeat> {
  static constexpr std::array<std::string_view, 2> all{"at_most_once", "at_least_once"};
};
template <>
struct Words<chat::Delivery> {
  static constexpr std::array<std::string_view, 5> all{"post", "edit", "ephemeral", "form", "pin"};
};

template <class Archive>
void describe(Archive& archive, chat::Door& door) {
  archive("platform", door.platform);
  archive("workspace", door.workspace);
  archive("user", door.user);
}
template <class Archive>
void describe(Archive& archive, chat::Place& place) {
  archive("platform", place.platform);
  archive("workspace", place.workspace);
  archive("channel", place.channel);
  archive("user", place.user);
  archive("thread", place.thread);
}
template <class Archive>
void describe(Archive& archive, chat::Run& run) {
  archive("text", run.text);
  archive.or_default("style", run.style);
}
template <class Archive>
void describe(Archive& archive, chat::Mention& mention) {
  archive("user", mention.user);
  archive("name", mention.name);
}
template <class Archive>
void describe(Archive& archive, chat::Text& text) {
  archive("line", text.line);
}
template <class Archive>
void describe(Archive& archive, chat::Facts& facts) {
  archive("facts", facts.facts);
}
template <class Archive>
void describe(Archive& archive, chat::Rows& rows) {
  archive("rows", rows.rows);
}
template <class Archive>
void describe(Archive& archive, chat::Progress& progress) {
  archive("step", progress.step);
  archive("of", progress.of);
  archive("label", progress.label);
}
template <class Archive>
void describe(Archive& archive, chat::Button& button) {
  archive("label", button.label);
  archive("say", button.say);
  archive.or_default("weight", button.weight);
}
template <class Archive>
void describe(Archive& archive, chat::Buttons& buttons) {
  archive("buttons", buttons.buttons);
}
template <class Archive>
void describe(Archive&, chat::Rule&) {}
template <class Archive>
void describe(Archive& archive, chat::TextInput& input) {
  archive("initial", input.initial);
  archive.or_default("is_long", input.is_long);
}
template <class Archive>
void describe(Archive& archive, chat::NumberInput& input) {
  archive("initial", input.initial);
}
template <class Archive>
void describe(Archive& archive, chat::DateInput& input) {
  archive("initial", input.initial);
}
template <class Archive>
void describe(Archive& archive, chat::PersonInput& input) {
  archive("initial", input.initial);
}
template <class Archive>
void describe(Archive& archive, chat::Option& option) {
  archive("label", option.label);
  archive("say", option.say);
}
template <class Archive>
void describe(Archive& archive, chat::SelectInput& input) {
  archive("options", input.options);
  archive("initial", input.initial);
}
template <class Archive>
void describe(Archive& archive, chat::CheckInput& input) {
  archive("initial", input.initial);
}

/// One of several, told apart by a word in the field `kind`.
template <class Variant>
struct OneOf : std::true_type {
  static void write(Sheet& sheet, const Variant& value) {
    Writer writer(sheet);
    std::visit([&writer](const auto& one) { writer.fields_of(one); }, value);
    writer("kind", Words<Variant>::all.at(value.index()));
  }
  static void read(const Json& json, Variant& value, const Where& where) {
    std::string word;
    Reader reader(json, where);
    reader("kind", word);
    for (std::size_t i = 0; i < Words<Variant>::all.size(); ++i) {
      if (Words<Variant>::all[i] != word) continue;
      value = alternative<Variant>(i);
      return std::visit([&](auto& one) { Reader::from_json(json, one, where); }, value);
    }
    where.at("kind").complain("is no known word");
  }
};
template <>
struct Words<chat::Span> {
  static constexpr std::array<std::string_view, std::variant_size_v<chat::Span>> all{"run", "mention"};
};
template <>
struct Words<chat::Block> {
  static constexpr std::array<std::string_view, std::variant_size_v<chat::Block>> all{"text",    "facts", "rows", "progress",
                                                                                      "buttons", "rule",  "form", "picture"};
};
using Input = decltype(chat::Field::input);
template <>
struct Words<Input> {
  static constexpr std::array<std::string_view, std::variant_size_v<Input>> all{"text", "number", "date", "person", "select", "check"};
};
template <>
struct Shape<Input> : OneOf<Input> {};
template <class Archive>
void describe(Archive& archive, chat::Field& field) {
  archive("name", field.name);
  archive("label", field.label);
  archive("hint", field.hint);
  archive("say", field.say);
  archive("is_required", field.is_required);
  archive("input", field.input);
}
template <class Archive>
void describe(Archive& archive, chat::Form& form) {
  archive("say", form.say);
  archive("submit", form.submit);
  archive("fields", form.fields);
}
template <class Archive>
void describe(Archive& archive, chat::Picture& picture) {
  archive("alt", picture.alt);
  archive("file", picture.file);
  archive("address", picture.address);
  archive.or_default("dark", picture.dark);
  archive.or_default("words", picture.words);
}
template <>
struct Shape<chat::Span> : OneOf<chat::Span> {};
template <>
struct Shape<chat::Block> : OneOf<chat::Block> {};

template <class Archive>
void describe(Archive& archive, chat::Message& message) {
  archive("headline", message.headline);
  archive("blocks", message.blocks);
}
template <class Archive>
void describe(Archive& archive, chat::Outgoing& outgoing) {
  archive("key", outgoing.key);
  archive("place", outgoing.place);
  archive("message", outgoing.message);
  archive("delivery", outgoing.delivery);
  archive("edits", outgoing.edits);
  archive("in_thread_of", outgoing.in_thread_of);
  archive("only_for", outgoing.only_for);
  archive("expires", outgoing.expires);
  archive("trigger", outgoing.trigger);
  archive.or_default("repeat", outgoing.repeat);
  archive("answer_in", outgoing.answer_in);
}

template <class Archive>
void describe(Archive& archive, turn::Entry& entry) {
  archive("first_seq", entry.first_seq);
  archive("edits", entry.edits);
  archive("said", entry.said);
  archive("by", entry.by);
  archive("at", entry.at);
  archive("place", entry.place);
  archive("version", entry.version);
}

template <class Archive>
void describe(Archive& archive, turn::Way& way) {
  archive("name", way.name);
  archive("words", way.words);
  archive("edits", way.edits);
  archive("chance", way.chance);
}
template <class Archive>
void describe(Archive& archive, turn::Scenario& scenario) {
  archive("ways", scenario.ways);
}

template <class Archive>
void describe(Archive& archive, planner::ItemForecast& item) {
  archive("ref", item.ref);
  archive("safe_start", item.safe_start);
  archive("criticality", item.criticality);
}
template <class Archive>
void describe(Archive& archive, planner::Forecast& starts) {
  archive("level", starts.sampling.level);
  archive("chance", starts.goal.chance);
  archive("items", starts.items);
}

std::string encode(const planner::Forecast& starts) { return document_of(starts); }
Result<planner::Forecast> decode_starts(std::string_view text) {
  auto starts = decode<planner::Forecast>("safe starts", text);
  if (starts) starts->sampling.depth = planner::Depth::safe_starts;
  return starts;
}
std::string encode(const chat::Place& place) { return document_of(place); }
std::string encode(const chat::Message& message) { return document_of(message); }
std::string encode(const chat::Outgoing& outgoing) { return document_of(outgoing); }
std::string encode(const turn::Entry& entry) { return document_of(entry); }
std::string encode(const turn::Scenario& scenario) { return document_of(scenario); }
Result<turn::Scenario> decode_scenario(std::string_view text) { return decode<turn::Scenario>("scenario", text); }
Result<chat::Place> decode_place(std::string_view text) { return decode<chat::Place>("place", text); }
Result<chat::Message> decode_message(std::string_view text) { return decode<chat::Message>("message", text); }
Result<chat::Outgoing> decode_outgoing(std::string_view text) { return decode<chat::Outgoing>("outgoing", text); }
Result<turn::Entry> decode_entry(std::string_view text) { return decode<turn::Entry>("entry", text); }

}  // namespace backwalk::store
