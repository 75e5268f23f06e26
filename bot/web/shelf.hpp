// Where pictures lie until nobody needs them any more: a folder of PNG and SVG files, and addresses under which they are served for a while
// to whoever has been given one. An address holds the name, when it expires and a signature; the key lies in the folder (mode 0600).
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/chat/http.hpp"
#include "adapters/chat/place.hpp"

namespace backwalk::web {

/// Thread-safe.
class Shelf {
 public:
  /// The folder and its key are made when the first picture is kept. `public_url` without a final slash.
  Shelf(std::filesystem::path folder, std::optional<std::string> public_url);

  struct Kept {
    std::string file{};     ///< its path
    std::string address{};  ///< "https://HOST/p/TOKEN.png", without a public address "/p/TOKEN.png"
  };
  enum class Form { png, svg };
  /// Keeps it under the name ([a-z0-9-]+), in place of what had that name. Those beyond the newest `most` go. None when it cannot.
  std::optional<Kept> keep(const std::string& name, std::string_view bytes, Instant wall, Form form = Form::png);
  /// The bytes of a picture that was kept here, by its path; none where it is gone, or is none of ours.
  std::optional<std::string> read(const std::string& file) const;

  /// The answer to GET `path`: the picture; 404 for what is unknown, expired, or not signed by us, all alike.
  chat::HttpResponse serve(std::string_view path, Instant wall);

  static constexpr std::size_t most = 400;
  static constexpr std::chrono::days served_for{14};

 private:
  enum class Missing { make, leave };
  /// Empty where there is none and none can be made.
  std::string key(Missing what);

  std::filesystem::path folder_;
  std::string public_url_;
  std::string key_{};  ///< empty until it is known
  std::mutex mutex_{};
};

}  // namespace backwalk::web
