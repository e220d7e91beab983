"""Imports go one way, modules and functions stay short, and names say something: each rule is shown to catch its breach."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = "site_builder"

GROUND = {"hands", "problems", "resources"}
WAIST = {"model", *GROUND}
MAKERS = {"formats", "media", "render", "search"}
COMMANDED = {*WAIST, *MAKERS, "source", "publish", "desk", "build", "spoken"}
BOTH = {
    *WAIST, *MAKERS, "source", "publish", "state", "executors", "order", "unchanged", "workshop", "carried", "leaving", "ripple",
}  # fmt: skip
# What each room of the house may import; its own modules always.
MAY_IMPORT: dict[str, set[str]] = {
    "problems": set(),
    "resources": set(),
    "hands": set(),
    "spoken": {"problems"},
    "model": {"problems"},
    "source": {"model", "problems"},  # reads what authors write, and knows no output
    **dict.fromkeys(MAKERS, WAIST),  # makers never import each other, nor anything above the gate
    "lock": set(),
    "fingerprint": set(),
    "shelf": {"fingerprint"},
    "databases": {"fingerprint"},
    "state": {*WAIST, "lock", "fingerprint", "shelf", "databases"},
    "publish": {*WAIST, "state"},
    "desk": {*WAIST, *MAKERS, "source", "publish", "spoken"},  # the only writer of what authors write
    **dict.fromkeys(("build", "ripple"), BOTH),  # the only places that see both halves
    "workshop": {*WAIST, *MAKERS, "publish", "state"},
    "carried": {"source"},
    "leaving": {*WAIST, "source", "carried", "unchanged", "workshop"},
    "executors": {"fingerprint", "state"},
    "order": {"problems", "publish"},
    "unchanged": {"order", "publish", "resources", "source", "state"},
    "asked": {"problems", "spoken"},
    "stewardship": {*WAIST, "source", "desk", "build", "spoken", "asked"},
    "exchanging": {*COMMANDED, "asked"},
    "serve": {*COMMANDED, "order"},
    "authoring": {*COMMANDED, "asked"},
    "building": {*COMMANDED, "asked", "order", "serve", "state", "unchanged"},
    "cli": {"spoken"},  # loads the command that is asked for
    "__main__": {"cli"},
    "__init__": set(),
}
NAMELESS = {"base", "common", "helper", "helpers", "manager", "misc", "util", "utils"}
MODULE_LINES = 300
FUNCTION_LINES = 40
# Longer functions, each with its reason: "path:function": "reason".
LONGER: dict[str, str] = {}


def modules(root: Path) -> Iterator[tuple[str, str, ast.Module]]:
    """Yield every module's dotted name, its path, and its syntax tree."""
    for path in sorted((root / PACKAGE).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if "vendor" in parts or "themes" in parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        name = ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)
        yield name, path.relative_to(root).as_posix(), tree


