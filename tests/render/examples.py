"""A component's examples: the calls that `examples.yaml` writes down, with the views they need built from plain YAML."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup

from site_builder.render import drawing, frame, objects, parts, phrases, views

KNOWN: dict[str, Any] = {
    name: thing for module in (phrases, objects, parts, drawing, frame, views) for name, thing in vars(module).items()
    if dataclasses.is_dataclass(thing)
}


@dataclass(frozen=True, slots=True)
class Example:
    """One call of a component's macro; `under` is the heading it must stand below to be in order."""

    component: str
    name: str
    macro: str
    given: dict[str, Any]
    under: str


def examples(components: Path) -> Iterator[Example]:
    """Yield every example of every component."""
    for path in sorted(components.glob("*/examples.yaml")):
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
        kinds = {name: eval(kind, dict(KNOWN)) for name, kind in written["types"].items()}  # our own files
        for one in written["examples"]:
            given = {name: build(kinds[name], value) for name, value in one["given"].items()}
            yield Example(path.parent.name, one["name"], written["macro"], given, written.get("under", ""))


def build(kind: Any, value: Any) -> Any:
    """Build a value of a view's type from YAML; a phrase may be a word or `{text | html, lang}`."""
    origin = typing.get_origin(kind)
    if value is None or kind is Any:
        return value
    if origin in (typing.Union, types.UnionType):
        return build(next(one for one in typing.get_args(kind) if one is not type(None)), value)
    if origin is tuple:
        inner = typing.get_args(kind)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(build(inner[0], one) for one in value)
        return tuple(build(each, one) for each, one in zip(inner, value, strict=True))
    if kind is phrases.Phrase:
        said = value if isinstance(value, dict) else {"text": value}
        return phrases.Phrase(Markup(said["html"]) if "html" in said else said["text"], said.get("lang", ""))
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        filled = {name: build(hints[name], one) for name, one in value.items()}
        if kind is parts.Branch:
            filled.setdefault("title", None)
        return kind(**filled)  # type: ignore[operator]  # a dataclass is called
    return value
