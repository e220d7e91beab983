"""Random archives for the proof of the gate: every field of every record holds a word found nowhere else."""

from __future__ import annotations

import dataclasses
import hashlib
import re
import string
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from site_builder.model.authorities import DescriptionControl
from site_builder.model.dates import DateValue
from site_builder.model.records import (
    Code,
    Container,
    Extent,
    Label,
    Media,
    Note,
    Record,
    Ref,
    Related,
    Role,
    Sensitivity,
)
from site_builder.model.rights import Access, AccessStatus, Basis, FileRule, Files, Request, Reviewed, Rights
from tests.source.catalogues import Written, text

ROLES: tuple[Role, ...] = ("master", "access", "thumbnail", "text", "captions")
DAYS = ("2026-01-01", "2027-01-01", "2028-01-01")
AS_OF = tuple(date(year, month, 1) for year in (2025, 2026, 2027, 2028) for month in (1, 6))
days = st.sampled_from(AS_OF)
NAME = re.compile(r"n[0-9]+x")
CONTROL = ("described_by", "rules", "sources")
"""What is told of the making of a description: who contributed to it, by which rules, from what."""
_LENGTH = 16
_WORD = re.compile(rf"zq[a-z]{{{_LENGTH}}}")
_meaning: dict[str, tuple[str, str]] = {}


