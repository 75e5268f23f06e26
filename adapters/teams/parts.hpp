// The pieces of the Teams platform, for its own .cpp files.
#pragma once

#include <openssl/evp.h>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/chat/json.hpp"
#include "adapters/teams/teams.hpp"

namespace backwalk::teams {

template <class... Visitors>
struct Match : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
Match(Visitors...) -> Match<Visitors...>;  // clang 16 cannot deduce aggregates

// verify_token.cpp: JSON Web Tokens (RFC 7519) as the Connector makes them
/// A token that says it is RS256. Nothing in it is checked but its shape.
struct SignedToken {
  std::string key_id{};
  chat::Json claims{};
  std::string signed_part{};  ///< the bytes that the signature is over
  std::string signature{};
};
/// Cause::not_allowed with why it is none: too long, not three parts, another algorithm.
Result<SignedToken> read_token_text(std::string_view text);
/// The bytes of base64url without padding; none when it is not that.
std::optional<std::string> from_base64url(std::string_view text);

// verify_keys.cpp: JSON Web Keys (RFC 7517)
struct KeyFree {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct PublicKey {
  std::unique_ptr<EVP_PKEY, KeyFree> key{};
  std::set<std::string> endorsements{};  ///< channels that it may sign for
};
class KeySet final : public Keys {
 public:
  std::map<std::string, PublicKey> by_id{};
};
/// The answer with the keys, or the one that says where they are.
KeysAnswer read_keys(const Config& config, const chat::HttpResponse& response);
bool is_signed_by(const PublicKey& key, const SignedToken& token);

// verify.cpp
/// Null `keys`: none are known yet.
Verdict verify(const Config& config, const chat::HttpRequest& request, const KeySet* keys, Instant wall);
/// Lower case, without a slash at its end.
std::string normalised_url(std::string_view url);
/// Whether what we send, a token with it, may go there.
bool may_send_to(const Config& config, std::string_view service_url);
/// "http://127.0.0.1:3978/x" and its like.
bool is_loopback_url(std::string_view url);

// read.cpp; read_text.cpp; read_card.cpp
Result<chat::Inbound> read(const chat::HttpRequest& request, Instant wall);
/// The text of a message without the bot's name at its start, its mentions as such, its markup taken out.
std::vector<chat::Piece> pieces(const chat::Json& activity);
/// What a button or form says; none when the data is none of ours. `values` are the data of our card and what was filled in.
std::optional<chat::Inbound> read_card(chat::Envelope envelope, const chat::Json& values, std::optional<std::string> message);
/// The same of a card that came as a message: it is answered by messages, as if its command had been typed.
std::optional<chat::Inbound> read_card_message(chat::Envelope envelope, const chat::Json& values, std::optional<std::string> message);
std::optional<Instant> instant_of(std::string_view text);

/// How an inbound came and so must be answered; it stands at the beginning of its first key.
enum class Way { message, action, dialog_open, dialog_sent };
std::string key_prefix(Way way);
Way way_of(const chat::Inbound& inbound);

// calls_reference.cpp: what chat::Reference::text holds
struct Address {
  std::string service_url{};
  std::string bot{};
  std::string tenant{};
  std::string conversation{};  ///< empty: of the workspace only
  bool has_threads = false;    ///< a team's channel
};
std::string write(const Address& address);
std::optional<Address> read_address(const std::optional<std::string>& reference);

// render.cpp: the card; render_text.cpp: what stands in it; render_form.cpp: inputs
enum class Forms {
  in_card,
  dialog
};  ///< in_card: the inputs stand in the card; dialog: one button opens them as a dialog, one in the card
/// The activity that shows the message: plain text where that is enough, else an Adaptive Card with a summary for the notification.
chat::Json render(const chat::Message& message, Forms forms);
/// The card alone.
chat::Json card(const chat::Message& message, Forms forms);
/// The form as a card of a dialog, or in place of the one that was sent; `problem` stands at its field.
struct Problem {
  std::string field{};
  std::string text{};
};
chat::Json form_card(const chat::Message& message, Way way, const std::optional<Problem>& problem);
/// The card that takes the place of a form that was sent.
chat::Json sent_card(const chat::Message& shown);

/// Elements of text. Runs in which nothing is markup; only a line with a mention is a text block, escaped.
chat::Json text_line(const chat::Line& line, chat::Style all, chat::Json& mentions);
chat::Json text_run(std::string_view text, chat::Style style);
chat::Json rows(const chat::Rows& rows);
/// Of a card that is built: `elements` and what they mention.
chat::Json whole_card(chat::Json elements, chat::Json mentions, const std::string& fallback);
std::string escape_markdown(std::string_view text);

/// The inputs of the form, in order, each with the problem that it has.
void add_inputs(chat::Json& elements, const chat::Form& form, const std::optional<Problem>& problem);
/// The button that sends it; in a dialog it is an Action.Submit, the only one that is taken there.
chat::Json submit_action(const chat::Message& message, const chat::Form& form, Way way);
/// The form that a card brought back in `data`, with what was filled in; none when it is none of ours.
std::optional<chat::Message> form_of_data(const chat::Json& data);
inline constexpr std::string_view kInput = "field_";  ///< before a field's name: the id of its input

// render_answer.cpp
chat::HttpResponse respond(const chat::Inbound& inbound, const Immediate& immediate);

// calls.cpp
chat::HttpRequest send(const Config& config, const chat::Resolved& resolved);
chat::Receipt receipt(const chat::HttpResponse& response);
std::optional<chat::HttpRequest> ask_token(const Config& config);
Result<Token> read_token(const chat::HttpResponse& response);
std::optional<chat::HttpRequest> ask_conversation(const Config& config, const chat::Resolved& resolved);
Result<std::string> read_conversation(const chat::Resolved& resolved, const chat::HttpResponse& response);

}  // namespace backwalk::teams
