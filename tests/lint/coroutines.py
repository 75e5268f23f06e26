#!/usr/bin/env python3
"""Finds what g++ 12.2 miscompiles silently inside a co_await expression (ARCHITECTURE 5): a lambda that captures by value, a braced
temporary `Type{...}`, a braced list, and `?:`. The whole expression around the co_await is looked at, for every temporary in it lives
across the suspension. A declaration `Type name{co_await ...}` is fine.

  coroutines.py              checks bot/ and tests/
  coroutines.py --self-test  proves that each pattern is caught and that good ones pass"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAIRS = {")": "(", "]": "[", "}": "{"}
TOKEN = re.compile(r"[A-Za-z_]\w*|::|->|<=>|<=|>=|==|!=|&&|\|\||\S")
WORD = re.compile(r"[A-Za-z_]\w*$")
CONTROL = {"if", "while", "for", "switch", "catch"}
NO_TYPE = {"return", "co_return", "co_await", "co_yield", "throw", "else", "do", "try", "mutable", "noexcept", "override", "final", "const"}


def blanked(text):
    """Comments, strings, characters and preprocessor lines replaced, lines kept."""
    keep_lines = lambda found: "\n" * found.group(0).count("\n")
    pattern = re.compile(r'R"(?P<mark>[^()\s]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*.*?\*/', re.S)
    replace = lambda found: keep_lines(found) if found.group(0).startswith("/") else "0" + keep_lines(found)
    text = pattern.sub(replace, text)
    return re.sub(r"^[ \t]*#(?:\\\n|[^\n])*", keep_lines, text, flags=re.M)


def tokens_of(text):
    """[(word, line)] and, for every bracket, the index of its other half."""
    tokens, match, stack, line, last = [], {}, [], 1, 0
    for found in TOKEN.finditer(text):
        line += text.count("\n", last, found.start())
        last = found.start()
        word, at = found.group(0), len(tokens)
        tokens.append((word, line))
        if word in "([{":
            stack.append(at)
        elif word in PAIRS and stack and tokens[stack[-1]][0] == PAIRS[word]:
            match[at] = stack.pop()
            match[match[at]] = at
    return tokens, match


class File:
    def __init__(self, text):
        self.tokens, self.match = tokens_of(blanked(text))

    def word(self, at):
        return self.tokens[at][0] if 0 <= at < len(self.tokens) else ""

    def is_lambda(self, at):
        """Whether the '[' at this index begins a lambda."""
        before = self.word(at - 1)
        is_subscript = before in (")", "]", "operator") or (WORD.match(before) and before not in NO_TYPE)
        return at in self.match and not is_subscript and self.word(at + 1) != "[" and self.word(self.match[at] + 1) in ("(", "{", "mutable", "<", "->", "noexcept")

    def lambda_body(self, at):
        """The index of the '{' of the lambda that begins at '['."""
        at = self.match[at] + 1
        while at < len(self.tokens) and self.word(at) not in ("{", ";"):
            at = self.match.get(at, at) + 1 if self.word(at) == "(" else at + 1
        return at

    def is_block(self, at):
        """Whether the '{' at this index opens statements and not a value."""
        if at in self.bodies():
            return True
        before = self.word(at - 1)
        if before in (")", ";", "{", "}", "else", "do", "try", "mutable", "noexcept", "const", "override", ""):
            return before != ")" or not self.is_value_before(at - 1)
        return before == ":" and self.word(at - 2) != ":"

    def is_value_before(self, close):
        """`(x){` is no block when the bracket is decltype's."""
        return self.word(self.match.get(close, 0) - 1) == "decltype"

    def bodies(self):
        if not hasattr(self, "bodies_"):
            starts = [at for at in range(len(self.tokens)) if self.word(at) == "[" and self.is_lambda(at)]
            self.bodies_ = {self.lambda_body(at) for at in starts} | self.function_bodies()
        return self.bodies_

    def function_bodies(self):
        """'{' after a trailing return type: `) -> Type<X> {`."""
        found = set()
        for at, (word, _) in enumerate(self.tokens):
            if word == "->" and self.word(at - 1) in (")", "mutable", "noexcept", "const"):
                while at < len(self.tokens) and self.word(at) not in ("{", ";", ")", ","):
                    at += 1
                if self.word(at) == "{":
                    found.add(at)
        return found

    def expression(self, at):
        """The half-open range of the whole expression around the co_await at this index."""
        begin = at
        while begin > 0:
            word = self.word(begin - 1)
            if word == ";" or (word == "{" and self.is_block(begin - 1)) or (word == "(" and self.word(begin - 2) in CONTROL):
                break
            if word == "}":
                opened = self.match.get(begin - 1)
                if opened is None or (self.is_block(opened) and opened not in self.bodies()):
                    break
                begin = opened
            elif word in (")", "]") and begin - 1 in self.match:
                opened = self.match[begin - 1]
                if word == ")" and self.word(opened - 1) in CONTROL:
                    break
                begin = opened
            else:
                begin -= 1
        end = at
        depth = 0
        while end < len(self.tokens):
            word = self.word(end)
            if word == ";" and depth == 0:
                break
            if word in "([{" and end in self.match and end > at:
                end = self.match[end] + 1
                continue
            if word in PAIRS and self.match.get(end, -1) < begin:
                break
            end += 1
        return begin, end


def captures_by_value(words):
    """The capture list of a lambda, cut at its top-level commas."""
    parts, depth = [[]], 0
    for word in words:
        depth += (word in "([{") - (word in ")]}")
        if word == "," and depth == 0:
            parts.append([])
        else:
            parts[-1].append(word)
    return any(part and part[0] != "&" and part != ["this"] for part in parts)