def imports(name: str, path: str, tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield each name of the package that a module imports anywhere in it, with its line."""
    package = name.split(".") if path.endswith("__init__.py") else name.split(".")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((one.name, node.lineno) for one in node.names if one.name.split(".")[0] == PACKAGE)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*start, *([node.module] if node.module else [])])
            if origin.split(".")[0] == PACKAGE:
                yield from ((f"{origin}.{one.name}", node.lineno) for one in node.names)


def room(name: str) -> str:
    """Return the room a dotted name lies in: the folder or module right below the package."""
    return [*name.split("."), "__init__"][1]


def layer_breaches(root: Path) -> Iterator[str]:
    """Yield imports that go up or sideways, and rooms that no layer names."""
    for name, path, tree in modules(root):
        here = room(name)
        if here not in MAY_IMPORT:
            yield f"{path}: {here} has no place among the layers"
            continue
        for imported, line in imports(name, path, tree):
            there = room(imported)
            if there in MAY_IMPORT and there not in {here, "__init__", *MAY_IMPORT[here]}:
                yield f"{path}:{line}: {here} may not import {there}"


def cycle_breaches(root: Path) -> Iterator[str]:
    """Yield the first circle of modules that import each other."""
    found = {name: (path, tree) for name, path, tree in modules(root)}
    graph: dict[str, set[str]] = {}
    for name, (path, tree) in found.items():
        wanted = {next((one for one in (to, to.rpartition(".")[0]) if one in found), "") for to, _ in imports(name, path, tree)}
        graph[name] = wanted - {"", name}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as fault:
        yield "circle: " + " → ".join(fault.args[1])


def length_breaches(root: Path) -> Iterator[str]:
    """Yield modules and functions that are too long."""
    for _, path, tree in modules(root):
        lines = (root / path).read_text(encoding="utf-8").count("\n")
        if lines > MODULE_LINES:
            yield f"{path}: {lines} lines"
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LINES and f"{path}:{node.name}" not in LONGER:
                    yield f"{path}:{node.lineno}: {node.name} has {length} lines"


def name_breaches(root: Path) -> Iterator[str]:
    """Yield files and folders whose name says nothing, and modules that do not say their job."""
    for _, path, tree in modules(root):
        if NAMELESS & {part.strip("_") for part in Path(path).with_suffix("").parts}:
            yield f"{path}: the name says nothing"
        if tree.body and not ast.get_docstring(tree):
            yield f"{path}: no sentence says its job"


Rule = Callable[[Path], Iterator[str]]
RULES: tuple[Rule, ...] = (layer_breaches, cycle_breaches, length_breaches, name_breaches)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_its_rules(rule: Rule) -> None:
    assert list(rule(ROOT)) == []


def test_every_exception_is_still_needed() -> None:
    long = {
        f"{path}:{node.name}" for _, path, tree in modules(ROOT) for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES
    }
    assert set(LONGER) <= long


BREACHES: list[tuple[Rule, dict[str, str], str]] = [
    (layer_breaches, {"render/pages.py": "from site_builder.source import load"}, "render/pages.py:2: render may not import source"),
    (layer_breaches, {"search/maker.py": "import site_builder.render.theme"}, "search may not import render"),
    (layer_breaches, {"media/images.py": "def f():\n    from site_builder import formats"}, "media may not import formats"),
    (layer_breaches, {"model/text.py": "from ..publish import plan"}, "model may not import publish"),
    (layer_breaches, {"source/load.py": "from .. import render"}, "source may not import render"),
    (layer_breaches, {"desk/ledger.py": "from site_builder.state import State"}, "desk may not import state"),
    (layer_breaches, {"cli.py": "from site_builder import state"}, "cli may not import state"),
    (layer_breaches, {"publish/plan.py": "from site_builder.source.load import load"}, "publish may not import source"),
    (layer_breaches, {"problems.py": "from site_builder import model"}, "problems may not import model"),
    (layer_breaches, {"attic/__init__.py": "x = 1"}, "attic has no place among the layers"),
    (cycle_breaches, {"model/a.py": "from site_builder.model import b", "model/b.py": "from .a import x"}, "circle"),
    (length_breaches, {"model/a.py": "x = 1\n" * 299}, "301 lines"),
    (length_breaches, {"model/a.py": "def f():\n" + "    x = 1\n" * 40}, "f has 41 lines"),
    (length_breaches, {"model/a.py": "class A:\n  async def f(self):\n" + "    x = 1\n" * 40}, "f has 41 lines"),
    (name_breaches, {"model/utils.py": "x = 1"}, "the name says nothing"),
    (name_breaches, {"helpers/a.py": "x = 1"}, "the name says nothing"),
    (name_breaches, {"model/_base.py": "x = 1"}, "the name says nothing"),
]


@pytest.mark.parametrize(("rule", "files", "told"), BREACHES, ids=lambda one: one if isinstance(one, str) else "")
def test_a_breach_is_told(rule: Rule, files: dict[str, str], told: str, tmp_path: Path) -> None:
    for name, code in files.items():
        path = tmp_path / PACKAGE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'"""A module."""\n{code}\n', encoding="utf-8")
    found = list(rule(tmp_path))
    assert len(found) == 1
    assert told in found[0]


def test_a_module_without_a_sentence_is_told(tmp_path: Path) -> None:
    path = tmp_path / PACKAGE / "model" / "a.py"
    path.parent.mkdir(parents=True)
    path.write_text("x = 1\n")
    assert list(name_breaches(tmp_path)) == [f"{PACKAGE}/model/a.py: no sentence says its job"]


def test_imports_down_the_layers_are_no_breach(tmp_path: Path) -> None:
    code = {"build.py": "from site_builder import state, source\nfrom site_builder.render import pages\nimport json",
            "render/pages.py": "from site_builder.model import text\nfrom . import views", "building.py": "from site_builder.serve import serve"}
    for name, text in code.items():
        path = tmp_path / PACKAGE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'"""A module."""\n{text}\n')
    assert [fault for rule in RULES for fault in rule(tmp_path)] == []
