// Activities (PROTOCOLS 2.1): which of them say something to the bot, who, where and when. All others have no effect.
#include <algorithm>
#include <charconv>
#include <cstdint>

#include "adapters/chat/digest.hpp"
#include "adapters/teams/parts.hpp"

namespace backwalk::teams {
namespace {

using chat::Json;

constexpr std::string_view kWhere = "activity";
constexpr std::string_view kThread = ";messageid=";
/// Teams sends the same invoke again under a new id about half a minute later; somebody who presses twice as slowly means it.
constexpr std::chrono::seconds kSameInvoke{120};
constexpr std::size_t kDigest = 32;  // digits; enough to tell what was pressed within two minutes apart

Result<chat::Inbound> ignored(std::string why) { return chat::Inbound{chat::Ignored{std::move(why)}}; }

std::string short_of(const std::optional<std::string>& text) { return text.value_or("without a name").substr(0, 60); }

/// Where and who, before it is known what.
struct Scene {
  std::string conversation{};  ///< without the thread
  std::optional<std::string> thread{};
  std::string kind{};
  std::string tenant{};
  std::string bot{};
  std::string service{};
  std::string user{};
};

std::string kind_of(const Json& activity, const std::string& conversation) {
  if (auto kind = chat::text_at(activity, {"conversation", "conversationType"})) return *std::move(kind);
  const bool is_channel = conversation.find("@thread.tacv2") != std::string::npos ||
                          conversation.find("@thread.skype") != std::string::npos ||
                          chat::find(activity, {"channelData", "team"}) != nullptr;
  if (is_channel) return "channel";
  return chat::is_true_at(activity, {"conversation", "isGroup"}) ? "groupChat" : "personal";
}

Result<Scene> scene_of(const Json& activity) {
  Scene scene;
  auto conversation = chat::required(activity, {"conversation", "id"}, kWhere);
  if (!conversation) return conversation.error();
  const std::size_t suffix = conversation->find(kThread);
  scene.conversation = conversation->substr(0, suffix);
  if (suffix != std::string::npos && suffix + kThread.size() < conversation->size()) {
    scene.thread = conversation->substr(suffix + kThread.size());
  }
  scene.kind = kind_of(activity, scene.conversation);
  auto tenant = chat::text_at(activity, {"channelData", "tenant", "id"});
  if (!tenant) tenant = chat::text_at(activity, {"conversation", "tenantId"});
  scene.tenant = tenant.value_or("unknown");
  auto user = chat::required(activity, {"from", "id"}, kWhere);
  if (!user) return user.error();
  scene.user = *std::move(user);
  scene.bot = chat::text_at(activity, {"recipient", "id"}).value_or("");
  auto service = chat::required(activity, {"serviceUrl"}, kWhere);
  if (!service) return service.error();
  scene.service = *std::move(service);
  while (scene.service.ends_with('/')) scene.service.pop_back();
  return scene;
}

chat::Place place_of(const Scene& scene) {
  chat::Place place{.platform = "teams", .workspace = scene.tenant, .channel = scene.conversation, .user = {}, .thread = {}};
  if (scene.kind == "personal") place.user = scene.user;
  return place;
}

/// The place's own address, and the workspace's for whoever has none yet.
std::vector<chat::Reference> references_of(const Scene& scene) {
  Address address{.service_url = scene.service, .bot = scene.bot, .tenant = scene.tenant, .conversation = {}, .has_threads = false};
  const chat::Place workspace{.platform = "teams", .workspace = scene.tenant, .channel = {}, .user = {}, .thread = {}};
  std::vector<chat::Reference> references{{workspace, write(address)}};
  address.conversation = scene.conversation;
  address.has_threads = scene.kind == "channel";
  references.push_back({place_of(scene), write(address)});
  return references;
}

chat::Envelope envelope_of(const Json& activity, const Scene& scene, Instant wall) {
  chat::Envelope envelope;
  envelope.place = place_of(scene);
  envelope.speaker = {.platform = "teams", .workspace = scene.tenant, .user = scene.user};
  envelope.speaker_name = chat::text_at(activity, {"from", "name"}).value_or("");
  envelope.at = instant_of(chat::text_at(activity, {"timestamp"}).value_or("")).value_or(wall);
  envelope.speaker_zone = chat::text_at(activity, {"localTimezone"});
  envelope.references = references_of(scene);
  return envelope;
}

std::string id_key(Way way, const Scene& scene, const std::string& id) { return key_prefix(way) + scene.conversation + ":" + id; }

/// The same thing done by the same person at nearly the same time, by two clocks that are half a step apart.
std::vector<std::string> sameness_keys(const Json& activity, const Scene& scene, Instant wall) {
  const Json same{{"who", scene.user},
                  {"where", scene.conversation},
                  {"name", chat::text_at(activity, {"name"}).value_or("")},
                  {"on", chat::text_at(activity, {"replyToId"}).value_or("")},
                  {"value", activity.contains("value") ? activity["value"] : Json{}}};
  const std::string digest = chat::digest_of(chat::dump(same)).substr(0, kDigest);
  const auto step = std::chrono::duration_cast<std::chrono::milliseconds>(kSameInvoke);
  const auto tick = [&](std::chrono::milliseconds offset) { return std::to_string((wall.time_since_epoch() + offset) / step); };
  return {"teams:same:a" + tick(std::chrono::milliseconds{0}) + ":" + digest, "teams:same:b" + tick(step / 2) + ":" + digest};
}

/// A message of the channel itself begins a thread; what is said in one that is there already belongs to it.
void put_into_thread(chat::Envelope& envelope, const Scene& scene, const std::optional<std::string>& id) {
  if (scene.kind != "channel" || !scene.thread) return;
  envelope.answer_in = scene.thread;
  if (id != scene.thread) envelope.place.thread = scene.thread;
}

Result<chat::Inbound> read_message(const Json& activity, Instant wall) {
  if (chat::text_at(activity, {"from", "role"}) == "bot" || chat::text_at(activity, {"from", "id"}).value_or("").starts_with("28:"))
    return ignored("said by a bot");
  const auto scene = scene_of(activity);
  if (!scene) return scene.error();
  const auto id = chat::required(activity, {"id"}, kWhere);
  if (!id) return id.error();
  chat::Envelope envelope = envelope_of(activity, *scene, wall);
  put_into_thread(envelope, *scene, *id);
  envelope.keys = {id_key(Way::message, *scene, *id)};
  const Json* value = chat::find(activity, {"value"});
  if (value != nullptr && value->is_object() && !chat::text_at(activity, {"text"})) {
    for (std::string& key : sameness_keys(activity, *scene, wall)) envelope.keys.push_back(std::move(key));
    auto said = read_card_message(std::move(envelope), *value, chat::text_at(activity, {"replyToId"}));
    return said ? Result<chat::Inbound>(*std::move(said)) : ignored("a card that is not ours");
  }
  chat::Said said{std::move(envelope), pieces(activity)};
  const bool is_silent = said.pieces.empty() && scene->kind == "personal";
  if (is_silent && !chat::text_at(activity, {"text"})) return ignored("a message without words");
  return chat::Inbound{std::move(said)};
}

Result<chat::Inbound> read_invoke(const Json& activity, Instant wall) {
  const auto name = chat::text_at(activity, {"name"});
  const bool is_action = name == "adaptiveCard/action";
  const bool is_open = name == "task/fetch";
  if (!is_action && !is_open && name != "task/submit") return ignored("invoke " + short_of(name));
  const Json* data = is_action ? chat::find(activity, {"value", "action", "data"}) : chat::find(activity, {"value", "data"});
  if (data == nullptr || !data->is_object()) return ignored("invoke " + *name + " without data");
  const auto scene = scene_of(activity);
  if (!scene) return scene.error();
  const auto id = chat::required(activity, {"id"}, kWhere);
  if (!id) return id.error();
  const Way way = is_action ? Way::action : is_open ? Way::dialog_open : Way::dialog_sent;
  chat::Envelope envelope = envelope_of(activity, *scene, wall);
  put_into_thread(envelope, *scene, std::nullopt);
  envelope.keys = {id_key(way, *scene, *id)};
  for (std::string& key : sameness_keys(activity, *scene, wall)) envelope.keys.push_back(std::move(key));
  envelope.answers_inline = is_open;
  auto inbound = read_card(std::move(envelope), *data, chat::text_at(activity, {"replyToId"}));
  return inbound ? Result<chat::Inbound>(*std::move(inbound)) : ignored("a card that is not ours");
}

bool names_bot(const Json& activity, const char* list_name) {
  const Json* list = chat::find(activity, {list_name});
  const auto bot = chat::text_at(activity, {"recipient", "id"});
  if (list == nullptr || !list->is_array() || !bot) return false;
  return std::any_of(list->begin(), list->end(), [&](const Json& member) { return chat::text_at(member, {"id"}) == bot; });
}

Result<chat::Inbound> read_installed(const Json& activity, Instant wall) {
  const auto scene = scene_of(activity);
  if (!scene) return scene.error();
  return chat::Inbound{chat::Installed{envelope_of(activity, *scene, wall)}};
}

}  // namespace

std::optional<Instant> instant_of(std::string_view text) {
  using namespace std::chrono;
  const auto number = [&](std::size_t at, std::size_t length) -> int {
    int value = -1;
    if (at + length > text.size()) return -1;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + length, value);
    return error == std::errc{} && end == text.data() + at + length ? value : -1;
  };
  // Always UTC; the fraction has any number of digits.
  if (text.size() < 19 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':') return std::nullopt;
  const year_month_day date{year{number(0, 4)}, month{static_cast<unsigned>(number(5, 2))}, day{static_cast<unsigned>(number(8, 2))}};
  const int hour = number(11, 2);
  const int minute = number(14, 2);
  const int second = number(17, 2);
  if (!date.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return std::nullopt;
  milliseconds fraction{0};
  if (text.size() > 20 && text[19] == '.') {
    std::string digits;
    for (std::size_t at = 20; at < text.size() && digits.size() < 3 && text[at] >= '0' && text[at] <= '9'; ++at) digits += text[at];
    digits.resize(3, '0');
    fraction = milliseconds{(digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0')};
  }
  return Instant{sys_days{date}} + hours{hour} + minutes{minute} + seconds{second} + fraction;
}

std::string key_prefix(Way way) {
  switch (way) {
    case Way::message:
      return "teams:message:";
    case Way::action:
      return "teams:action:";
    case Way::dialog_open:
      return "teams:open:";
    case Way::dialog_sent:
      return "teams:sent:";
  }
  return "teams:";
}

Way way_of(const chat::Inbound& inbound) {
  const chat::Envelope* envelope = chat::envelope_of(inbound);
  if (envelope == nullptr || envelope->keys.empty()) return Way::message;
  for (const Way way : {Way::action, Way::dialog_open, Way::dialog_sent}) {
    if (envelope->keys.front().starts_with(key_prefix(way))) return way;
  }
  return Way::message;
}

Result<chat::Inbound> read(const chat::HttpRequest& request, Instant wall) {
  const auto activity = chat::parse_object(request.body, "the activity");
  if (!activity) return activity.error();
  const auto type = chat::required(*activity, {"type"}, kWhere);
  if (!type) return type.error();
  if (*type == "message") return read_message(*activity, wall);
  if (*type == "invoke") return read_invoke(*activity, wall);
  if (*type == "installationUpdate") {
    const auto action = chat::text_at(*activity, {"action"});
    if (action && action->starts_with("add")) return read_installed(*activity, wall);
    return ignored("installationUpdate " + short_of(action));
  }
  if (*type == "conversationUpdate") {
    if (names_bot(*activity, "membersAdded")) return read_installed(*activity, wall);
    return ignored("conversationUpdate " + short_of(chat::text_at(*activity, {"channelData", "eventType"})));
  }
  return ignored("activity " + short_of(*type));
}

}  // namespace backwalk::teams
