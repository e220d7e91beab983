"""The tree of a fonds: it opens where one reads, in parts, by keyboard; without script the page's own lists lead as far."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import CHECKOUT
from tests.serving import Server
from tests.test_builds import build

pytestmark = pytest.mark.browser

WIDE = 450
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPEN = "Mở cây hệ thống tại đây"


def written() -> dict[str, str]:
    """A fonds with a series of 450 files, and one of a file of three items, one of which is closed."""
    rows = "".join(f"m-{n},file,Hồ sơ {n},{1800 + n // 10},s-mot\n" for n in range(1, WIDE + 1))
    return {
        "portal.yaml": "title: Thử\nbase_url: https://example.org/\nlanguages: [vi, en]\n",
        "collections/lon/index.yaml": "id: lon\nlevel: fonds\ntitle: Phông Lớn\naccess: open\n",
        "collections/lon/rows.csv": f"id,level,title.vi,dates,part_of\ns-hai,series,Loạt hai,1900,lon\ns-mot,series,Loạt một,1800,lon\n{rows}"
        "tap,file,Tập thư,1900,s-hai\nthu-1,item,Thư đầu,1900,tap\nthu-2,item,Thư sau,1900,tap\n",
        "collections/lon/kin.yaml": "id: kin\nlevel: item\npart_of: tap\ntitle: Tên kín\naccess: {status: closed, basis: [{type: privacy}]}\n",
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tree")
    for name, content in written().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    build(root)
    return root / "output"


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[Server]:
    with Server(site, "/kho/") as running:
        yield running


def opened(page: Page, server: Server, record: str) -> Page:
    page.goto(f"{server.url}vi/records/{record}/")
    page.get_by_role("button", name=OPEN).click()
    expect(page.locator(".tree [aria-current=page]")).to_be_focused()
    return page


def test_the_tree_opens_at_the_record_with_its_neighbours_before_and_after(page: Page, server: Server) -> None:
    server.asked.clear()
    opened(page, server, "m-250")
    expect(page.locator(".tree [aria-current=page]")).to_have_text("Hồ sơ 250")
    assert page.locator(".tree .tree__kids > li[data-id]").count() == 100
    assert len([one for one in server.asked if "/tree/" in one]) <= 3
    page.get_by_role("button", name="Các mục tiếp theo: 301–400 / 450").click()
    expect(page.get_by_role("link", name="Hồ sơ 301", exact=True)).to_be_focused()
    page.get_by_role("button", name="Các mục trước: 101–200 / 450").click()
    expect(page.get_by_role("link", name="Hồ sơ 200", exact=True)).to_be_focused()
    ids = page.locator(".tree .tree__kids > li[data-id]").evaluate_all("all => all.map(one => one.dataset.id)")
    assert ids == [f"m-{n}" for n in range(101, 401)]


def test_arrow_keys_walk_open_and_close(page: Page, server: Server) -> None:
    tree = opened(page, server, "m-1").locator(".tree")
    page.keyboard.press("ArrowLeft")
    expect(tree.get_by_role("link", name="Loạt một")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(tree.get_by_role("link", name="Hồ sơ 1", exact=True)).to_be_hidden()
    page.keyboard.press("ArrowUp")
    expect(tree.get_by_role("link", name="Loạt hai")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(tree.get_by_role("link", name="Tập thư")).to_be_visible()
    tree.get_by_role("link", name="Tập thư").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("1 đơn vị đóng")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/records/thu-1/")


def test_rows_of_a_fonds_open_where_they_stand(page: Page, server: Server) -> None:
    page.goto(f"{server.url}vi/records/lon/")
    page.get_by_role("button", name="Xem các đơn vị bên trong: Loạt hai").click()
    expect(page.get_by_role("link", name="Tập thư")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_an_open_tree(page: Page, server: Server, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, server, "m-250")
    page.evaluate((CHECKOUT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_neighbours_and_the_page_of_the_list_are_links(chromium: Browser, server: Server) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}vi/records/m-250/")
    expect(page.get_by_text("250/450 trong nhóm")).to_be_visible()
    expect(page.get_by_role("button", name=OPEN)).to_be_hidden()
    names = page.locator(".tree .tree__title a").all_text_contents()
    assert names == [f"Hồ sơ {n}" for n in range(247, 254)]
    page.get_by_role("link", name="Xem cả 450 mục").click()
    expect(page.get_by_role("link", name="Hồ sơ 250", exact=True)).to_be_visible()
    context.close()


def test_the_parts_hold_what_the_gate_releases_and_every_record_once(site: Path) -> None:
    folder = site / "vi" / "records" / "lon" / "tree"
    said = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("[0-9]*.json")))
    assert "Tên kín" not in said and '"kin"' not in said
    for record in ("s-mot", "s-hai", "tap", "thu-1", *(f"m-{n}" for n in range(1, WIDE + 1))):
        assert said.count(f'"id":"{record}"') == 1
