"""Puts the client together: search.js, analysis.js, package.json and lunr.js as an ES module.

The client's modules are joined into one file, its comments and indents left out: fewer requests,
fewer bytes, on hosts that do not compress too. The sources stay as they are to be read.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

CLIENT = Path(__file__).parent / "client"
MODULES = (
    "packing.js", "letters.js", "files.js", "directory.js", "postings.js", "attached.js", "families.js", "expansion.js", "weights.js",
    "matching.js", "ranking.js", "rewriting.js", "cards.js", "facets.js", "suggestions.js", "highlights.js",
    "search.js",
)  # fmt: skip  # each imports only from those before it, analysis.js and lunr.js

_COMMENT = re.compile(r"^[ \t]*(?:/\*\*.*?\*/|//[^\n]*)[ \t]*\n", re.DOTALL | re.MULTILINE)
_IMPORT = re.compile(r"^import ([^;]*?) from \"\./([a-z]+)\.js\";\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|class|const|let) (\w+))", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_EMPTY = re.compile(r"\n{2,}")
_OUTSIDE = """import * as $analysis from "./analysis.js";
import lunr from "./lunr.js";
"""


def _bare(code: str) -> str:
    """Leave comments and indents out of a module that has no template literal across lines."""
    return _EMPTY.sub("\n", _INDENT.sub("", _COMMENT.sub("", code)))


def _taken(found: re.Match[str]) -> str:
    """Take names from a module before, or nothing where lunr itself is imported."""
    return "" if found[2] == "lunr" else f"const {found[1]} = ${found[2]};\n"


def _enclosed(name: str, code: str) -> str:
    """Make of a module an object of its exports; no name of one module meets another's."""
    exports = ", ".join(found[2] for found in _EXPORT.finditer(code))
    body = _EXPORT.sub(r"\1", _IMPORT.sub(_taken, code))
    return f"const ${name} = (() => {{\n{body}return {{ {exports} }};\n}})();\n"


def _joined() -> str:
    """Join the modules into one."""
    parts = [_enclosed(name[:-3], (CLIENT / name).read_text("utf-8")) for name in MODULES]
    return _bare(_OUTSIDE + "".join(parts) + "export const { openSearch } = $search;\n")


def _analysis() -> str:
    """Put the character table into analysis.js."""
    table = (CLIENT / "characters.js").read_text("utf-8")
    table = "const table = " + re.sub(r"\n ?", "", table[table.index("{") :]).rstrip() + ";\n"
    code = (CLIENT / "analysis.js").read_text("utf-8")
    return _bare(code.replace('import table from "./characters.js";\n', table))


def _as_module(lunr: str) -> str:
    """Make an ES module of lunr's own file, which looks for AMD, CommonJS or a browser's global."""
    before = "const module = { exports: {} }, exports = module.exports, define = undefined;\n"
    return before + lunr.replace("}(this)", "}(globalThis)") + "\nexport default module.exports;\n"


def client_files(lunr: str) -> dict[str, bytes]:
    """Give path below `search/` and content of each file of code; `lunr` is lunr.min.js 2.3.9."""
    module = _as_module(lunr).encode()
    name = f"lunr-{hashlib.sha256(module).hexdigest()[:10]}.js"
    return {
        name: module,
        "search.js": _joined().replace('"./lunr.js"', f'"./{name}"').encode(),
        "analysis.js": _analysis().encode(),
        "package.json": b'{"type": "module"}\n',
    }
