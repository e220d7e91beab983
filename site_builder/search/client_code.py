"""Puts the client together: search.js, which holds lunr.js too, analysis.js, package.json, and what is seldom needed.

The client's modules, lunr.js and the analysis are joined into one file and shortened: fewer requests, a round less,
fewer bytes, on hosts that do not compress too. What only filters, wildcards, typing and suggestions need is a second
file, read when one of them does. analysis.js is for whoever searches an export; the sources stay as they are to be read.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from site_builder.search.shortening import shortened, table

CLIENT = Path(__file__).parent / "client"
MODULES = (
    "analysis", "packing", "letters", "files", "directory", "postings", "attached", "families", "weights", "matching", "ranking",
    "rewriting", "cards", "highlights", "search",
)  # fmt: skip  # each imports only from those before it, and lunr.js
SELDOM = ("facets", "expansion", "completions", "suggestions", "texts", "pages")  # imported by `import()` alone, or by each other

_COMMENT = re.compile(r"^[ \t]*(?:/\*\*.*?\*/|//[^\n]*)[ \t]*\n", re.DOTALL | re.MULTILINE)
_IMPORT = re.compile(r"^import ([^;]*?) from \"\./([a-z]+)\.js\";\n", re.MULTILINE)
_LATER = re.compile(r"import\(\"\./([a-z]+)\.js\"\)")
_EXPORT = re.compile(r"^export ((?:async )?(?:function|class|const|let) (\w+))", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_EMPTY = re.compile(r"\n{2,}")
_MAKING = (
    (",e.generateStopWordFilter=", ",e.trimmer="),
    ("e.Builder=function(){", "e.MatchData=function("),
)


def _bare(code: str) -> str:
    """Leave comments and indents out of a module that has no template literal across lines."""
    return _EMPTY.sub("\n", _INDENT.sub("", _COMMENT.sub("", code)))


def _taken(found: re.Match[str]) -> str:
    """Take names from a module before, or nothing where lunr itself is imported."""
    return "" if found[2] == "lunr" else f"const {found[1]} = ${found[2]};\n"


def _source(name: str) -> str:
    """Read a module; analysis.js with the character table in it."""
    code = (CLIENT / f"{name}.js").read_text("utf-8")
    if name != "analysis":
        return code
    table = (CLIENT / "characters.js").read_text("utf-8")
    table = "const table = " + re.sub(r"\n ?", "", table[table.index("{") :]).rstrip() + ";\n"
    return code.replace('import table from "./characters.js";\n', table)


def _enclosed(name: str) -> str:
    """Make of a module an object of its exports; no name of one module meets another's."""
    code = _source(name)
    exports = ", ".join(found[2] for found in _EXPORT.finditer(code))
    body = _LATER.sub(r'$later("\1")', _EXPORT.sub(r"\1", _IMPORT.sub(_taken, code)))
    return f"const ${name} = (() => {{\n{body}return {{ {exports} }};\n}})();\n"


def _given() -> str:
    """Name what the second file takes from the first."""
    return ", ".join(f"${name}" for name in MODULES[:-1])


def _seldom() -> str:
    """Join what is seldom needed: a function of the other modules."""
    parts = "".join(_enclosed(name) for name in SELDOM)
    made = ", ".join(f"{name}: ${name}" for name in SELDOM)
    return f"export default ({{ lunr, {_given()} }}) => {{\n{parts}return {{ {made} }};\n}};\n"


def _joined() -> str:
    """Join the modules into one, which reads the other file when it must."""
    later = f"""let $more;
const $read = () => import("./more.js").then((code) => code.default({{ lunr, {_given()} }}));
const $later = (name) => ($more ??= $read()).then((made) => made[name]);
"""
    parts = "".join(_enclosed(name) for name in MODULES)
    return later + parts + "export const { openSearch } = $search;\n"


def _without_builder(lunr: str) -> str:
    """Leave out of lunr.min.js what only makes indexes: its English stop words and its builder."""
    for begin, end in _MAKING:
        start = lunr.find(begin)
        stop = lunr.find(end, start)
        if min(start, stop) >= 0:
            lunr = lunr[:start] + lunr[stop:]
    return lunr


def lunr_value(lunr: str) -> str:
    """Make a value of lunr's own file, which looks for AMD, CommonJS or a browser's global."""
    lunr = _without_builder(lunr)
    before = "const lunr = (() => {\nconst module = { exports: {} }, exports = module.exports, define = undefined;\n"
    return before + lunr.replace("}(this)", "}(globalThis)") + "\nreturn module.exports;\n})();\n"


def codes() -> list[str]:
    """Give the two files before they are shortened: what every query needs, and what few do."""
    return [_joined(), _seldom()]


def client_files(lunr: str) -> dict[str, bytes]:
    """Give path below `search/` and content of each file of code; `lunr` is lunr.min.js 2.3.9."""
    joined, seldom = codes()
    names = table([joined, seldom], lunr)
    more = shortened(seldom, names).encode()
    more_name = f"more-{hashlib.sha256(more).hexdigest()[:10]}.js"
    return {
        more_name: more,
        "search.js": (lunr_value(lunr) + shortened(joined.replace("./more.js", f"./{more_name}"), names)).encode(),
        "analysis.js": _bare(_source("analysis")).encode(),
        "package.json": b'{"type": "module"}\n',
    }
