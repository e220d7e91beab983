"""A language that a portal has no more: each of its addresses leads to the same page in one that is left."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from click import Group
from click.testing import CliRunner

from site_builder.build import Options, Refused, build
from site_builder.stewardship import COMMANDS
from tests.serving import Server
from tests.test_addresses import FONDS, PORTAL, REFRESH, ledger, table, write

DAY = date(2026, 11, 23)
VI, EN = PORTAL.replace("[vi, en]", "[vi]"), PORTAL.replace("[vi, en]", "[en]")
FILES = {
    "portal.yaml": PORTAL,
    "collections/f/index.yaml": FONDS + "institution: k\nplaces: [Huế]\ndates: 1945\n",
    "collections/f/r.csv": table(range(40)),
    "collections/_institutions/k.yaml": "name: Kho\n",
    "collections/_agents/an.yaml": "type: person\nname: An\n",
    "collections/_places/hue.yaml": "name: Huế\ncoordinates: {lat: 16.46, lon: 107.59}\n",
    "collections/f/thu.yaml": "id: thu\nlevel: item\ntitle: Thư\npeople: [an]\n",
    "content/vi/gioi-thieu.md": "---\ntitle: Giới thiệu\n---\nA.\n",
    "content/vi/chung.md": "---\ntitle: Chung\n---\nA.\n",
    "content/en/about.md": "---\ntitle: About\n---\nB.\n",
    "content/en/chung.md": "---\ntitle: Common\n---\nB.\n",
    "content/en/help.md": "---\ntitle: Help\n---\nB.\n",
}


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal in two languages, built and entered in its ledger."""
    root = tmp_path_factory.mktemp("bilingual")
    write(root, FILES)
    build(Options(root, root / "output", DAY))
    assert ledger(root, "2026-11-23").exit_code == 0
    return root


