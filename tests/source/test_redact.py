"""What is left of one record, at the edges that a proof on random archives meets too seldom."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.model.conditions import terms
from site_builder.model.dates import DateValue
from site_builder.model.records import Media, Record, Related
from site_builder.model.rights import Access, Basis, Files, PublicAccess, Request, Reviewed
from site_builder.model.text import Text
from site_builder.source.redact import redacted, told, withdrawn
from tests.source.catalogues import access, text

TODAY = date(2026, 11, 23)


def left(record: Record, condition: Access) -> Record:
    return redacted(record, terms(condition, None, TODAY, "i"), {}, set())


FULL = Record(
    id="i", media=(Media(path="a.jpg"),), related=(Related(url="https://example.org/"),), x={"x_words": text("chữ"), "x_other": text("khác")}
)


@pytest.mark.parametrize(("hidden", "empty"), [("media", ()), ("related", ()), ("x_words", {"x_other": text("khác")})])
def test_a_field_that_is_hidden_is_not_filled_again(hidden: str, empty: object) -> None:
    one = left(FULL, access("open", fields_hidden=(hidden,)))
    assert getattr(one, hidden.partition("_")[0]) == empty
    others = {"media", "related", "x"} - {hidden.partition("_")[0]}
    assert all(getattr(one, name) == getattr(FULL, name) for name in others)


@pytest.mark.parametrize("key", ["x_words", "words"])
def test_a_field_that_an_archive_added_is_hidden_however_its_name_is_kept(key: str) -> None:
    assert left(Record(id="i", x={key: text("chữ")}), access("open", fields_hidden=("x_words",))).x == {}


def test_a_single_file_is_shut_by_its_own_word_alone() -> None:
    shut, opened, silent = Media(path="a.jpg", access="closed"), Media(path="b.jpg", access="open"), Media(path="c.jpg")
    assert left(Record(id="i", media=(shut, opened, silent)), access("open")).media == (opened, silent)


def test_an_object_whose_address_was_that_of_a_hidden_record_is_gone() -> None:
    elsewhere = Media(url="https://example.org/a.jpg")
    assert left(Record(id="i", media=(Media(url=""), elsewhere)), access("open")).media == (elsewhere,)


def test_a_thumbnail_alone_keeps_its_words_for_those_who_do_not_see_it() -> None:
    record = Record(id="i", media=(Media(path="a.jpg", thumbnail="s.jpg", alt=text("Bìa sổ"), label=text("1a"), caption=text("mật")),))
    shut = access("metadata_only", files=Files(thumbnail="open"))
    assert left(record, shut).media == (Media(path="s.jpg", role="thumbnail", alt=text("Bìa sổ"), label=text("1a")),)


@pytest.mark.parametrize("said", [text("theo lời kể"), None])
def test_a_minimal_record_keeps_its_dates_without_the_notes_on_them(said: Text | None) -> None:
    noted = (DateValue(edtf="1950", note=said), DateValue(edtf="1951"))
    record, kept = Record(id="i", dates=noted), (DateValue(edtf="1950"), DateValue(edtf="1951"))
    assert left(record, access("restricted")).dates == kept
    assert left(record, access("restricted", fields_hidden=("dates",))).dates == ()
    assert left(record, access("metadata_only")).dates == noted


def test_only_a_tombstone_says_why_and_when_and_not_where_its_access_is_hidden() -> None:
    why = (Basis(type="privacy", determined="2026-05-01"),)
    for condition, said in (
        (access("withdrawn", basis=why), ("privacy", "2026-05-01")),
        (access("withdrawn", basis=why, reviewed=Reviewed()), ("privacy", "2026-05-01")),
        (access("withdrawn"), ("donor", None)),
        (access("withdrawn", reviewed=Reviewed(date="mùa hạ")), ("donor", None)),
        (access("withdrawn", basis=why, fields_hidden=("access",)), (None, None)),
        (access("restricted", basis=why), (None, None)),
        (access("open", basis=why), (None, None)),
    ):
        assert withdrawn(terms(condition, None, TODAY, "i")) == said


@pytest.mark.parametrize(("request_", "said"), [(None, None), (Request(note=text("n")), None), (Request(contact="a@example.org", note=text("n")), Request(contact="a@example.org"))])
def test_a_tombstone_gives_the_address_to_write_to_and_nothing_else(request_: Request | None, said: Request | None) -> None:
    shut = terms(access("withdrawn", request=request_, note=text("n")), None, TODAY, "i")
    assert told(shut, None) == PublicAccess(status=shut.status, basis=(("donor", None),), request=said)
