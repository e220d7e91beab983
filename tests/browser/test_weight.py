"""What a page costs: few bytes before it can be read, and nothing on it moves, however late its fonts come."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.test_site import PAGES, site
from tests.serving import Server

__all__ = ["site"]
pytestmark = pytest.mark.browser

BESIDE_THE_TEXT = 55_500
"""Bytes of all that an item's page without pictures loads, itself left out, so that 4.5 kB of HTML make 60."""
SHIFTED = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value; })
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 100);
})"""


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[Server]:
    """The site with every kind of page, served."""
    with Server(site, "/kho/") as served:
        yield served


def on_the_wire(path: Path) -> int:
    """Count a file's bytes as hosts send them."""
    content = path.read_bytes()
    return len(content) if path.suffix in (".woff2", ".webp") else len(gzip.compress(content, 6))


def test_an_item_without_pictures_takes_few_bytes(page: Page, server: Server, site: Path) -> None:
    for language in ("vi", "en"):
        server.asked.clear()
        page.goto(f"{server.url}{language}/records/thu-3/", wait_until="networkidle")
        own, *others = dict.fromkeys(server.asked)
        assert own == f"{language}/records/thu-3/"
        assert any(one.endswith(".woff2") for one in others)
        assert sum(on_the_wire(site / one) for one in others) < BESIDE_THE_TEXT


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_fonts_and_pictures_come_late(chromium: Browser, server: Server, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page, held = context.new_page(), list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/*.{woff2,webp}", hold)
    moved = {}
    for path in PAGES:
        page.goto(f"{server.url}vi/{path}", wait_until="domcontentloaded")
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        while held:
            held.pop().continue_()
        page.wait_for_load_state()
        shift = page.evaluate(SHIFTED)
        if shift >= 0.02:
            moved[path] = shift
    context.close()
    assert moved == {}


@pytest.mark.parametrize(("width", "most"), [(320, 110), (390, 110), (1024, 75), (1280, 75)])
def test_the_masthead_takes_a_line_or_two_and_opens_the_rest_without_script(
    chromium: Browser, server: Server, width: int, most: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    for language, more in (("vi", "Thêm"), ("en", "More")):
        page.goto(f"{server.url}{language}/records/thu-3/")
        box = page.locator(".masthead").bounding_box()
        assert box is not None
        assert box["height"] <= most
        if width < 1152:
            page.locator(".masthead summary", has_text=more).press("Enter")
        shown = page.locator(".masthead a[href$='about/']").filter(visible=True)
        assert shown.count() == 1
        place = shown.bounding_box()
        assert place is not None
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= width
    context.close()
