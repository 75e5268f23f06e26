// The painter of the program: what an answer wants to show is drawn, kept as a file beside the store, and gets an address.
#pragma once

#include <optional>
#include <string>

#include "bot/base/clock.hpp"
#include "bot/turn/odds.hpp"
#include "bot/web/shelf.hpp"

namespace backwalk::cli {

/// The folder of a store's pictures: "pictures" beside its file; "var/pictures" for one that is no file.
std::string folder_for_pictures(const std::string& store);

/// Whether a picture is also kept on a dark ground (chat::Picture::dark), for a page that shows it.
enum class Grounds { as_asked, both };
/// Both references outlive it.
turn::Painter painter_for(web::Shelf& shelf, const Clock& clock, Grounds grounds = Grounds::as_asked);

}  // namespace backwalk::cli
