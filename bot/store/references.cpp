#include "bot/store/references.hpp"

namespace backwalk::store {
namespace {

std::optional<std::string> text_at(Sql& sql, const std::string& place) {
  auto found = sql.row<std::string>("select body from place_references where place = :row", place);
  if (!found) return std::nullopt;
  return std::move(std::get<0>(*found));
}

}  // namespace

void save_references(Sql& sql, const std::vector<chat::Reference>& references) {
  for (const chat::Reference& reference : references) {
    const std::string place = place_key(reference.place);
    const auto known = text_at(sql, place);
    if (known && (reference.is_hint || *known == reference.text)) continue;
    sql.run("insert into place_references (place, body) values (:row, :body) on conflict (place) do update set body = excluded.body", place,
            reference.text);
  }
}

std::optional<std::string> reference_of(Sql& sql, const chat::Place& place) {
  if (auto own = text_at(sql, place_key(place))) return own;
  return text_at(sql, place_key({place.platform, place.workspace, "", {}, {}}));
}

void save_reference_of_row(Sql& sql, std::int64_t row, const std::string& text) {
  sql.run(
      "insert into place_references (place, body) select place, :body from outbox where id = :id on conflict (place) do update set body = "
      "excluded.body",
      text, row);
}

}  // namespace backwalk::store
