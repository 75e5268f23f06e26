// The plan of PRODUCT 6, as far as its utterances name things, in #billing on Tue 8 Sep 2026, and what can be said about it.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "tests/fakes/story.hpp"

namespace backwalk::fakes {

/// product, dev, legal, market are known; A1 to A9, M1 to M3, K1, R1 and R2 are there; product owns the plan, key CUST.
inline void tell_billing(Story& story) {
  for (const std::string who : {"dev", "legal", "market", "dev2", "vendor-contact"}) story.dm(who, "help");
  for (const std::string text :
       {"start Self-serve billing live for EU customers by 30 oct", "milestone Terms and privacy signed by 2 oct",
        "milestone Tax engine works in staging", "milestone 20 customers finished the beta by T-1w owner @legal",
        "before M1 terms and privacy for 6/10/16d owner @legal", "before M2 pricing decision for 2/3/6d owner @product",
        "before M2 choose tax vendor for 5/7/14d owner @dev", "before M2 integrate tax engine for 6/8/14d after A3 owner @dev",
        "before M3 run the beta for 10d after M2 owner @legal", "before goal launch page and docs for 3/5/8d owner @market",
        "before goal fix beta findings for 2/4/9d after M3 owner @dev", "before goal switch on and announce for 1d after A7 owner @product",
        "before goal watch the rival for 2h owner @market", "kpi add EU waitlist companies from 40 to 100 by 30 oct owner @product",
        "risk rival launches first owner @market", "risk sandbox keys come late owner @dev"}) {
    story.slash("product", "billing", text);
  }
}

/// The same, committed with a review every two weeks.
inline void tell_committed_billing(Story& story) {
  tell_billing(story);
  story.slash("product", "billing", "commit every 2w");
}

/// What the speaker alone is told, and what everybody sees.
inline std::string told_to(const std::vector<Seen>& seen, const std::string& where) {
  std::string text;
  for (const auto& each : seen) {
    if (each.where == where) text += (text.empty() ? "" : "\n") + each.text();
  }
  return text;
}

}  // namespace backwalk::fakes
