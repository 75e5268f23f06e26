#include "bot/cli/pictures.hpp"

#include <filesystem>
#include <utility>

#include "bot/base/log.hpp"
#include "bot/base/zones.hpp"
#include "bot/picture/fever.hpp"
#include "bot/picture/kpi.hpp"
#include "bot/picture/paint.hpp"
#include "bot/picture/timeline.hpp"
#include "planner/assessment.hpp"

namespace backwalk::cli {
namespace {

using turn::Drawing;

std::optional<picture::Scene> timeline_of(const turn::Wanted& wanted, const planner::Forecast* forecast, const picture::Measure& measure) {
  const auto walk = planner::timeline(*wanted.plan, wanted.today, wanted.absences);
  if (!walk) return std::nullopt;
  const auto baseline = planner::baseline(*wanted.plan, wanted.absences);
  return picture::timeline_scene({.plan = *wanted.plan,
                                  .walk = *walk,
                                  .forecast = forecast,
                                  .baseline = baseline ? &*baseline : nullptr,
                                  .names = wanted.drawing->names,
                                  .today = wanted.today},
                                 measure);
}

std::optional<picture::Scene> fever_of(const turn::Wanted& wanted, const picture::Measure& measure) {
  std::vector<picture::At> past;
  for (const auto& stood : wanted.drawing->past) past.push_back({stood.on, stood.plan.get()});
  if (past.empty() || past.back().on < wanted.today || past.back().plan->seq < wanted.plan->seq)
    past.push_back({wanted.today, wanted.plan.get()});
  return picture::fever_scene(*wanted.plan, picture::stands_of(past, wanted.absences), wanted.today, measure);
}

std::optional<picture::Scene> scene_of(const turn::Wanted& wanted, const planner::Forecast* forecast, const picture::Measure& measure) {
  switch (wanted.drawing->what) {
    case Drawing::What::timeline:
      return timeline_of(wanted, forecast, measure);
    case Drawing::What::fever:
      return fever_of(wanted, measure);
    case Drawing::What::kpi: {
      std::vector<const planner::Kpi*> kpis;
      for (const int number : wanted.drawing->kpis) kpis.push_back(planner::find_kpi(*wanted.plan, number));
      std::erase(kpis, nullptr);
      return picture::kpi_scene(*wanted.plan, kpis, wanted.today, measure);
    }
  }
  return std::nullopt;
}

std::string kind_of(const Drawing& drawing) {
  switch (drawing.what) {
    case Drawing::What::timeline:
      return "-timeline";
    case Drawing::What::fever:
      return "-fever";
    case Drawing::What::kpi:
      break;
  }
  std::string kind;
  for (const int number : drawing.kpis) kind += "-k" + std::to_string(number);
  return kind;
}

/// The same plan on the same day is the same picture: "p1-12-2026-09-08-timeline", and "…-dark".
std::string name_of_picture(const turn::Wanted& wanted, picture::Ground ground) {
  const std::string date = zones::rfc3339(Instant{wanted.today.time_since_epoch()}, "UTC").substr(0, 10);
  return "p" + std::to_string(wanted.id.value) + "-" + std::to_string(wanted.plan->seq) + "-" + date + kind_of(*wanted.drawing) +
         (ground == picture::Ground::dark ? "-dark" : "");
}

std::optional<web::Shelf::Kept> keep_drawn(web::Shelf& shelf, Instant wall, const turn::Wanted& wanted, const picture::Scene& scene,
                                           picture::Ground ground) {
  const bool is_svg = wanted.drawing->form == Drawing::Form::svg;
  const std::string bytes = is_svg ? picture::svg(scene, ground) : picture::png(scene, ground);
  auto kept = shelf.keep(name_of_picture(wanted, ground), bytes, wall, is_svg ? web::Shelf::Form::svg : web::Shelf::Form::png);
  if (!kept) log::warning("a picture could not be kept", {{"plan", "p" + std::to_string(wanted.id.value)}});
  return kept;
}

}  // namespace

std::string folder_for_pictures(const std::string& store) {
  constexpr std::string_view sqlite = "sqlite:";
  const bool is_sqlite = store.starts_with(sqlite);
  const bool is_file = is_sqlite || (!store.empty() && store.find(':') == std::string::npos);
  if (!is_file) return "var/pictures";
  const std::filesystem::path file = store.substr(is_sqlite ? sqlite.size() : 0);
  return (file.parent_path() / "pictures").string();
}

turn::Painter painter_for(web::Shelf& shelf, const Clock& clock, Grounds grounds) {
  return [&shelf, &clock, grounds](const turn::Wanted& wanted, const planner::Forecast* forecast) -> std::optional<chat::Picture> {
    static thread_local const picture::Measure measure;
    const auto scene = scene_of(wanted, forecast, measure);
    if (!scene) return std::nullopt;
    const auto ground = wanted.drawing->ground == Drawing::Ground::dark ? picture::Ground::dark : picture::Ground::light;
    chat::Picture result{.alt = scene->alt, .words = scene->words};
    const auto kept = keep_drawn(shelf, clock.wall(), wanted, *scene, ground);
    if (kept) result.file = kept->file;
    if (kept) result.address = kept->address;
    if (grounds == Grounds::as_asked || ground == picture::Ground::dark) return result;
    const auto dark = keep_drawn(shelf, clock.wall(), wanted, *scene, picture::Ground::dark);
    if (dark) result.dark = dark->address;
    return result;
  };
}

}  // namespace backwalk::cli
