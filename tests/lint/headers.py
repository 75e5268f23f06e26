#!/usr/bin/env python3
"""Every header compiles alone, twice in a row, and without a warning (STYLE 2). Takes CXX and, for generated headers, BACKWALK_BUILD from
the environment. With ccache a second run costs next to nothing.

  headers.py              checks planner, adapters, config and bot
  headers.py --self-test  proves that a header that leans on others is caught"""
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("planner", "adapters", "config", "bot")
FLAGS = """-std=c++20 -O0 -Wall -Wextra -Wpedantic -Wconversion -Werror -DBOOST_ASIO_SEPARATE_COMPILATION -DBOOST_BEAST_SEPARATE_COMPILATION
           -DBOOST_ASIO_NO_DEPRECATED -DSPDLOG_COMPILED_LIB -DSPDLOG_FMT_EXTERNAL -DSPDLOG_SHARED_LIB""".split()
AT_ONCE = min(2, os.cpu_count() or 1)


def compiler():
    ccache = shutil.which("ccache")
    return ([ccache] if ccache else []) + [os.environ.get("CXX", "g++")]


def complaint(root, scratch, header):
    """What the compiler says about a header; empty when it is content."""
    source = scratch / (str(header).replace("/", "_") + ".cpp")
    text = f'#include "{header}"\n#include "{header}"\n'
    if not source.exists() or source.read_text(encoding="utf-8") != text:
        source.write_text(text, encoding="utf-8")
    includes = [f"-I{root}"] + ([f"-I{os.environ['BACKWALK_BUILD']}", f"-I{os.environ['BACKWALK_BUILD']}/generated"] if "BACKWALK_BUILD" in os.environ else [])
    done = subprocess.run(compiler() + FLAGS + includes + ["-c", str(source), "-o", str(source.with_suffix(".o"))], capture_output=True, text=True)
    source.with_suffix(".o").unlink(missing_ok=True)
    return "" if done.returncode == 0 else done.stderr[:2000]


def check(root, scratch, headers):
    scratch.mkdir(parents=True, exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        return {header: said for header, said in zip(headers, pool.map(lambda header: complaint(root, scratch, header), headers)) if said}


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        cases = {"good.hpp": "#pragma once\n#include <string>\nstruct A { std::string b; };\n", "leans.hpp": "#pragma once\nstruct A { std::string b; };\n",
                 "twice.hpp": "struct A {};\n", "warns.hpp": "#pragma once\ninline int f(long a) { return a; }\n"}
        for name, text in cases.items():
            (root / name).write_text(text, encoding="utf-8")
        caught = set(check(root, root / "scratch", list(cases)))
    wanted = set(cases) - {"good.hpp"}
    print(f"caught {sorted(caught)}, wanted {sorted(wanted)}")
    return caught != wanted


def main():
    if "--self-test" in sys.argv:
        return self_test()
    headers = [path.relative_to(ROOT) for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.hpp"))]
    scratch = pathlib.Path(os.environ.get("BACKWALK_BUILD", tempfile.gettempdir() + "/backwalk")) / "header_checks"
    wrong = check(ROOT, scratch, headers)
    for header, said in wrong.items():
        print(f"{header} does not compile alone:\n{said}")
    print(f"{len(headers)} headers, {len(wrong)} problems")
    return wrong != {}


if __name__ == "__main__":
    sys.exit(main())
