#include "bot/cli/converse.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <utility>
#include <vector>

#include "adapters/console/console.hpp"
#include "bot/cli/fill_in.hpp"
#include "bot/cli/session.hpp"
#include "bot/store/await.hpp"

namespace backwalk::cli {
namespace {

bool is_farewell(const std::string& line) { return line == "exit" || line == "quit"; }

chat::HttpRequest request_of(const Talk& talk, const std::string& line) {
  return console::utterance(talk.as, talk.in, talk.zone, line, talk.clock.now(), fresh_id());
}

void prompt(const Talk& talk) {
  if (talk.prompts) talk.out << talk.as << "> " << std::flush;
}

constexpr std::chrono::milliseconds kLook{5};
constexpr int kMostLooks = 1000;

bool has_more(const Result<std::optional<Instant>>& next, Instant now) { return next && *next && **next <= now; }

/// Until nothing of the console waits to be printed.
Awaitable<void> until_printed(Talk* talk) {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
  for (int look = 0; look < kMostLooks; ++look) {
    std::vector<std::string> console{1, "console"};
    const auto next = co_await store::next_send(talk->store, std::move(console));
    if (!has_more(next, talk->clock.now())) co_return;
    timer.expires_after(kLook);
    boost::system::error_code ignored;
    co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
    if (ignored) co_return;
  }
}

/// Shows the answer to what was posted. Returns what the terminal is asked for in it.
Awaitable<console::Asked> post(Talk* talk, chat::HttpRequest request) {
  const chat::HttpResponse response = co_await talk->webhook.handle(std::move(request));
  if (response.status == 200) {
    talk->terminal.show_answer(response.body);
  } else {
    talk->out << response.body << std::flush;
  }
  co_return console::asked_in(response.body);
}

/// The field to ask again: the one that was refused, or the first.
const chat::Field* refused_field(const chat::Form& form, const std::string& name) {
  for (const chat::Field& field : form.fields) {
    if (field.name == name) return &field;
  }
  return form.fields.empty() ? nullptr : &form.fields.front();
}

chat::HttpRequest request_of(const Talk& talk, const chat::Form& form, const console::Entries& entries) {
  return console::submission(talk.as, talk.in, talk.zone, form, entries, talk.clock.now(), fresh_id());
}

/// Asks the form's fields and posts them, until it is taken or left. Returns the form that the answer asks for in turn.
Awaitable<std::optional<chat::Form>> fill_in(Talk* talk, Lines* lines, const chat::Form* form) {
  talk->out << "One question after the other; cancel leaves without doing anything.\n";
  console::Entries entries;
  bool goes_on = co_await ask_all(form, &entries, lines, &talk->out);
  while (goes_on) {
    chat::HttpRequest request = request_of(*talk, *form, entries);
    console::Asked asked = co_await post(talk, std::move(request));
    if (!asked.wrong_field) co_return asked.form;
    const chat::Field* field = refused_field(*form, *asked.wrong_field);
    if (field == nullptr) co_return std::nullopt;
    goes_on = co_await ask_field(field, &entries, lines, &talk->out);
  }
  talk->out << "Left; nothing was done.\n\n" << std::flush;
  co_return std::nullopt;
}

}  // namespace

Awaitable<void> converse(Talk* talk, Lines* lines) {
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  for (prompt(*talk);; prompt(*talk)) {
    const std::optional<std::string> line = co_await lines->next();
    if (!line || is_farewell(*line)) break;
    if (talk->said) talk->said(*line);
    chat::HttpRequest request = request_of(*talk, *line);
    console::Asked asked = co_await post(talk, std::move(request));
    while (asked.form) {
      std::optional<chat::Form> next = co_await fill_in(talk, lines, &*asked.form);
      asked.form = std::move(next);
    }
    co_await until_printed(talk);
  }
}

}  // namespace backwalk::cli
