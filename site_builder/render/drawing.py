"""What a map is made of: land in paths, marks that are links, names at sea, and the list that says the same."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.render.parts import IndexEntry
from site_builder.render.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Mark:
    """A place, or several too near each other to tell apart: `number` is how many, empty for one. `at` is "x y"."""

    at: str
    href: str
    name: Phrase
    label: str
    number: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True)
class Isles:
    """An archipelago: its name in one or two lines, where it is written, and its islands as "x y"."""

    at: str
    lines: tuple[str, ...]
    islands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map `width` by `height`; `land`, `borders` and `grid` are SVG paths, `frame` a path that shows what another map shows."""

    width: int
    height: int
    land: str
    borders: str
    grid: str = ""
    frame: str = ""
    isles: tuple[Isles, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """A part of the list: places near one another, under the name of the one that most records name."""

    anchor: str
    heading: Phrase
    count: str
    entries: tuple[IndexEntry, ...]
