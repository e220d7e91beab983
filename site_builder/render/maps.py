"""The map of places: what lies near together is one mark; the list beside it has the same places in the same groups."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil, floor, hypot

from site_builder.model import output
from site_builder.model.collation import key
from site_builder.model.output import Output
from site_builder.render.basemap import ARCHIPELAGOS, Base, Box, Point, outline, project
from site_builder.render.charts import MapView
from site_builder.render.drawing import Drawing, Isles, Mark, Near
from site_builder.render.edition import Edition
from site_builder.render.home import index_entries
from site_builder.render.lists import pager
from site_builder.render.phrases import Phrase
from site_builder.render.registers import Value
from site_builder.render.rows import value_path

WIDTH, HEIGHT = 960, 600
LIST_PAGE = 1_000
"""Places on one page of the list."""
_NEAR = 62
"""Marks closer than this would cover each other on a phone."""
_NAMED = 40
"""More marks than these stand without their names."""
_CLOSEST = 0.12
"""Degrees across, below which the shipped coasts say nothing."""
_AROUND = 26.0
"""Degrees of land drawn about the places, to zoom out to."""
_HOME: Box = (101.0, project(24.0, 0)[1], 119.5, project(6.0, 0)[1])
"""Việt Nam with its archipelagos, for the small map that says where the large one lies."""
_SMALL = 190


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, in the units of the drawing."""

    x: float
    y: float
    found: Value


Cluster = tuple[Spot, ...]
"""Places near one another, the one with the most records first."""


def spots(edition: Edition) -> tuple[Box, list[Spot]]:
    """Return what of the earth the map shows, and the places with coordinates, those with most records first."""
    located = [
        (project(found.coordinates.lat, found.coordinates.lon), found)
        for found in edition.registers.values["places"].values()
        if found.coordinates
    ]
    located.sort(key=lambda pair: (-len(pair[1].records), pair[1].slug))
    box = _box([point for point, _ in located])
    scale = WIDTH / (box[2] - box[0])
    return box, [Spot((x - box[0]) * scale, (y - box[1]) * scale, found) for (x, y), found in located]


def _box(points: list[Point]) -> Box:
    """Fit the map about points, with room at its edges."""
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    north, south = min(y for _, y in points), max(y for _, y in points)
    wide = max(1.3 * (east - west), 1.4 * (south - north) * WIDTH / HEIGHT, _CLOSEST)
    tall = wide * HEIGHT / WIDTH
    x, y = (west + east - wide) / 2, (north + south - tall) / 2
    return x, y, x + wide, y + tall


def clusters(places: list[Spot]) -> list[Cluster]:
    """Gather each place to the nearest earlier one within reach; whoever comes first gives the name."""
    seeds: dict[tuple[int, int], list[int]] = {}
    found: list[list[Spot]] = []
    for spot in places:
        cell = floor(spot.x / _NEAR), floor(spot.y / _NEAR)
        around = (one for dx in (-1, 0, 1) for dy in (-1, 0, 1) for one in seeds.get((cell[0] + dx, cell[1] + dy), ()))
        within = [(hypot(found[one][0].x - spot.x, found[one][0].y - spot.y), one) for one in around]
        nearest = min(within, default=(_NEAR, -1))
        if nearest[0] < _NEAR:
            found[nearest[1]].append(spot)
        else:
            seeds.setdefault(cell, []).append(len(found))
            found.append([spot])
    return [tuple(one) for one in found]


