// The steps of parsing an utterance, for the files of this folder only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "bot/talk/grammar.hpp"

namespace backwalk::talk::parts {

/// The bare form of a word that may steer the parse; "" for quoted words and mentions.
std::string steering(const Word& word);
/// The texts of the words from `at` on, up to the first quoted word or mention: what a date or duration is read from.
std::vector<std::string> open_texts(const std::vector<Word>& words, std::size_t at);

/// A4, "A1, A4 and A2": as many references as follow each other from `at` on.
struct RefsParse {
  std::vector<planner::Ref> refs{};
  std::size_t used = 0;
};
/// What may stand in a list of references: items that can wait for each other, or KPIs and risks too.
enum class RefKinds { items, all };
RefsParse read_refs(const std::vector<Word>& words, std::size_t at, RefKinds kinds = RefKinds::items);
/// "@dev", a mention, "me".
std::optional<Someone> read_someone(const Word& word);

/// "every 2w", "weekly": how often in days, 1 to 366; 0 when the words from `at` on are no cadence. REQUIRES: at < words.size().
struct CadenceParse {
  int days = 0;
  std::size_t used = 0;
};
CadenceParse read_cadence(const std::vector<Word>& words, std::size_t at);

/// "by asap", "by soon": meant as a date, and none. Only where nothing but another modifier follows, else it is part of a title.
bool no_deadline(const std::vector<Word>& words, std::size_t at, DateParse& date);
/// A date that ends a title before `end` without "by": "built until 15 jan", "open on 12 june", "ready in 3 weeks", "built (T-2w)". None
/// for verbs that have no title with a date, and where it may be a part of what is said: "numbers from 3 march", "100 orders in a day".
struct DatedEnd {
  std::size_t begin = 0;
  DateParse date{};
};
std::optional<DatedEnd> read_date_at_end(const std::vector<Word>& words, Verb verb, std::size_t end, const Calendarium& calendarium);

/// What a length behind it belongs to: "in 2 weeks" is no length of work.
bool owns_length(const std::string& word);

/// Takes `because TEXT`, the trailing words share, quiet, preview, again, all, and the modifiers of this verb out of `rest` into the
/// utterance.
void take_modifiers(Utterance& utterance, std::vector<Word>& rest, const Calendarium& calendarium);
/// Reads what is left of the sentence as the verb's object and text, and says whether it parses whole.
void take_objects(Utterance& utterance, std::vector<Word>& rest, const Calendarium& calendarium);
/// The object of `slip`: what, then 3d, 12d left, by 3d, to 15 oct.
void take_slip(Utterance& utterance, std::vector<Word>& rest, const Calendarium& calendarium);
/// "milestone Beta finished done when 20 customers have paid": takes what stands behind the last "done when" away.
void take_done_when(Utterance& utterance, std::vector<Word>& rest);
/// "lite", "lite off", "lite TITLE by DATE"; with other words and no date it may be a sentence.
void take_lite(Utterance& utterance, const std::vector<Word>& rest);
/// "invite @friend", "invite @friend stop", "uninvite @friend".
void take_invite(Utterance& utterance, std::vector<Word> rest);

/// "standup", "checkin", "brief", "all": what one can be reminded of, other than one item.
std::optional<planner::Nudge> read_nudge(std::string_view word);

/// KPIs, risks, check-ins, standups, briefs, absences and what else belongs to the rhythm (grammar_measure.cpp, grammar_rhythm.cpp).
void take_kpi(Utterance& utterance, const std::vector<Word>& rest);
void take_risk(Utterance& utterance, std::vector<Word> rest);
void take_block(Utterance& utterance, const std::vector<Word>& rest);
void take_checked(Utterance& utterance, const std::vector<Word>& rest);
void take_report(Utterance& utterance, const std::vector<Word>& rest);
void take_checkin(Utterance& utterance, const std::vector<Word>& rest);
void take_standup(Utterance& utterance, std::vector<Word> rest, const Calendarium& calendarium);
void take_brief(Utterance& utterance, std::vector<Word> rest, const Calendarium& calendarium);
void take_away(Utterance& utterance, std::vector<Word> rest, const Calendarium& calendarium);
void take_snooze(Utterance& utterance, std::vector<Word> rest, const Calendarium& calendarium);
void take_remind(Utterance& utterance, const std::vector<Word>& rest);
void take_settings(Utterance& utterance, const std::vector<Word>& rest);

/// What decides on a plan: chances, what-ifs, versions (grammar_decide.cpp).
void take_decision(Utterance& utterance, const std::vector<Word>& rest, const Calendarium& calendarium);
/// What gives work another shape, or says what came of it (grammar_doing.cpp).
void take_unlink(Utterance& utterance, const std::vector<Word>& rest);
void take_needs(Utterance& utterance, const std::vector<Word>& rest);
void take_split(Utterance& utterance, std::vector<Word> rest);
void take_merge(Utterance& utterance, std::vector<Word> rest);
void take_gain(Utterance& utterance, std::vector<Word> rest, const Calendarium& calendarium);
void take_happened(Utterance& utterance, std::vector<Word> rest);
void take_mitigate(Utterance& utterance, std::vector<Word> rest);
void take_flexible(Utterance& utterance, std::vector<Word> rest);
void take_now(Utterance& utterance, const std::vector<Word>& rest);
void take_one(Utterance& utterance, const std::vector<Word>& rest);

/// "launch TITLE", "list"; "announcement TEXT", "export" (grammar_template.cpp).
void take_template(Utterance& utterance, std::vector<Word> rest, const Calendarium& calendarium);
void take_prfaq(Utterance& utterance, const std::vector<Word>& rest);

/// What stands between the verb and the modifiers that all verbs share; none for verbs that need nothing of their own.
std::optional<std::string> canonical_rest(const Utterance& said, const std::string& text);
std::string template_words(const Utterance& said, const std::string& text);
std::string prfaq_words(const Utterance& said, const std::string& text);
/// "me", "@dev".
std::string written(const Someone& someone);

/// A date that was read, put where it belongs.
void put_date(Utterance& utterance, const DateParse& parse, std::string typed);
void put_span(Utterance& utterance, const SpanParse& parse, std::string typed);

}  // namespace backwalk::talk::parts
