// Old documents become new ones here, one version at a time, before anything reads their fields. No kind has a second version yet.
#include <functional>

#include "bot/store/codec_json.hpp"

namespace backwalk::store {
namespace {

/// Takes a document of `kind` from version `from` to `from` + 1. A kind without a step at some version did not change in it.
struct Step {
  std::string_view kind{};
  int from = 0;
  void (*change)(Json& json) = nullptr;
};
constexpr std::array<Step, 0> steps{};

}  // namespace

void upcast(std::string_view kind, Json& json, const Where& where) {
  const auto found = json.find("v");
  if (!json.is_object() || found == json.end() || !found->is_number_integer()) return where.at("v").complain("is missing");
  const auto version = found->get<std::int64_t>();
  if (version < 1 || version > current_version) return where.at("v").complain("is no version that this program reads");
  for (const Step& step : steps) {
    if (step.kind == kind && step.from >= version) step.change(json);
  }
}

std::optional<Json> begin(std::string_view kind, std::string_view text, std::string& problem) {
  Json json = Json::parse(text, nullptr, false);
  const Where where{std::string(kind), &problem};
  if (json.is_object()) {
    upcast(kind, json, where);
  } else {
    where.complain("is no JSON object");
  }
  if (!problem.empty()) return std::nullopt;
  return std::optional<Json>(std::in_place, std::move(json));
}

}  // namespace backwalk::store
