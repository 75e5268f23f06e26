// The terminal's end of the console platform: what is sent to the address "console:" is printed here, and the platform is given ids for it.
#pragma once

#include <map>
#include <optional>
#include <ostream>
#include <string>

#include "bot/base/clock.hpp"
#include "bot/base/http_call.hpp"

namespace backwalk::cli {

enum class Form {
  json,  ///< one message a line, as ARCHITECTURE §7 writes it
  told,  ///< the plain text under a line that says when and where
  talk,  ///< a conversation: the plain text; a line above it only where it goes elsewhere than to the one who talks
};

class Terminal final : public HttpCall {
 public:
  /// `zone`: in which times are shown. `out` and `clock` outlive it.
  Terminal(std::ostream& out, Form form, const Clock& clock, std::string zone);

  /// Takes calls to "console:" only; to other addresses nothing is sent.
  Awaitable<Result<chat::HttpResponse>> call(chat::HttpRequest request, std::chrono::milliseconds deadline) override;
  /// Prints the message that rode in the answer to an utterance; an empty body is none.
  void show_answer(const std::string& body);

 private:
  void print(const std::string& body, const std::optional<std::string>& key);
  /// Whether it is an edit that takes something away and adds one line to what was printed. Remembers what is printed.
  bool only_adds(const std::string& body);

  std::ostream& out_;
  Form form_;
  const Clock& clock_;
  std::string zone_;
  std::map<std::string, std::string> shown_{};  ///< in a conversation: what was printed, by its key
};

}  // namespace backwalk::cli
