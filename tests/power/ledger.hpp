// Random people who say things to a store through the real conversation, and a book of what was acknowledged. After the store was opened
// again the book says what is wrong with it: an acknowledged command that is not there, one that is half there, a log that does not replay.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "bot/store/store.hpp"

namespace backwalk::power {

class Ledger {
 public:
  explicit Ledger(std::uint64_t seed) : dice_(seed) {}

  /// A few commands at once, each with a title of its own; waits for all. Some fill the database with a large message. Returns how many
  /// the store took.
  std::size_t talk(store::Store& store);
  /// Takes what may be sent and settles most of it.
  void deliver(store::Store& store);

  std::size_t asked() const { return asked_.size(); }
  std::size_t acknowledged() const;
  /// What is wrong with the database in this file, by its own connection, read-only. Empty: all is well. Forgets commands that are wholly
  /// absent and takes those that are wholly there for acknowledged, so that the next power cut is judged from here on.
  std::vector<std::string> complaints(const std::string& path);

 private:
  struct Asked {
    std::string key{};
    std::string title{};
    std::optional<turn::Answer> answer{};  ///< what the conversation said the last time that it was asked, kept or not
    bool is_acknowledged = false;
  };
  std::string sentence(const std::string& title);
  store::Turn turn_for(const std::shared_ptr<Asked>& asked);

  std::mt19937_64 dice_;
  int said_ = 0;
  std::vector<std::shared_ptr<Asked>> asked_{};
};

}  // namespace backwalk::power
