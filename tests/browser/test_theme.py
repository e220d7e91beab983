"""The theme in a browser: nothing axe finds, nothing that moves, the viewer and the search page at work, and all of it without script."""

from __future__ import annotations

import dataclasses
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from site_builder import resources
from site_builder.render import theme
from site_builder.render.templates import environment
from site_builder.render.theme import Theme
from site_builder.render.views import DoorView
from tests.render import tan_giang
from tests.render.examples import examples
from tests.serving import Server

PLAIN = resources.themes() / "plain"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = pytest.mark.browser

SEARCH = """
const all = Array.from({length: 37}, (_, k) => ({id: `r${k}`, url: `/vi/records/vk-pl01-07-03/?${k}`, title: `Địa bạ số ${k} & <b>`, level: "item",
  date: "1825", thumbnail: null, context: ["Phông dòng họ Phạm Đình"], excerpt: "vâng sao địa bạ", score: 1,
  highlights: {title: [[0, 6]], excerpt: [[9, 15]]}}));
export async function openSearch() {
  return { async query(query, options = {}) {
    window.asked = [...(window.asked ?? []), { query, options }];
    const found = query === "zzz" ? [] : options.filters?.level?.length ? all.slice(0, 12) : all;
    const size = options.size ?? 10, start = ((options.page ?? 1) - 1) * size;
    return { query, total: found.length, matched: "all", results: found.slice(start, start + size), suggestions: query === "zzz" ? ["địa bạ"] : [],
      facets: options.facets ? { level: [{ value: "item", label: "Tài liệu", count: 12 }, { value: "file", label: "Hồ sơ", count: 25 }] } : {} };
  } };
}
"""
"""A search of 37 results, with the shape of site_builder/search/client/search.js."""


