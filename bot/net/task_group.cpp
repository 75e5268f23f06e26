#include "bot/net/task_group.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <set>
#include <utility>
#include <vector>

#include "bot/base/log.hpp"

namespace backwalk::net {
namespace {

namespace asio = boost::asio;

struct Child {
  Child(std::string called, std::function<Awaitable<void>()> does) : name(std::move(called)), task(std::move(does)) {}

  std::string name;
  std::function<Awaitable<void>()> task;  // its captures must outlive the coroutine that it makes
  asio::cancellation_signal stop{};
};

void report(const std::string& name, const std::exception_ptr& failure) {
  if (!failure) return;
  try {
    std::rethrow_exception(failure);
  } catch (const boost::system::system_error& error) {
    if (error.code() != asio::error::operation_aborted) log::error("task failed", {{"task", name}, {"why", error.what()}});
  } catch (const std::exception& error) {
    log::error("task failed", {{"task", name}, {"why", error.what()}});
  } catch (...) {
    log::error("task failed", {{"task", name}, {"why", "an unknown exception"}});
  }
}

}  // namespace

struct TaskGroup::Shared {
  explicit Shared(const asio::any_io_executor& on) : executor(on), changed(on, asio::steady_timer::time_point::max()) {}

  asio::any_io_executor executor;
  asio::steady_timer changed;  ///< never runs out; cancelled when the last child is gone
  std::set<std::shared_ptr<Child>> children{};
};

TaskGroup::TaskGroup(asio::any_io_executor executor) : shared_(std::make_shared<Shared>(executor)) {}
TaskGroup::~TaskGroup() { cancel(); }

void TaskGroup::spawn(std::string name, std::function<Awaitable<void>()> task) {
  const auto child = std::make_shared<Child>(std::move(name), std::move(task));
  Awaitable<void> running = child->task();
  shared_->children.insert(child);
  auto gone = [shared = shared_, child](const std::exception_ptr& failure) {
    report(child->name, failure);
    shared->children.erase(child);
    if (shared->children.empty()) shared->changed.cancel();
  };
  asio::co_spawn(shared_->executor, std::move(running), asio::bind_cancellation_slot(child->stop.slot(), std::move(gone)));
}

void TaskGroup::cancel() {
  const std::vector<std::shared_ptr<Child>> present(shared_->children.begin(), shared_->children.end());
  for (const auto& child : present) child->stop.emit(asio::cancellation_type::terminal);
}

Awaitable<void> TaskGroup::join() {
  const auto shared = shared_;
  boost::system::error_code ignored;
  while (!shared->children.empty()) co_await shared->changed.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

std::size_t TaskGroup::size() const { return shared_->children.size(); }

}  // namespace backwalk::net
