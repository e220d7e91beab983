"""Every field that an archivist may fill is shown on the page of each language under its label: read off the model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from site_builder.model.authorities import Agent, Authority, Institution, Place, Subject
from site_builder.model.records import Record
from site_builder.model.text import Text
from site_builder.render.rights_statements import statement
from site_builder.render.said_dates import say_edtf
from site_builder.render.strings import Strings, read_strings
from site_builder.source.load import load
from tests.golden.conftest import GOLDEN, Built
from tests.golden.model_leaves import leaves, paths

ROOT = Path(__file__).parents[2]
LANGUAGES = ("vi", "en")
LEVELS = {"fonds": "pham", "series": "pham-ruong", "file": "pham-ruong-ba", "item": "pham-ruong-ba-1"}
KINDS = {
    "institutions/nha-luu-tru": Institution, "agents/pham-dinh": Agent, "agents/pham-dinh-nhan": Agent, "agents/hoi-dong-xa": Agent,
    "browse/places/van-khe": Place, "browse/subjects/dia-ba": Subject,
}
# What no page of the record shows, and why.
ADDRESS = "it is the page's address, or its place in the tree"
HOUSE = "kept in the house: readers are told the status, the opening day, the note, the reasons, whom to ask"
NOT_SHOWN = {
    "id": ADDRESS, "part_of": ADDRESS, "order": ADDRESS,
    "status": "a draft is on no page",
    "featured": "it chooses the document of the home page",
    "undated": "said where there are no dates", "creator_unknown": "said where there are no creators",
    "related.ref": "said as the title of the other record", "creators.id": ADDRESS, "institution.id": ADDRESS, "subjects.id": ADDRESS,
    "places.id": ADDRESS, "people.id": ADDRESS, "genres.id": ADDRESS,
    "places.coordinates.lat": "on the map", "places.coordinates.lon": "on the map",
    "dates.calendar": "said by the date as written, with the years beside it",
    **dict.fromkeys(("access.until", "access.embargo_rule", "access.metadata_visibility", "access.fields_hidden", "access.count",
                     "access.children_may_open", "access.basis.jurisdiction", "access.basis.determined", "access.basis.determined_by",
                     "access.basis.review_date", "access.basis.note", "access.reviewed.date", "access.reviewed.by",
                     "access.files.master", "access.files.access", "access.files.thumbnail", "access.files.text", "access.files.captions"), HOUSE),
    "access.request.contact": "in the band of what cannot be seen", "access.request.url": "in the band of what cannot be seen",
    **dict.fromkeys(("media.path", "media.url", "media.role", "media.captions", "media.thumbnail", "media.language", "media.sha256",
                     "media.access"), "it is the file itself"),
}
NOT_SHOWN_OF_AUTHORITIES = {
    "id": ADDRESS, "status": "a draft is on no page", "living": "keeps private details from the page",
    "requests.mapping": "fills in the custodian's form from a record",
    **{f"{field}.{part}": "years say it" for field in ("other_names.dates", "relations.dates", "former.dates")
       for part in ("type", "display", "calendar", "note")},
    "dates.type": "the life of an agent has one kind of date", "dates.calendar": "said by the date as written",
}
# Where a field stands under another heading than its own: a key of the catalogue, or nothing for the head of the page.
HEADINGS = {
    "title": "", "alt_titles": "", "level": "", "name": "", "type": "", "kind": "", "history@authority": "authority.history",
    "dates@agent": "field.life", "places@agent": "field.agent_places", "use_for": "field.use_for", "related@subject": "field.see_also",
    "address": "field.address", "website": "field.contacts", "media": "",
}


class Page:
    """A built page: its labels and what stands under each."""

    def __init__(self, path: Path) -> None:
        tree: Any = html.fromstring(path.read_text("utf-8"))
        self.all = _words(tree.find(".//main")) + " ".join(tree.xpath("//main//@alt | //main//@href"))
        self.under: list[tuple[str, str]] = []
        for label in tree.xpath("//main//dt"):
            self.under.append((_words(label), " ".join(_words(one) + " ".join(one.xpath(".//@href")) for one in label.itersiblings("dd"))))
        for section in tree.xpath("//main//section[.//h2]"):
            self.under.append((_words(section.find(".//h2")), _words(section)))

    def shows(self, label: str, value: str) -> bool:
        """Say whether a value stands under a label, or anywhere in the page if the label is nothing."""
        value = " ".join(value.split())
        return value in self.all if not label else any(value in words for name, words in self.under if name == label)


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def catalogue() -> Any:
    loaded = load(GOLDEN / "description" / "portal")
    assert [str(problem) for problem in loaded.problems] == []
    return loaded.catalogue


def strings(language: str) -> Strings:
    return read_strings([ROOT / "themes" / "plain"], language)


def said(path: str, value: Any, language: str, words: Strings, catalogue: Any) -> str:
    """Return what a page must say of a leaf: codes in words, ids as names, texts in its language."""
    field = path.rpartition(".")[2]
    named = {**catalogue.institutions, **catalogue.agents, **catalogue.places, **catalogue.subjects}
    if isinstance(value, Text):
        assert {tag for tag, _ in value} >= set(LANGUAGES), f"{path} of the golden portal is not in both languages"
        return value.in_(language)
    if isinstance(value, float):
        return f"{value:.4f}"
    if path in ("level", "access.status", "dates.type", "access.basis.type"):
        return words.t({"level": "level.", "access.status": "access.", "dates.type": "date.type.", "access.basis.type": "basis."}[path] + value)
    if field == "edtf" or field == "expires":
        return say_edtf(value, words)
    if path == "languages":
        return words.language_name(value)
    if path == "scripts":
        return words.script_name(value)
    if field in ("statement", "metadata_license"):
        return statement(value, words)
    if field == "country":
        return words.country_name(value)
    if path == "kind" or (path == "type" and value in ("person", "family", "corporate")):
        return words.t(f"{'institution' if path == 'kind' else 'agent'}.{value}")
    if path.endswith(".type") or field in ("unit", "relation"):
        return word_of(field, path, value, words)
    if value in named:
        return str(named[value].name.in_(language))
    return str(value)


def word_of(field: str, path: str, value: str, words: Strings) -> str:
    room = {"alt_identifiers": "container", "containers": "container", "other_names": "name", "relations": "relation", "related": "relation",
            "sensitivity": "sensitivity", "notes": "note"}.get(path.split(".")[0], "")
    if field == "unit":
        return words.n(f"unit.{value}", 2).replace("2", "").strip()
    key = f"{room}.{value}"
    if key in words:
        return words.t(key)
    return "" if path == "sensitivity.type" else value.replace("_", " ")


def label_of(path: str, kind: str, words: Strings) -> str:
    field, _, rest = path.partition(".")
    if field == "x":
        return "So kiem ke" if kind == "record" else "Ma kho"
    if field == "description_control":
        return words.t(f"control.{rest}")
    key = HEADINGS.get(f"{field}@{kind}", HEADINGS.get(f"{field}@authority" if kind != "record" else "", HEADINGS.get(field, f"field.{field}")))
    return words.t(key) if key else ""


def missing(page: Page, thing: Record | Authority, kind: str, language: str, catalogue: Any, out: dict[str, str]) -> list[str]:
    words = strings(language)
    lost = []
    for path, value in leaves(thing):
        if path in out:
            continue
        label, expected = label_of(path, kind, words), said(path, value, language, words, catalogue)
        if path == "scope_and_content" and not page.shows(label, expected):
            label = words.t("record.scope")
        if path == "history" and not page.shows(label, expected):
            label = words.t("authority.life")
        if not page.shows(label, expected):
            lost.append(f"{path}: {expected!r} under {label!r}")
    return lost


@pytest.mark.parametrize("level", LEVELS)
def test_every_field_of_a_record_is_filled_in_the_golden_portal_at_this_level(level: str, catalogue: Any) -> None:
    filled = {path for path, _ in leaves(catalogue.held[LEVELS[level]].record)}
    assert sorted(set(paths(Record)) - filled - NOT_SHOWN.keys()) == []


def test_every_field_of_an_authority_record_is_filled_in_the_golden_portal(catalogue: Any) -> None:
    named = {**catalogue.institutions, **catalogue.agents, **catalogue.places, **catalogue.subjects}
    unfilled = {}
    for address, kind in KINDS.items():
        filled = {path for path, _ in leaves(named[address.rpartition("/")[2]])}
        unfilled[address] = sorted(set(paths(kind)) - filled - NOT_SHOWN_OF_AUTHORITIES.keys())
    assert {address: left for address, left in unfilled.items() if left} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", LEVELS)
def test_every_field_of_a_record_stands_under_its_label_on_its_page(level: str, language: str, catalogue: Any, built: Built) -> None:
    record = catalogue.held[LEVELS[level]].record
    page = Page(built("description") / language / "records" / record.id / "index.html")
    assert missing(page, record, "record", language, catalogue, NOT_SHOWN) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", KINDS)
def test_every_field_of_an_authority_record_stands_under_its_label_on_its_page(address: str, language: str, catalogue: Any, built: Built) -> None:
    named = {**catalogue.institutions, **catalogue.agents, **catalogue.places, **catalogue.subjects}
    page = Page(built("description") / language / address / "index.html")
    kind = KINDS[address].__name__.lower()
    assert missing(page, named[address.rpartition("/")[2]], kind, language, catalogue, NOT_SHOWN_OF_AUTHORITIES) == []
