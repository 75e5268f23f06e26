// One line typed at a field's question.
#include "bot/cli/fill_in.hpp"

#include <gtest/gtest.h>

namespace backwalk::cli {
namespace {

using Input = decltype(chat::Field::input);

chat::Field field(Input input, bool is_required = true) {
  return {.name = "field", .label = "Label", .hint = "", .say = "", .is_required = is_required, .input = std::move(input)};
}

std::string words(const Typed& typed) {
  switch (typed.what) {
    case Typed::What::taken:
      return "taken " + typed.text;
    case Typed::What::left_empty:
      return "empty";
    case Typed::What::not_understood:
      return "again";
  }
  return {};
}

TEST(FillIn, ReadsALineAsTheFieldsValue) {
  const chat::SelectInput select{{{"It stops", "stops"}, {"It slows", "slows"}}, "slows"};
  const struct {
    const char* name;
    chat::Field field;
    const char* line;
    const char* words;
  } cases[] = {
      {"text", field(chat::TextInput{}), "  two words ", "taken two words"},
      {"text needed", field(chat::TextInput{}), "  ", "again"},
      {"text not needed", field(chat::TextInput{}, false), "", "empty"},
      {"initial text", field(chat::TextInput{"as it was", false}), "", "taken as it was"},
      {"number", field(chat::NumberInput{}), "3.5%", "taken 3.5%"},
      {"initial number", field(chat::NumberInput{"64"}), "", "taken 64"},
      {"date", field(chat::DateInput{}), "next friday", "taken next friday"},
      {"initial date", field(chat::DateInput{"2026-10-30"}), "\t", "taken 2026-10-30"},
      {"person by name", field(chat::PersonInput{}), "ben", "taken @ben"},
      {"person by mention", field(chat::PersonInput{}), "@ben", "taken @ben"},
      {"me", field(chat::PersonInput{}), "me", "taken me"},
      {"initial person", field(chat::PersonInput{"ben"}), "", "taken @ben"},
      {"nobody", field(chat::PersonInput{}, false), "", "empty"},
      {"option by number", field(select), "1", "taken stops"},
      {"option by label", field(select), "it stops", "taken stops"},
      {"option by word", field(select), "STOPS", "taken stops"},
      {"initial option", field(select), "", "taken slows"},
      {"option zero", field(select), "0", "again"},
      {"option too many", field(select), "3", "again"},
      {"no such option", field(select), "1x", "again"},
      {"yes", field(chat::CheckInput{}), "Y", "taken "},
      {"no", field(chat::CheckInput{true}), "no", "empty"},
      {"initial yes", field(chat::CheckInput{true}), "", "taken "},
      {"initial no", field(chat::CheckInput{}), "", "empty"},
      {"neither", field(chat::CheckInput{}), "maybe", "again"},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.name);
    EXPECT_EQ(words(read_entry(one.field, one.line)), one.words);
  }
}

TEST(FillIn, AQuestionSaysWhatEnterDoes) {
  EXPECT_EQ(question_of(field(chat::TextInput{})), "Label? ");
  EXPECT_EQ(question_of(field(chat::TextInput{}, false)), "Label (Enter leaves it out)? ");
  EXPECT_EQ(question_of(field(chat::DateInput{"2026-10-30"})), "Label [2026-10-30]? ");
  EXPECT_EQ(question_of(field(chat::CheckInput{true})), "Label (y/n) [y]? ");
  EXPECT_EQ(question_of(field(chat::SelectInput{{{"It stops", "stops"}, {"It slows", "slows"}}, ""})),
            "Label\n  1  It stops\n  2  It slows\n? ");
  chat::Field hinted = field(chat::TextInput{});
  hinted.hint = "One line";
  EXPECT_EQ(question_of(hinted), "Label - One line? ");
}

}  // namespace
}  // namespace backwalk::cli
