// The Connector's REST calls (PROTOCOLS 2.3, 2.4): saying, changing, opening a conversation, the token for it; what became of them.
#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

#include "adapters/teams/parts.hpp"

namespace backwalk::teams {
namespace {

using chat::Json;

constexpr std::string_view kUnknownTenant = "unknown";

/// Never to an address that was not checked: the token goes with it.
Address address_of(const Config& config, const chat::Resolved& resolved) {
  auto address = read_address(resolved.reference);
  if (!address) throw std::runtime_error("nothing is known of the way to this place");
  if (!may_send_to(config, normalised_url(address->service_url))) throw std::runtime_error("the way to this place is not allowed");
  return *std::move(address);
}

std::string conversation_of(const Address& address, const chat::Outgoing& outgoing) {
  const chat::Place& place = outgoing.place;
  if (place.is_direct()) return place.channel.empty() ? address.conversation : place.channel;
  const bool is_for_one = outgoing.delivery == chat::Delivery::ephemeral && outgoing.answer_in;
  const auto& thread = is_for_one ? outgoing.answer_in : place.thread;
  return address.has_threads && thread ? place.channel + ";messageid=" + *thread : place.channel;
}

chat::HttpRequest call(std::string method, std::string url, const Json& body) {
  return {.method = std::move(method),
          .url = std::move(url),
          .headers = {{"Content-Type", "application/json; charset=utf-8"}},
          .body = chat::dump(body)};
}

std::string activities_of(const Address& address, const std::string& conversation) {
  return address.service_url + "/v3/conversations/" + chat::form_escape(conversation) + "/activities";
}

/// The error's name: {"error":{"code"}}, {"errorCode","message"} with JSON in the message, or {"code"}. Words only: the rest is not
/// repeated.
std::string code_of(const chat::HttpResponse& response) {
  const auto json = chat::parse_object(response.body, "the answer");
  std::optional<std::string> code;
  if (json) {
    code = chat::text_at(*json, {"error", "code"});
    if (!code) code = chat::text_at(*json, {"code"});
    if (const auto inner = code ? std::nullopt : chat::text_at(*json, {"message"})) {
      const auto message = chat::parse_object(*inner, "the message");
      if (message) code = chat::text_at(*message, {"subCode"});
      if (message && !code) code = chat::text_at(*message, {"code"});
    }
  }
  const bool is_word = code && code->size() <= 64 && std::all_of(code->begin(), code->end(), [](char c) {
                         return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
                       });
  return std::to_string(response.status) + (is_word ? " " + *code : "");
}

bool is_gone(const chat::HttpResponse& response, const std::string& code) {
  constexpr std::array<std::string_view, 5> gone{"BotDisabledByAdmin", "BotNotInConversationRoster", "ConversationBlockedByUser",
                                                 "ConversationNotFound", "MessageWritesBlocked"};
  const auto is_in = [&](std::string_view name) { return code.ends_with(name); };
  return response.status == 404 || response.status == 410 || std::any_of(gone.begin(), gone.end(), is_in);
}

chat::RetryAfter retry_after(const chat::HttpResponse& response) {
  const std::string_view text = chat::header(response.headers, "Retry-After").value_or("");
  int seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || seconds < 0) seconds = response.status == 429 ? 10 : 1;
  return {.wait = std::chrono::seconds{std::clamp(seconds, 1, 3600)}, .whole_workspace = false};
}

bool is_unsure(int status) { return status >= 500 || status == 408; }

}  // namespace

chat::HttpRequest send(const Config& config, const chat::Resolved& resolved) {
  const chat::Outgoing& outgoing = resolved.outgoing;
  const Address address = address_of(config, resolved);
  std::string conversation = conversation_of(address, outgoing);
  if (outgoing.delivery == chat::Delivery::edit && resolved.edits && !resolved.edits->channel.empty())
    conversation = resolved.edits->channel;
  if (conversation.empty()) throw std::runtime_error("there is no conversation yet");
  Json body = render(outgoing.message, outgoing.place.is_direct() ? Forms::in_card : Forms::dialog);
  body["from"] = {{"id", address.bot}};
  body["conversation"] = {{"id", conversation}};
  const std::string activities = activities_of(address, conversation);
  if (outgoing.delivery != chat::Delivery::edit) return call("POST", activities, body);
  // Without an id it was sent to somebody who gives none: there is nothing that could be changed, and the answer will say so.
  const std::string id = resolved.edits && !resolved.edits->message.empty() ? resolved.edits->message : "0";
  body["id"] = id;
  return call("PUT", activities + "/" + chat::form_escape(id), body);
}

