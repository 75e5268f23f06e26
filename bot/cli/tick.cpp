#include "bot/cli/tick.hpp"

#include "bot/cli/run.hpp"
#include "bot/cli/session.hpp"
#include "bot/cli/settings.hpp"

namespace backwalk::cli {
namespace {

/// Each look is taken at its own time, and what it sends leaves at that time; after a downtime all of them are taken at the end of it.
Awaitable<int> tick_on(Session* session, FrozenClock* clock, Instant until, Beat::Taken taken, std::ostream* err) {
  for (;;) {
    const auto looked = co_await session->beat.look_once(until, taken);
    if (!looked) {
      *err << "backwalk: " << looked.error().what << '\n';
      co_return 1;
    }
    clock->set(*looked ? **looked : until);
    co_await session->drain.drain_now();
    if (!*looked) co_return 0;
  }
}

}  // namespace

int tick(const TickOptions& options, std::ostream& out, std::ostream& err) {
  const auto config = load_settings(std::nullopt, err);
  if (!config) return 1;
  const auto store = open_store(options.store.value_or(config->store), err);
  if (!store) return 1;
  FrozenClock clock(options.now);
  Terminal terminal(out, options.json ? Form::json : Form::told, clock, config->zone);
  Session session(*store, clock, house_of(*config), terminal);
  const auto taken = options.after_downtime ? Beat::Taken::after_downtime : Beat::Taken::in_time;
  const int status = run(session.context, [&] { return tick_on(&session, &clock, options.now, taken, &err); });
  store->close();
  return status;
}

}  // namespace backwalk::cli
