"""The map of places: what is near is gathered, nothing is lost, and the land is cut where the map ends."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from pathlib import Path

import pytest

from site_builder import resources
from site_builder.model.text import Text
from site_builder.render import basemap
from site_builder.render.basemap import outline, project
from site_builder.render.maps import Spot, clusters
from site_builder.render.registers import Value


def spot(x: float, y: float, name: str = "x") -> Spot:
    return Spot(x, y, Value(name, Text((("und", name),)), True, ("a",)))


def test_every_place_is_in_one_cluster_and_no_two_clusters_touch() -> None:
    chance = random.Random(7)
    places = [spot(chance.random() * 960, chance.random() * 600, str(number)) for number in range(5_000)]
    found = clusters(places)
    assert sorted(one.found.slug for group in found for one in group) == sorted(one.found.slug for one in places)
    seeds = [group[0] for group in found]
    apart = [(a.x - b.x) ** 2 + (a.y - b.y) ** 2 for a in seeds for b in seeds if a is not b]
    assert min(apart) >= 62**2
    assert len(found) < 250


def test_places_at_one_point_are_one_cluster_under_the_first_name() -> None:
    (only,) = clusters([spot(5, 5, "nhieu"), spot(5, 5, "it")])
    assert [one.found.slug for one in only] == ["nhieu", "it"]


@pytest.mark.parametrize(("ring", "path"), [
    ([(1, 1), (2, 1), (2, 2), (1, 1)], "M10 10l10 0 0 10 -10 -10z"),
    ([(20, 20), (30, 20), (30, 30), (20, 20)], ""),
    ([(-5, 2), (5, 2), (5, 4), (-5, 4), (-5, 2)], "M0 20l50 0 0 20 -50 0z"),
])
def test_land_is_cut_where_the_map_ends(ring: list[tuple[float, float]], path: str) -> None:
    box = (0.0, 0.0, 10.0, 10.0)
    assert outline([ring], box, box, 10, closed=True) == path


def test_a_border_breaks_where_it_leaves_the_map() -> None:
    box = (0.0, 0.0, 10.0, 10.0)
    line = [(1.0, 1.0), (2.0, 1.0), (12.0, 1.0), (3.0, 1.0), (4.0, 1.0)]
    assert outline([line], box, box, 1, closed=False) == "M1 1l1 0M3 1l1 0"


def test_the_line_that_two_countries_share_is_a_border_and_their_coasts_are_none(tmp_path: Path) -> None:
    atlas = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]], [[1, 0], [1, 0], [0, 1], [-1, 0]]],
        "objects": {"countries": {"geometries": [
            {"type": "Polygon", "arcs": [[0, 1]]}, {"type": "MultiPolygon", "arcs": [[[2, -1]]]},
        ]}},
    }  # fmt: skip
    (tmp_path / "atlas.json").write_text(json.dumps(atlas))
    base = basemap.read(tmp_path / "atlas.json")
    assert base.borders == ((project(0, 1), project(1, 1)),)
    assert [len(ring) for ring in base.rings] == [5, 5]


def test_hanoi_is_on_land_and_no_border_runs_in_the_east_sea() -> None:
    base = basemap.read(resources.vendor("world-atlas/countries-50m.json"))
    assert any(_within(project(21.03, 105.85), ring) for ring in base.rings)
    sea = (109.8, project(19.0, 0)[1], 114.5, project(7.5, 0)[1])
    assert outline(base.borders, sea, sea, 10, closed=False) == ""


def _within(point: tuple[float, float], ring: tuple[tuple[float, float], ...]) -> bool:
    (x, y), inside = point, False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            inside = not inside
    return inside