def word(record_id: str, field: str) -> str:
    """Return the word that stands in one field of one record and nowhere else: letters only, so that an index keeps it whole."""
    number = int.from_bytes(hashlib.blake2b(f"{record_id} {field}".encode(), digest_size=16).digest())
    letters = "zq" + "".join(string.ascii_lowercase[number // 26**place % 26] for place in range(_LENGTH))
    _meaning[letters] = (record_id, field)
    return letters


def meaning(letters: str) -> tuple[str, str]:
    """Return the record and field of a word; a name that is no word means nothing."""
    return _meaning.get(letters, ("", ""))


def words_in(said: str) -> set[tuple[str, str]]:
    """Return the records and fields whose words are found."""
    return {_meaning[one] for one in _WORD.findall(said)}


def fragments() -> Mapping[bytes, tuple[str, str]]:
    """Return the end of every word made so far: an index may keep a word without the letters that it shares with another."""
    return {letters[6:].encode(): meaning for letters, meaning in _meaning.items()}


def _media(record_id: str) -> tuple[Media, ...]:
    def of(role: Role) -> Media:
        def say(part: str) -> str:
            return word(record_id, f"media.{role}.{part}")

        return Media(
            path=say("path") + ".jpg",
            role=role,
            label=text(say("label")),
            alt=text(say("alt")),
            caption=text(say("caption")),
            transcription=text(say("transcription")),
            translation=text(say("translation")),
            captions=say("captions") + ".vtt",
            thumbnail=say("thumbnail") + ".jpg",
            rights=Rights(holder=text(say("rights"))),
            sha256=say("sha"),
            note=text(say("note")),
        )

    return tuple(of(role) for role in ROLES)


_SPECIAL: dict[str, Callable[[str], Any]] = {
    "dates": lambda one: (DateValue(edtf="1950", display=text(word(one, "dates")), note=text(word(one, "dates.note"))),),
    "alt_identifiers": lambda one: (Code(value=word(one, "alt_identifiers")),),
    "containers": lambda one: (Container(value=word(one, "containers")),),
    "extent": lambda one: (Extent(text=text(word(one, "extent"))),),
    "institution": lambda one: Ref(name=text(word(one, "institution"))),
    "rights": lambda one: Rights(note=text(word(one, "rights"))),
    "notes": lambda one: (Note(text=text(word(one, "notes"))),),
    "related": lambda one: (Related(url="https://example.org/", note=text(word(one, "related"))),),
    "description_control": lambda one: DescriptionControl(
        note=text(word(one, "description_control")), **{part: (text(word(one, f"description_control.{part}")),) for part in CONTROL}
    ),
    "sensitivity": lambda one: (Sensitivity(type="violence", note=text(word(one, "sensitivity"))),),
    "tk_labels": lambda one: (Label(text=text(word(one, "tk_labels"))),),
    "x": lambda one: {"x_words": text(word(one, "x"))},
    "media": _media,
}
_REFS = frozenset({"creators", "subjects", "places", "people", "genres"})
_LINES = frozenset(
    {"part_of", "order", "identifier", "doc_number", "doc_notation", "sheets", "pages", "paper_dossier_code", "catalog_no"}
)
_WORDS = frozenset({"languages", "scripts"})
_TEXTS = frozenset({"alt_titles", "finding_aids", "publications", "keywords"})


def _value(record_id: str, name: str) -> Any:
    """Return what a field holds, in the shape of that field."""
    here = word(record_id, name)
    if name in _SPECIAL:
        return _SPECIAL[name](record_id)
    if name in _REFS:
        return (Ref(name=text(here), id=word(record_id, f"{name}.id")),)
    if name in _LINES or name == "metadata_license":
        return here
    if name in _WORDS:
        return (here,)
    return (text(here),) if name in _TEXTS else text(here)


WORDLESS = frozenset({"id", "level", "access", "featured", "undated", "creator_unknown", "status"})
"""Fields that cannot hold a word of their own, or (access) get theirs below."""
UNWRITTEN = frozenset({"languages", "scripts", "metadata_license", "part_of", "order"})
"""Fields in which a file may not hold just any word."""
INHERITED = ("creators", "institution", "rights", "languages", "sensitivity", "tk_labels", "metadata_license")
FIELDS = tuple(field.name for field in dataclasses.fields(Record) if field.name not in WORDLESS)


def filled(record_id: str, bare: frozenset[str]) -> dict[str, Any]:
    """Return a word for every field of a record but the `bare` ones, which it may inherit."""
    return {name: _value(record_id, name) for name in FIELDS if name not in bare}


@st.composite
def conditions(draw: st.DrawFn, record_id: str, top: bool, clear: bool = False) -> Access | None:
    """Draw no condition, a clear one, or (unless they must be `clear`) one that leaves doubt."""
    if draw(st.integers(0, 14)) < ((0 if clear else 1) if top else 6):
        return None
    status = draw(st.sampled_from([*AccessStatus, *[AccessStatus.OPEN] * 6, *[AccessStatus.EMBARGOED] * 2]))
    basis = Basis(
        type="donor",
        citation=text(word(record_id, "access.basis.citation")),
        note=text(word(record_id, "access.basis.note")),
        determined_by=text(word(record_id, "access.basis.by")),
        determined=draw(st.sampled_from((None, "2020-01-01", None if clear else word(record_id, "access.determined")))),
    )
    rules: st.SearchStrategy[FileRule | None] = st.sampled_from((None, None, None, "open", "closed"))
    return Access(
        status=status,
        until=draw(st.sampled_from(DAYS if clear else (*DAYS, *DAYS, *DAYS, *DAYS, "someday", None)))
        if status is AccessStatus.EMBARGOED
        else None,
        basis=(basis,) if clear or draw(st.integers(0, 19)) else (),
        metadata_visibility=draw(st.sampled_from((*[None] * 8, "full", "minimal", "hidden"))),
        fields_hidden=tuple(draw(st.lists(st.sampled_from([*FIELDS[:-1], "access", "x_words"]), max_size=4, unique=True))),
        files=Files(**{role: draw(rules) for role in ROLES}) if draw(st.booleans()) else None,
        request=Request(contact=word(record_id, "access.request.contact"), note=text(word(record_id, "access.request.note"))),
        note=text(word(record_id, "access.note")),
        count=draw(st.sampled_from(("shown", "hidden"))),
        children_may_open=draw(st.booleans()),
        reviewed=Reviewed(by=text(word(record_id, "access.reviewed"))),
    )


@st.composite
def archives(draw: st.DrawFn, most: int = 9, clear: bool = False) -> tuple[Written, ...]:
    """Draw a forest of records; a `clear` one can be written to files in which nothing is wrong."""
    size = draw(st.integers(1, most))
    above = [
        -1,
        *(draw(st.sampled_from((number - 1, number - 1, draw(st.integers(-1, number - 1))))) for number in range(1, size)),
    ]

    def grow(number: int) -> Written:
        name = f"n{number}x"
        bare = frozenset(draw(st.lists(st.sampled_from(INHERITED), unique=True)))
        fields = filled(name, bare | (UNWRITTEN if clear else frozenset()))
        others = [
            Related(ref=f"n{other}x", note=text(word(name, "related")))
            for other in draw(st.lists(st.integers(0, size - 1), max_size=2))
        ]
        fields["related"] = (*fields["related"], *others)
        below = [grow(child) for child in range(size) if above[child] == number]
        return Written(
            name,
            *below,
            broken=not clear and draw(st.integers(0, 24)) == 0,
            access=draw(conditions(name, above[number] == -1, clear)),
            **fields,
        )

    return tuple(grow(number) for number in range(size) if above[number] == -1)


def lines(roots: tuple[Written, ...], above: tuple[Written, ...] = ()) -> Iterator[tuple[Written, ...]]:
    """Yield each record with its ancestors, itself first, the top last."""
    for root in roots:
        yield (root, *above)
        yield from lines(root.below, (root, *above))
