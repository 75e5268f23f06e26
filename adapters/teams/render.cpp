// A message as an activity: a sentence as plain text, anything more as an Adaptive Card 1.5 within Teams' size.
#include <algorithm>
#include <utility>

#include "adapters/chat/utf8.hpp"
#include "adapters/teams/parts.hpp"

namespace backwalk::teams {
namespace {

using chat::Json;

constexpr std::size_t kBudget = 28 * 1024;  // bytes of the card; Teams counts UTF-16 units, which are never more
constexpr std::size_t kButtonsInSet = 6;    // what Teams shows of one set
constexpr std::size_t kLabel = 80;
constexpr std::size_t kSummary = 200;
constexpr std::size_t kText = 4000;

Json button(const chat::Button& button) {
  const std::string label = chat::cut(chat::clean(button.label.empty() ? button.say : button.label), kLabel);
  const Json data{{"say", button.say}};
  Json action{{"type", "Action.Execute"},
              {"title", label},
              {"verb", "say"},
              {"data", data},
              {"fallback", {{"type", "Action.Submit"}, {"title", label}, {"data", data}}}};
  if (button.weight == chat::Weight::primary) action["style"] = "positive";
  if (button.weight == chat::Weight::danger) action["style"] = "destructive";
  return action;
}

bool is_quiet(const chat::Line& line) {
  return !line.empty() && std::all_of(line.begin(), line.end(), [](const chat::Span& span) {
    const auto* run = std::get_if<chat::Run>(&span);
    return run != nullptr && run->style == chat::Style::quiet;
  });
}

class Body {
 public:
  Body(const chat::Message& message, Forms forms) : message_(message), forms_(forms) {}

  Json card() {
    // A sentence alone needs no headline's weight.
    line(message_.headline, message_.blocks.empty() ? chat::Style::plain : chat::Style::strong);
    for (const auto& block : message_.blocks) std::visit([this](const auto& one) { add(one); }, block);
    return within_budget();
  }

 private:
  void push(Json element) {
    if (element.is_null()) return;
    if (std::exchange(is_ruled_, false)) element["separator"] = true;
    elements_.push_back(std::move(element));
  }
  void line(const chat::Line& line, chat::Style all) { push(text_line(line, all, mentions_)); }

  void add(const chat::Text& text) {
    Json element = text_line(text.line, chat::Style::plain, mentions_);
    if (!element.is_null()) element["spacing"] = is_quiet(text.line) ? "Small" : "Default";
    push(std::move(element));
  }
  void add(const chat::Facts& facts) {
    for (const auto& [name, value] : facts.facts) {
      Json element = text_line({chat::strong(name + ": "), chat::plain_run(value)}, chat::Style::plain, mentions_);
      element["spacing"] = "Small";
      push(std::move(element));
    }
  }
  void add(const chat::Rows& table) { push(rows(table)); }
  void add(const chat::Progress& progress) { line({chat::quiet(chat::plain({.headline = {}, .blocks = {progress}}))}, chat::Style::plain); }
  void add(const chat::Buttons& row) {
    Json actions = Json::array();
    for (const auto& one : row.buttons) {
      if (actions.size() == kButtonsInSet) set(std::exchange(actions, Json::array()));
      actions.push_back(button(one));
    }
    set(std::move(actions));
  }
  void add(const chat::Rule&) { is_ruled_ = true; }
  void add(const chat::Form& form) {
    if (forms_ == Forms::in_card) {
      add_inputs(elements_, form, std::nullopt);
      return set(Json::array({submit_action(message_, form, Way::action)}));
    }
    line({chat::quiet("Say: " + chat::typed_equivalent(form))}, chat::Style::plain);
    const Json dialog{{"type", "Action.Submit"},
                      {"title", "Fill in"},
                      {"style", "positive"},
                      {"data", {{"say", form.say}, {"msteams", {{"type", "task/fetch"}}}}}};
    Json inputs = Json::array();
    add_inputs(inputs, form, std::nullopt);
    inputs.push_back({{"type", "ActionSet"}, {"actions", Json::array({submit_action(message_, form, Way::action)})}});
    const Json inner{{"type", "AdaptiveCard"}, {"body", std::move(inputs)}};
    set(Json::array({dialog, Json{{"type", "Action.ShowCard"}, {"title", "Fill in here"}, {"card", inner}}}));
  }
  void add(const chat::Picture& picture) {
    if (!chat::is_public(picture)) return line({chat::plain_run(chat::plain({.headline = {}, .blocks = {picture}}))}, chat::Style::plain);
    push(
        {{"type", "Image"}, {"url", picture.address}, {"altText", picture.alt}, {"size", "Stretch"}, {"msteams", {{"allowExpand", true}}}});
  }
  void set(Json actions) {
    if (!actions.empty()) push({{"type", "ActionSet"}, {"actions", std::move(actions)}});
  }

  /// What is too much goes from the end, table rows one by one; never buttons and inputs, for they are the way on. What is left out is
  /// said.
  Json within_budget() {
    const std::string fallback = chat::plain(message_);
    Json whole = whole_card(elements_, mentions_, fallback);
    std::size_t size = chat::dump(whole).size();
    std::size_t left_out = 0;
    while (size > kBudget) {
      const auto last = std::find_if(elements_.rbegin(), elements_.rend(), [](const Json& element) {
        const std::string type = element["type"];
        return type == "RichTextBlock" || type == "TextBlock" || type == "Table";
      });
      if (last == elements_.rend() || std::next(last) == elements_.rend()) break;
      if (auto& element = *last; element["type"] == "Table" && element["rows"].size() > 1) {
        size -= chat::dump(element["rows"].back()).size() + 1;
        element["rows"].erase(element["rows"].size() - 1);
      } else {
        size -= chat::dump(element).size() + 1;
        elements_.erase(std::next(last).base());
      }
      ++left_out;
      if (size <= kBudget) size = chat::dump(whole = with_note(left_out, fallback)).size();
    }
    return whole;
  }
  Json with_note(std::size_t left_out, const std::string& fallback) const {
    Json elements = elements_;
    const std::string note =
        std::to_string(left_out) + (left_out == 1 ? " line is" : " lines are") + " left out: too much for one message.";
    Json nobody = Json::array();
    elements.push_back(text_line({chat::quiet(note)}, chat::Style::plain, nobody));
    return whole_card(std::move(elements), mentions_, fallback);
  }

  const chat::Message& message_;
  Forms forms_;
  Json elements_ = Json::array();
  Json mentions_ = Json::array();
  bool is_ruled_ = false;
};

bool is_sentence(const chat::Message& message) {
  return message.blocks.empty() && !message.headline.empty() &&
         std::all_of(message.headline.begin(), message.headline.end(),
                     [](const chat::Span& span) { return std::holds_alternative<chat::Run>(span); });
}

}  // namespace

Json card(const chat::Message& message, Forms forms) { return Body(message, forms).card(); }

Json render(const chat::Message& message, Forms forms) {
  const std::string headline = chat::plain(message.headline);
  if (is_sentence(message) && !headline.empty())
    return {{"type", "message"}, {"textFormat", "plain"}, {"text", chat::cut(headline, kText)}};
  const std::string all = chat::plain(message);
  const std::string summary = headline.empty() ? all.substr(0, all.find('\n')) : headline;
  const Json attachment{{"contentType", "application/vnd.microsoft.card.adaptive"}, {"content", card(message, forms)}};
  return {
      {"type", "message"}, {"summary", chat::cut(summary.empty() ? "…" : summary, kSummary)}, {"attachments", Json::array({attachment})}};
}

}  // namespace backwalk::teams
