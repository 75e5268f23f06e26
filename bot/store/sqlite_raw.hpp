// The C interface under a SOCI session. For sqlite*.cpp only.
#pragma once

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "bot/store/sql.hpp"

namespace backwalk::store {

/// REQUIRES: the session is one of SQLite. The shared SOCI library hides the type information that -fsanitize=vptr would ask for here.
__attribute__((no_sanitize("vptr"))) inline sqlite_api::sqlite3* raw(Sql& sql) {
  return static_cast<soci::sqlite3_session_backend*>(sql.session().get_backend())->conn_;
}

}  // namespace backwalk::store
