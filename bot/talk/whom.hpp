// Who is meant by a name: asked where several people are called so, never guessed. Private to talk.
#pragma once

#include <vector>

#include "bot/talk/context.hpp"
#include "bot/talk/reply.hpp"

namespace backwalk::talk {

/// Everybody whom these words mean here: a platform's id means one person, a name may mean several. Sorted; empty: nobody is known by it.
std::vector<turn::PersonId> people_meant(const Context& context, const Someone& someone);

/// Why `person` found nobody for them: no one is called so, or several are; then a button says all again with each of them. `someone` is
/// part of the utterance.
Reply refuse_person(const Context& context, const Someone& someone);

/// Who is named behind "owner" in one breath, "@bob and @kim".
std::vector<Someone> owners_named(const Utterance& said);

}  // namespace backwalk::talk
