#include "bot/cli/session.hpp"

#include <unistd.h>

#include <random>
#include <utility>

#include "adapters/console/console.hpp"

namespace backwalk::cli {

Session::Session(store::Store& store, const Clock& clock, talk::House house, Terminal& shown_in)
    : console(console::make_console()),
      terminal(shown_in),
      webhook(store, shown_in, clock, std::move(house), {console.get()}, {}),
      beat(store, clock, {}),
      drain(store, shown_in, clock, {console.get()}) {}

std::unique_ptr<store::Store> open_store(const std::string& address, std::ostream& err) {
  auto store = store::open(address, store::Holding::exclusive);
  if (store) return *std::move(store);
  err << "backwalk: " << store.error().what << '\n';
  return nullptr;
}

std::string fresh_id() {
  static std::random_device device;
  const auto now = SystemClock{}.wall().time_since_epoch().count();
  return std::to_string(now) + "-" + std::to_string(getpid()) + "-" + std::to_string(device()) + std::to_string(device());
}

}  // namespace backwalk::cli
