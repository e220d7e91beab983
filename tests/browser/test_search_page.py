"""The search page over a whole site: facets, years, scope, groups and order stand in the address, and a hit opens its page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import Server
from tests.test_builds import build
from tests.whole_portal import pdf, picture

pytestmark = pytest.mark.browser


def files() -> dict[str, str | bytes]:
    """Return a portal of two collections with letters, a register of three pages, and a report of four."""
    made: dict[str, str | bytes] = {
        "portal.yaml": "title: {vi: Cổng thử, en: Test portal}\nbase_url: https://archives.example.org/\nlanguages: [vi, en]\n",
        "collections/ho/so.yaml": "id: so\nlevel: item\ntitle: {vi: Sổ ruộng, en: Field book}\ndates: 1825\nmedia:\n"
        + "".join(f"  - {{path: {n}.jpg, alt: Tờ {n}, transcription: {{vi: {w}}}}}\n" for n, w in enumerate(("mở đầu", "kỳ lân", "đồng chiêm"), 1)),
        "collections/ho/bao-cao.yaml": "id: bao-cao\nlevel: item\ntitle: {vi: Báo cáo, en: Report}\ndates: 1931\nmedia: [{path: report.pdf}]\n",
        "collections/ho/report.pdf": pdf(["opening words", "taxes and roads", "the lighthouse keeper", "closing words"]),
    }
    for name, title in (("ho", "Phông họ Phạm"), ("lang", "Phông làng Vân Khê")):
        head = f"id: {name}\nlevel: fonds\ntitle: {{vi: {title}, en: {name.title()} fonds}}\nidentifier: {name}\naccess: open\n"
        made[f"collections/{name}/index.yaml"] = head
        rows = [f"{name}-{n},Thư số {n},Letter {n},{1900 + 10 * n if n < 6 else ''},Huế\n" for n in range(1, 7)]
        made[f"collections/{name}/thu.csv"] = "id,title.vi,title.en,dates,places\n" + "".join(rows)
    return made | {f"collections/ho/{n}.jpg": picture(f"tờ {n}", (900, 1200)) for n in (1, 2, 3)}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("search-page")
    for name, content in files().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content.encode() if isinstance(content, str) else content)
    build(root)
    with Server(root / "output", "/kho/") as server:
        yield server.url


@pytest.fixture
def failing(chromium: Browser) -> Iterator[Page]:
    """A page whose host may fail, so that its console has something to say."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def ask(page: Page, address: str, count: str) -> None:
    page.goto(address)
    expect(page.locator("#count")).to_contain_text(count)
    expect(page.locator("#search")).not_to_have_attribute("aria-busy", "true")


def choose(page: Page, facet: str, value: str) -> None:
    page.locator(f'[data-facet="{facet}"] input[value="{value}"]').check()


