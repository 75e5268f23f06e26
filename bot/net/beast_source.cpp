// The one translation unit that compiles Boost.Beast itself (BOOST_BEAST_SEPARATE_COMPILATION is defined for the whole program).
#include <boost/beast/src.hpp>
