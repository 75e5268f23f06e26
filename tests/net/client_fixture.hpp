// A client on a loop of its own, and the other side played by hand.
#pragma once

#include <gtest/gtest.h>

#include "tests/net/served.hpp"

namespace backwalk::net {

using namespace std::chrono_literals;

inline chat::HttpRequest request_of(std::string method, std::string url, std::string body = "") {
  chat::HttpRequest request;
  request.method = std::move(method);
  request.url = std::move(url);
  request.body = std::move(body);
  return request;
}

class Client : public testing::Test {
 public:
  ~Client() override {
    loop.on_loop([this] { client.reset(); });
  }

 protected:
  std::future<Result<chat::HttpResponse>> start(chat::HttpRequest request, std::chrono::milliseconds deadline = 60s) {
    return loop.start(client->call(std::move(request), deadline));
  }
  Result<chat::HttpResponse> call(chat::HttpRequest request, std::chrono::milliseconds deadline = 60s) {
    return start(std::move(request), deadline).get();
  }
  /// A call that one hand-played connection answers with these bytes and its end.
  Result<chat::HttpResponse> call_answered_by(std::string_view bytes, const std::string& method = "POST") {
    RawListener listener;
    auto answer = start(request_of(method, listener.url()));
    RawSocket peer = listener.accept();
    peer.receive_until("\r\n\r\n");
    peer.send(bytes);
    peer.close();
    return answer.get();
  }
  /// Makes one call so that a connection to the listener is idle; the other side of it is returned.
  RawSocket warm_up(const RawListener& listener) {
    auto answer = start(request_of("GET", listener.url()));
    RawSocket peer = listener.accept();
    peer.receive_until("\r\n\r\n");
    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    EXPECT_EQ(answer.get().value().status, 200);
    return peer;
  }

  Loop loop;
  std::unique_ptr<HttpCall> client = make_client(loop.context, 2);
};

}  // namespace backwalk::net
