"""Conditions as authors write them: what is read, what is refused, and what each word of the closed lists means."""

from __future__ import annotations

import dataclasses
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from site_builder.model.rights import (
    FREE,
    SHOWS,
    Access,
    AccessField,
    AccessStatus,
    Basis,
    BasisType,
    FileRule,
    Files,
    PublicAccess,
    Request,
    Reviewed,
    Rights,
    RightsField,
    Visibility,
    read_access,
    read_rights,
)  # fmt: skip
from site_builder.model.text import Text

VI = {"language": "vi"}


def read(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value, context=VI)


def words(text: str) -> Text:
    return Text((("vi", text),))


def test_statuses_stand_from_the_least_restrictive_to_the_most() -> None:
    order = ["open", "open_with_notice", "metadata_only", "embargoed", "restricted", "culturally_sensitive", "closed", "withdrawn"]
    assert [(one.value, one.rank) for one in AccessStatus] == list(zip(order, range(8), strict=True))


def test_what_may_be_known_stands_from_all_to_nothing() -> None:
    assert [(one.value, one.rank) for one in Visibility] == [("full", 0), ("minimal", 1), ("tombstone", 2), ("hidden", 3)]


def test_each_status_shows_what_the_closed_list_says() -> None:
    assert {status.value: shown.value for status, shown in SHOWS.items()} == {
        "open": "full", "open_with_notice": "full", "metadata_only": "full", "embargoed": "full", "restricted": "minimal",
        "culturally_sensitive": "minimal", "closed": "hidden", "withdrawn": "tombstone",
    }  # fmt: skip
    assert {one.value for one in FREE} == {"open", "open_with_notice"}


def test_a_condition_is_a_status_or_a_mapping() -> None:
    assert read(AccessField, "closed") == Access(status=AccessStatus.CLOSED) == read(AccessField, {"status": "closed"})
    assert read_access("open") == {"status": "open"}
    assert read_access({"status": "open"}) == {"status": "open"}


def test_one_basis_and_one_hidden_field_need_no_list() -> None:
    one = read(AccessField, {"status": "closed", "basis": {"type": "donor"}, "fields_hidden": "title"})
    several = read(AccessField, {"status": "closed", "basis": [{"type": "donor"}], "fields_hidden": ["title"]})
    assert one == several == Access(status=AccessStatus.CLOSED, basis=(Basis(type="donor"),), fields_hidden=("title",))


def test_a_condition_keeps_everything_that_its_author_states() -> None:
    stated = {
        "status": "embargoed", "until": "2031-01-01", "embargo_rule": "birth + 100y", "metadata_visibility": "minimal",
        "basis": [{
            "type": "privacy", "citation": "Luật", "jurisdiction": "VN", "determined": "2026-01-02", "determined_by": "An",
            "review_date": "2030-01-01", "note": "Ghi",
        }],
        "fields_hidden": ["title", "notes"], "files": {"master": "open", "text": "closed"}, "note": "Hỏi",
        "request": {"contact": "a@example.org", "url": "https://example.org/", "note": "Viết thư"}, "count": "hidden",
        "children_may_open": True, "reviewed": {"date": "2026-05-01", "by": "Bình"},
    }  # fmt: skip
    assert read(AccessField, stated) == Access(
        status=AccessStatus.EMBARGOED, until="2031-01-01", embargo_rule="birth + 100y", metadata_visibility="minimal",
        basis=(Basis(type="privacy", citation=words("Luật"), jurisdiction="VN", determined="2026-01-02", determined_by=words("An"),
                     review_date="2030-01-01", note=words("Ghi")),),
        fields_hidden=("title", "notes"), files=Files(master="open", text="closed"), note=words("Hỏi"),
        request=Request(contact="a@example.org", url="https://example.org/", note=words("Viết thư")), count="hidden",
        children_may_open=True, reviewed=Reviewed(date="2026-05-01", by=words("Bình")),
    )  # fmt: skip


def test_what_is_not_stated_is_never_the_more_open_choice() -> None:
    bare = read(AccessField, "open")
    assert [getattr(bare, field.name) for field in dataclasses.fields(Access)][1:] == [
        None, None, (), None, (), None, None, None, "shown", False, None,
    ]  # fmt: skip
    for empty in (Files(), Request(), Reviewed()):
        assert set(dataclasses.asdict(empty).values()) == {None}
    assert set(dataclasses.asdict(Basis(type="donor")).values()) == {"donor", None}
    assert dataclasses.asdict(PublicAccess(status=AccessStatus.OPEN)) == {
        "status": "open", "opens": None, "basis": (), "note": None, "request": None, "stated_by": None,
    }  # fmt: skip


