// The one translation unit that compiles Boost.Asio itself (BOOST_ASIO_SEPARATE_COMPILATION is defined for the whole program).
#include <boost/asio/impl/src.hpp>
