#include "bot/talk/form.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>
#include <utility>

#include "bot/base/zones.hpp"
#include "bot/talk/dates_parts.hpp"
#include "bot/talk/reply.hpp"
#include "bot/talk/words.hpp"

namespace backwalk::talk {
namespace {

using namespace std::chrono_literals;

constexpr auto trigger_life = 2500ms;  // Slack's three seconds, less its own way to us (ARCHITECTURE §3)

/// The words of a command, put together from parts whose quoted stretches stay apart.
class Sentence {
 public:
  void say(const std::vector<chat::Piece>& pieces) {
    std::vector<Word> more = words_of(pieces);
    const std::size_t taken = groups_;
    for (Word& word : more) {
      if (word.group > 0) word.group += taken;
      groups_ = std::max(groups_, word.group);
    }
    add(std::move(more));
  }
  /// One quoted stretch; quotes in it are characters like others.
  void quote(const std::vector<chat::Piece>& pieces) {
    ++groups_;
    for (const chat::Piece& piece : pieces) {
      const auto* text = std::get_if<std::string>(&piece);
      std::vector<Word> more = text == nullptr ? words_of({piece}) : split(normalise(*text));
      for (Word& word : more) {
        word.is_quoted = true;
        word.at_name.reset();
        word.group = groups_;
      }
      add(std::move(more));
    }
  }
  std::vector<Word> words{};

 private:
  static std::vector<Word> split(const std::string& text) {
    std::vector<Word> found;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      Word word;
      word.text = text.substr(at, end - at);
      found.push_back(std::move(word));
      at = end + 1;
    }
    return found;
  }
  void add(std::vector<Word> more) {
    words.insert(words.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }

  std::size_t groups_ = 0;
};

std::string last_word(const std::string& words) {
  const std::string text = normalise(words);
  const std::size_t blank = text.rfind(' ');
  return blank == std::string::npos ? text : text.substr(blank + 1);
}

std::string typed_of(const chat::Filled& value) {
  const auto words = words_of(value.value);
  return join(words, 0, words.size());
}

/// The first filled field for which this holds.
template <class Holds>
std::optional<std::string> field_where(const chat::Submitted& submitted, Holds holds) {
  const auto found = std::find_if(submitted.values.begin(), submitted.values.end(), holds);
  return found == submitted.values.end() ? std::nullopt : std::optional(found->name);
}

/// The field where this was typed; a text never is, for it is not read.
std::optional<std::string> field_with(const chat::Submitted& submitted, const std::optional<std::string>& typed) {
  if (!typed || typed->empty()) return std::nullopt;
  return field_where(submitted, [&](const chat::Filled& value) { return !value.is_text && typed_of(value) == *typed; });
}

std::optional<std::string> field_led_by(const chat::Submitted& submitted, std::initializer_list<std::string_view> words) {
  return field_where(submitted,
                     [&](const chat::Filled& value) { return std::find(words.begin(), words.end(), last_word(value.say)) != words.end(); });
}

std::optional<std::string> date_field(const chat::Submitted& submitted, const Utterance& said) {
  const auto typed = field_with(submitted, said.by_text);
  return typed ? typed : field_led_by(submitted, {"by", "to", "until", "on"});
}

std::optional<std::string> person_field(const chat::Submitted& submitted, const Someone& someone) {
  const auto mentioned = field_where(submitted, [&](const chat::Filled& value) {
    return std::any_of(value.value.begin(), value.value.end(), [&](const chat::Piece& piece) {
      const auto* mention = std::get_if<chat::UserMention>(&piece);
      return mention != nullptr && mention->user == someone.mention;
    });
  });
  return mentioned ? mentioned : field_led_by(submitted, {"owner"});
}

/// Where a KPI wants a number and something else was typed.
std::optional<std::string> number_field(const chat::Submitted& submitted) {
  return field_where(submitted, [&](const chat::Filled& value) {
    const std::string led = last_word(value.say);
    const bool wants_number = !value.is_text && (led.empty() || led == "from" || led == "to");
    const auto parse = read_figure({typed_of(value)}, 0);
    return wants_number && (!parse.figure || parse.other);
  });
}

}  // namespace

std::vector<chat::Piece> pieces_of(const chat::Submitted& submitted) {
  std::vector<chat::Piece> pieces{submitted.say};
  for (const auto& value : submitted.values) {
    pieces.emplace_back(" " + value.say + " ");
    pieces.insert(pieces.end(), value.value.begin(), value.value.end());
  }
  return pieces;
}

std::vector<Word> words_of(const chat::Submitted& submitted, bool* cut) {
  if (cut != nullptr) words_of(pieces_of(submitted), cut);
  Sentence sentence;
  sentence.say({chat::Piece{submitted.say}});
  for (const auto& value : submitted.values) {
    sentence.say({chat::Piece{value.say}});
    if (value.is_text) {
      sentence.quote(value.value);
    } else {
      sentence.say(value.value);
    }
  }
  return std::move(sentence.words);
}

turn::Answer open_form(const Context& context, chat::Message form) {
  if (!context.envelope.trigger || context.form != nullptr) return finish(context, tell(std::move(form)));
  chat::Outgoing opened;
  opened.key = "form:" + (context.envelope.keys.empty() ? *context.envelope.trigger : context.envelope.keys.front());
  opened.place = context.envelope.place;
  opened.message = std::move(form);
  opened.delivery = chat::Delivery::form;
  opened.only_for = context.envelope.speaker;
  opened.expires = context.now + trigger_life;
  opened.trigger = context.envelope.trigger;
  turn::Answer answer;
  answer.later.push_back(std::move(opened));
  return answer;
}

std::string field_at_fault(const chat::Submitted& submitted, const Utterance& said) {
  std::optional<std::string> field;
  if (said.bad_date || said.by_two) field = date_field(submitted, said);
  if (!field && said.bad_duration) field = field_with(submitted, said.duration_text);
  if (!field && said.verb == Verb::kpi) field = number_field(submitted);
  if (field) return *field;
  if (!submitted.fields.empty()) return submitted.fields.front();
  return submitted.values.empty() ? std::string() : submitted.values.front().name;
}

std::string field_at_fault(const chat::Submitted& submitted, const Context& context) {
  const auto& said = context.said;
  std::optional<std::string> field;
  if (said.owner) {
    const auto owner = person(context, *said.owner);
    const bool is_out_of_place = !owner || (context.envelope.place.is_direct() && *owner != context.me);
    if (is_out_of_place) field = person_field(submitted, *said.owner);
  }
  if (!field && said.by && said.by->date < context.calendarium.today) field = date_field(submitted, said);
  return field ? *field : field_at_fault(submitted, said);
}

std::optional<Unread> unread_value(const chat::Submitted& submitted, const Utterance& said) {
  const auto text = std::find_if(submitted.values.begin(), submitted.values.end(), [](const chat::Filled& value) { return value.is_text; });
  if (text == submitted.values.end()) return std::nullopt;
  Sentence sentence;
  sentence.quote(text->value);
  const std::string expected = join(sentence.words, 0, sentence.words.size());
  if (expected.empty() || !said.text.starts_with(expected + " ")) return std::nullopt;
  const std::string left = said.text.substr(expected.size() + 1);
  for (const auto& value : submitted.values) {
    const std::string typed = typed_of(value);
    const std::string whole = normalise(value.say + " " + typed);
    const bool is_it = !value.is_text && !typed.empty() && (left.find(whole) != std::string::npos || whole.ends_with(left));
    if (is_it) return Unread{value.name, typed};
  }
  return std::nullopt;
}

}  // namespace backwalk::talk
