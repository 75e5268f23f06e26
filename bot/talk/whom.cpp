#include "bot/talk/whom.hpp"

#include <algorithm>
#include <cctype>

#include "bot/talk/act.hpp"
#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/walk.hpp"
#include "bot/talk/words.hpp"

namespace backwalk::talk {
namespace {

constexpr std::size_t most_asked = 5;

std::string folded(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

/// How the platform knows the person here.
const chat::Door* door_of(const Context& context, const turn::Person& person) {
  const auto& place = context.envelope.place;
  const auto found = std::find_if(person.doors.begin(), person.doors.end(), [&](const chat::Door& door) {
    return door.platform == place.platform && door.workspace == place.workspace;
  });
  return found == person.doors.end() ? nullptr : &*found;
}

/// The same sentence with that person in place of whoever was called so.
std::string said_with(const Context& context, const Someone& someone, const std::string& user) {
  Utterance chosen = context.said;
  const auto put = [&](Someone& one) {
    if (!one.is_me && one.name == someone.name && one.mention == someone.mention) one = Someone{false, {}, user};
  };
  if (chosen.owner) put(*chosen.owner);
  if (chosen.checker) put(*chosen.checker);
  for (auto& one : chosen.people) put(one);
  return canonical(chosen);
}

}  // namespace

std::vector<turn::PersonId> people_meant(const Context& context, const Someone& someone) {
  if (someone.is_me) return {context.me};
  const std::string wanted = folded(someone.name);
  std::vector<turn::PersonId> called;
  for (const auto& [id, known] : context.state.people) {
    const auto* door = door_of(context, known);
    if (door == nullptr) continue;
    if (someone.mention ? door->user == *someone.mention : !wanted.empty() && folded(door->user) == wanted) return {id};
    if (!someone.mention && !wanted.empty() && folded(known.name) == wanted) called.push_back(id);
  }
  return called;
}

Reply refuse_person(const Context& context, const Someone& someone) {
  const auto meant = people_meant(context, someone);
  if (meant.size() < 2) return refuse(unknown_person(someone, row_of(context.said.verb)));
  chat::Buttons buttons;
  for (const auto id : meant) {
    if (buttons.buttons.size() == most_asked) break;
    const auto& user = door_of(context, context.state.people.at(id))->user;
    buttons.buttons.push_back({name_of(context.state, id) + " (" + user + ")", said_with(context, someone, user), chat::Weight::normal});
  }
  return refuse(
      message(count_of(meant.size(), "person is", "people are") + " called @" + someone.name +
                  " here. Which one? Nothing was done; picked from the list that appears after typing @, a name means one person.",
              {buttons}));
}

std::vector<Someone> owners_named(const Utterance& said) {
  std::vector<Someone> named;
  const auto is_owner = [](const Word& word) { return parts::steering(word) == "owner"; };
  auto word = std::ranges::find_if(said.words, is_owner);
  if (word == said.words.end()) return named;
  while (++word != said.words.end()) {
    auto someone = parts::read_someone(*word);
    const auto is_same = [&](const Someone& one) {
      return one.is_me == someone->is_me && one.mention == someone->mention && one.name == someone->name;
    };
    if (someone && std::ranges::any_of(named, is_same)) continue;
    if (someone) {
      named.push_back(std::move(*someone));
    } else if (!is_one_of(word->text, {"and", "&", "+", ",", "/"})) {
      break;
    }
  }
  return named;
}

}  // namespace backwalk::talk