@pytest.mark.parametrize("kind", sorted(get_args(BasisType)))
def test_every_kind_of_basis_is_read(kind: str) -> None:
    assert read(Basis, {"type": kind}).type == kind


def test_the_kinds_of_basis_are_a_closed_list() -> None:
    known = ["copyright", "license", "statute", "policy", "donor", "privacy", "state_secret", "community", "other"]
    assert list(get_args(BasisType)) == known


@pytest.mark.parametrize(("kind", "value"), [
    (AccessField, "opened"), (AccessField, {}), (AccessField, {"status": "open", "colour": "red"}), (AccessField, ["open"]),
    (AccessField, {"status": "closed", "basis": {"type": "reason"}}), (AccessField, {"status": "closed", "basis": {}}),
    (AccessField, {"status": "open", "metadata_visibility": "some"}), (AccessField, {"status": "open", "count": "secret"}),
    (AccessField, {"status": "open", "files": {"master": "yes"}}), (AccessField, {"status": "open", "files": {"scans": "open"}}),
    (AccessField, {"status": "open", "request": {"to": "a"}}), (AccessField, {"status": "open", "request": {"url": "javascript:alert(1)"}}),
    (AccessField, {"status": "open", "reviewed": {"when": "2026"}}), (AccessField, {"status": "open", "children_may_open": "perhaps"}),
    (Basis, {"type": "donor", "colour": "red"}), (Files, {"scans": "open"}), (Request, {"to": "a"}), (Reviewed, {"when": "2026"}), (RightsField, {"colour": "red"}), (RightsField, "https://example.org/licence"),
])  # fmt: skip
def test_nothing_else_is_read(kind: Any, value: object) -> None:
    with pytest.raises(ValidationError):
        read(kind, value)


@pytest.mark.parametrize(("visibility", "rule"), [("full", "open"), ("minimal", "closed"), ("hidden", "open")])
def test_each_word_of_the_closed_lists_is_read(visibility: str, rule: str) -> None:
    stated = {"status": "open", "metadata_visibility": visibility, "files": dict.fromkeys(("master", "access", "thumbnail", "text", "captions"), rule)}
    found = read(AccessField, stated)
    assert (found.metadata_visibility, set(dataclasses.asdict(found.files).values())) == (visibility, {rule})
    assert list(get_args(FileRule)) == ["open", "closed"]
    assert [read(AccessField, {"status": "closed", "count": one}).count for one in ("shown", "hidden")] == ["shown", "hidden"]


STATEMENT = "http://rightsstatements.org/vocab/CNE/1.0/"


@pytest.mark.parametrize(("value", "rights"), [
    (STATEMENT, {"statement": STATEMENT}),
    (STATEMENT.replace("http:", "https:"), {"statement": STATEMENT.replace("http:", "https:")}),
    ("Ghi nguồn", {"note": "Ghi nguồn"}),
    ("Xem http://example.org/", {"note": "Xem http://example.org/"}),
    ({"holder": "An"}, {"holder": "An"}),
])  # fmt: skip
def test_rights_are_a_statement_or_words(value: object, rights: dict[str, str]) -> None:
    assert read_rights(value) == rights
    assert read(RightsField, value) == read(RightsField, rights)


def test_rights_keep_everything_that_their_author_states() -> None:
    stated = {"statement": STATEMENT, "holder": "An", "credit": "Ảnh: An", "note": "Ghi nguồn", "expires": "2031"}
    assert read(RightsField, stated) == Rights(
        statement=STATEMENT, holder=words("An"), credit=words("Ảnh: An"), note=words("Ghi nguồn"), expires="2031"
    )
    assert set(dataclasses.asdict(Rights()).values()) == {None}


@pytest.mark.parametrize("kind", [Basis, Files, Request, Reviewed, Access, Rights, PublicAccess])
def test_a_condition_once_read_cannot_be_changed_and_names_each_value(kind: Any) -> None:
    fields = {"type": "donor"} if kind is Basis else {"status": AccessStatus.OPEN} if kind in (Access, PublicAccess) else {}
    one = kind(**fields)
    name = dataclasses.fields(kind)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(one, name, None)
    assert not hasattr(one, "__dict__")
    with pytest.raises(TypeError):
        kind("open")
