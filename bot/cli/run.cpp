#include "bot/cli/run.hpp"

#include <boost/asio/co_spawn.hpp>
#include <exception>
#include <utility>

namespace backwalk::cli {

int run(boost::asio::io_context& context, std::function<Awaitable<int>()> task) {
  context.restart();
  std::exception_ptr thrown;
  int result = 0;
  boost::asio::co_spawn(context, std::move(task), [&](std::exception_ptr error, int value) {
    thrown = error;
    result = value;
  });
  context.run();
  if (thrown) std::rethrow_exception(thrown);
  return result;
}

int run(std::function<Awaitable<int>()> task) {
  boost::asio::io_context context{1};
  return run(context, std::move(task));
}

}  // namespace backwalk::cli
