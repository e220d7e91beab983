"""How complete a collection is, counted against numbers written down by hand."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from site_builder import cli
from site_builder.source import completeness, load
from tests.conftest import WritePortal

PORTAL = {
    "portal.yaml": "title: Thử\nbase_url: https://example.org/\nlanguages: [vi]\n",
    # Title and level are asked of all. Asked of a fonds by isadg: identifier, dates, extent, creators. Here the dates are missing.
    "collections/ho/index.yaml": "id: ho\nlevel: fonds\ntitle: Phông\nidentifier: PL\nextent: [{quantity: 2, unit: file}]\n"
    "creators: [Họ Phạm]\nlanguages: [vi]\naccess: open\n",
    # Of an item: identifier, dates, creators, the last handed down. The first lacks its code, the second lacks nothing.
    "collections/ho/mot.yaml": "id: mot\nlevel: item\ntitle: Một\ndates: 1900\n",
    "collections/ho/hai.yaml": "id: hai\nlevel: item\ntitle: Hai\nidentifier: PL.2\nundated: true\n",
    # A series may leave its dates to those above; these state none.
    "collections/le/index.yaml": "id: le\nlevel: series\ntitle: Nhóm\nidentifier: X\ncreator_unknown: true\naccess: open\n",
}


def test_the_share_counts_what_is_asked_at_each_level_and_what_is_handed_down(portal: WritePortal) -> None:
    catalogue = load.load(portal(PORTAL)).catalogue
    assert catalogue is not None
    ho, le = completeness.completeness(catalogue)
    assert (ho.id, ho.records, ho.mandatory.asked, ho.mandatory.filled, ho.mandatory.percent) == ("ho", 3, 16, 14, 87.5)
    assert ho.mandatory.most() == [("dates", 1), ("identifier", 1)]
    # strict asks besides: institution, rights, languages of all; scope and description control of the fonds.
    assert (ho.recommended.asked, ho.recommended.filled) == (11, 3)
    assert ho.recommended.most()[:2] == [("institution", 3), ("rights", 3)]
    assert (le.mandatory.asked, le.mandatory.filled, le.mandatory.percent) == (5, 4, 80.0)


def test_a_record_without_a_title_lacks_one_of_the_six(portal: WritePortal) -> None:
    catalogue = load.load(portal(PORTAL | {"collections/ho/hai.yaml": "id: hai\nlevel: item\nidentifier: PL.2\nundated: true\n"})).catalogue
    assert catalogue is not None
    ho, _ = completeness.completeness(catalogue)
    assert ho.mandatory.most() == [("dates", 1), ("identifier", 1), ("title", 1)]


def test_a_collection_that_lacks_nothing_is_whole_and_nothing_else_is(portal: WritePortal) -> None:
    share = completeness.Share(asked=100_000, filled=99_999)
    assert (share.percent, completeness.Share(3, 3).percent, completeness.Share().percent) == (99.9, 100.0, 100.0)


@pytest.mark.parametrize(("language", "words"), [("vi", "phải có 87,5 %"), ("en", "mandatory 87.5 %")])
def test_check_says_it_in_both_languages(portal: WritePortal, language: str, words: str) -> None:
    folder = str(portal(PORTAL))
    asked = CliRunner().invoke(cli.commands, ["check", "--completeness", "--portal", folder], env={"SITE_BUILDER_LANG": language})
    assert asked.exit_code == 0, asked.output
    assert words in asked.output
    assert "identifier 1" in asked.output


def test_check_says_it_as_json(portal: WritePortal) -> None:
    asked = CliRunner().invoke(cli.commands, ["check", "--completeness", "--format", "json", "--portal", str(portal(PORTAL))])
    first = json.loads(asked.stdout)[0]
    assert (first["collection"], first["records"]) == ("ho", 3)
    assert first["mandatory"] == {"percent": 87.5, "asked": 16, "filled": 14, "missing": {"dates": 1, "identifier": 1}}
