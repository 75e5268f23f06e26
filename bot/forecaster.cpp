#include "bot/forecaster.hpp"

#include <boost/asio/post.hpp>
#include <functional>
#include <iterator>
#include <memory>
#include <utility>

#include "bot/store/await.hpp"

namespace backwalk {

using Knowns = Result<std::vector<turn::Known>>;

// No coroutine: what it captures is moved into `await` by value (the g++ 12 list in ARCHITECTURE §5).
Awaitable<Knowns> Forecaster::work_out(std::vector<turn::Wanted> wants) {
  auto shared = std::make_shared<std::vector<turn::Wanted>>(std::move(wants));
  std::function<void(std::function<void(Knowns)>)> start = [this, shared](std::function<void(Knowns)> done) {
    boost::asio::post(pool_, [this, shared, done = std::move(done)] {
      std::vector<turn::Known> known;
      for (turn::Wanted& wanted : *shared) {
        known.push_back(turn::work_out(std::move(wanted), memory_));
        turn::Known& last = known.back();
        const bool is_drawn = painter_ && last.wanted.what == turn::Wanted::What::picture;
        if (is_drawn) last.picture = painter_(last.wanted, last.forecast ? &*last.forecast : nullptr);
      }
      done(Knowns(std::move(known)));
    });
  };
  return store::await<std::vector<turn::Known>>(std::move(start));
}

Awaitable<Forecaster::Known> Forecaster::add(Known odds, std::vector<turn::Wanted> wants, int most_rounds) {
  auto known = co_await work_out(std::move(wants));
  auto next = std::make_shared<turn::Odds>(*odds);
  if (known) next->known.insert(next->known.end(), std::make_move_iterator(known->begin()), std::make_move_iterator(known->end()));
  next->is_final = ++next->rounds >= most_rounds;
  co_return next;
}

}  // namespace backwalk
