// Writes a message's blocks as JSON: within Block Kit's limits, and no more often than once.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/chat/message.hpp"

namespace backwalk::slack {

/// Blocks in order, as the elements of a list; lines that follow each other share one rich text block.
class Blocks {
 public:
  /// `file`: the first picture as Slack keeps it, where it does.
  explicit Blocks(std::optional<std::string> file);

  void line(const chat::Line& spans, chat::Style emphasis = chat::Style::plain);
  void rows(const chat::Rows& rows);
  void context(const std::string& text);
  void buttons(const chat::Buttons& row);
  /// The first one as Slack keeps it, others as they can be fetched; where neither can be, the words stand in its place.
  void picture(const chat::Picture& picture);
  void rule();

  /// All of them, as the elements of a list; too many lose from the end what is no button, for the buttons are the way on.
  std::string finish();

 private:
  struct Block {
    std::size_t begin = 0;  ///< in `list_`
    bool is_buttons = false;
    std::size_t size = 0;
  };

  std::size_t room() const;
  void count(std::size_t units);
  void open(std::size_t units);
  void word(std::string_view text, chat::Style style);
  void fitting_word(std::string_view text, chat::Style style);
  void append_button(const chat::Button& button, std::string_view label, const std::string& id);
  /// A block of its own begins; its JSON is to be put in.
  std::string& block(bool is_buttons = false);
  std::string& begin(bool is_buttons);
  /// An element of the rich text block under way is to be put in.
  std::string& in_rich();
  /// An element of the section under way is to be put in.
  std::string& in_section();
  void close_section();
  void close();

  std::optional<std::string> file_{};  ///< of the first picture, until that has come
  std::string list_{};
  std::vector<Block> blocks_{};
  bool is_rich_ = false;     ///< a rich text block is under way
  bool is_section_ = false;  ///< and a section of it
  std::size_t in_block_ = 0;
  std::size_t all_ = 0;
};

}  // namespace backwalk::slack
