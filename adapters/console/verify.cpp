// Nobody serves the console on a network: what reaches it was said in this process.
#include "adapters/console/parts.hpp"

namespace backwalk::console {

Verdict verify() { return Accepted{}; }

}  // namespace backwalk::console
