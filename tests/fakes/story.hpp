// A story told without sockets: people say things in a channel or a direct message, on a store in memory, with a clock that is set. Every
// message that it causes comes back as plain text, as a reader would see it. What is written is what the real roads write: need -> transact
// -> answer -> outbox.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "bot/store/store.hpp"
#include "bot/talk/talk.hpp"

namespace backwalk::fakes {

/// One message as somebody sees it.
struct Seen {
  std::string where;  ///< "to dev", "#eng", "#eng thread", "#eng only dev"
  chat::Message message;
  std::string text() const { return chat::plain(message); }
};

class Story {
 public:
  Story();
  ~Story();

  void at(const std::string& rfc3339);
  void wait(std::chrono::seconds how_long) { now_ += how_long; }
  Instant now() const { return now_; }
  /// What a person is called; their id where nothing was said.
  void is_called(const std::string& user, const std::string& name) { names_[user] = name; }
  /// A person's zone, told before they say anything.
  void lives_in(const std::string& user, const std::string& zone) { zones_[user] = zone; }

  /// A slash command: the answer rides in the response.
  std::vector<Seen> slash(const std::string& user, const std::string& channel, const std::string& text);
  /// A mention of the bot, in the plan's thread where `in_thread` names its root's key.
  std::vector<Seen> mention(const std::string& user, const std::string& channel, const std::string& text,
                            const std::optional<std::string>& in_thread = std::nullopt);
  std::vector<Seen> dm(const std::string& user, const std::string& text);
  std::vector<Seen> press(const std::string& user, const std::string& channel, const std::string& say);
  /// A form that was opened in the channel (or, without one, in a direct message) is sent. Its answer cannot carry a message of its own
  /// beside the form.
  std::vector<Seen> submit(const std::string& user, const std::optional<std::string>& channel, chat::Submitted form);
  /// The same thing delivered again under the keys of the last one.
  std::vector<Seen> again();

  bool was_refused() const { return answer_.refused; }
  /// What the last one was answered with.
  const turn::Answer& answer() const { return answer_; }
  /// What whoever speaks next can open a form with.
  void brings_trigger(std::optional<std::string> trigger) { trigger_ = std::move(trigger); }
  /// An answer to the speaker goes into this thread, where everybody reads it.
  void cannot_whisper(const std::string& thread) { answer_in_ = thread; }
  /// Whether the platform can pin messages.
  void can_pin(bool can_pin) { can_pin_ = can_pin; }
  /// Whether forecasts can be had; else what wants one is told without.
  void has_forecasts(bool has) { has_forecasts_ = has; }
  /// How many were worked out for the last answer.
  std::size_t forecasts() const { return forecasts_; }
  /// The last picture that was wanted; null when none was.
  std::shared_ptr<const turn::Drawing> drawn() const { return drawn_; }
  /// The plan as the store has it now.
  turn::RecordPtr plan(const std::string& key);

 private:
  std::vector<Seen> tell(chat::Inbound inbound);
  std::vector<Seen> drain();
  chat::Envelope envelope(const std::string& user, const std::optional<std::string>& channel, bool is_inline);

  std::unique_ptr<store::Store> store_;
  planner::Remembered memory_{};
  Instant now_{};
  std::map<std::string, std::string> zones_;
  std::map<std::string, std::string> names_;
  std::optional<chat::Inbound> last_;
  int said_ = 0;
  turn::Answer answer_{};
  std::set<std::string> left_{};  ///< keys of all messages so far
  std::optional<std::string> trigger_;
  std::optional<std::string> answer_in_;
  bool can_pin_ = false;
  bool has_forecasts_ = true;
  std::size_t forecasts_ = 0;
  std::shared_ptr<const turn::Drawing> drawn_{};
};

/// All texts in one, a blank line between, each under where it was seen.
std::string told(const std::vector<Seen>& seen);

}  // namespace backwalk::fakes
