"""Pages with every field filled: axe finds nothing on records of each level and on each kind of authority, nothing scrolls sideways."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_site import RULES
from tests.serving import Server
from tests.test_builds import build

pytestmark = pytest.mark.browser

PORTAL = Path(__file__).parents[1] / "golden" / "description" / "portal"
PAGES = (
    "records/pham/", "records/pham/finding-aid/", "records/pham-ruong/", "records/pham-ruong-ba/", "records/pham-ruong-ba-1/",
    "records/van-thu/", "institutions/nha-luu-tru/", "agents/pham-dinh/", "agents/pham-dinh-nhan/", "agents/hoi-dong-xa/",
    "browse/places/van-khe/", "browse/places/tan-giang/", "browse/subjects/dia-ba/", "browse/subjects/", "browse/people/",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the golden portal, built."""
    root = tmp_path_factory.mktemp("described") / "portal"
    shutil.copytree(PORTAL, root)
    build(root)
    with Server(root / "output", "/") as server:
        yield server.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_on_a_page_with_every_field(chromium: Browser, home: str, npm_packages: Path, scheme: str, language: str) -> None:
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]  # one of two words
    page = context.new_page()
    found = []
    for path in PAGES:
        page.goto(f"{home}{language}/{path}")
        page.add_script_tag(path=npm_packages / "axe-core" / "axe.min.js")
        result = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
        found += [f"{path} {one['id']}: {one['nodes'][0]['html'][:120]}" for one in result["violations"]]
    context.close()
    assert found == []


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_with_every_field_scrolls_sideways(page: Page, home: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in PAGES:
        page.goto(f"{home}vi/{path}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path}: {wide}"


def test_every_link_of_an_authority_page_is_reached_by_keyboard(page: Page, home: str) -> None:
    page.goto(f"{home}vi/agents/pham-dinh/")
    links = page.locator("main a[href]").count()
    page.locator("main").evaluate("main => { main.tabIndex = -1; main.focus(); }")
    reached = 0
    for _ in range(links):
        page.keyboard.press("Tab")
        reached += page.evaluate("document.activeElement.closest('main') !== null && document.activeElement.matches('a[href]')")
    assert reached == links > 10
