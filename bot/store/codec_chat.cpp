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
  archive("user", door.user);
  archive("workspace", door.workspace);
}
template <class Archive>
void describe(Archive& archive, chat::Place& place) {
  archive("channel", place.channel);
  archive("platform", place.platform);
  archive("thread", place.thread);
  archive("user", place.user);
  archive("workspace", place.workspace);
}
template <class Archive>
void describe(Archive& archive, chat::Run& run) {
  archive.or_default("style", run.style);
  archive("text", run.text);
}
template <class Archive>
void describe(Archive& archive, chat::Mention& mention) {
  archive("name", mention.name);
  archive("user", mention.user);
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
  archive("label", progress.label);
  archive("of", progress.of);
  archive("step", progress.step);
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
  archive("initial", input.initial);
  archive("options", input.options);
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
    writer.among("kind", Words<Variant>::all.at(value.index()));
    std::visit([&writer](const auto& one) { writer.fields_of(one); }, value);
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
  archive("hint", field.hint);
  archive("input", field.input);
  archive("is_required", field.is_required);
  archive("label", field.label);
  archive("name", field.name);
  archive("say", field.say);
}
template <class Archive>
void describe(Archive& archive, chat::Form& form) {
  archive("fields", form.fields);
  archive("say", form.say);
  archive("submit", form.submit);
}
template <class Archive>
void describe(Archive& archive, chat::Picture& picture) {
  archive("address", picture.address);
  archive("alt", picture.alt);
  archive.or_default("dark", picture.dark);
  archive("file", picture.file);
  archive.or_default("words", picture.words);
}
template <>
struct Shape<chat::Span> : OneOf<chat::Span> {};
template <>
struct Shape<chat::Block> : OneOf<chat::Block> {};

template <class Archive>
void describe(Archive& archive, chat::Message& message) {
  archive("blocks", message.blocks);
  archive("headline", message.headline);
}
template <class Archive>
void describe(Archive& archive, chat::Outgoing& outgoing) {
  archive("answer_in", outgoing.answer_in);
  archive("delivery", outgoing.delivery);
  archive("edits", outgoing.edits);
  archive("expires", outgoing.expires);
  archive("in_thread_of", outgoing.in_thread_of);
  archive("key", outgoing.key);
  archive("message", outgoing.message);
  archive("only_for", outgoing.only_for);
  archive("place", outgoing.place);
  archive.or_default("repeat", outgoing.repeat);
  archive("trigger", outgoing.trigger);
}

template <class Archive>
void describe(Archive& archive, turn::Entry& entry) {
  archive("at", entry.at);
  archive("by", entry.by);
  archive("edits", entry.edits);
  archive("first_seq", entry.first_seq);
  archive("place", entry.place);
  archive("said", entry.said);
  archive("version", entry.version);
}

template <class Archive>
void describe(Archive& archive, turn::Way& way) {
  archive("chance", way.chance);
  archive("edits", way.edits);
  archive("name", way.name);
  archive("words", way.words);
}
template <class Archive>
void describe(Archive& archive, turn::Scenario& scenario) {
  archive("ways", scenario.ways);
}

template <class Archive>
void describe(Archive& archive, planner::ItemForecast& item) {
  archive("criticality", item.criticality);
  archive("ref", item.ref);
  archive("safe_start", item.safe_start);
}
template <class Archive>
void describe(Archive& archive, planner::Forecast& starts) {
  archive("chance", starts.goal.chance);
  archive("items", starts.items);
  archive("level", starts.sampling.level);
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
