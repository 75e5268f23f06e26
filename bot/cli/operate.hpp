// The operator's tools: `check`, `migrate`, `slack manifest`, `commands`.
#pragma once

#include <ostream>

#include "bot/cli/options.hpp"

namespace backwalk::cli {

/// The doctor. Everything it finds is told at once; 1 when something is wrong. Uses no network and changes nothing but a store's schema.
int check(const CheckOptions& options, std::ostream& out, std::ostream& err);
/// "schema 0 -> 1".
int migrate(const MigrateOptions& options, std::ostream& out, std::ostream& err);
int manifest(const ManifestOptions& options, std::ostream& out, std::ostream& err);
/// deploy/COMMANDS.md, or what a platform shows of it.
int commands(const CommandsOptions& options, std::ostream& out);

}  // namespace backwalk::cli
