"""Shortens the client's code: spaces and comments are left out, and its own names are as short as can be.

One table of names serves all its files, variables and properties alike, so that no scope need be understood. A name stays
as it is where it may be known outside: to lunr.js, to the platform, to entry.json, or to who calls the client; a test in
Node says so if one of the platform's names is not among them.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product

_TOKEN = re.compile(
    r"""(?P<space>(?:\s|//[^\n]*|/\*.*?\*/)+)|(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|(?P<number>\.?\d[\w.]*)"""
    r"""|(?P<name>[A-Za-z_$][\w$]*)|(?P<sign>=>|\.\.\.|\?\.|[^\w\s$])""",
    re.DOTALL,
)
_PATTERN = re.compile(r"/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*")
_TEMPLATE = re.compile(r"(?:\\.|\$(?!\{)|[^`\\$])*(`|\$\{)", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_WORDS = re.compile(r"[\w$]")

_LANGUAGE = set(
    "as async await break case catch class const constructor continue default delete do else export extends false finally "
    "for from function get if import in instanceof let new null of return set static super switch this throw true try "
    "typeof undefined void while yield".split()
)
_PLATFORM = set(
    "Array Blob Boolean Date DecompressionStream Error Float64Array Infinity JSON Map Math Number Object Promise "
    "RangeError RegExp Response Set String TextDecoder TypeError URL Uint16Array Uint32Array Uint8Array add all "
    "anchor any at buffer bytes cache closed code decode document done drop entries error escape every fetch fill "
    "filter find flags flat forEach get globalThis groups has href indexOf join json keep keys length log map mark "
    "max measure message min name normalize open parseInt path read reduce register require search set sign size "
    "slice small some sort split start stem stream table take text values".split()
)
_CALLERS = set(
    "context count date excerpt facets filters from highlights id label language level matched openSearch page query "
    "results score signal size sort suggestions syntax thumbnail title to total typing undated url value".split()
)
_ENTRY = set(
    "budget cards cut dates documents facets fields format group keys languages names pages pairs rare texts titles "
    "vocabulary volumes words".split()
)
KEPT = frozenset(_LANGUAGE | _PLATFORM | _CALLERS | _ENTRY)

Token = tuple[str, str]


def _begins_pattern(last: Token) -> bool:
    """Say whether a slash after a token begins a regular expression."""
    kind, text = last
    return text in {"return", "typeof", "case", "of", "in"} or (kind == "sign" and text not in {")", "]", "}", "`"})


def tokens(code: str) -> Iterator[Token]:
    """Give kind and text of each token; a template is strings with the tokens of its holes between them."""
    at, last, open_braces = 0, ("sign", ";"), list[int]()
    while at < len(code):
        closes = code[at] == "}" and bool(open_braces) and open_braces[-1] == 0
        if code[at] == "`" or closes:
            if closes:
                open_braces.pop()
            found = _TEMPLATE.match(code, at + 1)
            assert found, code[at : at + 40]
            if found[1] == "${":
                open_braces.append(0)
            kind, text = "string", code[at : found.end()]
            last = ("sign", "`" if found[1] == "`" else "(")
        else:
            pattern = _PATTERN.match(code, at) if code[at] == "/" and _begins_pattern(last) else None
            found = pattern or _TOKEN.match(code, at)
            assert found, code[at : at + 40]
            kind, text = "pattern" if pattern else str(found.lastgroup), found[0]
            if open_braces and text in "{}":
                open_braces[-1] += 1 if text == "{" else -1
            last = last if kind == "space" else (kind, text)
        yield kind, text
        at = found.end()


def _short_names(taken: set[str]) -> Iterator[str]:
    letters = string.ascii_letters + "_$"
    for size in (1, 2, 3):
        yield from (name for name in map("".join, product(letters, repeat=size)) if name not in taken)


def table(codes: list[str], beside: str) -> dict[str, str]:
    """Give a short name for each name that only the client uses, the commonest the shortest; `beside` is code that it meets."""
    counts, declared, said = Counter[str](), set[str](), set[str]()
    for code in codes:
        before = ""
        for kind, text in tokens(code):
            if kind == "name":
                counts[text] += 1
                if before not in {".", "?."}:
                    declared.add(text)
            elif kind == "string" and _NAME.fullmatch(text[1:-1]):
                said.add(text[1:-1])  # a property may be asked for by it
            before = before if kind == "space" else text
    met = set(_NAME.findall(beside))
    short = _short_names(set(counts) | met | KEPT)
    ours = [name for name in declared - KEPT - met - said if len(name) > 2]
    return {name: next(short) for name in sorted(ours, key=lambda name: (-counts[name], name))}


def shortened(code: str, names: Mapping[str, str]) -> str:
    """Leave out what only people read, and take the short names."""
    kept, gap = [";"], ""
    for kind, text in tokens(code):
        if kind == "space":
            gap = "\n" if "\n" in text else " "
            continue
        before = kept[-1][-1]
        if gap == "\n" and before not in "{};,([":
            kept.append("\n")
        elif gap and ((_WORDS.match(before) and _WORDS.match(text)) or before == text[0] in "+-"):
            kept.append(" ")
        kept.append(names.get(text, text) if kind == "name" else text)
        gap = ""
    return "".join(kept[1:]) + "\n"
