// One message model; every platform renders it. Text is styled runs, never markup inside a string. Buttons carry a command in the grammar
// that people type, so that there is one router and every button has a typed equivalent.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace backwalk::chat {

enum class Style { plain, strong, quiet, code };

/// A stretch of text in one style. Renderers escape it; what looks like a mention in it stays text.
struct Run {
  std::string text{};
  Style style = Style::plain;
  bool operator==(const Run&) const = default;
};
/// A real mention: the platform notifies this user. `name` is what plain text shows.
struct Mention {
  std::string user{};
  std::string name{};
  bool operator==(const Mention&) const = default;
};
using Span = std::variant<Run, Mention>;
using Line = std::vector<Span>;

struct Text {
  Line line{};
  bool operator==(const Text&) const = default;
};
/// Name and value, one pair a line.
struct Facts {
  std::vector<std::pair<std::string, std::string>> facts{};
  bool operator==(const Facts&) const = default;
};
/// Rows of cells, aligned in columns, in a fixed-width face where there is one. All rows have the same number of cells.
struct Rows {
  std::vector<std::vector<std::string>> rows{};
  bool operator==(const Rows&) const = default;
};
/// "Step 2 of 4 · Milestones".
struct Progress {
  int step = 0;
  int of = 0;
  std::string label{};
  bool operator==(const Progress&) const = default;
};
enum class Weight { normal, primary, danger };
struct Button {
  std::string label{};
  std::string say{};  ///< the command it stands for, as one would type it; at most 2,000 characters
  Weight weight = Weight::normal;
  bool operator==(const Button&) const = default;
};
struct Buttons {
  std::vector<Button> buttons{};
  bool operator==(const Buttons&) const = default;
};
struct Rule {
  bool operator==(const Rule&) const = default;
};

/// What a field takes. `initial` is what it shows at first, as its value would be sent; empty: nothing.
struct TextInput {
  std::string initial{};
  bool is_long = false;  ///< several lines
  bool operator==(const TextInput&) const = default;
};
/// A number or a length of time as people type it ("3.5%", "2/4/9d"): the grammar reads it.
struct NumberInput {
  std::string initial{};
  bool operator==(const NumberInput&) const = default;
};
struct DateInput {
  std::string initial{};  ///< ISO
  bool operator==(const DateInput&) const = default;
};
struct PersonInput {
  std::string initial{};  ///< the platform's user id
  bool operator==(const PersonInput&) const = default;
};
struct Option {
  std::string label{};
  std::string say{};  ///< what choosing it puts into the command: "A4", "stops"
  bool operator==(const Option&) const = default;
};
/// One of several, found by typing where the platform can; 1 to 100 options.
struct SelectInput {
  std::vector<Option> options{};
  std::string initial{};  ///< the `say` of the option
  bool operator==(const SelectInput&) const = default;
};
struct CheckInput {
  bool initial = false;
  bool operator==(const CheckInput&) const = default;
};
struct Field {
  std::string name{};   ///< [a-z_]+, unique in its form
  std::string label{};  ///< at most 48 characters
  std::string hint{};   ///< one line below it; may be empty
  std::string say{};    ///< the words that stand before its value in the command ("owner", "by"); empty: the value stands alone
  bool is_required = true;
  std::variant<TextInput, NumberInput, DateInput, PersonInput, SelectInput, CheckInput> input{};
  bool operator==(const Field&) const = default;
};
/// Questions on one screen. Filled in, it is a command: `say`, then for each filled field its words and its value (a text in quotes; a
/// checked box its words alone). So every form has a typed equivalent, and there is one router. A message holds at most one form, and its
/// headline is the form's title.
struct Form {
  std::string say{};
  std::string submit{"Save"};
  std::vector<Field> fields{};  ///< 1 to 6
  bool operator==(const Form&) const = default;
};

/// A picture that has been drawn (PNG or SVG), and what it says for whoever does not see it.
struct Picture {
  std::string alt{};      ///< says the same in words, a line a fact; at most 2,000 bytes; all that plain text shows
  std::string file{};     ///< its path on the machine that drew it, for the console; empty: there is none
  std::string address{};  ///< where it is served until it expires: "https://HOST/p/TOKEN.png", without a public address "/p/TOKEN.png"
  std::string dark{};     ///< the same of it on a dark ground, for pages that know their reader; empty: there is none
  std::string words{};    ///< all of the lines where `alt` has no room for them, for those that have; else empty
  bool operator==(const Picture&) const = default;
};

using Block = std::variant<Text, Facts, Rows, Progress, Buttons, Rule, Form, Picture>;

struct Message {
  Line headline{};  ///< one line that stands alone: the notification
  std::vector<Block> blocks{};
  bool operator==(const Message&) const = default;
};

Run plain_run(std::string text);
Run strong(std::string text);
Run quiet(std::string text);
Run code(std::string text);
/// A message of one plain sentence.
Message say(std::string sentence);

std::string plain(const Span& span);
std::string plain(const Line& line);
/// The whole message as text: the notification fallback, the console output and the golden-test format. One block a line or more; a button
/// as [Label], a form as its labels and what to type instead; no trailing spaces, no final newline.
std::string plain(const Message& message);
/// All buttons of the message, in order.
std::vector<Button> buttons_of(const Message& message);
/// The message's form; null when it has none.
const Form* form_of(const Message& message);
/// The message's first picture; null when it has none.
const Picture* picture_of(const Message& message);
/// Whether a platform, which is another machine, can fetch and show the picture: Slack and Teams want https and PNG.
bool is_public(const Picture& picture);
/// Whether it can be carried to a platform that keeps pictures itself: a PNG whose file is known.
bool is_portable(const Picture& picture);
/// What to type instead of filling in the form: its command with each field's words and label, "block A4 WHAT owner @PERSON".
std::string typed_equivalent(const Form& form);

}  // namespace backwalk::chat
