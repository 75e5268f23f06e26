// The pieces of the Slack platform, for its own .cpp files.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/chat/json.hpp"
#include "adapters/slack/slack.hpp"

namespace backwalk::slack {

template <class... Visitors>
struct Match : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
Match(Visitors...) -> Match<Visitors...>;  // clang 16 cannot deduce aggregates

// verify.cpp
Verdict verify(const Config& config, const chat::HttpRequest& request, Instant wall);
/// Slack's check of a slash command's address: it comes unsigned, so nothing else in it may ever be read.
bool is_ssl_check(const chat::HttpRequest& request);
/// The target without its query.
std::string_view path_of(const chat::HttpRequest& request);

// read.cpp: form bodies and the way to the others; read_events.cpp; read_actions.cpp; read_views.cpp
Result<chat::Inbound> read(const chat::HttpRequest& request, Instant wall);
Result<chat::Inbound> read_command(const chat::FormBody& form, Instant wall);
Result<chat::Inbound> read_event(const chat::Json& json, Instant wall);
Result<chat::Inbound> read_action(const chat::Json& json, Instant wall);
/// A form that was sent ("view_submission"). Those of other apps are ignored.
Result<chat::Inbound> read_submission(const chat::Json& json, Instant wall);
/// Of no effect; `why` is for the log.
inline chat::Inbound ignored(std::string why) { return chat::Ignored{std::move(why)}; }
/// The team that an interaction is of; an install for a whole organisation has none of its own.
Result<std::string> workspace_of(const chat::Json& interaction);

/// "1595926230.009600" as an instant; none when it is no such number.
std::optional<Instant> instant_of(std::string_view timestamp);

// read_text.cpp
/// Slack's markup taken out, escapes undone once.
std::vector<chat::Piece> pieces(std::string_view text);
/// What to take for the bot when none of the known names is in the text.
enum class Unnamed { nobody, first_mention };
/// Without the mentions of `bots` and the blanks around them.
std::vector<chat::Piece> without_bot(std::vector<chat::Piece> pieces, const std::set<std::string>& bots, Unnamed unnamed);

// render.cpp
/// & < > as Slack wants them in mrkdwn, and no longer than `limit` then.
std::string escape(std::string_view text, std::size_t limit);
/// {"text", "blocks"}: Block Kit within its limits. User text stands in rich text and plain text only, where nothing in it is markup.
chat::Json render(const chat::Message& message);
/// The same as text, open at its end for more members and the brace; the first picture as the file of this id, where there is one.
std::string rendered(const chat::Message& message, const std::optional<std::string>& file = std::nullopt);
chat::HttpResponse respond(const chat::Inbound& inbound, const Immediate& immediate);
chat::Json plain_text(std::string_view text, std::size_t limit);
/// Slack's id of a user ("U0123"), and nothing else that would break a call.
bool is_slack_user(std::string_view id);

// render_view.cpp
/// What our forms are known by when they come back.
inline constexpr std::string_view kFormCallback = "backwalk:form";
/// The modal of a message with a form; where it was asked for, and what its fields mean, go with it and come back.
chat::Json render_form(const chat::Outgoing& outgoing);
/// The answer to a form that was sent: a field's error, a view that shows the message, or the view's end.
chat::HttpResponse respond_to_form(const chat::Submitted& submitted, const Immediate& immediate);

// calls.cpp
/// A call of the Web API.
chat::HttpRequest call(const Config& config, const std::string& method, std::string content_type, std::string body);
/// Slack's answer where it is one; Cause::busy, unknown, not_found or not_allowed where it is none or says no.
Result<chat::Json> done(const chat::HttpResponse& response, const std::string& method);
chat::HttpRequest send(const Config& config, const chat::Resolved& resolved);
chat::Receipt receipt(const chat::HttpResponse& response);
std::optional<chat::HttpRequest> ask_profile(const Config& config, const chat::Door& door);
Result<chat::Profile> read_profile(const chat::Door& door, const chat::HttpResponse& response);

// upload.cpp: pictures that Slack keeps itself
std::optional<chat::HttpRequest> ask_upload(const Config& config, const Upload& upload);
Result<Upload> read_upload(const Config& config, Upload upload, const chat::HttpResponse& response);

// look_up.cpp: was it sent?
/// What our messages are known by in their metadata.
inline constexpr std::string_view kDelivery = "backwalk_delivery";  // with a digest of the key: nobody reads the key itself off it
std::optional<chat::HttpRequest> ask_sent(const Config& config, const chat::Resolved& resolved, Instant since);
Result<std::optional<chat::SentIds>> read_sent(const chat::HttpResponse& response, const std::string& key);
/// The event that tells of a message with metadata.
Result<chat::Inbound> read_posted(const chat::Json& json);

// socket.cpp: Socket Mode
std::optional<chat::HttpRequest> ask_socket(const Config& config);
SocketAnswer read_socket(const chat::HttpResponse& response);
Frame read_frame(const std::string& text, Instant wall);
std::string acknowledge(const Pushed& pushed, const chat::HttpResponse& answer);

}  // namespace backwalk::slack
