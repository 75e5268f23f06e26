// The values of one turn of the conversation. `need` says what a turn must see, the store loads it into a State, `answer` turns it into an
// Answer, the store commits that. All of it is values; nothing here does anything.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "adapters/chat/inbound.hpp"
#include "adapters/chat/outgoing.hpp"
#include "bot/turn/log.hpp"
#include "bot/turn/odds.hpp"
#include "planner/backward.hpp"
#include "planner/edit.hpp"
#include "planner/next.hpp"
#include "planner/plan.hpp"

namespace backwalk::turn {

using planner::ChannelId;
using planner::PersonId;
using planner::PlanId;

/// A walk back from the goal, and of what it was made.
struct Walked {
  std::int64_t seq = -1;
  planner::Date today{};
  planner::Absences absences{};
  std::shared_ptr<const std::optional<planner::Timeline>> walk{};
};

/// A plan with these edits on top, and its walk.
struct WalkedAhead {
  std::vector<planner::Edit> edits{};
  std::shared_ptr<const planner::Plan> plan{};  ///< null: not worked out
  Walked walked{};
};

/// What a plan is heading for, and of what that was worked out.
struct Foreseen {
  planner::Date today{};
  planner::Absences absences{};
  std::shared_ptr<const planner::Forecast> forecast{};
  std::shared_ptr<const std::vector<planner::Advice>> advice{};  ///< what is next for all, by that forecast; null: nobody has asked
};

/// A plan with its log. Immutable once loaded; shared between turns.
struct Record {
  PlanId id{};
  planner::Plan plan{};
  Log log{};
  std::string space{};     ///< where its key is unique: "workspace:<platform>/<workspace>" or "person:u3"
  std::string platform{};  ///< the door it was started through, whose workspace it belongs to
  std::string workspace{};
  /// The last walk, kept for the next who looks at the plan: an answer needs it several times, and most turns change nothing. Turns are
  /// answered one after another, so one thread at a time touches it.
  mutable Walked walked{};
  /// The last walk of the plan as a command would leave it: it is weighed before it is told, and is the plan's own once it is written.
  mutable WalkedAhead ahead{};
  /// The last forecast with its drivers that a turn was told, likewise: what is next is asked more often than anything else.
  mutable Foreseen foreseen{};
};
using RecordPtr = std::shared_ptr<const Record>;

/// Not there from this date to the day before `until`, in the person's own calendar. Why is nobody's business.
struct Absence {
  planner::Date from{};
  planner::Date until{};
  bool operator==(const Absence&) const = default;
};

struct Person {
  PersonId id{};
  std::string name{};
  std::optional<std::string> zone{};  ///< IANA; none until a platform told it
  std::vector<chat::Door> doors{};
  std::optional<Absence> away{};
};

/// A channel that a plan names ("brief ... in #exec"), as its platform knows it.
struct Channel {
  ChannelId id{};
  chat::Place place{};
  std::string name{};
};

/// A question that was posted and may be answered by free text in the same place.
struct Question {
  std::int64_t id = 0;
  PlanId plan{};
  planner::Asked asked{};
  chat::Place place{};                       ///< `thread` is the platform's id once the root message is sent
  std::optional<std::string> message_key{};  ///< key of the outgoing that asked it
  Instant asked_at{};
  std::optional<PersonId> asked_of{};
  bool is_open = true;
  std::shared_ptr<const chat::Message> shown{};  ///< the message that asks it, while it is open and asks nothing else; null: there is none
};

/// A plan that a channel (or one of its threads, or a person's direct message) talks about.
struct Binding {
  PlanId plan{};
  chat::Place place{};                        ///< without `thread`: the whole channel
  std::optional<std::string> in_thread_of{};  ///< key of the thread's root message: the thread, once that is sent
};

/// One way that a plan could go: the facts that would make it so.
struct Way {
  std::string name{};  ///< "1", "1+2"; of a what-if what was said
  std::string words{};
  std::vector<planner::Edit> edits{};
  std::optional<double> chance{};  ///< of the goal's date then, 0..1
  bool operator==(const Way&) const = default;
};
/// What somebody was shown of how a plan could go, so that it can be applied by its name: the last of its kind counts. It holds for a day,
/// and for the plan as it was.
struct Scenario {
  enum class What { whatif, ways };
  PlanId plan{};
  What what{};
  std::optional<PersonId> seen_by{};  ///< nobody else knows of it; none: everybody who sees the plan was shown it
  std::int64_t seq = 0;               ///< edits of the plan that it was made for
  int version = 0;
  Instant at{};
  std::vector<Way> ways{};
};

/// What the card of a plan says of the chance of its date and of what comes first, and for which of its edits and days that was worked out.
struct CardChance {
  std::optional<double> chance{};  ///< 0..1; none: nothing can be told
  std::int64_t seq = 0;
  planner::Date day{};  ///< in the plan's zone
  Instant at{};
  std::shared_ptr<const planner::Forecast> starts{};  ///< as `starts_of` leaves it; null: what comes first goes by latest starts
};

/// What a turn must see. Plans are those bound to the place, those named by key, and, in a direct message, the speaker's focus.
struct Need {
  chat::Place place{};
  std::optional<chat::Door> speaker{};
  std::string speaker_name{};
  std::optional<std::string> speaker_zone{};
  std::vector<chat::UserMention> mentions{};     ///< people to know by id before the answer
  std::vector<chat::ChannelMention> channels{};  ///< channels to know by id before the answer
  std::vector<std::string> names{};              ///< "@name" words that are no platform mention: people of the workspace to look for
  std::vector<std::string> keys{};               ///< plan keys named in the text
  std::vector<PlanId> plans{};                   ///< plans named by id (buttons, the beat)
  bool whole_workspace = false;                  ///< every plan of the workspace that the speaker may see (list)
  bool writes = false;
  bool tells_log = false;  ///< who said what is told (history)
  bool starts = false;     ///< a plan may be started: which keys are taken must be known
  bool weighs = false;     ///< what was shown of how a plan could go must be known
};

/// What the store knows about it, in one consistent moment.
struct State {
  std::optional<PersonId> speaker{};
  std::map<PersonId, Person>
      people{};  ///< the speaker, the mentioned, and all whom the loaded plans name; of their logs only for Need::tells_log
  std::map<ChannelId, Channel> channels{};  ///< the mentioned, and all that the loaded plans name
  std::vector<RecordPtr> plans{};           ///< by id
  std::vector<PlanId> here{};               ///< bound to this place: the thread's first, then the channel's by age
  std::size_t here_in_thread = 0;           ///< how many of them are the thread's own
  std::optional<PlanId> focus{};            ///< the plan that the speaker talked about last in a direct message
  std::vector<Question> questions{};        ///< of the loaded plans, oldest first, open ones and those closed within a day
  std::vector<std::string> keys_taken{};    ///< when a plan may start: keys used in the space where it would go, and those of loaded plans
  PlanId next_plan{};                       ///< the id that a plan started in this turn gets
  std::vector<chat::Door> strangers{};      ///< speaker or mentioned people whose profile was never asked
  std::optional<Instant> looked_at{};       ///< beat only: when the plan was last looked at
  std::vector<std::string> fired{};         ///< beat only: keys of reminders of this plan that are already out
  std::map<PersonId, std::vector<Instant>> nudged{};  ///< beat only: when somebody was last written to unasked, by any plan, in two days
  std::vector<Scenario> scenarios{};                  ///< for Need::weighs: of the loaded plans, the speaker's and those shown to all
  std::map<PlanId, CardChance> card_chances{};        ///< for Need::writes: of the loaded plans that are committed
};
const Record* find(const State& state, PlanId id);
/// Everybody whom the plan names, and with its log whoever said something about it; sorted, each once.
std::vector<PersonId> people_of(const Record& record, bool with_log);
/// The names behind an @ in what the walk has set aside: whoever puts it in may have named nobody.
std::vector<std::string> names_parked(const planner::Plan& plan);

/// Edits of one plan made by this turn.
struct Change {
  PlanId plan{};
  std::vector<planner::Edit> edits{};
  std::string said{};  ///< the canonical command, for history and for "same again"
};
struct NewQuestion {
  PlanId plan{};
  planner::Asked asked{};
  chat::Place place{};
  std::optional<std::string> message_key{};
  std::optional<std::string> in_thread_of{};  ///< key of the thread's root message, where place.thread is not known yet
  std::optional<PersonId> asked_of{};
  std::shared_ptr<const chat::Message> shown{};  ///< the message that asks it; null: it stays as it is when the question is answered
};
/// A reminder is out under this key: never again for this plan.
struct Fired {
  PlanId plan{};
  std::string key{};
  /// Who got a direct message for it; of several in one message only one counts. It is what they talk about from now on.
  std::optional<PersonId> nudged{};
};
/// Somebody is away, or (none) back.
struct Absent {
  PersonId person{};
  std::optional<Absence> away{};
};
/// The beat must look at the plan again at this moment; none: only after an edit. Looking covered everything up to `looked_at`.
struct Look {
  PlanId plan{};
  std::optional<Instant> again{};
  Instant looked_at{};
  std::optional<CardChance> chance{};  ///< worked out anew: from now on this is what the card says
};

/// What a turn does. Without changes, later, questions, bindings, focus, absence, fired, looks and scenarios it is not committed.
struct Answer {
  std::vector<Change> changes{};
  std::optional<chat::Message> now{};   ///< rides in the HTTP response; not durable
  std::vector<chat::Outgoing> later{};  ///< the outbox
  std::vector<NewQuestion> questions{};
  std::vector<std::int64_t> closed{};  ///< ids of questions that are answered
  std::vector<Binding> bindings{};
  std::optional<PlanId> focus{};  ///< the speaker's, from now on
  std::optional<Absent> absent{};
  std::vector<Fired> fired{};
  std::vector<Look> looks{};
  std::optional<std::string> wrong_field{};  ///< of a form that was refused: the field to which `now` belongs
  bool refused = false;                      ///< not understood or not possible; changes nothing by itself (the terminal's exit code)
  std::vector<Scenario> scenarios{};         ///< what was shown, in place of what was shown before
  std::string new_keys{};                    ///< how keys in `later` begin that no message can have had before; empty: none is known to
  std::vector<Wanted> wants{};               ///< not empty: nothing else counts; answer again when these are worked out
};
bool has_effect(const Answer& answer);

/// The zone a person is written to in: their own, else the plan's.
std::string zone_of(const planner::Plan& plan, const std::map<PersonId, Person>& people, PersonId person);

}  // namespace backwalk::turn
