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
from tests.test_builds import build


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


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    (tmp_path / "portal.yaml").write_text("title: Trial\nbase_url: https://example.org/\nlanguages: [en]\n", encoding="utf-8")
    (tmp_path / "collections/_places").mkdir(parents=True)
    (tmp_path / "collections/_places/van-khe.yaml").write_text("name: Vân Khê\ncoordinates: {lat: 20.5, lon: 106.1}\n", encoding="utf-8")
    (tmp_path / "collections/list.csv").write_text(
        "id,level,title,access.status,places.name,places.coordinates.lat,places.coordinates.lon\n"
        "a,item,A,open,Moscow,46.7,-117.0\nb,item,B,open,Moscow,46.8,-117.1\nc,item,C,open,Harrison,47.4,-116.7\nd,item,D,open,van-khe,10.0,100.0\n",
        encoding="utf-8",
    )
    return tmp_path


def shown(portal: Path) -> dict[str, str]:
    build(portal)
    found = json.loads((portal / "output/en/map/points.json").read_text(encoding="utf-8"))
    return {name: address for _, _, _, name, address in found}


def test_a_place_stands_where_its_authority_record_says_or_the_first_record_that_says_it(portal: Path) -> None:
    assert shown(portal) == {"Moscow": "../browse/places/moscow/", "Vân Khê": "../browse/places/van-khe/", "Harrison": "../records/c/"}


def test_what_a_record_does_not_show_of_its_place_is_not_on_the_map(portal: Path) -> None:
    table = portal / "collections/list.csv"
    rows = table.read_text(encoding="utf-8").replace("places.coordinates.lon\n", "places.coordinates.lon,access.fields_hidden\n")
    table.write_text(rows.replace("-116.7\n", "-116.7,places\n"), encoding="utf-8")
    assert set(shown(portal)) == {"Moscow", "Vân Khê"}
    (point,) = [one for one in json.loads((portal / "output/en/map/points.json").read_text(encoding="utf-8")) if one[3] == "Moscow"]
    table.write_text(table.read_text(encoding="utf-8").replace("46.7,", "46.75,"), encoding="utf-8")
    build(portal)
    (moved,) = [one for one in json.loads((portal / "output/en/map/points.json").read_text(encoding="utf-8")) if one[3] == "Moscow"]
    assert point[:2] != moved[:2]