def wrongs(file, begin, end):
    at = begin
    while at < end:
        word = file.word(at)
        line = file.tokens[at][1]
        if word == "[" and file.is_lambda(at):
            if captures_by_value([file.word(inner) for inner in range(at + 1, file.match[at])]):
                yield line, "a lambda that captures by value"
            body = file.lambda_body(at)
            at = file.match.get(body, body) + 1
            continue
        if word == "?":
            yield line, "?:"
        if word == "{":
            before = file.word(at - 1)
            if before == ">" or (WORD.match(before) and before not in NO_TYPE):
                if not is_declaration(file, begin, at):
                    yield line, "a braced temporary Type{...}"
            else:
                yield line, "a braced list"
        at += 1


def is_declaration(file, begin, brace):
    """`Type name{`: nothing but a type stands before the name, from the beginning of the statement."""
    words = [file.word(at) for at in range(begin, brace)]
    return len(words) >= 2 and words[-2] not in ("::", ".", "->") and all(WORD.match(w) or w in ("::", "<", ">", "&", "*", ",") for w in words) and not NO_TYPE.difference({"const"}) & set(words)


def problems(text):
    file = File(text)
    found = set()
    for at, (word, _) in enumerate(file.tokens):
        if word == "co_await":
            found.update(wrongs(file, *file.expression(at)))
    return sorted(found)


BAD = {
    "co_await spawn([x] { use(x); });": "a lambda that captures by value",
    "co_await spawn([=]() { use(x); });": "a lambda that captures by value",
    "co_await f([self = shared_from_this()](int) mutable { self->go(); });": "a lambda that captures by value",
    "co_await f([&a, b](auto x) { return a + b; });": "a lambda that captures by value",
    "auto x = co_await f(1, [*this] {});": "a lambda that captures by value",
    "co_await send(Request{\"GET\", url});": "a braced temporary Type{...}",
    "auto r = co_await store.take(chat::Place{});": "a braced temporary Type{...}",
    "co_await send(std::vector<std::string>{a});": "a braced temporary Type{...}",
    "auto both = join(Request{a}, co_await b());": "a braced temporary Type{...}",
    "if (co_await ask(Request{a})) return;": "a braced temporary Type{...}",
    "co_return Pair{co_await a()};": "a braced temporary Type{...}",
    "co_await send({\"a\", \"b\"});": "a braced list",
    "co_await send(1, {});": "a braced list",
    "co_await (is_fast ? a() : b());": "?:",
    "auto x = is_fast ? co_await a() : co_await b();": "?:",
    "for (auto row : co_await take(most ? 1 : 2)) use(row);": "?:",
    "auto f = [&]() -> Awaitable<void> { co_await send({1}); };": "a braced list",
}
GOOD = [
    "co_await spawn([&] { use(x); });",
    "co_await spawn([this, &x] { use(x); });",
    "co_await send(std::move(request), deadline);",
    "Request request{\"GET\", url}; co_await send(std::move(request));",
    "const Moved moved{co_await read()};",
    "std::vector<int> all{co_await read()};",
    "co_return Aggregate{1, 2};",
    "auto f = [x]() -> Awaitable<void> { co_await wait(x); };",
    "group.spawn(\"x\", [x]() -> Awaitable<void> { co_await wait(x); co_return; });",
    "for (int i = 0; i < n; ++i) { co_await wait(i); } auto y = a ? b : c;",
    "auto y = a ? b : c; co_await wait(y);",
    "if (a ? b : c) { co_await wait(1); }",
    "if (x) co_await wait(1); else { other(); } use(Type{1});",
    "try { co_await f(); } catch (const E& e) { g(E{1}); }",
    "while (co_await more()) { use({1, 2}); }",
    "// co_await f(Type{1});\nint a;",
    "log(\"co_await ? {\"); co_await g(table[at], '?', '{');",
    "void f() { g({1}); } Awaitable<void> h() { co_await i(); }",
    "struct A { int b{}; Awaitable<int> c() { co_return co_await d(); } };",
    "switch (x) { case 1: { co_await f(); break; } default: use({1}); }",
    "#define X co_await f(Type{1})\nint b;",
]


def self_test():
    failed = 0
    for text, want in BAD.items():
        for whole in (text, "Awaitable<void> f() {\n  " + text + "\n}\n"):
            if [why for _, why in problems(whole)] != [want]:
                print(f"not caught as {want!r}: {whole!r}: {problems(whole)}")
                failed += 1
    for text in GOOD:
        for whole in (text, "Awaitable<void> f() {\n  " + text + "\n}\n"):
            if problems(whole):
                print(f"taken for bad: {whole!r}: {problems(whole)}")
                failed += 1
    print(f"{2 * (len(BAD) + len(GOOD)) - failed} of {2 * (len(BAD) + len(GOOD))} as they should be")
    return failed


def main():
    if "--self-test" in sys.argv:
        return self_test() != 0
    count = 0
    files = [path for folder in ("bot", "tests") for path in sorted((ROOT / folder).rglob("*")) if path.suffix in (".cpp", ".hpp")]
    for path in files:
        for line, why in problems(path.read_text(encoding="utf-8")):
            print(f"{path.relative_to(ROOT)}:{line}: {why} inside a co_await expression: name it first and move it in (ARCHITECTURE 5)")
            count += 1
    print(f"{len(files)} files, {count} problems")
    return count != 0


if __name__ == "__main__":
    sys.exit(main())
