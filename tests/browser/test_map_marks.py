"""Marks of several places: what is seen of them is what they are called, and their number leads where they lead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_site import RULES
from tests.serving import Server
from tests.test_builds import build

pytestmark = pytest.mark.browser

NEAR = ("20.90,106.10,Vân Khê", "20.91,106.11,Bến Trung", "20.92,106.10,Đồng Cầu", "16.46,107.59,Huế", "10.77,106.70,Sài Gòn")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("marks")
    rows = "".join(f"t-{n},Tờ {n},{one}\n" for n, one in enumerate(NEAR))
    for name, content in {
        "portal.yaml": "title: Thử\nbase_url: https://example.org/\nlanguages: [vi, en]\n",
        "collections/a/index.yaml": "id: a\nlevel: collection\ntitle: Bộ A\naccess: open\n",
        "collections/a/rows.csv": f"id,title,places.coordinates.lat,places.coordinates.lon,places.name\n{rows}",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    build(root)
    with Server(root / "output", "/") as server:
        yield f"{server.url}vi/map/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("zoomed", [False, True])
def test_axe_finds_nothing_where_places_share_a_mark(chromium: Browser, home: str, npm_packages: Path, scheme: str, zoomed: bool) -> None:
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]  # one of two words
    page = context.new_page()
    page.goto(home)
    if zoomed:
        page.locator(".map__tools button").first.click()
    assert page.locator(".map__many").count() == page.locator(".map__n").count() > 0
    page.add_script_tag(path=npm_packages / "axe-core" / "axe.min.js")
    result = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
    context.close()
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in result["violations"]] == []


def test_a_click_on_the_number_opens_its_places(page: Page, home: str) -> None:
    page.goto(home)
    box = page.locator(".map__n").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    near = page.locator(".near:target")
    assert near.locator("li").all_text_contents() == ["Bến Trung1", "Đồng Cầu1", "Vân Khê1"]


def test_on_a_phone_the_buttons_cover_no_place(page: Page, home: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(home)
    sheet, tools = (page.locator(one).bounding_box() for one in (".map__sheet", ".map__tools"))
    assert sheet is not None and tools is not None
    assert tools["y"] >= sheet["y"] + sheet["height"]
