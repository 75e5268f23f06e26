// Beast's parser filling our values directly: fields of the header only (trailers are dropped), the body as exact bytes.
#pragma once

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/optional/optional.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "adapters/chat/http.hpp"

namespace backwalk::net {

namespace http = boost::beast::http;

template <bool is_request>
class BeastParser : public http::basic_parser<is_request> {
  using Text = boost::beast::string_view;
  using Code = boost::beast::error_code;

 public:
  using Message = std::conditional_t<is_request, chat::HttpRequest, chat::HttpResponse>;

  BeastParser(std::size_t header_limit, std::size_t body_limit) : body_limit_(body_limit) {
    this->header_limit(static_cast<std::uint32_t>(std::min<std::size_t>(header_limit, UINT32_MAX)));
    this->body_limit(body_limit);
  }

  Message message{};
  int version = 11;

  /// One step; what is left over is told by the return value, need_more is no error.
  std::size_t step(std::string_view bytes, Code& error) {
    const std::size_t used = this->put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    if (error == http::error::need_more) {
      error = {};
      is_hungry_ = true;
    } else {
      is_hungry_ = used == 0;
    }
    return used;
  }
  /// Whether the last step can do nothing more without more bytes.
  bool is_hungry() const { return is_hungry_; }

 private:
  static std::string copy(Text text) { return std::string(text.data(), text.size()); }

  std::size_t append(Text body, Code& error) {
    if (message.body.size() + body.size() > body_limit_) {
      error = http::error::body_limit;
      return 0;
    }
    message.body.append(body.data(), body.size());
    return body.size();
  }

  void on_request_impl(http::verb, Text method, Text target, int http_version, Code&) override {
    version = http_version;
    if constexpr (is_request) {
      message.headers.reserve(16);
      message.method = copy(method);
      message.url = copy(target);
    }
  }
  void on_response_impl(int status, Text, int http_version, Code&) override {
    version = http_version;
    if constexpr (!is_request) message.status = status;
  }
  void on_field_impl(http::field, Text name, Text value, Code&) override {
    if (!header_done_) message.headers.emplace_back(copy(name), copy(value));
  }
  void on_header_impl(Code&) override { header_done_ = true; }
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, Code&) override {
    static constexpr std::uint64_t believed = 64 * 1024;  // an announced length alone gets nobody a megabyte
    if (length) message.body.reserve(static_cast<std::size_t>(std::min(*length, believed)));
  }
  std::size_t on_body_impl(Text body, Code& error) override { return append(body, error); }
  void on_chunk_header_impl(std::uint64_t, Text, Code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text body, Code& error) override { return append(body, error); }
  void on_finish_impl(Code&) override {}

  std::size_t body_limit_;
  bool header_done_ = false;
  bool is_hungry_ = false;
};

}  // namespace backwalk::net
