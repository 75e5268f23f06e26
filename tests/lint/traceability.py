#!/usr/bin/env python3
"""What of the product shows where: every id of the product page's method section (tests/traceability/ids.txt) has its sub-behaviours in
tests/traceability/product.tsv, and each of them tests that are there, or the reason why it is open. tests/TRACEABILITY.md is written from
it. Where the product page itself is at hand (BACKWALK_SHARED), its ids are compared with ours.

  traceability.py              checks the list, and that the page is what it says
  traceability.py --write      writes the page anew
  traceability.py --self-test  proves that each kind of gap is caught

A row has four columns: id, sub-behaviour, "shown" or "open AREA", and the tests or the reason. A row without a sub-behaviour, "id" in the
third column, opens an id with what it is about. Tests are "file: name", divided by " ; ": a gtest's Suite.Name, the title of a Node test,
or a line of a story, a golden or a table."""
import os
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
IDS = ROOT / "tests/traceability/ids.txt"
LIST = ROOT / "tests/traceability/product.tsv"
PAGE = ROOT / "tests/TRACEABILITY.md"
SECTION = r"(?ms)^## 4\..*?^## 5\."  # of the product page

# What an open sub-behaviour waits for.
AREAS = {
    "walk": "the interview, the card, personal plans and tips",
    "rhythm": "what asks or tells by itself",
    "pages": "pages, pictures, audiences and rights",
    "exchange": "import and export",
    "platform": "a platform, or what one can do beyond messages",
    "later": "decided against for now",
}


class Row:
    def __init__(self, number, columns):
        self.number = number
        self.id, self.what, self.state, self.proof = columns


def read(text):
    """The rows, and what is wrong with the lines that are none."""
    rows, faults = [], []
    for number, line in enumerate(text.splitlines(), 1):
        columns = line.split("\t")
        if len(columns) == 4:
            rows.append(Row(number, columns))
        else:
            faults.append(f"line {number}: {len(columns)} columns instead of four")
    return rows, faults


def is_there(path, name, file_text):
    """Whether the file has a test, or a line, of that name."""
    text = file_text(path)
    if text is None:
        return False
    if path.endswith("_test.cpp"):
        suite, _, test = name.partition(".")
        return re.search(rf"^TEST(?:_[FP])?\({re.escape(suite)},\s*{re.escape(test)}\)", text, re.M) is not None
    if path.endswith(".test.mjs"):
        return re.search(rf"\btest\((['`\"]){re.escape(name)}\1", text) is not None
    is_compared = path.startswith(("tests/data/", "tests/e2e/golden/"))
    return is_compared and any(name in line for line in text.splitlines())


def faults_of(rows, ids, file_text):
    faults, about = [], {}
    for row in rows:
        where = f"line {row.number}, {row.id}"
        if row.state == "id":
            if row.id in about:
                faults.append(f"{where}: is there twice")
            about[row.id] = 0
            if not row.proof or row.what:
                faults.append(f"{where}: says what it is about in the last column and nowhere else")
            continue
        if row.id not in about:
            faults.append(f"{where}: stands before its id, or the id is missing")
            about[row.id] = 0
        about[row.id] += 1
        if not row.what:
            faults.append(f"{where}: names no sub-behaviour")
        if not row.proof.strip():
            faults.append(f"{where}: “{row.what}” has neither a test nor a reason")
        elif row.state == "shown":
            for proof in row.proof.split(" ; "):
                path, _, name = proof.partition(": ")
                if not name or not is_there(path, name, file_text):
                    faults.append(f"{where}: there is no “{name}” in {path}")
        elif row.state.removeprefix("open ") not in AREAS or not row.state.startswith("open "):
            faults.append(f"{where}: “{row.state}” is neither shown nor open with one of {', '.join(AREAS)}")
    faults += [f"{name}: has no sub-behaviour" for name, count in about.items() if count == 0]
    return faults + differences(ids, about, "ids.txt", "product.tsv")


def differences(some, others, here, there):
    return ([f"{name}: is in {here} and not in {there}" for name in some if name not in others] +
            [f"{name}: is in {there} and not in {here}" for name in others if name not in some])


def shown_in(proof):
    path, _, name = proof.partition(": ")
    return f"`{name}` ({path.removeprefix('tests/')})"


def page_of(rows):
    shown = sum(row.state == "shown" for row in rows)
    opened = [row for row in rows if row.state.startswith("open ")]
    lines = ["# What of the product shows where", "",
             "Written from `tests/traceability/product.tsv` by `tests/lint/traceability.py --write`; a test compares. The ids are those of the",
             "product's statements. ● is shown by the tests that are named, ○ is open for the reason that is given.", "",
             f"{sum(row.state == 'id' for row in rows)} statements, {shown + len(opened)} sub-behaviours: {shown} shown, {len(opened)} open.", "",
             "| open for | what that is | count |", "|---|---|---|"]
    for area, what in AREAS.items():
        lines.append(f"| {area} | {what} | {sum(row.state == 'open ' + area for row in opened)} |")
    for row in rows:
        if row.state == "id":
            lines += ["", f"## {row.id} {row.proof}", ""]
        elif row.state == "shown":
            lines.append(f"- ● {row.what}: " + ", ".join(shown_in(proof) for proof in row.proof.split(" ; ")))
        else:
            lines.append(f"- ○ {row.what}. *{row.state.removeprefix('open ').capitalize()}*: {row.proof}")
    return "\n".join(lines) + "\n"


