// One delivery: the call, what became of it, and writing that down. Internal to deliver.
#pragma once

#include "bot/deliver/deliver.hpp"
#include "bot/deliver/tokens.hpp"
#include "bot/deliver/uploads.hpp"

namespace backwalk::deliver {

/// Sends the row, with a token, and after what must come first where the platform needs that: a conversation is opened, a picture brought
/// there. Whatever the platform's code throws becomes a receipt: nothing leaves this function but a result.
Awaitable<Result<chat::Receipt>> attempt(HttpCall& calls, Tokens& tokens, Uploads& uploads, const Platform& platform, store::Row row);

/// Writes the outcome down. Errors are the store's.
Awaitable<Result<bool>> settle(store::Store& store, const store::Row& row, const Next& next, Instant now);

/// One line an event (STYLE 29).
void tell(const store::Row& row, const Next& next, std::chrono::milliseconds took);

}  // namespace backwalk::deliver
