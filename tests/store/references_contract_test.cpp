// How to write to a place, kept with the turns.
#include "tests/store/given_store.hpp"

namespace backwalk::store {
namespace {

class ReferencesContract : public AnyStore {
 protected:
  /// A turn of no effect that brings these.
  void bring(std::vector<chat::Reference> references) {
    Turn turn = turn_of("dev", channel("eng"));
    turn.references = std::move(references);
    EXPECT_TRUE(transact(std::move(turn)).has_value());
  }
  std::optional<std::string> reference_to(const chat::Place& place) {
    const std::string key = "to " + place_key(place) + std::to_string(++posts_);
    send({post(key, place)});
    for (const Row& row : take()) {
      if (row.resolved.outgoing.key != key) continue;
      EXPECT_TRUE(sent(row, "m"));
      return row.resolved.reference;
    }
    ADD_FAILURE() << "nothing waits for " << place_key(place);
    return std::nullopt;
  }
  const chat::Place workspace_ = [] {
    chat::Place place = channel("");
    place.thread.reset();
    return place;
  }();

 private:
  int posts_ = 0;
};
INSTANTIATE_TEST_SUITE_P(On, ReferencesContract, ::testing::Values("memory", "sqlite"), name_of);

TEST_P(ReferencesContract, GoOutWithWhatIsSentToTheirPlace) {
  EXPECT_EQ(reference_to(channel("eng")), std::nullopt);
  bring({{channel("eng"), "the way to eng"}, {direct("dev"), "the way to dev"}});
  EXPECT_EQ(reference_to(channel("eng")), "the way to eng");
  EXPECT_EQ(reference_to(direct("dev")), "the way to dev");
  EXPECT_EQ(reference_to(channel("ops")), std::nullopt);
  bring({{channel("eng"), "another way"}});
  EXPECT_EQ(reference_to(channel("eng")), "another way");
}

TEST_P(ReferencesContract, OfTheWorkspaceServeWhoHasNone) {
  bring({{workspace_, "the way to all"}, {channel("eng"), "the way to eng"}});
  EXPECT_EQ(reference_to(channel("eng")), "the way to eng");
  EXPECT_EQ(reference_to(direct("new")), "the way to all");
}

TEST_P(ReferencesContract, AsAHintOnlyFillAGap) {
  bring({{direct("dev"), "a guess", true}});
  EXPECT_EQ(reference_to(direct("dev")), "a guess");
  bring({{direct("dev"), "the way"}});
  bring({{direct("dev"), "a guess", true}});
  EXPECT_EQ(reference_to(direct("dev")), "the way");
}

TEST_P(ReferencesContract, AreKeptWhenTheyAreFoundOutOnTheWay) {
  send({post("first", direct("dev"))});
  const Row row = take().at(0);
  EXPECT_TRUE(wait_for<bool>([&](auto done) { store_->settle_sent(row.id, {"m1", "", "found"}, noon, std::move(done)); }).value());
  EXPECT_EQ(reference_to(direct("dev")), "found");
}

TEST_P(ReferencesContract, AreKeptWithATurnThatHasAnEffectToo) {
  Turn turn = turn_of("dev", channel("eng"));
  turn.references = {{channel("eng"), "the way"}};
  turn::Answer answer;
  answer.later = {post("a1", channel("eng"))};
  EXPECT_TRUE(this->answer(std::move(turn), std::move(answer)).has_value());
  EXPECT_EQ(take().at(0).resolved.reference, "the way");
}

}  // namespace
}  // namespace backwalk::store
