"""The land that maps are drawn on: Natural Earth's coasts and land borders, cut out and thinned to what a map can show.

The data is public domain and comes as TopoJSON with the package world-atlas. It is drawn as it stands on land; no line is drawn
at sea. The two archipelagos that its scale leaves out are named from the list below.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import asinh, degrees, radians, tan
from pathlib import Path

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""West, north, east, south, in projected degrees (y grows to the south)."""

ASSET = "countries.json"
"""The theme's name for the file of countries."""

ARCHIPELAGOS: tuple[tuple[str, tuple[Point, ...]], ...] = (
    ("hoang_sa", ((16.53, 111.61), (16.84, 112.34), (16.67, 112.73), (15.78, 111.20), (16.45, 111.51), (16.98, 112.27))),
    (
        "truong_sa",
        ((8.65, 111.92), (11.43, 114.33), (9.89, 114.33), (10.18, 114.37), (10.38, 114.36), (7.89, 112.92), (11.05, 114.28)),
    ),
)
"""Islands by latitude and longitude; the first of each is the one the archipelago is called after, or its oldest station."""

_HIGHEST = 80.0


@dataclass(frozen=True, slots=True)
class Base:
    """Rings of land, and borders between two countries, in projected degrees."""

    rings: tuple[tuple[Point, ...], ...]
    borders: tuple[tuple[Point, ...], ...]


def project(lat: float, lon: float) -> Point:
    """Return where a point lies on Mercator's map, in degrees of longitude from Greenwich and the equator, south downwards."""
    held = max(-_HIGHEST, min(_HIGHEST, lat))
    return lon, -degrees(asinh(tan(radians(held))))


@lru_cache(maxsize=1)
def read(path: Path) -> Base:
    """Read the countries of a TopoJSON file; a line that two of them share is a border."""
    atlas = json.loads(path.read_text(encoding="utf-8"))
    scale, move = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = [_arc(arc, scale, move) for arc in atlas["arcs"]]
    rings, used = [], Counter[int]()
    for country in atlas["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        own = {arc if arc >= 0 else ~arc for polygon in polygons for ring in polygon for arc in ring}
        used.update(own)
        rings += [_joined(ring, arcs) for polygon in polygons for ring in polygon[:1]]
    return Base(tuple(rings), tuple(arcs[arc] for arc, countries in sorted(used.items()) if countries > 1))


def _arc(arc: Sequence[Sequence[int]], scale: Sequence[float], move: Sequence[float]) -> tuple[Point, ...]:
    points, x, y = [], 0, 0
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append(project(y * scale[1] + move[1], x * scale[0] + move[0]))
    return tuple(points)


def _joined(ring: Sequence[int], arcs: Sequence[tuple[Point, ...]]) -> tuple[Point, ...]:
    points: list[Point] = []
    for arc in ring:
        line = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points.extend(line[1:] if points else line)
    return tuple(points)


def outline(lines: Iterable[Sequence[Point]], within: Box, origin: Box, scale: float, closed: bool) -> str:
    """Return the SVG path of what lies in a box, drawn from the corner of `origin`, thinned to half a unit."""
    return "".join(_path(part, origin, scale, closed) for line in lines for part in _cut(line, within, closed))


def _path(points: Sequence[Point], origin: Box, scale: float, closed: bool) -> str:
    kept: list[tuple[int, int]] = []
    for x, y in points:
        at = round((x - origin[0]) * scale * 2), round((y - origin[1]) * scale * 2)
        if not kept or at != kept[-1]:
            kept.append(at)
    if len(kept) < (3 if closed else 2):
        return ""
    steps = ((after[0] - before[0], after[1] - before[1]) for before, after in pairwise(kept))
    written = " ".join(f"{_half(x)} {_half(y)}" for x, y in steps)
    return f"M{_half(kept[0][0])} {_half(kept[0][1])}l{written}" + ("z" if closed else "")


def _half(twice: int) -> str:
    return str(twice // 2) if twice % 2 == 0 else f"{twice / 2:.1f}"


def _cut(line: Sequence[Point], box: Box, closed: bool) -> Iterator[Sequence[Point]]:
    """Yield what of a line lies in a box: a ring is clipped at each side, an open line broken where it leaves."""
    west, north = min(x for x, _ in line), min(y for _, y in line)
    east, south = max(x for x, _ in line), max(y for _, y in line)
    if west > box[2] or east < box[0] or north > box[3] or south < box[1]:
        return
    if west >= box[0] and east <= box[2] and north >= box[1] and south <= box[3]:
        yield line
    elif closed:
        for side in range(4):
            line = _clipped(line, side, box[side])
        yield line
    else:
        run: list[Point] = []
        for point in line:
            if box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]:
                run.append(point)
            elif run:
                yield run
                run = []
        yield run


def _clipped(ring: Sequence[Point], side: int, limit: float) -> list[Point]:
    """Clip a ring at one side of a box (Sutherland and Hodgman)."""
    axis, sign = side % 2, 1 if side < 2 else -1
    kept: list[Point] = []
    for before, after in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        inside = sign * (after[axis] - limit) >= 0
        if inside != (sign * (before[axis] - limit) >= 0):
            share = (limit - before[axis]) / (after[axis] - before[axis])
            kept.append((before[0] + share * (after[0] - before[0]), before[1] + share * (after[1] - before[1])))
        if inside:
            kept.append(after)
    return kept