@pytest.fixture
def portal(bilingual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SITE_BUILDER_LANG", "en")
    return Path(shutil.copytree(bilingual, tmp_path / "portal"))


def pages(root: Path) -> set[str]:
    """Return the address of every page of an output."""
    out = root / "output"
    return {path.parent.relative_to(out).as_posix() for path in out.rglob("index.html")} - {"."}


def silent(root: Path, addresses: set[str], gone: frozenset[str] = frozenset()) -> list[str]:
    """Return the addresses that do not answer, or not in one step and with a page of another language."""
    faults = []
    with Server(root / "output") as server:
        for address in sorted(addresses):
            here = f"{server.url}{address}/"
            body = urlopen(here).read().decode()
            onward = REFRESH.search(body)
            there = urlopen(urljoin(here, onward[1])).read().decode() if onward else body
            told = "noindex" in there and not address.endswith("/search")
            if "<h1" not in there or REFRESH.search(there) or told != (address in gone):
                faults.append(address)
    return faults


def drop(portal: Path, language: str, settings: str) -> None:
    shutil.rmtree(portal / "content" / language)
    write(portal, {"portal.yaml": settings})


def same_as_clean(portal: Path, day: date = DAY) -> bool:
    build(Options(portal, portal / "clean", day, clean=True))
    return len({(portal / one / "manifest-sha256.txt").read_bytes() for one in ("output", "clean")}) == 1


def entered(portal: Path) -> dict[str, str]:
    lines = (portal / "addresses.csv").read_text("utf-8").splitlines()
    return {line.split(",")[0]: line for line in lines if ",language," in line}


@pytest.mark.parametrize(("gone", "left", "settings"), [("en", "vi", VI), ("vi", "en", EN)], ids=["the second", "the first"])
def test_each_address_of_a_dropped_language_leads_to_the_same_page_in_the_one_that_is_left(
    portal: Path, gone: str, left: str, settings: str
) -> None:
    before = pages(portal)
    drop(portal, gone, settings)
    build(Options(portal, portal / "output", DAY))
    alone = {"en": {"about", "help"}, "vi": {"gioi-thieu"}}[gone]
    assert silent(portal, before, frozenset(f"{gone}/{one}" for one in alone)) == []
    page = (portal / f"output/{gone}/records/r7/index.html").read_text("utf-8")
    assert f'content="0; url=../../../{left}/records/r7/"' in page
    assert f'<link rel="canonical" href="https://example.org/kho/{left}/records/r7/">' in page
    assert f'<html lang="{left}"' in page
    assert "hreflang" not in page
    written = (portal / f"output/{gone}/chung/index.html").read_text("utf-8")
    assert f'url=../../{left}/chung/"' in written
    rules = (portal / "output/_redirects").read_text("utf-8").splitlines()
    assert {f"/{gone}/chung/ /{left}/chung/ 301", f"/{gone}/ /{left}/ 301", f"/{gone}/records/* /{left}/records/:splat 301"} <= set(rules)
    assert f"/records/:id /{left}/records/:id/ 302" in rules
    assert same_as_clean(portal)


def test_the_site_itself_knows_nothing_of_a_dropped_language(portal: Path) -> None:
    drop(portal, "en", VI)
    build(Options(portal, portal / "output", DAY))
    out = portal / "output"
    told = {"_redirects", "manifest-sha256.txt"}
    others = [path for path in out.rglob("*") if path.is_file() and path.relative_to(out).parts[0] not in {"en", *told}]
    assert [path.name for path in others if re.search(rb"kho/en/|\.\./en/|hreflang=\"en", path.read_bytes())] == []
    assert {path.name for path in (out / "en").rglob("*") if path.is_file()} == {"index.html"}


def test_the_ledger_holds_the_languages_and_says_when_one_ended_and_which_follows_it(portal: Path) -> None:
    assert entered(portal) == {"vi": "vi,language,2026-11-23,,", "en": "en,language,2026-11-23,,"}
    drop(portal, "en", PORTAL.replace("[vi, en]", "[vi, fr]"))
    assert ledger(portal, "2027-01-01").exit_code == 0
    assert entered(portal)["en"] == "en,language,2026-11-23,2027-01-01,"
    lines = (portal / "addresses.csv").read_text("utf-8")
    write(portal, {"addresses.csv": lines.replace(entered(portal)["en"], entered(portal)["en"] + "fr")})
    build(Options(portal, portal / "output", DAY))
    assert 'url=../../../fr/records/r7/"' in (portal / "output/en/records/r7/index.html").read_text("utf-8")
    assert "/en/search/* /fr/search/:splat 301\n" in (portal / "output/_redirects").read_text("utf-8")


def test_what_was_gone_or_moved_before_is_so_in_a_dropped_language_too(portal: Path) -> None:
    write(portal, {"collections/f/r.csv": table(range(2, 40))})
    ended = (portal / "addresses.csv").read_text("utf-8").replace("r0,record,2026-11-23,,", "r0,record,2026-11-23,2027-01-01,r5")
    write(portal, {"addresses.csv": ended.replace("r1,record,2026-11-23,,", "r1,record,2026-11-23,2027-01-01,")})
    drop(portal, "en", VI)
    build(Options(portal, portal / "output", DAY))
    assert 'url=../../../vi/records/r5/"' in (portal / "output/en/records/r0/index.html").read_text("utf-8")
    assert "/en/records/r0/ /vi/records/r5/ 301\n" in (portal / "output/_redirects").read_text("utf-8")
    assert silent(portal, {"en/records/r0", "en/records/r1"}, frozenset({"en/records/r1"})) == []
    assert same_as_clean(portal)


def test_a_withdrawal_lists_the_addresses_in_a_dropped_language(portal: Path) -> None:
    drop(portal, "en", VI)
    build(Options(portal, portal / "output", DAY))
    said = CliRunner().invoke(Group(commands=COMMANDS), ["takedown", "thu", "--portal", str(portal)]).output
    assert "  https://example.org/kho/en/records/thu/\n" in said
    assert "  https://example.org/kho/vi/records/thu/\n" in said


def test_an_edit_and_a_return_of_the_language_leave_the_output_as_a_clean_build_does(portal: Path) -> None:
    before = (portal / "output/en/records/r7/index.html").read_bytes()
    drop(portal, "en", VI)
    build(Options(portal, portal / "output", DAY))
    write(portal, {"collections/f/thu.yaml": FILES["collections/f/thu.yaml"].replace("Thư", "Lá thư")})
    build(Options(portal, portal / "output", DAY))
    assert same_as_clean(portal)
    write(portal, {name: content for name, content in FILES.items() if name.startswith(("content/en", "portal"))})
    build(Options(portal, portal / "output", DAY))
    assert (portal / "output/en/records/r7/index.html").read_bytes() == before
    assert same_as_clean(portal)


def test_another_first_language_loses_no_address_and_opens_the_other_door(portal: Path) -> None:
    before = pages(portal)
    write(portal, {"portal.yaml": PORTAL.replace("[vi, en]", "[en, vi]")})
    build(Options(portal, portal / "output", DAY))
    assert before <= pages(portal)
    assert silent(portal, before) == []
    assert "/records/:id /en/records/:id/ 302\n" in (portal / "output/_redirects").read_text("utf-8")


def test_a_language_that_no_ledger_knows_does_not_go_unasked(portal: Path) -> None:
    (portal / "addresses.csv").unlink()
    drop(portal, "en", VI)
    with pytest.raises(Refused) as fault:
        build(Options(portal, portal / "output", DAY))
    assert (fault.value.key, fault.value.values) == (
        "publish.languages", {"gone": 42, "languages": "en", "lines": "  en,language,2026-11-23,,"}
    )  # fmt: skip
    build(Options(portal, portal / "output", DAY, allow_removal=42))
    assert not (portal / "output/en").exists()


def test_the_line_that_the_refusal_gives_makes_the_old_addresses_answer(portal: Path) -> None:
    (portal / "addresses.csv").unlink()
    before = {one for one in pages(portal) if one.partition("/")[2] not in ("about", "help", "chung")}
    drop(portal, "en", VI)
    write(portal, {"addresses.csv": "id,kind,since,ended,successor\nen,language,2026-11-23,,\n"})
    build(Options(portal, portal / "output", DAY))
    assert silent(portal, before) == []
