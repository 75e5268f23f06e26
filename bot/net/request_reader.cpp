#include <cctype>

#include "bot/net/beast_parser.hpp"
#include "bot/net/wire.hpp"

namespace backwalk::net {
namespace {

std::string lower(std::string_view mixed) {
  std::string text(mixed);
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

/// "GET / HTTP/2.0" is a version that we do not speak (505); anything else at its place is no request (400).
bool names_a_version(std::string_view start) {
  const auto line = start.substr(0, start.find("\r\n"));
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (line.size() < 9) return false;
  const auto last = line.substr(line.size() - 9);
  return last.starts_with(" HTTP/") && is_digit(last[6]) && last[7] == '.' && is_digit(last[8]);
}

int status_of(const boost::beast::error_code& error, std::string_view start) {
  if (error == http::error::body_limit) return 413;
  if (error == http::error::header_limit) return 431;
  if (error == http::error::bad_version && names_a_version(start)) return 505;
  return 400;
}

/// What a header says that the parser does not judge; 0 when all is well. Any coding but plain "chunked" would let us and a proxy disagree
/// about where the request ends.
int judge(const chat::HttpRequest& request, int version) {
  const auto coding = chat::header(request.headers, "Transfer-Encoding");
  if (coding && version == 10) return 400;
  if (coding && (chat::count_of(request.headers, "Transfer-Encoding") != 1 || lower(*coding) != "chunked")) return 501;
  const int hosts = chat::count_of(request.headers, "Host");
  if (hosts > 1 || (hosts == 0 && version == 11)) return 400;
  const auto expect = chat::header(request.headers, "Expect");
  return expect && lower(*expect) != "100-continue" ? 417 : 0;
}

}  // namespace

struct RequestReader::Parts {
  BeastParser<true> parser;
  std::size_t header_limit;
  std::size_t header_bytes = 0;
  Stage stage = Stage::nothing;
  int refusal = 0;

  void fail(int status) {
    stage = Stage::failed;
    refusal = status;
  }
  void advance() {
    if (stage == Stage::header && parser.is_header_done()) {
      stage = Stage::body;
      if (const int status = judge(parser.message, parser.version); status != 0) return fail(status);
    }
    if (stage == Stage::body && parser.is_done()) stage = Stage::done;
  }
};

RequestReader::RequestReader(std::size_t header_limit, std::size_t body_limit)
    : parts_(std::make_unique<Parts>(Parts{{header_limit, body_limit}, header_limit})) {}
RequestReader::~RequestReader() = default;

std::size_t RequestReader::take(std::string_view bytes) {
  Parts& p = *parts_;
  std::size_t used = 0;
  while (p.stage == Stage::nothing && bytes.substr(used).starts_with("\r\n") && p.header_bytes < p.header_limit) {
    used += 2;  // an empty line before a request is ignored (RFC 9112 2.2), a flood of them is not
    p.header_bytes += 2;
  }
  if (p.stage == Stage::nothing && used < bytes.size() && bytes.substr(used) != "\r") p.stage = Stage::header;
  while ((p.stage == Stage::header || p.stage == Stage::body) && used < bytes.size()) {
    const bool in_header = p.stage == Stage::header;
    boost::beast::error_code error;
    const auto rest = bytes.substr(used);
    const std::size_t step = p.parser.step(rest, error);
    used += step;
    if (in_header) p.header_bytes += step;
    if (error) {
      p.fail(status_of(error, rest));
      break;
    }
    p.advance();
    if (p.parser.is_hungry()) break;
  }
  const std::size_t left = bytes.size() - used;
  if (p.header_bytes + (p.stage == Stage::header ? left : 0) > p.header_limit) p.fail(431);
  if (p.stage == Stage::body && left > p.header_limit) p.fail(400);  // an endless chunk header or trailer
  return used;
}

Stage RequestReader::stage() const { return parts_->stage; }
int RequestReader::refusal() const { return parts_->refusal; }
bool RequestReader::keep_alive() const { return parts_->parser.keep_alive(); }
bool RequestReader::is_http_1_0() const { return parts_->parser.version == 10; }
bool RequestReader::expects_continue() const {
  return !is_http_1_0() && chat::header(parts_->parser.message.headers, "Expect").has_value();
}
chat::HttpRequest& RequestReader::request() { return parts_->parser.message; }

}  // namespace backwalk::net
