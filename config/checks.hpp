// What the text of a setting must look like. Each check answers the sentence about what is wrong, or nothing; none repeats the value,
// which might be a secret in the wrong place.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace backwalk::config {

using Fault = std::optional<std::string>;

Fault fault_of_listen(std::string_view listen);
/// Whether only this machine can reach it. Needs a listen address without fault.
bool is_loopback(std::string_view listen);

Fault fault_of_store(std::string_view store);
/// https://…, or http:// on this machine.
Fault fault_of_url(std::string_view url);
/// Its shape only: whether a zone of that name exists is for main to find out.
Fault fault_of_zone(std::string_view zone);
Fault fault_of_log_level(std::string_view level);
Fault fault_of_signing_secret(std::string_view secret);
Fault fault_of_bot_token(std::string_view token);
Fault fault_of_app_token(std::string_view token);
/// An app's or tenant's id: a UUID, or for a tenant one of its domains.
Fault fault_of_app_id(std::string_view id);
Fault fault_of_tenant(std::string_view tenant);
Fault fault_of_app_secret(std::string_view secret);

}  // namespace backwalk::config
