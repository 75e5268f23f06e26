#include "adapters/chat/http.hpp"

#include <gtest/gtest.h>

#include "adapters/chat/result.hpp"

namespace backwalk::chat {
namespace {

TEST(ChatHttp, HeaderNamesAreComparedWithoutCase) {
  const Headers headers{{"X-One", "1"}, {"x-two", "2"}, {"X-TWO", "3"}};
  EXPECT_EQ(header(headers, "x-one"), "1");
  EXPECT_EQ(header(headers, "X-Two"), "2");
  EXPECT_EQ(header(headers, "X-Three"), std::nullopt);
  EXPECT_EQ(count_of(headers, "X-two"), 2);
  EXPECT_EQ(count_of(headers, "X-Three"), 0);
}

TEST(ChatHttp, AFormIsReadInOrder) {
  const auto form = parse_form("a=1&b=x+y%20z&&empty=&bare&a=2&%C3%A9=%F0%9F%9A%80&raw=a b?=c");
  ASSERT_TRUE(form.has_value());
  EXPECT_EQ(*form, (FormBody{{"a", "1"}, {"b", "x y z"}, {"empty", ""}, {"bare", ""}, {"a", "2"}, {"é", "🚀"}, {"raw", "a b?=c"}}));
  EXPECT_EQ(field(*form, "a"), "1");
  EXPECT_EQ(field(*form, "none"), std::nullopt);
  EXPECT_EQ(parse_form(""), FormBody{});
}

TEST(ChatHttp, ABrokenFormIsNone) {
  for (const auto* body :
       {"a=%", "a=%4", "a=%zz", "a=%-1", "%f=1", "a=%ff", "a=\xff", "a=%C3", "a=%ED%A0%80", "a=%C0%80", "a=%F5%80%80%80"}) {
    EXPECT_EQ(parse_form(body), std::nullopt) << body;
  }
}

TEST(ChatHttp, WhatIsEscapedReadsBackAsItWas) {
  std::string every;
  for (int c = 1; c < 0x80; ++c) every += static_cast<char>(c);
  every += "é🚀";
  EXPECT_EQ(parse_form("x=" + form_escape(every)), (FormBody{{"x", every}}));
  EXPECT_EQ(form_escape("a b&c~d"), "a%20b%26c~d");
}

TEST(ChatHttp, AResponseSaysWhatItIs) {
  const auto response = respond_with(400, "text/plain", "no");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(header(response.headers, "content-type"), "text/plain");
  EXPECT_EQ(response.body, "no");
}

TEST(ChatResult, AnErrorTakenForAValueIsABug) {
  const Result<int> good = 7;
  const Result<int> bad = Error{Cause::busy, "the store is locked"};
  EXPECT_EQ(good.value(), 7);
  EXPECT_THROW(static_cast<void>(bad.value()), std::logic_error);
}

}  // namespace
}  // namespace backwalk::chat
