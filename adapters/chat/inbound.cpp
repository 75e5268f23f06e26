#include "adapters/chat/inbound.hpp"

namespace backwalk::chat {

const Envelope* envelope_of(const Inbound& inbound) {
  struct Visitor {
    const Envelope* operator()(const Challenge&) const { return nullptr; }
    const Envelope* operator()(const Ignored&) const { return nullptr; }
    const Envelope* operator()(const Installed& installed) const { return &installed.envelope; }
    const Envelope* operator()(const Said& said) const { return &said.envelope; }
    const Envelope* operator()(const Pressed& pressed) const { return &pressed.envelope; }
    const Envelope* operator()(const Submitted& submitted) const { return &submitted.envelope; }
    const Envelope* operator()(const Confirmed&) const { return nullptr; }
  };
  return std::visit(Visitor{}, inbound);
}

}  // namespace backwalk::chat
