#!/usr/bin/env python3
"""Functions of anonymous namespaces have names of their own in their folder. Many files of a folder are compiled as one (BACKWALK_UNITY):
there a call could mean the function of another file, with a better fitting argument, and nobody would say so.

  names.py              checks planner, adapters, config, bot and tests
  names.py --self-test  proves that the same name in two files is caught"""
import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("planner", "adapters", "config", "bot", "tests")
FILE_BY_FILE = ("tests/bench", "tests/fuzz", "tests/crash", "tests/power")
FUNCTION = re.compile(r"(?:template\s*<.*>\s*)?(?:(?:inline|constexpr|const|static|\[\[\w+\]\])\s+)*[A-Za-z_][\w:<>,&\* ]*?[ &\*](\w+)\(")
NO_FUNCTION = ("TEST", "INSTANTIATE", "MATCHER", "ACTION", "MOCK", "using", "namespace", "return", "static_assert", "}")


def hidden_functions(text):
    """The functions defined at the first column of an anonymous namespace."""
    found, is_inside = set(), False
    for line in text.splitlines():
        if line.startswith("namespace {"):
            is_inside = True
        elif line.startswith("}  // namespace") and line.strip() == "}  // namespace":
            is_inside = False
        elif is_inside and line[:1].strip() and not line.startswith(NO_FUNCTION):
            if match := FUNCTION.match(line):
                found.add(match.group(1))
    return found


def twice(texts):
    """{(folder, name): files}, for a name that several files of a folder hide. `texts` is {path: text}."""
    files = collections.defaultdict(list)
    for path, text in sorted(texts.items()):
        for name in hidden_functions(text):
            files[str(pathlib.PurePath(path).parent), name].append(path)
    return {key: paths for key, paths in files.items() if len(paths) > 1}


def self_test():
    one = "namespace house {\nnamespace {\n\nint size_of(const Plan& plan) { return 1; }\nstd::string name() {\n  return size_of(x);\n}\n\n}  // namespace\n"
    other = "namespace house {\nnamespace {\n\ndouble size_of(int) {\n  return 2;\n}\n\n}  // namespace\nstd::string name() {\n"
    assert twice({"a/one.cpp": one, "a/two.cpp": other}) == {("a", "size_of"): ["a/one.cpp", "a/two.cpp"]}
    assert not twice({"a/one.cpp": one, "b/two.cpp": other})
    assert hidden_functions(one) == {"size_of", "name"}
    assert hidden_functions("namespace {\ntemplate <typename T>\nconst std::vector<T>& all_of_it(int many) {\n}  // namespace\n") == {"all_of_it"}
    assert hidden_functions("namespace {\nTEST(Area, Sentence) {\n  int call(2);\n}\n}  // namespace\nint open(int) {\n") == set()
    print("names: the same name is caught")


def main():
    if "--self-test" in sys.argv:
        return self_test()
    paths = [path.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / folder).rglob("*.cpp")]
    texts = {str(path): (ROOT / path).read_text(encoding="utf-8") for path in paths if not str(path).startswith(FILE_BY_FILE) and "node_modules" not in path.parts}
    assert len(texts) > 100, "the sources are not where they were"
    found = twice(texts)
    for (_, name), files in sorted(found.items()):
        print(f"{files[0]}: {name} is the name of another function in {', '.join(files[1:])}")
    if found:
        sys.exit(1)
    print(f"names: {len(texts)} files")


main()
