// Whether two pictures look the same to somebody who does not look at single pixels.
#pragma once

#include <optional>
#include <string>

namespace backwalk::picture::testing {

/// None where they look the same, else what differs. Both are made eight times smaller first (each pixel the mean of 8 x 8). A small pixel
/// differs where it is darker than its place and all around it in the other one, or brighter, by an eighth of what there is between black
/// and white. Other versions of Pango and of the fonts move letters by a pixel or two, which that lets pass; a bar, a mark or a line of
/// text that is elsewhere it does not. Two small pixels in a thousand may differ, and the mean difference may be 1 %. The height may differ
/// by one line of the key, which other letters may break elsewhere.
std::optional<std::string> difference(const std::string& png, const std::string& other_png);

}  // namespace backwalk::picture::testing