def text_of(path):
    file = ROOT / path
    return file.read_text(encoding="utf-8") if file.is_file() else None


def ids_of_the_product():
    """The ids of the product page, where the shared data is; else none."""
    page = pathlib.Path(os.environ.get("BACKWALK_SHARED") or ROOT.parent / "shared") / "design/PRODUCT.md"
    if not page.is_file():
        return []
    section = re.search(SECTION, page.read_text(encoding="utf-8"))
    return re.findall(r"(?m)^\| ([A-Z][A-Z0-9-]*[0-9][a-z]?) \|", section.group(0)) if section else []


def check():
    rows, faults = read(LIST.read_text(encoding="utf-8"))
    ids, product_ids = IDS.read_text(encoding="utf-8").split(), ids_of_the_product()
    faults += faults_of(rows, ids, text_of)
    if product_ids:
        faults += differences(product_ids, ids, "the product page", "ids.txt")
    if not faults and (not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != page_of(rows)):
        faults.append("tests/TRACEABILITY.md is not what the list says; write it with: tests/lint/traceability.py --write")
    for fault in faults:
        print(fault)
    print(f"{len(ids)} ids, {len(rows)} rows" + ("" if product_ids else "; skipped: no shared data to compare the ids with"))
    return 1 if faults else 0


def self_test():
    files = {"tests/a/b_test.cpp": "TEST(Walk, GoesBack) {\n", "tests/e2e/c.test.mjs": "test('it goes', async () => {\n",
             "tests/data/stories/d.story": "ann> start\n", "planner/e.cpp": "int start;\n"}
    good = ("A1\t\tid\tBegin\nA1\tgoes back\tshown\ttests/a/b_test.cpp: Walk.GoesBack ; tests/e2e/c.test.mjs: it goes\n"
            "A1\tsays so\tshown\ttests/data/stories/d.story: ann> start\nA1\tpictures\topen pages\tno pictures yet\n")
    cases = {  # what is spoilt -> a word of the complaint
        "": "",
        "Walk.GoesBack>Walk.GoesUp": "no “Walk.GoesUp”",
        "Walk.GoesBack>Walk.Goes": "no “Walk.Goes”",
        "it goes>it flies": "no “it flies”",
        "ann> start>ann> stop": "no “ann> stop”",
        "tests/data/stories/d.story: ann> start>planner/e.cpp: start": "no “start” in planner",
        "tests/a/b_test.cpp: >tests/a/gone_test.cpp: ": "gone_test.cpp",
        "open pages>open some day": "neither shown nor open",
        "open pages\tno pictures yet>open pages\t": "neither a test nor a reason",
        "tests/data/stories/d.story: ann> start\n>\n": "neither a test nor a reason",
        "A1\tpictures>A1\t": "names no sub-behaviour",
        "A1\t\tid\tBegin\n>": "the id is missing",
        "A1\t\tid\tBegin\n>A1\t\tid\tBegin\nA2\t\tid\tEnd\n": "A2: has no sub-behaviour",
        "A1\t\tid\tBegin\n>A1\t\tid\tBegin\nA1\t\tid\tBegin\n": "twice",
        "A1\tpictures\topen pages\tno>A1\tpictures open pages no": "columns",
    }
    missed = []
    for change, complaint in cases.items():
        old, new = (change.split(">", 1) if "ann>" not in change else re.match(r"(?s)(.*ann> start\n?)>(.*)", change).groups()) if change else ("", "")
        if old not in good:
            missed.append(f"“{old}” is not in the example")
        rows, faults = read(good.replace(old, new, 1) if change else good)
        faults += faults_of(rows, ["A1", "A2"] if "A2" in change else ["A1"], files.get)
        if (complaint == "") != (not faults) or not any(complaint in fault for fault in faults or [""]):
            missed.append(f"{change!r}: {faults}")
    rows, _ = read(good)
    for ids, complaint in ((["A1", "B7"], "B7: is in ids.txt and not"), (["B7"], "A1: is in product.tsv and not")):
        if not any(complaint in fault for fault in faults_of(rows, ids, files.get)):
            missed.append(f"ids {ids} are not compared")
    page = page_of(rows)
    if page == page_of(read(good.replace("says so", "tells so"))[0]) or page == page_of(read(good.replace("no pictures", "none"))[0]):
        missed.append("the page does not tell what the list says")
    for miss in missed:
        print(f"not caught: {miss}")
    return 1 if missed else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        sys.exit(self_test())
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(page_of(read(LIST.read_text(encoding="utf-8"))[0]), encoding="utf-8")
    sys.exit(check())
