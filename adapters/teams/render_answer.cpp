// What rides in the HTTP answer: nothing to a message; to an invoke a card, a text or a dialog (PROTOCOLS 2.1).
#include <algorithm>

#include "adapters/chat/utf8.hpp"
#include "adapters/teams/parts.hpp"

namespace backwalk::teams {
namespace {

using chat::Json;

constexpr std::size_t kTold = 4000;
constexpr std::size_t kTitle = 60;
constexpr std::size_t kProblem = 300;

chat::HttpResponse answer(const Json& body) { return chat::respond_with(200, "application/json; charset=utf-8", chat::dump(body)); }

chat::HttpResponse card_answer(Json card) {
  return answer({{"statusCode", 200}, {"type", "application/vnd.microsoft.card.adaptive"}, {"value", std::move(card)}});
}

chat::HttpResponse text_answer(const std::string& text) {
  return answer({{"statusCode", 200}, {"type", "application/vnd.microsoft.activity.message"}, {"value", chat::cut(text, kTold)}});
}

chat::HttpResponse dialog(const chat::Message& message, Way way, const std::optional<Problem>& problem) {
  const std::string title = chat::cut(chat::plain(message.headline), kTitle);
  const Json attachment{{"contentType", "application/vnd.microsoft.card.adaptive"}, {"content", form_card(message, way, problem)}};
  const Json value{{"title", title.empty() ? "Backwalk" : title}, {"height", "medium"}, {"width", "medium"}, {"card", attachment}};
  return answer({{"task", {{"type", "continue"}, {"value", value}}}});
}

chat::HttpResponse dialog_end(const std::string& text) {
  return answer({{"task", {{"type", "message"}, {"value", chat::cut(text, kTold)}}}});
}

std::string words_of(const chat::Message& message) {
  const std::string text = chat::cut(chat::plain(message.headline), kProblem);
  return text.empty() ? "That cannot be taken." : text;
}

chat::HttpResponse respond_to_form(const chat::Submitted& submitted, Way way, const Immediate& immediate) {
  const bool is_dialog = way == Way::dialog_sent;
  if (immediate.now && immediate.wrong_field && submitted.shown) {
    const Problem problem{*immediate.wrong_field, words_of(*immediate.now)};
    if (is_dialog) return dialog(*submitted.shown, way, problem);
    return card_answer(form_card(*submitted.shown, way, problem));
  }
  if (is_dialog) return immediate.now ? dialog_end(chat::plain(*immediate.now)) : chat::HttpResponse{};
  if (immediate.now) return card_answer(card(*immediate.now, Forms::in_card));
  return submitted.shown ? card_answer(sent_card(*submitted.shown)) : text_answer("Sent.");
}

}  // namespace

chat::HttpResponse respond(const chat::Inbound& inbound, const Immediate& immediate) {
  const Way way = way_of(inbound);
  if (way == Way::message) return {};
  if (const auto* submitted = std::get_if<chat::Submitted>(&inbound)) return respond_to_form(*submitted, way, immediate);
  if (way == Way::dialog_open) {
    if (immediate.now && chat::form_of(*immediate.now) != nullptr) return dialog(*immediate.now, way, std::nullopt);
    return dialog_end(immediate.now ? chat::plain(*immediate.now) : "The answer comes as a message.");
  }
  if (immediate.now) return card_answer(card(*immediate.now, Forms::in_card));
  return text_answer("The answer comes as a message.");
}

}  // namespace backwalk::teams
