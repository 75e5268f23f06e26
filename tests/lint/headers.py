#!/usr/bin/env python3
"""Every header compiles alone, twice in a row, and without a warning (STYLE 2). Takes CXX and, for generated headers, BACKWALK_BUILD from
the environment.

A header that others lean on is read once, as a precompiled header, for all that include it anyway: what it brings is there in any case, and
it is looked at alone as well. That is a quarter of the work.

  headers.py              checks planner, adapters, config and bot
  headers.py --self-test  proves that a header that leans on others is caught"""
import concurrent.futures
import functools
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("planner", "adapters", "config", "bot")
FLAGS = """-std=c++20 -O0 -Wall -Wextra -Wpedantic -Wconversion -Werror -DBOOST_ASIO_SEPARATE_COMPILATION -DBOOST_BEAST_SEPARATE_COMPILATION
           -DBOOST_ASIO_NO_DEPRECATED -DSPDLOG_COMPILED_LIB -DSPDLOG_FMT_EXTERNAL -DSPDLOG_SHARED_LIB""".split()
# Pango's headers lie where only pkg-config knows; they are not ours to warn about.
FLAGS += [flag.replace("-I", "-isystem", 1) for flag in subprocess.run(["pkg-config", "--cflags-only-I", "pangocairo"], capture_output=True,
                                                                       text=True, check=True).stdout.split()]
AT_ONCE = min(2, os.cpu_count() or 1)
WORTH_IT = 8  # so many must include a header before it is precompiled
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


class Headers:
    """What includes what, and how a header is compiled."""

    def __init__(self, root, scratch, headers):
        self.root, self.scratch, self.headers = root, scratch, [str(header) for header in headers]
        scratch.mkdir(parents=True, exist_ok=True)
        self.reached = functools.lru_cache(None)(self._reached)
        self.bases = self._bases()

    def _reached(self, header):
        """All that it includes, by whatever way: ours by path, others by name."""
        found = set()
        for _, name in INCLUDE.findall((self.root / header).read_text(encoding="utf-8")):
            if name in found or name == header:
                continue
            found.add(name)
            if (self.root / name).exists():
                found |= self.reached(name)
        return frozenset(found)

    def _bases(self):
        """The headers to precompile, the heaviest first: of those with the same weight and the same readers one is enough."""
        readers = {base: frozenset(each for each in self.headers if base in self.reached(each)) for base in self.headers}
        chosen = []
        for base in sorted(self.headers, key=lambda each: (-len(self.reached(each)), each)):
            unserved = [each for each in readers[base] if not any(each in readers[other] for other in chosen)]
            if len(unserved) >= WORTH_IT:
                chosen.append(base)
        return chosen

    def _compile(self, source, text, more):
        if not source.exists() or source.read_text(encoding="utf-8") != text:
            source.write_text(text, encoding="utf-8")
        build = os.environ.get("BACKWALK_BUILD")
        includes = [f"-I{self.root}"] + ([f"-I{build}", f"-I{build}/generated"] if build else [])
        done = subprocess.run([os.environ.get("CXX", "g++"), *FLAGS, *includes, *more, str(source)], capture_output=True, text=True)
        return "" if done.returncode == 0 else done.stderr[:2000]

    def _source(self, header, end):
        return self.scratch / (header.replace("/", "_") + end)

    def precompile(self, base):
        source = self._source(base, ".pre.hpp")
        self._compile(source, f'#include "{base}"\n', ["-x", "c++-header", "-o", f"{source}.gch"])

    def complaint(self, header):
        """What the compiler says about a header; empty when it is content."""
        base = next((str(self._source(each, ".pre.hpp")) for each in self.bases if each in self.reached(header)), None)
        leaning = ["-include", base] if base and pathlib.Path(f"{base}.gch").exists() else []
        return self._compile(self._source(header, ".cpp"), f'#include "{header}"\n#include "{header}"\n', [*leaning, "-fsyntax-only"])

    def check(self):
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(self.precompile, self.bases))
            wrong = {header: said for header, said in zip(self.headers, pool.map(self.complaint, self.headers)) if said}
        for base in self.bases:
            pathlib.Path(f"{self._source(base, '.pre.hpp')}.gch").unlink(missing_ok=True)
        return wrong


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        cases = {"good.hpp": "#pragma once\n#include <string>\nstruct A { std::string b; };\n", "leans.hpp": "#pragma once\nstruct A { std::string b; };\n",
                 "twice.hpp": "struct A {};\n", "warns.hpp": "#pragma once\ninline int f(long a) { return a; }\n"}
        # Enough that include the same for it to be precompiled: one of them leans on what only a sibling includes, one warns.
        cases |= {f"reader{i}.hpp": '#pragma once\n#include "good.hpp"\ninline A a() { return {}; }\n' for i in range(WORTH_IT)}
        cases["reads_and_leans.hpp"] = '#pragma once\n#include "good.hpp"\ninline std::map<int, A> b;\n'
        cases["reads_and_warns.hpp"] = '#pragma once\n#include "good.hpp"\ninline int g(long a) { return a; }\n'
        for name, text in cases.items():
            (root / name).write_text(text, encoding="utf-8")
        headers = Headers(root, root / "scratch", list(cases))
        caught = set(headers.check())
    wanted = {name for name in cases if not re.match("good|reader", name)}
    if headers.bases != ["good.hpp"]:
        print(f"precompiled {headers.bases}")
        return True
    print(f"caught {sorted(caught)}, wanted {sorted(wanted)}")
    return caught != wanted


def main():
    if "--self-test" in sys.argv:
        return self_test()
    headers = [path.relative_to(ROOT) for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.hpp"))]
    scratch = pathlib.Path(os.environ.get("BACKWALK_BUILD", tempfile.gettempdir() + "/backwalk")) / "header_checks"
    wrong = Headers(ROOT, scratch, headers).check()
    for header, said in wrong.items():
        print(f"{header} does not compile alone:\n{said}")
    print(f"{len(headers)} headers, {len(wrong)} problems")
    return wrong != {}


if __name__ == "__main__":
    sys.exit(main())
