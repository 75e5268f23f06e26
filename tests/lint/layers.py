#!/usr/bin/env python3
"""The layer test: reads the #include lines under planner, adapters, config and bot, and fails on any edge that is not in the table of
ARCHITECTURE 2, which stands here as data. A change of the table has a written reason in the README of the folder, in the same commit.

  layers.py              checks the tree
  layers.py --self-test  proves that each kind of breach is caught"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("planner", "adapters", "config", "bot")
LONGEST = 300  # lines

# who -> whom it may include besides itself. "adapter" is any platform's folder, "platform" is adapters/platform.hpp.
EVERYTHING = "planner chat platform adapter config base turn talk rhythm picture store deliver web webhook beat push forecaster".split()
EDGES = {
    "planner": [],
    "chat": [],
    "platform": ["chat"],
    "adapter": ["chat", "platform"],
    "config": [],
    "base": ["chat"],
    "turn": ["planner", "chat", "base"],
    "talk": ["planner", "turn", "chat", "base"],
    "rhythm": ["planner", "turn", "chat", "base"],
    "picture": ["planner", "base"],
    "store": ["planner", "turn", "chat", "base"],
    "deliver": ["chat", "base", "store", "platform"],
    "net": ["chat", "base"],
    "web": ["planner", "turn", "talk", "picture", "chat", "store", "base"],
    "forecaster": ["store", "turn", "chat", "base"],
    "webhook": ["platform", "talk", "store", "turn", "chat", "base", "forecaster"],
    "push": ["webhook", "platform", "chat", "base"],
    "beat": ["rhythm", "talk", "store", "turn", "chat", "base", "forecaster"],
    "cli": EVERYTHING,
    "main": EVERYTHING + ["net", "cli"],
}
# What of a part others may include, where that is not all of it.
PORTS = {
    "store": {"bot/store/store.hpp", "bot/store/await.hpp"},
    "net": {"bot/net/net.hpp", "bot/net/task_group.hpp"},
    "push": {"bot/push.hpp"},
}
# Third-party header (a prefix) -> who may include it (prefixes of paths).
THIRD = {
    "boost/beast": ["bot/net/"],
    "boost/asio/ip/": ["bot/net/"],
    "boost/asio/ssl": ["bot/net/"],
    "boost/asio/local/": ["bot/net/"],
    "boost/asio/connect": ["bot/net/"],
    "sys/socket.h": ["bot/net/"],
    "netinet/": ["bot/net/"],
    "nlohmann/": ["adapters/", "bot/store/codec", "bot/web/", "bot/cli/", "config/"],
    "spdlog/": ["bot/base/log.cpp"],
    "prometheus/": ["bot/base/metrics.cpp"],
    "soci/": ["bot/store/"],
    "sqlite3.h": ["bot/store/"],
    "immintrin.h": ["planner/lanes_draw.hpp"],
    "libpq": ["bot/store/"],
    "libical/": ["config/"],
    "cairo": ["bot/picture/"],
    "pango/": ["bot/picture/"],
    "zlib.h": ["bot/picture/"],
}
PLANNER_MAY = ("boost/system/", "immintrin.h")  # besides the standard library: pure
ADAPTERS_MAY_NOT = ("boost/asio", "sys/", "unistd.h", "fstream", "filesystem", "thread")  # pure translation: no I/O
GENERATED = tuple(f"generated/{name}.hpp" for name in ("version", "schema", "holidays", "templates", "playground"))  # written by the build (deploy/cmake)
SINGLE = re.compile(r"bot/(webhook|beat|push|forecaster|main)(?:_\w+)?\.[ch]pp$")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


def node(path):
    """The part of the house that a file belongs to; none for what has no place in the table."""
    parts = path.split("/")
    if parts[0] in ("planner", "config"):
        return parts[0]
    if path == "adapters/platform.hpp":
        return "platform"
    if parts[0] == "adapters" and len(parts) > 2:
        return "chat" if parts[1] == "chat" else "adapter:" + parts[1]
    single = SINGLE.match(path)
    if single:
        return single.group(1)
    if parts[0] == "bot" and len(parts) > 2 and parts[1] in EDGES:
        return parts[1]
    return None


def kind(name):
    return name.split(":")[0]


def is_public(name, path):
    if name.startswith("adapter:"):
        platform = name.split(":")[1]
        return path == f"adapters/{platform}/{platform}.hpp"
    return path in PORTS.get(name, {path})


def judge_project(path, me, included, files):
    if included not in files:
        return f"includes \"{included}\", which is no file from the root"
    other = node(included)
    if other == me:
        return None
    if other is None or kind(other) not in EDGES[kind(me)]:
        return f"{kind(me)} may not include {included}"
    if not is_public(other, included):
        return f"{included} is internal to its folder"
    return None


def judge_third(path, me, included):
    for prefix, allowed in THIRD.items():
        if included.startswith(prefix) and not path.startswith(tuple(allowed)):
            return f"<{included}> belongs to {' '.join(allowed)} only"
    is_standard = re.fullmatch(r"[a-z0-9_]+", included)
    if me == "planner" and not is_standard and not included.startswith(PLANNER_MAY):
        return f"planner is pure and may not include <{included}>"
    if kind(me) in ("chat", "platform", "adapter") and included.startswith(ADAPTERS_MAY_NOT):
        return f"adapters are pure and may not include <{included}>"
    return None


def problems(files):
    """files: path -> text."""
    for path, text in files.items():
        me = node(path)
        if me is None:
            yield f"{path}: has no place in the table of ARCHITECTURE 2"
            continue
        lines = text.count("\n") + (not text.endswith("\n") and text != "")
        if lines > LONGEST:
            yield f"{path}: {lines} lines; {LONGEST} is the end"
        if path.endswith(".hpp") and "#pragma once" not in text:
            yield f"{path}: no #pragma once"
        for found in INCLUDE.finditer(text):
            quote, included = found.groups()
            if quote == '"' and included in GENERATED:
                continue
            why = judge_project(path, me, included, files) if quote == '"' else judge_third(path, me, included)
            if why:
                yield f"{path}:{text.count(chr(10), 0, found.start()) + 1}: {why}"


def tree():
    found = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*")) if path.suffix in (".cpp", ".hpp")]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in found}


GOOD = {
    "planner/plan.hpp": "#pragma once\n#include <vector>\n#include <boost/system/result.hpp>\n",
    "planner/plan.cpp": '#include "planner/plan.hpp"\n',
    "adapters/chat/place.hpp": "#pragma once\n",
    "adapters/chat/json.cpp": "#include <nlohmann/json.hpp>\n",
    "adapters/platform.hpp": '#pragma once\n#include "adapters/chat/place.hpp"\n',
    "adapters/slack/slack.hpp": '#pragma once\n#include "adapters/platform.hpp"\n',
    "adapters/slack/inner.hpp": "#pragma once\n",
    "adapters/slack/read.cpp": '#include "adapters/slack/inner.hpp"\n#include <nlohmann/json.hpp>\n#include <openssl/hmac.h>\n',
    "adapters/teams/teams.hpp": "#pragma once\n",
    "config/config.hpp": "#pragma once\n",
    "config/config.cpp": "#include <nlohmann/json.hpp>\n",
    "bot/base/log.hpp": "#pragma once\n",
    "bot/base/log.cpp": '#include "bot/base/log.hpp"\n#include <spdlog/spdlog.h>\n',
    "bot/turn/turn.hpp": '#pragma once\n#include "planner/plan.hpp"\n',
    "bot/talk/words.hpp": '#pragma once\n#include "bot/turn/turn.hpp"\n',
    "bot/store/store.hpp": '#pragma once\n#include "bot/turn/turn.hpp"\n',
    "bot/store/inner.hpp": "#pragma once\n#include <soci/soci.h>\n",
    "bot/store/codec_edit.cpp": '#include "bot/store/inner.hpp"\n#include <nlohmann/json.hpp>\n',
    "bot/deliver/deliver.hpp": '#pragma once\n#include "bot/store/store.hpp"\n#include "adapters/platform.hpp"\n',
    "bot/net/net.hpp": "#pragma once\n#include <boost/asio/io_context.hpp>\n",
    "bot/net/wire.hpp": "#pragma once\n",
    "bot/net/server.cpp": '#include "bot/net/wire.hpp"\n#include <boost/beast/http.hpp>\n#include <boost/asio/ip/tcp.hpp>\n',
    "bot/webhook.hpp": '#pragma once\n#include "bot/talk/words.hpp"\n#include "bot/store/store.hpp"\n',
    "bot/push.hpp": '#pragma once\n#include "adapters/platform.hpp"\n#include "bot/webhook.hpp"\n',
    "bot/cli/run.cpp": '#include "bot/webhook.hpp"\n#include "adapters/slack/slack.hpp"\n#include "config/config.hpp"\n#include <nlohmann/json.hpp>\n',
    "bot/cli/run.hpp": "#pragma once\n",
    "bot/main_service.hpp": '#pragma once\n#include "bot/net/net.hpp"\n#include "bot/cli/run.hpp"\n',
    "bot/main.cpp": '#include "bot/main_service.hpp"\n#include "adapters/slack/slack.hpp"\n',
}
BAD = [
    ("planner/x.cpp", '#include "adapters/chat/place.hpp"\n', "planner may not include"),
    ("planner/x.cpp", "#include <boost/asio/io_context.hpp>\n", "planner is pure"),
    ("planner/x.cpp", "#include <nlohmann/json.hpp>\n", "belongs to"),
    ("planner/x.cpp", '#include "plan.hpp"\n', "no file from the root"),
    ("planner/x.hpp", "int a;\n", "no #pragma once"),
    ("planner/x.cpp", "int a;\n" * 301, "301 lines"),
    ("adapters/chat/x.cpp", '#include "planner/plan.hpp"\n', "chat may not include"),
    ("adapters/chat/x.cpp", '#include "adapters/platform.hpp"\n', "chat may not include"),
    ("adapters/slack/x.cpp", '#include "bot/base/log.hpp"\n', "adapter may not include"),
    ("adapters/slack/x.cpp", '#include "adapters/teams/teams.hpp"\n', "adapter may not include"),
    ("adapters/slack/x.cpp", "#include <boost/asio/ip/tcp.hpp>\n", "belongs to"),
    ("adapters/slack/x.cpp", "#include <fstream>\n", "adapters are pure"),
    ("adapters/x.cpp", "", "no place in the table"),
    ("config/x.cpp", '#include "bot/base/log.hpp"\n', "config may not include"),
    ("bot/base/x.cpp", "#include <libical/ical.h>\n", "belongs to"),
    ("bot/x.cpp", "", "no place in the table"),
    ("bot/helpers/x.cpp", "", "no place in the table"),
    ("bot/talk/x.cpp", "#include <pango/pangocairo.h>\n", "belongs to"),
    ("bot/base/x.cpp", '#include "planner/plan.hpp"\n', "base may not include"),
    ("bot/base/x.cpp", "#include <spdlog/spdlog.h>\n", "belongs to"),
    ("bot/talk/x.cpp", '#include "bot/store/store.hpp"\n', "talk may not include"),
    ("bot/talk/x.cpp", '  #  include "bot/net/net.hpp"\n', "talk may not include"),
    ("bot/talk/x.cpp", "#include <soci/soci.h>\n", "belongs to"),
    ("bot/store/x.cpp", "#include <nlohmann/json.hpp>\n", "belongs to"),
    ("bot/deliver/x.cpp", '#include "bot/net/net.hpp"\n', "deliver may not include"),
    ("bot/deliver/x.cpp", '#include "bot/store/inner.hpp"\n', "internal to its folder"),
    ("bot/net/x.cpp", '#include "bot/store/store.hpp"\n', "net may not include"),
    ("bot/webhook.cpp", '#include "bot/net/net.hpp"\n', "webhook may not include"),
    ("bot/beat.cpp", '#include "bot/webhook.hpp"\n', "beat may not include"),
    ("bot/push_policy.cpp", '#include "bot/store/store.hpp"\n', "push may not include"),
    ("bot/webhook.cpp", '#include "bot/push.hpp"\n', "webhook may not include"),
    ("bot/cli/x.cpp", '#include "bot/net/net.hpp"\n', "cli may not include"),
    ("bot/cli/x.cpp", '#include "adapters/slack/inner.hpp"\n', "internal to its folder"),
    ("bot/main.cpp", '#include "bot/net/wire.hpp"\n', "internal to its folder"),
    ("bot/main.cpp", "#include <boost/beast/http.hpp>\n", "belongs to"),
]


def self_test():
    failed = 0
    for problem in problems(GOOD):
        print("taken for bad:", problem)
        failed += 1
    for path, text, want in BAD:
        found = list(problems({**GOOD, path: text}))
        if len(found) != 1 or want not in found[0]:
            print(f"not caught as {want!r}: {path}: {text[:60]!r}: {found}")
            failed += 1
    print(f"{len(BAD)} breaches and a good tree, {failed} not as they should be")
    return failed


def main():
    if "--self-test" in sys.argv:
        return self_test() != 0
    files = tree()
    found = list(problems(files))
    print("\n".join(found + [f"{len(files)} files, {len(found)} problems"]))
    return found != []


if __name__ == "__main__":
    sys.exit(main())
