"""Real catalogues: twelve levels, codes and names of one long word. Nothing runs out of its column, no step of the hierarchy is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.serving import Server
from tests.test_builds import build

pytestmark = pytest.mark.browser

LEVELS = ("fonds", "subfonds", "series", "subseries", "subseries", *["file"] * 6, "item")
LONG = "CollectionMgr.InclusiveDate.AndSomethingMore"


def written() -> dict[str, str]:
    """A chain of twelve, each record with words that nothing breaks."""
    files = {"portal.yaml": "title: Thử\nbase_url: https://example.org/\nlanguages: [vi, en]\n"}
    for number, level in enumerate(LEVELS, 1):
        above = f"part_of: r-{number - 1}\n" if number > 1 else "access: open\nrelated: [{note: https://example.org/" + "a" * 60 + "}]\n"
        files[f"collections/r/{number:02}.yaml"] = (
            f"id: r-{number}\nlevel: {level}\ntitle: {number}.{LONG}\nidentifier: {'ABCDEFGH'[number % 8]}.{LONG}\n"
            f"dates: {{display: {LONG}.{LONG}}}\nsubjects: [{LONG}.{LONG}]\nx_ead_id: aspace_{'6b7c8d9e' * 5}\n{above}")
    return files


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("long")
    for name, content in written().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    build(root)
    with Server(root / "output", "/") as server:
        yield f"{server.url}vi/"


PAGES = ("", "collections/", "records/r-1/", "records/r-6/", "records/r-12/", "records/r-1/finding-aid/", "browse/subjects/")


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_runs_out_of_its_column(page: Page, home: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in PAGES:
        page.goto(home + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        out = page.evaluate(
            "[...document.querySelectorAll('main *')].filter(one => one.clientWidth && one.scrollWidth > one.clientWidth + 1"
            " && getComputedStyle(one).overflowX === 'visible' && getComputedStyle(one).display !== 'inline' && !one.closest('.u-vh'))"
            ".map(one => `${one.className}: ${one.textContent.slice(0, 40)}`)")
        assert out == [], f"{path}: {out}"


@pytest.mark.parametrize("width", [320, 1280])
def test_each_of_twelve_levels_steps_in_further_than_the_one_above(page: Page, home: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(home + "records/r-12/")
    starts = page.locator(".ladder__unit a").evaluate_all("all => all.map(one => one.parentElement.getBoundingClientRect().left + "
                                                          "parseFloat(getComputedStyle(one.parentElement).paddingInlineStart))")
    assert len(starts) == 11
    assert starts == sorted(set(starts))


def test_a_long_code_stands_beside_its_title_on_a_screen_and_above_it_on_a_phone(page: Page, home: str) -> None:
    for width, beside in ((1280, True), (360, False)):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(home + "records/r-1/")
        code, title = (page.locator(f".tree__{one}").first.bounding_box() for one in ("code", "title"))
        assert code is not None and title is not None
        assert (title["x"] >= code["x"] + code["width"]) == beside
        assert code["width"] > 120
