// Lines typed at standard input, for a coroutine. A thread reads them; nothing blocks the io thread.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <optional>
#include <string>

#include "bot/base/awaitable.hpp"

namespace backwalk::cli {

class Lines {
 public:
  /// Begins to read from the file descriptor. Lives on `executor`'s thread.
  Lines(boost::asio::any_io_executor executor, int descriptor);
  /// Stops reading, at once even when nobody types.
  ~Lines();
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;

  /// The next line without its end; none at the end of the input, or when cancelled. Undecodable bytes are passed on as they are.
  Awaitable<std::optional<std::string>> next();

 private:
  struct Shared;
  struct Reader;
  std::shared_ptr<Shared> shared_;
  std::unique_ptr<Reader> reader_;
};

}  // namespace backwalk::cli
