// The one translation unit that compiles Asio's TLS streams (BOOST_ASIO_SEPARATE_COMPILATION is defined for the whole program).
#include <boost/asio/ssl/impl/src.hpp>
