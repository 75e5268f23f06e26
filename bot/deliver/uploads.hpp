// Pictures on their way to platforms that keep copies of their own: brought there before the message that shows them goes. A message never
// waits for its picture for long, and never fails for it: it has words that say the same. Internal to deliver.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "bot/deliver/tokens.hpp"
#include "bot/store/store.hpp"

namespace backwalk::deliver {

class Uploads {
 public:
  /// The bytes of a picture's file; none where it is not here.
  using Read = std::function<std::optional<std::string>(const std::string& file)>;
  void read_with(Read read) { read_ = std::move(read); }

  /// The platform's id of its copy of the row's picture, brought there now where it is not there yet; none where the message goes without:
  /// there is no picture, the platform keeps none, or something went wrong, which is told in the log once.
  Awaitable<std::optional<std::string>> bring(HttpCall& calls, Tokens& tokens, const Platform& platform, store::Row row);

  /// What the receipt of the message comes to. One that is refused with a picture has surely not been posted: a copy takes the platform a
  /// moment until it can be shown, so the row is tried again (busy), a few times with the same copy and then without.
  Result<chat::Receipt> judge(const store::Row& row, chat::Receipt receipt);

 private:
  struct Copy {
    std::string id{};
    int refusals = 0;
  };
  Awaitable<Result<Upload>> carry(HttpCall& calls, Tokens& tokens, const Platform& platform, Upload upload);
  void tell(const Platform& platform, const Error& error);

  Read read_{};
  std::map<std::int64_t, Copy> copies_{};  ///< by row, while it waits to be sent
  std::set<std::string> told_{};
};

}  // namespace backwalk::deliver
