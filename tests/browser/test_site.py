"""A whole site on real servers: every link, image and search works, at a root and below one, with script and without."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import whole_portal
from tests.browser import nginx
from tests.browser.crawling import crawl
from tests.conftest import CI
from tests.serving import Server
from tests.test_builds import build

pytestmark = pytest.mark.browser

OWN = "https://archives.example.org/kho/"
PAGES = (
    "", "collections/", "search/", "records/pham/", "records/pham/finding-aid/", "records/pham-ruong/", "records/pham-dia-ba/",
    "records/pham-van-ban/", "records/thu-3/", "records/pham-embargoed/", "records/pham-restricted/", "records/pham-metadata-only/",
    "records/pham-open-with-notice/", "records/pham-withdrawn/", "records/pham-culturally-sensitive/", "browse/subjects/",
    "browse/places/", "browse/people/", "browse/dates/", "browse/types/", "browse/institutions/", "browse/subjects/thu-tu/",
    "agents/pham/", "institutions/van-khe/", "browse/places/van-khe-xa/", "timeline/", "map/", "about/", "story/",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portal with every kind of page, built."""
    root = tmp_path_factory.mktemp("site")
    for name, content in whole_portal.files().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content.encode() if isinstance(content, str) else content)
    build(root)
    return root / "output"


@pytest.fixture(params=["http.server /", "http.server /kho/", "nginx /", "nginx /kho/"])
def address(request: pytest.FixtureRequest, site: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the site on each server, at a root and below one."""
    kind, under = request.param.split()
    if kind == "nginx" and nginx.find() is None:
        if CI:
            pytest.fail("nginx is missing; in continuous integration this may not be skipped", pytrace=False)
        pytest.skip("there is no nginx on this machine")
    with Server(site, under) if kind == "http.server" else nginx.Nginx(site, under, tmp_path) as server:
        yield server.url


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    """The address of the site on one server."""
    with Server(site, "/kho/") as server:
        yield server.url


def test_every_address_on_every_page_answers(address: str, site: Path) -> None:
    seen, faults = crawl(address, OWN if address.endswith("/kho/") else "https://archives.example.org/nowhere/")
    ours = [fault for fault in faults if "404.html" not in fault]
    assert ours == []
    pages = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    missed = pages - {one.removeprefix(address).rstrip("/") or "." for one in seen}
    # Tombstones are linked from nowhere.
    assert missed == {f"{language}/records/pham-withdrawn" for language in ("vi", "en")}


def test_the_page_for_lost_addresses_leads_home_from_any_depth(chromium: Browser, home: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{home}vi/records/none-such/at/all/")
    page.locator("main a").first.click()
    page.wait_for_load_state()
    assert page.url.startswith(f"{home}vi/")
    assert page.locator("h1").count() == 1
    context.close()


@pytest.mark.parametrize(("typed", "title"), [
    ("dia ba", "Địa bạ xã Vân Khê"), ("địa bạ", "Địa bạ xã Vân Khê"), ("地簿", "Địa bạ xã Vân Khê"), ("đồng làng rộng", "Văn bản"),
    ("thu so 3", "Thư số 3"),
])
def test_search_finds_what_a_reader_types(address: str, page: Page, typed: str, title: str) -> None:
    page.goto(f"{address}vi/search/?q={typed}")
    expect(page.locator("main h2, main h3").filter(has_text=title).first).to_be_visible()
    page.get_by_role("link", name=title).first.click()
    expect(page.locator("h1")).to_have_text(title)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [320, 390])
def test_no_page_scrolls_sideways_and_none_breaks_its_policy(page: Page, home: str, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in PAGES:
        answer = page.goto(f"{home}{language}/{path}")
        assert answer is not None
        assert answer.status == 200, path
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path}: {wide}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_on_any_kind_of_page(chromium: Browser, home: str, npm_packages: Path, scheme: str, language: str) -> None:
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


def test_without_script_everything_but_search_works(chromium: Browser, home: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}vi/")
    page.get_by_role("link", name="Phông họ Phạm").first.click()
    expect(page.locator("h1")).to_have_text("Phông họ Phạm")
    page.goto(f"{home}vi/records/pham-dia-ba/")
    picture = page.locator("figure img").first
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    page.goto(f"{home}vi/search/")
    assert page.locator("main a[href*='browse/subjects']").count() > 0
    page.goto(f"{home}vi/browse/subjects/")
    page.get_by_role("link", name="Thư từ").first.click()
    assert page.get_by_role("link", name="Thư số 1").count() == 1
    page.goto(f"{home}vi/records/pham-van-ban/")
    assert page.locator("audio track").count() == 1
    assert page.locator("a[href$='.pdf']").count() >= 1
    context.close()


def test_the_map_leads_to_its_places_without_script(chromium: Browser, home: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}vi/map/")
    assert page.locator(".map__small").text_content().split() == "Quần đảo Hoàng Sa Quần đảo Trường Sa".split()  # type: ignore[union-attr]
    drawn = page.locator(".map__marks a").evaluate_all("links => links.map(link => link.href.baseVal)")
    listed = page.locator("#list li a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert drawn == listed == ["../browse/places/van-khe-xa/"]
    page.locator(".map__marks a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Vân Khê")
    context.close()


def test_the_map_zooms_and_moves_by_keyboard(page: Page, home: str) -> None:
    page.goto(f"{home}en/map/")
    sheet, before = page.locator(".map__sheet"), "0 0 960 600"
    page.get_by_role("button", name="Zoom in").press("Enter")
    expect(sheet).to_have_attribute("viewBox", "240 150 480 300")
    page.keyboard.press("ArrowRight")
    expect(sheet).to_have_attribute("viewBox", "336 150 480 300")
    page.get_by_role("button", name="Show all").press("Enter")
    expect(sheet).to_have_attribute("viewBox", before)
    expect(page.locator(".map__marks a")).to_have_count(1)


def test_what_a_page_says_of_its_files_is_true(page: Page, home: str, site: Path) -> None:
    for record in json.loads((site / "data/pham/records.json").read_text("utf-8")):
        for file in record.get("files", []):
            there = (site / file["url"].removeprefix(OWN)).read_bytes()
            assert (len(there), hashlib.sha256(there).hexdigest()) == (file["bytes"], file["sha256"])
    page.goto(f"{home}vi/records/pham-van-ban/")
    said = page.content()
    pdf = next((site / "records/pham-van-ban").glob("*.pdf"))
    assert hashlib.sha256(pdf.read_bytes()).hexdigest() in said
