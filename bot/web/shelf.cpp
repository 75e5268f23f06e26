#include "bot/web/shelf.hpp"

#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <system_error>
#include <vector>

#include "bot/web/routes.hpp"

namespace backwalk::web {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view root = "/p/";
constexpr std::array<std::string_view, 2> endings{".png", ".svg"};  // as Shelf::Form
constexpr std::size_t key_bytes = 32, signature_bytes = 16;

std::string hexadecimal(const unsigned char* bytes, std::size_t count) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += digits[bytes[i] >> 4];
    text += digits[bytes[i] & 15];
  }
  return text;
}

std::string read_whole(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// All of it or nothing: readers never see half a file.
bool write_whole(const fs::path& path, std::string_view bytes, fs::perms mode) {
  const fs::path draft = path.string() + ".new";
  std::error_code failed;
  {
    std::ofstream file(draft, std::ios::binary | std::ios::trunc);
    fs::permissions(draft, mode, failed);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) return false;
  }
  fs::rename(draft, path, failed);
  return !failed;
}

std::string new_key_in(const fs::path& folder) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  std::string key;
  key.assign(key_bytes, '\0');
  const bool is_drawn = RAND_bytes(reinterpret_cast<unsigned char*>(key.data()), static_cast<int>(key.size())) == 1;
  const auto mode = fs::perms::owner_read | fs::perms::owner_write;
  return is_drawn && write_whole(folder / "key", key, mode) ? key : std::string();
}

std::string signature(const std::string& key, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int count = 0;
  const auto* data = reinterpret_cast<const unsigned char*>(text.data());
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), data, text.size(), bytes.data(), &count);
  return hexadecimal(bytes.data(), signature_bytes);
}

bool is_file_name(std::string_view text) {
  return !text.empty() && text.size() <= 100 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

/// Of a picture's file name or address; empty for what has none of them.
std::string_view ending_of(std::string_view path) {
  const auto found = std::find_if(endings.begin(), endings.end(), [&](std::string_view ending) { return path.ends_with(ending); });
  return found == endings.end() ? std::string_view{} : *found;
}

std::int64_t hours_of(Instant wall) { return std::chrono::floor<std::chrono::hours>(wall).time_since_epoch().count(); }

void prune(const fs::path& folder) {
  std::error_code failed;
  std::vector<std::pair<fs::file_time_type, fs::path>> pictures;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    std::error_code gone;
    const auto written = entry->last_write_time(gone);
    if (!gone && !ending_of(entry->path().string()).empty()) pictures.emplace_back(written, entry->path());
  }
  if (pictures.size() <= Shelf::most) return;
  std::sort(pictures.begin(), pictures.end());
  for (std::size_t i = 0; i + Shelf::most < pictures.size(); ++i) fs::remove(pictures[i].second, failed);
}

}  // namespace

Shelf::Shelf(fs::path folder, std::optional<std::string> public_url) : folder_(std::move(folder)), public_url_(public_url.value_or("")) {}

std::string Shelf::key(Missing what) {
  const std::lock_guard lock(mutex_);
  if (key_.empty()) key_ = read_whole(folder_ / "key");
  if (key_.size() != key_bytes) key_ = what == Missing::make ? new_key_in(folder_) : std::string();
  return key_;
}

std::optional<Shelf::Kept> Shelf::keep(const std::string& name, std::string_view bytes, Instant wall, Form form) {
  const std::string_view ending = endings.at(static_cast<std::size_t>(form));
  const std::string secret = bytes.empty() || !is_file_name(name) ? std::string() : key(Missing::make);
  if (secret.empty()) return std::nullopt;
  const std::lock_guard lock(mutex_);
  const fs::path path = folder_ / (name + std::string(ending));
  const auto mode = fs::perms::owner_read | fs::perms::owner_write;
  if (!write_whole(path, bytes, mode)) return std::nullopt;
  prune(folder_);
  const std::string signed_part = name + "." + std::to_string(hours_of(wall + served_for) + 1);
  return Kept{path.string(), public_url_ + std::string(root) + signed_part + "." + signature(secret, signed_part) + std::string(ending)};
}

std::optional<std::string> Shelf::read(const std::string& file) const {
  const fs::path path = file;
  if (path.parent_path() != folder_ || ending_of(file).empty()) return std::nullopt;
  if (!is_file_name(path.stem().string())) return std::nullopt;
  std::string bytes = read_whole(path);
  return bytes.empty() ? std::nullopt : std::optional(std::move(bytes));
}

chat::HttpResponse Shelf::serve(std::string_view path, Instant wall) {
  const auto nothing = [] { return sentence(404, "there is nothing here"); };
  const std::string secret = key(Missing::leave);
  const std::string_view ending = ending_of(path);
  if (secret.empty() || !path.starts_with(root) || ending.empty()) return nothing();
  path = path.substr(root.size(), path.size() - root.size() - ending.size());
  const auto last = path.rfind('.');
  const auto first = path.find('.');
  if (last == std::string_view::npos || first == last) return nothing();
  const std::string_view name = path.substr(0, first), expires = path.substr(first + 1, last - first - 1);
  const std::string expected = signature(secret, path.substr(0, last));
  const std::string_view given = path.substr(last + 1);
  if (given.size() != expected.size() || CRYPTO_memcmp(given.data(), expected.data(), expected.size()) != 0) return nothing();
  // From here on it is ours.
  if (!is_file_name(name) || std::stoll(std::string(expires)) < hours_of(wall)) return nothing();
  std::string bytes = read_whole(folder_ / (std::string(name) + std::string(ending)));
  if (bytes.empty()) return nothing();
  const bool is_svg = ending == endings.back();
  auto response = chat::respond_with(200, is_svg ? "image/svg+xml" : "image/png", std::move(bytes));
  // Opened by itself an SVG is a document: nothing in it may run or be fetched.
  if (is_svg) response.headers.emplace_back("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  response.headers.emplace_back("Cache-Control", "private, max-age=3600");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  return response;
}

}  // namespace backwalk::web
