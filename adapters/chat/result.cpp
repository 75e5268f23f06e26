#include "adapters/chat/result.hpp"

#include <stdexcept>

namespace backwalk {

void throw_exception_from_error(const Error& error, const boost::source_location& where) {
  throw std::logic_error(std::string(where.file_name()) + ":" + std::to_string(where.line()) +
                         ": an error was taken for a value: " + error.what);
}

}  // namespace backwalk
