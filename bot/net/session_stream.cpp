// An answer that comes bit by bit (bot/base/feed.hpp). It ends with its connection, so it needs no length.
#include <utility>

#include "bot/net/session.hpp"

namespace backwalk::net {

Awaitable<void> Session::stream() {
  const bool to_head = reader_->request().method == "HEAD";
  const auto feed = to_head ? nullptr : streamed_->feed;
  std::string text = response_text(streamed_->head, feed ? Framing::until_close : Framing::close, to_head);
  const int status = streamed_->head.status;
  streamed_.reset();
  reader_.reset();
  pending_.clear();  // nothing follows on this connection
  std::string failure;
  is_stream_ = feed != nullptr;
  try {
    bool is_heard = co_await write(std::move(text));
    while (is_heard && feed && !house_->is_stopping) {
      phase_ = Phase::streaming;
      watchdog_.sleep();
      std::optional<std::string> news = co_await feed->next();
      if (!news || house_->is_stopping || is_gone()) break;
      text = *std::move(news);
      is_heard = co_await write(std::move(text));
    }
  } catch (const std::exception& error) {
    if (!house_->is_stopping) failure = error.what();
  } catch (...) {
    failure = "it threw something that is no exception";
  }
  tell(failure.empty() ? status : 500, failure.empty() ? "stream" : failure);
}

/// Whether the client has closed its side. What it says meanwhile is not listened to.
bool Session::is_gone() {
  const Took took = stream_.read(house_->scratch);
  return took.step == Step::ended || took.step == Step::failed;
}

}  // namespace backwalk::net