def test_several_values_of_a_facet_are_alternatives_and_back_takes_one_away(page: Page, home: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    ask(page, f"{home}vi/search/?q=thư", "12 kết quả")
    choose(page, "collection", "ho")
    expect(page.locator("#count")).to_contain_text("6 kết quả")
    assert page.locator('[data-facet="collection"] .facet__n').all_inner_texts() == ["6", "6"]
    choose(page, "collection", "lang")
    expect(page.locator("#count")).to_contain_text("12 kết quả")
    expect(page).to_have_url(re.compile("collection=ho&collection=lang"))
    choose(page, "decade", "1930")
    expect(page.locator("#count")).to_contain_text("2 kết quả")
    expect(page.locator("#chips .chip").first).to_contain_text("Phông họ Phạm")
    page.go_back()
    page.go_back()
    expect(page.locator("#count")).to_contain_text("6 kết quả")
    page.locator("#chips .chip").click()
    expect(page.locator("#count")).to_contain_text("12 kết quả")


def test_years_keep_or_leave_what_has_no_date(page: Page, home: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    ask(page, f"{home}vi/search/?q=thư&from=1905&to=1925", "6 kết quả")
    page.uncheck("#undated")
    expect(page.locator("#count")).to_contain_text("4 kết quả")
    expect(page).to_have_url(re.compile("undated=0"))
    page.reload()
    expect(page.locator("#count")).to_contain_text("4 kết quả")
    assert not page.is_checked("#undated")


def test_results_are_grouped_by_collection_each_with_a_way_to_the_rest(page: Page, home: str) -> None:
    ask(page, f"{home}en/search/?q=letter", "12 results")
    page.check("#group")
    expect(page.locator(".group__head")).to_have_text(["Ho fonds", "Lang fonds"])
    expect(page).to_have_url(re.compile("group=1"))
    assert page.locator(".group").first.locator(".hit").count() == 3
    page.locator(".group__all a").nth(1).click()
    expect(page.locator("#count")).to_contain_text("6 results")
    expect(page).to_have_url(re.compile("collection=lang"))
    page.go_back()
    expect(page.locator(".group__head")).to_have_count(2)


def test_a_search_may_be_kept_to_the_collection_it_began_in(page: Page, home: str) -> None:
    page.goto(f"{home}vi/records/lang/")
    page.fill("#qw", "thư")
    page.press("#qw", "Enter")
    expect(page.locator("#count")).to_contain_text("6 kết quả")
    expect(page.locator("#chips .chip")).to_contain_text("Phông làng Vân Khê")
    assert "collection=lang" in page.url


def test_order_and_page_stand_in_the_address(page: Page, home: str) -> None:
    ask(page, f"{home}vi/search/?q=thư&sort=date&page=2", "12 kết quả")
    assert page.locator(".hit__facts").all_inner_texts() == ["Tài liệu", "Tài liệu"]  # what has no date comes last
    page.locator(".pages a").first.click()
    expect(page.locator(".hit__facts").first).to_contain_text("1910")
    assert page.evaluate("document.activeElement.id") == "count"


def test_an_address_that_asks_for_what_is_not_there_is_read_as_meant(page: Page, home: str) -> None:
    ask(page, f"{home}vi/search/?q=thư&sort=nonsense&page=99", "12 kết quả")
    expect(page.locator(".hit")).to_have_count(2)
    expect(page).to_have_url(re.compile("page=2$"))
    ask(page, f"{home}vi/search/?q=thư&from=1950&to=1900&undated=0", "10 kết quả")
    assert (page.input_value("#from"), page.input_value("#to")) == ("1900", "1950")
    ask(page, f"{home}vi/search/?q={'w' * 2000}", "Không có")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_suggestions_are_counted_as_shown(page: Page, home: str) -> None:
    page.goto(f"{home}vi/search/")
    page.locator("#q").press_sequentially("thư")
    expect(page.locator("#suggestions li")).to_have_count(7)
    expect(page.locator("#said")).to_contain_text("7 gợi ý")


def test_a_hit_in_a_transcription_opens_its_page_in_the_viewer(page: Page, home: str) -> None:
    ask(page, f"{home}vi/search/?q=ky+lan", "1 kết quả")
    page.locator(".hit__title a").click()
    expect(page).to_have_url(re.compile("records/so/#p2$"))
    expect(page.locator("#p2 img")).to_be_in_viewport()
    expect(page.locator(".viewer__count")).to_contain_text("Trang 2 / 3")


def test_a_hit_in_a_pdf_offers_its_page(page: Page, home: str) -> None:
    ask(page, f"{home}en/search/?q=lighthouse", "1 result")
    page.locator(".hit__title a").click()
    offered = page.get_by_role("link", name="Open page 3")
    expect(offered).to_be_in_viewport()
    assert re.search(r"\.pdf#page=3$", offered.get_attribute("href") or "")


def test_the_excerpt_of_a_hit_on_a_page_shows_and_marks_its_words(page: Page, home: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    ask(page, f"{home}en/search/?q=lighthouse+keeper", "1 result")
    expect(page.locator(".hit__excerpt")).to_have_text("the lighthouse keeper")
    assert page.locator(".hit__excerpt mark").all_inner_texts() == ["lighthouse", "keeper"]


def test_an_index_that_cannot_be_read_is_said_and_asked_for_again(failing: Page, home: str) -> None:
    for damaged in ("search.js", "entry.json", "*.bin"):
        failing.route(f"**/search/{damaged}", lambda route: route.fulfill(status=404, body=""))
        failing.goto(f"{home}en/search/?q=lighthouse")
        expect(failing.locator("#count")).to_contain_text("could not be opened")
        expect(failing.locator("#ways a").first).to_be_visible()
        failing.unroute(f"**/search/{damaged}")
        failing.locator("#q").fill("lighthouse keeper")
        failing.locator("#q").press("Enter")
        expect(failing.locator("#count")).to_contain_text("1 result")


def test_results_stand_where_only_the_filters_cannot_be_read(failing: Page, home: str) -> None:
    failing.goto(f"{home}en/search/")
    entry = failing.request.get(f"{home}search/entry.json").json()
    for name in entry["facets"].values():
        failing.route(f"**/search/{name}.bin", lambda route: route.fulfill(status=404, body=""))
    ask(failing, f"{home}en/search/?q=letter", "12 results")
    expect(failing.locator(".hit")).to_have_count(10)


def test_a_word_misspelt_gets_a_better_one(page: Page, home: str) -> None:
    ask(page, f"{home}en/search/?q=lightouse", "No record matches")
    expect(page.locator(".search-note")).to_have_count(1)  # and none that promises records with some of the words
    page.locator(".search-note a").filter(has_text="lighthouse").click()
    expect(page.locator("#count")).to_contain_text("1 result")
    expect(page).to_have_url(re.compile("q=lighthouse"))


def test_without_script_the_search_page_leads_to_the_registers(chromium: Browser, home: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}vi/search/")
    expect(page.locator("#ways a").first).to_be_visible()
    for link in page.locator("#ways a").all():
        assert page.request.get(link.evaluate("link => link.href")).ok
    context.close()