chat::Receipt receipt(const chat::HttpResponse& response) {
  if (response.status >= 200 && response.status < 300) {
    const auto json = chat::parse_object(response.body, "the Connector's answer");
    // Taken is taken, also without an id that could be changed or answered under.
    return chat::Sent{{.message = json ? chat::text_at(*json, {"id"}).value_or("") : "", .channel = {}, .reference = {}}};
  }
  if (response.status == 429 || response.status == 412) return retry_after(response);
  const std::string code = code_of(response);
  if (is_unsure(response.status)) return chat::Unknown{"the Connector answered " + code};
  if (is_gone(response, code)) return chat::Gone{code};
  return chat::Denied{code};
}

std::optional<chat::HttpRequest> ask_token(const Config& config) {
  if (config.app_secret.empty()) return std::nullopt;
  const bool is_us = config.openid_url.find("//login.botframework.azure.us/") != std::string::npos;
  const bool is_china = config.openid_url.find("//login.botframework.azure.cn/") != std::string::npos;
  const std::string scope = is_us      ? "https://api.botframework.us/.default"
                            : is_china ? "https://api.botframework.azure.cn/.default"
                                       : "https://api.botframework.com/.default";
  return chat::HttpRequest{.method = "POST",
                           .url = config.login_url + "/" + chat::form_escape(config.tenant_id) + "/oauth2/v2.0/token",
                           .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                           .body = "grant_type=client_credentials&client_id=" + chat::form_escape(config.app_id) +
                                   "&client_secret=" + chat::form_escape(config.app_secret) + "&scope=" + chat::form_escape(scope)};
}

Result<Token> read_token(const chat::HttpResponse& response) {
  if (response.status == 429 || is_unsure(response.status))
    return Error{Cause::busy, "the token: answered " + std::to_string(response.status)};
  const auto json = chat::parse_object(response.body, "the token's answer");
  if (!json) return Error{Cause::busy, "the token: the answer is unreadable, status " + std::to_string(response.status)};
  auto value = chat::text_at(*json, {"access_token"});
  const Json* lives = chat::find(*json, {"expires_in"});
  if (response.status != 200 || !value)
    return Error{Cause::busy, "the token: " + chat::text_at(*json, {"error"}).value_or("refused").substr(0, 60)};
  const long seconds = lives != nullptr && lives->is_number() ? std::clamp(lives->get<long>(), 1L, 24L * 3600) : 600;
  return Token{*std::move(value), std::chrono::seconds{seconds}};
}

std::optional<chat::HttpRequest> ask_conversation(const Config& config, const chat::Resolved& resolved) {
  const chat::Place& place = resolved.outgoing.place;
  if (!place.is_direct() || !place.channel.empty()) return std::nullopt;
  const Address address = address_of(config, resolved);
  if (!address.conversation.empty()) return std::nullopt;
  Json body{{"isGroup", false}, {"bot", {{"id", address.bot}}}, {"members", Json::array({Json{{"id", *place.user}}})}};
  if (address.tenant != kUnknownTenant) {
    body["tenantId"] = address.tenant;
    body["channelData"] = {{"tenant", {{"id", address.tenant}}}};
  }
  return call("POST", address.service_url + "/v3/conversations", body);
}

Result<std::string> read_conversation(const chat::Resolved& resolved, const chat::HttpResponse& response) {
  const std::string code = code_of(response);
  if (response.status == 429 || response.status == 412 || is_unsure(response.status)) return Error{Cause::busy, "a conversation: " + code};
  if (is_gone(response, code)) return Error{Cause::not_found, "a conversation: " + code};
  if (response.status >= 300) return Error{Cause::not_allowed, "a conversation: " + code};
  const auto json = chat::parse_object(response.body, "the conversation");
  const auto id = json ? chat::text_at(*json, {"id"}) : std::nullopt;
  auto address = read_address(resolved.reference);
  if (!id || !address) return Error{Cause::busy, "a conversation: the answer names none"};
  address->conversation = *id;
  return write(*address);
}

}  // namespace backwalk::teams
