// `backwalk when`: how a date, time, duration or range is understood (ARCHITECTURE §7).
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

namespace backwalk::cli {

/// Prints `{"kind","start","end","grain","minutes","text"}` as one line on `out`: local times with offset, the end exclusive, null where
/// there is none. Returns 0, also for kind "ambiguous"; 1 when the text is not understood (kind "none", and a sentence on `err`); 2 when
/// `now` or the zone is wrong (nothing on `out`). Without `now_rfc3339` it is the present minute.
int when(const std::string& text, const std::optional<std::string>& now_rfc3339, const std::string& zone, std::ostream& out,
         std::ostream& err);

}  // namespace backwalk::cli