def paper(width: int, height: int) -> bytes:
    """Return a sheet of plain paper as a PNG."""
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = zlib.compress((b"\0" + b"\xd8" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def write(folder: Path, path: str, content: str | bytes) -> None:
    target = folder / (path if path.rpartition("/")[2] else f"{path}index.html")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content.encode() if isinstance(content, str) else content)


def gallery(plain: Theme) -> str:
    """Put every example of every component on one page."""
    made, pieces = environment(plain.folders, plain.strings("vi")), []
    for number, one in enumerate(examples(PLAIN / "components")):
        if one.component in ("search", "record-head"):
            continue  # a page has one of these, and pages are looked at below
        drawn = str(getattr(made.get_template(f"{one.component}/template.html").module, one.macro)(**one.given))
        drawn = drawn.replace('id="', f'id="e{number}-').replace('aria-labelledby="', f'aria-labelledby="e{number}-').replace('href="#', f'href="#e{number}-')
        drawn = drawn.replace('aria-label="', f'aria-label="{number} ').replace("data:,", "/img/a.png")
        pieces.append(f"<h2>{one.component}: {one.name}</h2>{drawn}")
    css = plain.assets["theme.css"].path
    return f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Gallery</title><link rel="stylesheet" href="/{css}"></head><body><main><h1>Gallery</h1>{"".join(pieces)}</main></body></html>'


def door(view: DoorView) -> DoorView:
    """The door stands at the root, above the languages."""
    alternates = tuple(dataclasses.replace(one, href=f"{one.language}/") for one in view.page.alternates)
    return dataclasses.replace(view, page=dataclasses.replace(view.page, root="./", alternates=alternates))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    plain = theme.find("plain", [PLAIN.parent], resources.vendor())
    renderer, sheet = plain.renderer(tan_giang.SITE), paper(800, 1162)
    for asset in plain.assets.values():
        write(folder, asset.path, asset.content)
    for path, view in tan_giang.views().items():
        html = renderer.render(door(view) if isinstance(view, DoorView) else view)
        write(folder, path, html)
        for picture in re.findall(r"img/[a-z0-9-]+\.webp", html):
            write(folder, picture, sheet)
    write(folder, "vi/records/vk-kc-02/b.vi.vtt", "WEBVTT\n")
    write(folder, "vi/map/points.json", "[]")
    write(folder, "search/search.js", SEARCH)
    write(folder, "gallery.html", gallery(plain))
    write(folder, "img/a.png", sheet)
    with Server(folder) as server:
        yield server.url


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield made
    made.close()


def faults(page: Page, packages: Path) -> list[str]:
    """Return what axe finds: rule, and the element."""
    page.evaluate((packages / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]


PAGES = [*tan_giang.views(), "vi/search/?q=dia+ba&level=item&from=1802", "vi/search/?q=zzz", "gallery.html"]


def see(page: Page, address: str) -> None:
    """Open a page and wait until it has said what it has to say."""
    page.goto(address, wait_until="load")
    if "?q=" in address:
        expect(page.locator("#hits > *, #ask:not([hidden])").first).to_be_attached()
        expect(page.locator("#search")).not_to_have_attribute("aria-busy", "true")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    chromium: Browser, npm_packages: Path, site: str, path: str, width: int, scheme: Any,
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    see(page, site + path)
    assert faults(page, npm_packages) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("path", [*tan_giang.views(), "vi/search/?q=dia+ba"])
def test_no_page_says_anything_on_the_console(context: BrowserContext, site: str, path: str) -> None:
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(f"{message.text} {message.location}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    see(page, site + path)
    assert said == []


@pytest.mark.parametrize("path", ["vi/", "vi/records/vk-pl01-07-03/", "vi/records/vk-pl01/", "vi/search/?q=dia+ba"])
def test_nothing_moves_while_a_page_loads(chromium: Browser, site: str, path: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script("window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(one => { moved += one.value; })).observe({type: 'layout-shift', buffered: true})")
    page.goto(site + path, wait_until="networkidle")
    # On a machine at its limits a font may come a moment late, which moves a line by 3 pixels; 0.1 is what readers notice.
    assert page.evaluate("moved") < 0.025
    context.close()


def test_the_first_page_of_a_document_stands_whole_and_centred(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    see(page, site + "vi/records/vk-pl01-07-03/")
    assert page.evaluate("document.querySelector('.viewer__stage').scrollLeft") == 0
    box = page.locator("#p1 img").bounding_box()
    assert box is not None
    assert abs(box["x"] + box["width"] / 2 - 640) < 1
    assert 0.7 * 900 < box["height"] < 900


def test_the_viewer_turns_pages_keeps_the_address_and_zooms_within_the_policy(context: BrowserContext, site: str) -> None:
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    see(page, site + "vi/records/vk-pl01-07-03/#p3")
    count = page.locator(".viewer__count")
    expect(page.locator(".viewer__count")).to_have_text("Trang 3 / 8, tờ 1b")
    page.click('[data-turn="1"] >> nth=0')
    expect(page.locator(".viewer__count")).to_have_text("Trang 4 / 8, tờ 2a")
    page.click(".strip__page >> nth=1")
    expect(page.locator(".viewer__count")).to_have_text("Trang 2 / 8, tờ 1a")
    assert page.url.endswith("#p2")
    page.click("[data-open]")
    page.wait_for_selector(".zoom canvas")
    page.click('.zoom [data-turn="1"]')
    expect(page.locator(".zoom__count")).to_have_text("Trang 3 / 8, tờ 1b")
    page.keyboard.press("Escape")
    expect(page.locator(".zoom")).not_to_be_visible()
    expect(page.locator(".viewer__count")).to_have_text("Trang 3 / 8, tờ 1b")
    assert count.is_visible()
    assert said == []


def test_words_of_a_page_open_beside_it_on_a_wide_screen(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    see(page, site + "vi/records/vk-pl01-07-03/")
    page.click("#p1 summary")
    image, words = page.locator("#p1 img").bounding_box(), page.locator("#p1 .leaf__words").bounding_box()
    assert image is not None and words is not None
    assert words["x"] >= image["x"] + image["width"]


def test_the_search_page_keeps_the_question_in_the_address_and_back_undoes_a_step(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    see(page, site + "vi/search/")
    assert page.locator("#ways").is_visible()
    page.fill("#q", "dia ba")
    page.press("#q", "Enter")
    expect(page.locator("#count")).to_have_text("37 kết quả cho “dia ba”")
    assert page.locator(".hit").count() == 10
    assert page.locator(".hit__title").first.inner_html().count("<mark>") == 1
    assert page.locator(".hit__title").first.inner_text() == "Địa bạ số 0 & <b>"
    assert page.locator(".hit mark").nth(1).inner_text() == "địa bạ"
    assert page.locator(".hit__facts").first.inner_text().startswith("Tài liệu")
    page.check('[data-facet="level"] input[value="item"]')
    expect(page.locator("#count")).to_have_text("12 kết quả cho “dia ba”")
    assert "level=item" in page.url
    page.fill("#from", "1802")
    page.press("#from", "Tab")
    expect(page).to_have_url(re.compile("from=1802"))
    asked = page.evaluate("asked.findLast(({ options }) => !options.facets).options.filters")
    assert asked == {"level": ["item"], "date": {"from": "1802", "to": "", "undated": True}}
    page.go_back()
    page.go_back()
    expect(page.locator("#count")).to_have_text("37 kết quả cho “dia ba”")
    assert not page.is_checked('[data-facet="level"] input[value="item"]')
    page.click("text=Trang sau")
    expect(page).to_have_url(re.compile("page=2"))
    expect(page.locator(".hit__title").first).to_contain_text("số 10")
    page.reload(wait_until="networkidle")
    assert "số 10" in page.locator(".hit__title").first.inner_text()


def test_suggestions_are_a_combobox_that_the_keyboard_can_use(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    see(page, site + "vi/search/")
    page.type("#q", "dia")
    page.wait_for_selector("#suggestions:not([hidden])")
    assert page.get_attribute("#q", "aria-expanded") == "true"
    page.press("#q", "ArrowDown")
    page.press("#q", "ArrowDown")
    assert page.get_attribute("#q", "aria-activedescendant") == "suggestion-1"
    assert page.get_attribute("#suggestion-1", "aria-selected") == "true"
    page.press("#q", "Escape")
    assert page.get_attribute("#q", "aria-expanded") == "false"
    assert page.evaluate("document.activeElement.id") == "q"


def test_a_question_without_answers_offers_other_ways(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    see(page, site + "vi/search/?q=zzz")
    assert page.inner_text("#count") == "Không có tài liệu nào khớp “zzz”"
    assert page.locator("#ways").is_visible() and page.locator("#ask").is_visible()
    page.click("#hits a")
    expect(page.locator("#count")).to_contain_text("37")


@pytest.mark.parametrize("path", tan_giang.views())
def test_every_page_can_be_read_without_script(chromium: Browser, site: str, path: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + path)
    assert page.locator("main h1").is_visible()
    assert page.locator("button[type=button]:visible").count() == 0
    if path == "vi/search/":
        assert page.locator("#ways a").first.is_visible() and page.locator("#ways .note").first.is_visible()
    if path == "vi/records/th-0412/":
        assert not page.locator(".leaf img").is_visible()
        page.click(".notice > summary")
        assert page.locator(".leaf img").is_visible()
    context.close()
