#include <optional>

#include "bot/net/beast_parser.hpp"
#include "bot/net/wire.hpp"

namespace backwalk::net {

struct ResponseReader::Parts {
  bool to_head;
  std::size_t header_limit, body_limit;
  std::optional<BeastParser<false>> parser{};
  std::size_t header_bytes = 0;
  Stage stage = Stage::nothing;
  std::string failure{};

  void start() {
    parser.emplace(header_limit, body_limit);
    parser->skip(to_head);
  }
  void fail(std::string why) {
    stage = Stage::failed;
    failure = std::move(why);
  }
  void advance() {
    if (stage == Stage::header && parser->is_header_done()) stage = Stage::body;
    if (stage != Stage::body || !parser->is_done()) return;
    const int status = parser->message.status;
    if (status == 101) return fail("the other side switched protocols");
    if (status / 100 != 1) {
      stage = Stage::done;
      return;
    }
    start();
    stage = Stage::header;
  }
};

ResponseReader::ResponseReader(bool to_head, std::size_t header_limit, std::size_t body_limit)
    : parts_(std::make_unique<Parts>(Parts{to_head, header_limit, body_limit})) {
  parts_->start();
}
ResponseReader::~ResponseReader() = default;

std::size_t ResponseReader::take(std::string_view bytes) {
  Parts& p = *parts_;
  std::size_t used = 0;
  if (p.stage == Stage::nothing && !bytes.empty()) p.stage = Stage::header;
  while ((p.stage == Stage::header || p.stage == Stage::body) && used < bytes.size()) {
    const bool in_header = p.stage == Stage::header;
    boost::beast::error_code error;
    const std::size_t step = p.parser->step(bytes.substr(used), error);
    used += step;
    if (in_header) p.header_bytes += step;
    if (error) {
      p.fail(error.message());
      break;
    }
    const bool hungry = p.parser->is_hungry();
    p.advance();
    if (hungry) break;
  }
  const std::size_t left = bytes.size() - used;
  if (p.header_bytes + (p.stage == Stage::header ? left : 0) > p.header_limit) p.fail("the header is too long");
  if (p.stage == Stage::body && left > p.header_limit) p.fail("a chunk header is too long");
  return used;
}

void ResponseReader::end() {
  Parts& p = *parts_;
  if (p.stage == Stage::done || p.stage == Stage::failed) return;
  if (p.stage == Stage::nothing) return p.fail("closed before an answer");
  if (p.stage == Stage::header) return p.fail("closed in the header of the answer");
  boost::beast::error_code error;
  p.parser->put_eof(error);
  if (error)
    p.fail("closed in the body of the answer");
  else
    p.stage = Stage::done;
}

Stage ResponseReader::stage() const { return parts_->stage; }
bool ResponseReader::keep_alive() const { return parts_->parser->keep_alive(); }
std::string_view ResponseReader::failure() const { return parts_->failure; }
chat::HttpResponse& ResponseReader::response() { return parts_->parser->message; }

}  // namespace backwalk::net
