#include "bot/cli/say.hpp"

#include <utility>

#include "adapters/console/console.hpp"
#include "bot/cli/pictures.hpp"
#include "bot/cli/run.hpp"
#include "bot/cli/session.hpp"
#include "bot/cli/settings.hpp"

namespace backwalk::cli {
namespace {

Awaitable<int> utter(Session* session, chat::HttpRequest request, std::ostream* err) {
  bool refused = false;
  session->webhook.observe = [&refused](const turn::Answer& answer) { refused = answer.refused; };
  const chat::HttpResponse response = co_await session->webhook.handle(std::move(request));
  if (response.status != 200) {
    *err << response.body;
    co_return 1;
  }
  session->terminal.show_answer(response.body);
  co_await session->drain.drain_now();
  co_return refused ? 1 : 0;
}

}  // namespace

int say(const SayOptions& options, std::ostream& out, std::ostream& err) {
  const auto config = load_settings(std::nullopt, err);
  if (!config) return 1;
  const std::string address = options.store.value_or(config->store);
  const auto store = open_store(address, err);
  if (!store) return 1;
  const std::string zone = options.zone ? *options.zone : system_zone();
  const FrozenClock clock(options.now.value_or(SystemClock{}.now()));
  Terminal terminal(out, options.json ? Form::json : Form::told, clock, zone);
  Session session(*store, clock, house_of(*config), terminal);
  web::Shelf shelf(folder_for_pictures(address), config->public_url);
  session.webhook.draw_with(painter_for(shelf, clock));
  const auto request = console::utterance(options.as.value_or(login_name()), options.in, zone, options.text, clock.now(), fresh_id());
  const int status = run(session.context, [&] { return utter(&session, request, &err); });
  store->close();
  return status;
}

}  // namespace backwalk::cli
