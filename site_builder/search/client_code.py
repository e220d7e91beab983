"""Puts the client together: search.js, analysis.js, package.json, lunr.js as an ES module, and what is seldom needed.

The client's modules are joined into one file, its comments and indents left out: fewer requests,
fewer bytes, on hosts that do not compress too. What only filters, wildcards, typing and suggestions
need is a second file, read when one of them does. The sources stay as they are to be read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

CLIENT = Path(__file__).parent / "client"
MODULES = (
    "packing", "letters", "files", "directory", "postings", "attached", "families", "weights", "matching", "ranking",
    "rewriting", "cards", "highlights", "search",
)  # fmt: skip  # each imports only from those before it, analysis.js and lunr.js
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
_OUTSIDE = """import * as $analysis from "./analysis.js";
import lunr from "./lunr.js";
"""


def _bare(code: str) -> str:
    """Leave comments and indents out of a module that has no template literal across lines."""
    return _EMPTY.sub("\n", _INDENT.sub("", _COMMENT.sub("", code)))


def _taken(found: re.Match[str]) -> str:
    """Take names from a module before, or nothing where lunr itself is imported."""
    return "" if found[2] == "lunr" else f"const {found[1]} = ${found[2]};\n"


def _enclosed(name: str) -> str:
    """Make of a module an object of its exports; no name of one module meets another's."""
    code = (CLIENT / f"{name}.js").read_text("utf-8")
    exports = ", ".join(found[2] for found in _EXPORT.finditer(code))
    body = _LATER.sub(r'$later("\1")', _EXPORT.sub(r"\1", _IMPORT.sub(_taken, code)))
    return f"const ${name} = (() => {{\n{body}return {{ {exports} }};\n}})();\n"


def _objects(names: Sequence[str]) -> str:
    return ", ".join(f"${name}" for name in names)


def _seldom() -> str:
    """Join what is seldom needed: a function of the other modules."""
    parts = "".join(_enclosed(name) for name in SELDOM)
    given, made = _objects(("analysis", *MODULES[:-1])), ", ".join(f"{name}: ${name}" for name in SELDOM)
    return _bare(f"export default ({{ lunr, {given} }}) => {{\n{parts}return {{ {made} }};\n}};\n")


def _joined(seldom: str) -> str:
    """Join the modules into one, which reads the other file when it must."""
    given = _objects(("analysis", *MODULES[:-1]))
    later = f"""let $more;
const $read = () => import("./{seldom}").then((code) => code.default({{ lunr, {given} }}));
const $later = (name) => ($more ??= $read()).then((made) => made[name]);
"""
    parts = "".join(_enclosed(name) for name in MODULES)
    return _bare(_OUTSIDE + later + parts + "export const { openSearch } = $search;\n")


def _analysis() -> str:
    """Put the character table into analysis.js."""
    table = (CLIENT / "characters.js").read_text("utf-8")
    table = "const table = " + re.sub(r"\n ?", "", table[table.index("{") :]).rstrip() + ";\n"
    code = (CLIENT / "analysis.js").read_text("utf-8")
    return _bare(code.replace('import table from "./characters.js";\n', table))


def _without_builder(lunr: str) -> str:
    """Leave out of lunr.min.js what only makes indexes: its English stop words and its builder."""
    for begin, end in _MAKING:
        start = lunr.find(begin)
        stop = lunr.find(end, start)
        if min(start, stop) >= 0:
            lunr = lunr[:start] + lunr[stop:]
    return lunr


def _as_module(lunr: str) -> str:
    """Make an ES module of lunr's own file, which looks for AMD, CommonJS or a browser's global."""
    lunr = _without_builder(lunr)
    before = "const module = { exports: {} }, exports = module.exports, define = undefined;\n"
    return before + lunr.replace("}(this)", "}(globalThis)") + "\nexport default module.exports;\n"


def _hashed(name: str, content: bytes) -> str:
    return f"{name}-{hashlib.sha256(content).hexdigest()[:10]}.js"


def client_files(lunr: str) -> dict[str, bytes]:
    """Give path below `search/` and content of each file of code; `lunr` is lunr.min.js 2.3.9."""
    module, seldom = _as_module(lunr).encode(), _seldom().encode()
    lunr_name, seldom_name = _hashed("lunr", module), _hashed("more", seldom)
    return {
        lunr_name: module,
        seldom_name: seldom,
        "search.js": _joined(seldom_name).replace('"./lunr.js"', f'"./{lunr_name}"').encode(),
        "analysis.js": _analysis().encode(),
        "package.json": b'{"type": "module"}\n',
    }
