"""The catalogues against the code: whatever a page may say has its words."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from babel.messages import pofile

from site_builder.model.authorities import Agent, Institution
from site_builder.model.elements import Area, elements
from site_builder.model.records import Level, Record
from site_builder.model.rights import AccessStatus, BasisType
from site_builder.render.registers import KINDS
from site_builder.render.strings import Strings, read_po, read_strings

ROOT = Path(__file__).parents[2]
CALL = re.compile(r"strings\.(t|n)\(\s*(f?)\"([^\"]+)\"")


@pytest.fixture(scope="module", params=["vi", "en"])
def strings(request: pytest.FixtureRequest) -> Strings:
    return read_strings([ROOT / "themes" / "plain"], request.param, fallback=request.param)


def test_every_word_the_pages_name_is_in_the_catalogue(strings: Strings) -> None:
    missing = []
    for path in sorted((ROOT / "site_builder" / "render").glob("*.py")):
        for _, formatted, key in CALL.findall(path.read_text(encoding="utf-8")):
            pattern = re.compile(re.sub(r"\\\{.*?\\\}", ".+", re.escape(key)) if formatted else re.escape(key))
            if not any(pattern.fullmatch(known) for known in strings):
                missing.append((path.name, key))
    assert missing == []


@pytest.mark.parametrize("language", ["lzh", "vi-Hani-VN", "qaa", "zh-Hant-x-hue"])
def test_a_language_that_unicode_does_not_tell_about_has_numbers_and_dates(language: str) -> None:
    strings = read_strings([ROOT / "themes" / "plain"], language)
    assert strings.number(12480) in ("12,480", "12.480")
    assert strings.date(date(2026, 11, 23).isoformat())
    assert strings.language_name(language)


def test_every_level_status_reason_and_area_has_its_word(strings: Strings) -> None:
    wanted = [f"level.{level}" for level in get_args(Level)]
    wanted += [f"access.{status}" for status in AccessStatus] + [f"basis.{kind}" for kind in get_args(BasisType)]
    wanted += [f"area.{area}" for area in get_args(Area) if area]
    assert [key for key in wanted if key not in strings] == []


def test_every_field_of_a_record_has_its_label(strings: Strings) -> None:
    assert [one.name for one in elements(Record) if f"field.{one.name}" not in strings] == []


def test_every_kind_of_custodian_and_agent_has_its_word(strings: Strings) -> None:
    kinds = Institution.__annotations__["kind"], Agent.__annotations__["type"]
    named = [(room, word) for room, kind in zip(("institution", "agent"), kinds, strict=True) for word in re.findall(r"['\"](\w+)['\"]", str(kind))]
    assert len(named) > 10
    assert [f"{room}.{word}" for room, word in named if f"{room}.{word}" not in strings] == []


def test_every_register_has_its_name_its_lead_and_the_way_to_all(strings: Strings) -> None:
    wanted = [key for kind in KINDS for key in (f"browse.{kind}", f"browse.{kind}.lead", f"home.all_{kind}")]
    assert [key for key in wanted if key not in strings] == []


TRICKY = r"""
# A translator's file
msgid ""
msgstr ""
"Language: vi\n"
"Plural-Forms: nplurals=1; plural=0;\n"

#: here.html:3
msgid "a"
msgstr "một \"hai\"\n"
"ba\tbốn \\\\"

#, fuzzy
msgid "b"
msgstr "chưa chắc"

msgid "c"
msgstr ""

msgid "d"
msgid_plural "d"
msgstr[0] "{n} tờ"

#~ msgid "e"
#~ msgstr "bỏ rồi"
"""


@pytest.mark.parametrize("text", [TRICKY, *(path.read_text(encoding="utf-8") for path in sorted((ROOT / "themes").rglob("*.po")))])
def test_catalogues_are_read_as_babel_reads_them(text: str) -> None:
    theirs = pofile.read_po(io.BytesIO(text.encode()))
    expected = {}
    for one in theirs:
        key = one.id if isinstance(one.id, str) else one.id[0]
        forms = (one.string,) if isinstance(one.string, str) else tuple(one.string or ())
        if key and not one.fuzzy and forms and all(forms):
            expected[key] = forms
    assert read_po(text) == (expected, theirs.plural_expr)