def map_views(edition: Edition, base: Base) -> Iterator[MapView]:
    """Yield every page of the map: all have the same drawing, each a part of the list; places that stand alone come first."""
    strings, language = edition.strings, edition.language
    box, places = spots(edition)
    grouped = sorted(clusters(places), key=lambda one: (len(one) > 1, key(edition.phrase(one[0].found.name).text, language)))
    lines = [
        (number, spot)
        for number, group in enumerate(grouped)
        for spot in sorted(group, key=lambda one: key(edition.phrase(one.found.name).text, language))
    ]
    pages = max(1, -(-len(lines) // LIST_PAGE))
    begins: dict[int, int] = {}
    for at, (number, _) in enumerate(lines):
        begins.setdefault(number, 1 + at // LIST_PAGE)
    land = (_drawing(edition, base, box), _locator(edition, base, box))
    for page in range(1, pages + 1):
        here = path_of(language, page)
        part = lines[(page - 1) * LIST_PAGE : page * LIST_PAGE]
        heading = strings.t("nav.map")
        title = strings.t("list.page_title", title=heading, n=page) if page > 1 else heading
        yield MapView(
            edition.page(here, title, section="map", tab="places"),
            heading,
            Phrase(strings.t("map.lead")),
            _marked(edition, here, land[0], grouped, begins),
            land[1],
            edition.link(here, points_path(language)),
            tuple(
                _near(edition, here, number, grouped[number], [spot for _, spot in group])
                for number, group in groupby(part, key=lambda line: line[0] if len(grouped[line[0]]) > 1 else 0)
            ),
            strings.n("map.places", len(lines)),
            pager(edition, here, page, pages, lambda n: path_of(language, n)),
        )


def paths(edition: Edition) -> list[str]:
    """Return every path of the map: what its script reads, then its pages."""
    pages = max(1, -(-len(spots(edition)[1]) // LIST_PAGE))
    return [points_path(edition.language), *(path_of(edition.language, page) for page in range(1, pages + 1))]


def path_of(language: str, page: int = 1) -> str:
    """Return the path of a page of the map."""
    return output.page(language, "map", *([str(page)] if page > 1 else []))


def points_path(language: str) -> str:
    """Return the path of the places as the map's script reads them."""
    return f"{language}/map/points.json"


def points(edition: Edition) -> Output:
    """Make the places for the script: [x, y, records, name, address from the map's first page] each."""
    here = path_of(edition.language)
    rows = [
        [round(one.x, 2), round(one.y, 2), len(one.found.records), edition.phrase(one.found.name).text,
         edition.link(here, _leads(edition, one.found))]
        for one in spots(edition)[1]
    ]  # fmt: skip
    return Output(points_path(edition.language), json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())


def _near(edition: Edition, here: str, number: int, group: Cluster, part: list[Spot]) -> Near:
    entries = tuple(index_entries(edition, here, "places", [spot.found for spot in part]))
    count = edition.strings.n("map.places", len(group)) if len(group) > 1 else ""
    return Near(f"n{number}", _named(edition, group), count, entries)


def _named(edition: Edition, group: Cluster) -> Phrase:
    name = edition.phrase(group[0].found.name)
    return Phrase(edition.strings.t("map.around", name=name.text), name.lang) if len(group) > 1 else name


def _marked(edition: Edition, here: str, land: Drawing, grouped: list[Cluster], begins: dict[int, int]) -> Drawing:
    marks = tuple(
        _mark(edition, here, group, f"{_page(edition, here, begins[number])}#n{number}", len(grouped) <= _NAMED)
        for number, group in enumerate(grouped)
    )
    return replace(land, marks=marks)


def _leads(edition: Edition, found: Value) -> str:
    """Return the path of the page of a place, or of its one record."""
    return value_path(edition.language, "places", found) if found.own_page else edition.record_path(found.records[0])


def _page(edition: Edition, here: str, number: int) -> str:
    """Link to the page of the list where a group begins; nothing where that is this page."""
    target = path_of(edition.language, number)
    return "" if target == here else edition.link(here, target)


def _mark(edition: Edition, here: str, group: Cluster, listed: str, named: bool) -> Mark:
    strings, first, many = edition.strings, group[0], len(group) > 1
    records = strings.n("count.records", len({one for spot in group for one in spot.found.records}))
    parts = [_named(edition, group).text, strings.n("map.places", len(group)) if many else "", records]
    return Mark(
        f"{first.x:.1f} {first.y:.1f}",
        listed if many else edition.link(here, _leads(edition, first.found)),
        edition.phrase(first.found.name),
        ", ".join(filter(None, parts)),
        strings.number(len(group)) if many else "",
        named,
    )


def _drawing(edition: Edition, base: Base, box: Box) -> Drawing:
    """Draw the land about the places in the units of the map; most of it lies outside the part first shown."""
    scale = WIDTH / (box[2] - box[0])
    more = max(0.0, (_AROUND - (box[2] - box[0])) / 2, 0.25 * (box[2] - box[0]))
    wider = (max(-180.0, box[0] - more), box[1] - more, min(180.0, box[2] + more), box[3] + more)
    return _drawn(edition, base, box, wider, scale, WIDTH, HEIGHT)


def _drawn(edition: Edition, base: Base, box: Box, wider: Box, scale: float, width: int, height: int, frame: str = "") -> Drawing:
    shown = tuple(_isles(edition, box, wider, scale))
    return Drawing(
        width, height, outline(base.rings, wider, box, scale, True), outline(base.borders, wider, box, scale, False),
        _grid(box) if not frame else "", frame, shown,
    )  # fmt: skip


def _isles(edition: Edition, box: Box, wider: Box, scale: float) -> Iterator[Isles]:
    for name, islands in ARCHIPELAGOS:
        placed = [project(lat, lon) for lat, lon in islands]
        if all(wider[0] <= x <= wider[2] and wider[1] <= y <= wider[3] for x, y in placed):
            at = [((x - box[0]) * scale, (y - box[1]) * scale) for x, y in placed]
            middle = (min(x for x, _ in at) + max(x for x, _ in at)) / 2, max(y for _, y in at)
            lines = tuple(edition.strings.t(f"map.{name}").split(" | "))
            yield Isles(f"{middle[0]:.1f} {middle[1]:.1f}", lines, tuple(f"{x:.1f} {y:.1f}" for x, y in at))


def _grid(box: Box) -> str:
    """Rule meridians and parallels through the part first shown, about five across."""
    wide = box[2] - box[0]
    step = next((one for one in (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20) if wide / one <= 7), 30)
    scale = WIDTH / wide
    down = (round((step * one - box[0]) * scale, 1) for one in range(ceil(box[0] / step), floor(box[2] / step) + 1))
    north = {lat * step: project(lat * step, 0)[1] for lat in range(floor(-80 / step), ceil(80 / step) + 1)}
    across = (round((y - box[1]) * scale, 1) for y in north.values() if box[1] < y < box[3])
    return "".join(f"M{x} 0V{HEIGHT}" for x in down) + "".join(f"M0 {y}H{WIDTH}" for y in across)


def _locator(edition: Edition, base: Base, box: Box) -> Drawing | None:
    """Draw the small map of the region, unless the large one already shows as much."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    at_home = _HOME[0] <= x <= _HOME[2] and _HOME[1] <= y <= _HOME[3]
    around = _HOME if at_home else (x - 9, y - 9, x + 9, y + 9)
    if box[2] - box[0] > 0.8 * (around[2] - around[0]):
        return None
    scale = _SMALL / (around[2] - around[0])
    left, top, right, bottom = ((edge - around[at % 2]) * scale for at, edge in enumerate(box))
    left, top, right, bottom = min(left, right - 5), min(top, bottom - 4), max(right, left + 5), max(bottom, top + 4)
    frame = f"M{left:.1f} {top:.1f}H{right:.1f}V{bottom:.1f}H{left:.1f}z"
    return _drawn(edition, base, around, around, scale, _SMALL, round((around[3] - around[1]) * scale), frame)
