#include "bot/deliver/uploads.hpp"

#include <exception>
#include <utility>

#include "bot/base/log.hpp"

namespace backwalk::deliver {
namespace {

constexpr std::chrono::seconds upload_deadline{10};
constexpr int most_refusals = 4;       ///< with the waits between them some fifteen seconds
constexpr std::size_t most_told = 64;  ///< different things that went wrong
constexpr std::size_t most_copies = 1024;

/// The file of the picture that the platform would show; none where there is nothing to carry.
std::optional<std::string> file_of(const store::Row& row) {
  const chat::Outgoing& outgoing = row.resolved.outgoing;
  if (outgoing.delivery == chat::Delivery::form || outgoing.delivery == chat::Delivery::pin) return std::nullopt;
  const chat::Picture* picture = chat::picture_of(outgoing.message);
  if (picture == nullptr || !chat::is_portable(*picture)) return std::nullopt;
  return picture->file;
}

std::string name_of_file(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

}  // namespace

Awaitable<std::optional<std::string>> Uploads::bring(HttpCall& calls, Tokens& tokens, const Platform& platform, store::Row row) {
  if (const auto known = copies_.find(row.id); known != copies_.end()) {
    if (known->second.refusals >= most_refusals) co_return std::nullopt;
    co_return known->second.id;
  }
  const auto file = file_of(row);
  if (!file || !read_ || !platform.ask_upload({})) co_return std::nullopt;
  Upload upload;
  upload.name = name_of_file(*file);
  upload.bytes = read_(*file).value_or("");
  if (upload.bytes.empty()) co_return std::nullopt;
  const auto carried = co_await carry(calls, tokens, platform, std::move(upload));
  if (!carried) {
    tell(platform, carried.error());
    co_return std::nullopt;
  }
  if (copies_.size() >= most_copies) copies_.clear();
  copies_[row.id].id = carried->id;
  co_return carried->id;
}

Awaitable<Result<Upload>> Uploads::carry(HttpCall& calls, Tokens& tokens, const Platform& platform, Upload upload) {
  try {
    for (auto ask = platform.ask_upload(upload); ask; ask = platform.ask_upload(upload)) {
      const auto answer = co_await tokens.call(calls, platform, std::move(*ask), upload_deadline);
      if (!answer) co_return answer.error();
      auto further = platform.read_upload(std::move(upload), *answer);
      if (!further) co_return further.error();
      upload = std::move(*further);
    }
  } catch (const std::exception& error) {
    co_return Error{Cause::unknown, std::string("the upload broke off: ") + error.what()};
  }
  co_return upload;
}

void Uploads::tell(const Platform& platform, const Error& error) {
  if (told_.size() >= most_told || !told_.insert(platform.name() + " " + error.what).second) return;
  log::warning("a picture was not uploaded; its words, or its address, stand in its place",
               {{"platform", platform.name()}, {"why", error.what}});
}

Result<chat::Receipt> Uploads::judge(const store::Row& row, chat::Receipt receipt) {
  const auto* denied = std::get_if<chat::Denied>(&receipt);
  const auto copy = copies_.find(row.id);
  if (denied != nullptr && row.resolved.uploaded && copy != copies_.end()) {
    ++copy->second.refusals;
    return Error{Cause::busy, "refused with its picture: " + denied->why};
  }
  const bool comes_again = std::holds_alternative<chat::RetryAfter>(receipt);
  if (!comes_again && copy != copies_.end()) copies_.erase(copy);
  return receipt;
}

}  // namespace backwalk::deliver
