"""The gate: nothing passes it that its status, or that of an ancestor, keeps back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from site_builder.model.addresses import Address
from site_builder.model.authorities import (
    Agent,
    DescriptionControl,
    Institution,
    OtherName,
    Place,
    Relation,
    Subject,
    Valid,
)
from site_builder.model.catalogue import PublicCatalogue, Rung
from site_builder.model.dates import DateValue
from site_builder.model.portal import Page
from site_builder.model.records import Media, Note, Record, Ref, Related
from site_builder.model.rights import AccessStatus, Basis, Files, Request, Reviewed, Rights, Visibility
from site_builder.model.text import Text
from site_builder.source.catalogue import Catalogue
from site_builder.source.release import release
from site_builder.source.ruling import openings
from tests.source.catalogues import Written, access, catalogue, text

TODAY = date(2026, 11, 23)


def shown(*roots: Written, as_of: date = TODAY, **authorities: object) -> PublicCatalogue:
    return release(catalogue(*roots, **authorities), as_of)  # type: ignore[arg-type]  # authorities by kind


def naming(name: str, condition: str = "open", **authorities: tuple[str, ...]) -> Written:
    """Write a record that names authority records."""
    refs: dict[str, Any] = {field: tuple(Ref(name=text(one), id=one) for one in ids) for field, ids in authorities.items()}
    return Written(name, access=access(condition), **refs)


def seen(*roots: Written) -> dict[str, str]:
    return {one.id: one.visibility.value for one in shown(*roots)}


def status(public: PublicCatalogue, record_id: str) -> str:
    return public.records[record_id].access.status.value


# statuses down the hierarchy


def test_a_record_that_states_nothing_has_its_ancestors_status() -> None:
    public = shown(Written("f", Written("s", Written("i")), access=access("metadata_only")))
    assert status(public, "i") == "metadata_only"
    assert public.records["i"].access.stated_by == "f"


def test_a_top_record_that_states_nothing_is_closed_with_all_below_it() -> None:
    assert seen(Written("f", Written("i"))) == {}


def test_a_child_cannot_open_what_an_ancestor_restricts() -> None:
    assert seen(Written("f", Written("s", Written("i", access=access("open"))), access=access("restricted"))) == {
        "f": "minimal",
        "s": "minimal",
        "i": "minimal",
    }


def test_a_child_can_be_more_restricted() -> None:
    assert seen(Written("f", Written("i", access=access("restricted")), access=access("open"))) == {"f": "full", "i": "minimal"}


def test_a_child_opens_where_the_ancestor_lets_it_and_only_where_it_says_so_itself() -> None:
    public = shown(
        Written(
            "f",
            Written("s", Written("i", access=access("open")), Written("j")),
            access=access("restricted", children_may_open=True),
        )
    )
    assert {one.id: one.access.status.value for one in public} == {
        "f": "restricted",
        "s": "restricted",
        "i": "open",
        "j": "restricted",
    }


def test_a_stricter_ancestor_binds_past_one_that_lets_children_open() -> None:
    assert (
        seen(
            Written(
                "f",
                Written("s", Written("i", access=access("open")), access=access("open", children_may_open=True)),
                access=access("closed"),
            )
        )
        == {}
    )


def test_a_nearer_condition_binds_below_an_ancestor_that_lets_children_open() -> None:
    public = shown(
        Written(
            "f",
            Written("s", Written("i", access=access("open")), access=access("metadata_only")),
            access=access("closed", children_may_open=True),
        )
    )
    assert [(one.id, one.access.status.value) for one in public] == [("s", "metadata_only"), ("i", "metadata_only")]


def test_a_doubtful_condition_does_not_let_children_open() -> None:
    doubtful = access("restricted", basis=(), children_may_open=True)
    assert seen(Written("f", Written("i", access=access("open")), access=doubtful)) == {}


def test_a_record_whose_access_is_broken_is_closed_with_all_below_it() -> None:
    assert seen(
        Written("f", Written("s", Written("i", access=access("open")), broken=True, access=access("open")), access=access("open"))
    ) == {"f": "full"}


def test_a_broken_condition_closes_even_where_children_may_open() -> None:
    assert seen(Written("f", Written("i", broken=True), access=access("open", children_may_open=True))) == {"f": "full"}


def test_a_draft_never_passes() -> None:
    assert seen(Written("f", Written("i", status="draft"), access=access("open"))) == {"f": "full"}


def test_an_embargo_opens_on_its_day() -> None:
    written = Written("f", Written("i"), access=access("embargoed", until="2027-01-01", metadata_visibility="hidden"))
    assert not shown(written, as_of=date(2026, 12, 31)).records
    opened = shown(written, as_of=date(2027, 1, 1))
    assert [(one.visibility, one.access.status, one.access.basis) for one in opened] == [
        (Visibility.FULL, AccessStatus.OPEN, ())
    ] * 2


# what each status shows

MINIMAL = {"id", "level", "dates", "institution"}


@pytest.mark.parametrize("record_status", ["restricted", "culturally_sensitive"])
def test_a_minimal_record_has_exactly_its_few_fields(record_status: str) -> None:
    condition = access(
        record_status,
        note=text("vì"),
        request=Request(contact="a@example.org"),
        basis=(Basis(type="statute", citation=text("Điều 1"), note=text("riêng")),),
    )
    full = Record(
        id="i",
        title=text("t"),
        identifier="VN-1",
        level="file",
        dates=(DateValue(edtf="1950"),),
        institution=Ref(name=text("Kho")),
        creators=(Ref(name=text("c")),),
        subjects=(Ref(name=text("s")),),
        undated=True,
        featured=True,
        x={"x_a": text("x")},
    )
    public = shown(
        Written("i", access=condition, **{name: getattr(full, name) for name in Record.__slots__ if name not in ("id", "access")})
    )
    one = public.records["i"]
    assert one.record == Record(id="i", level="file", dates=full.dates, institution=full.institution)
    assert (one.access.note, one.access.request, one.access.basis) == (None, None, (("statute", text("Điều 1")),))


def test_a_hidden_field_is_hidden_from_a_minimal_record_too() -> None:
    condition = access("restricted", fields_hidden=("dates", "access"))
    one = shown(Written("i", access=condition, dates=(DateValue(edtf="1950"),))).records["i"]
    assert (one.record.dates, one.access.basis) == ((), ())


def test_a_full_record_tells_its_basis_note_and_whom_to_ask() -> None:
    request = Request(contact="a@example.org", note=text("Xin thư giới thiệu"))
    told = shown(Written("i", access=access("metadata_only", note=text("vì"), request=request))).records["i"].access
    assert (told.basis, told.note, told.request) == ((("donor", text("Hợp đồng tặng")),), text("vì"), request)


def test_a_tombstone_has_id_reason_day_and_contact() -> None:
    condition = access(
        "withdrawn",
        basis=(Basis(type="privacy", citation=text("đơn của bà X"), determined="2026-05-01"),),
        note=text("n"),
        request=Request(contact="a@example.org", note=text("n")),
    )
    public = shown(Written("f", Written("i", access=condition, level="series"), access=access("open")))
    one = public.records["i"]
    assert one.record == Record(id="i")
    assert (one.visibility, one.reason, one.withdrawn_on) == (Visibility.TOMBSTONE, "privacy", "2026-05-01")
    assert (one.access.basis, one.access.note, one.access.request) == (
        (("privacy", None),),
        None,
        Request(contact="a@example.org"),
    )
    assert (one.parent, one.ladder, one.place, one.collection) == (None, (), None, "f")
    assert public.records["f"].children == () and public.roots == ("f",) and public.records["f"].closed == 0


def test_the_day_of_a_withdrawal_may_be_the_day_of_the_review_and_is_a_date() -> None:
    condition = access(
        "withdrawn", basis=(Basis(type="privacy", determined="sau khi bà X mất"),), reviewed=Reviewed(date="2026-05-01")
    )
    assert shown(Written("i", access=condition)).records["i"].withdrawn_on == "2026-05-01"


def test_what_a_condition_says_for_the_archive_alone_is_told_to_nobody() -> None:
    condition = access(
        "open",
        reviewed=Reviewed(by=text("riêng tư")),
        basis=(Basis(type="donor", note=text("riêng tư"), determined_by=text("riêng tư")),),
    )
    public = shown(Written("i", access=condition))
    assert public.records["i"].record.access is None and "riêng tư" not in repr(public)


# digital objects and full text


def media(role: str, **fields: object) -> Media:
    return Media(path=f"{role}.jpg", role=role, **fields)  # type: ignore[arg-type]  # a role and its fields


def test_only_files_of_released_roles_have_a_path() -> None:
    public = shown(Written("i", access=access("open"), media=(media("master"), media("access"), media("text"))))
    assert [path for _, path in public.media_paths] == ["access.jpg", "text.jpg"]
    assert [one.role for one in public.records["i"].record.media] == ["access", "text"]


@pytest.mark.parametrize(
    "record_status", ["metadata_only", "embargoed", "restricted", "culturally_sensitive", "closed", "withdrawn"]
)
def test_no_file_of_what_is_not_open_has_a_path(record_status: str) -> None:
    assert not shown(Written("i", access=access(record_status), media=(media("access", sha256="feed"),))).media_paths


def test_a_master_is_released_only_where_its_own_condition_says_so() -> None:
    masters = access("open", files=Files(master="open"))
    public = shown(
        Written(
            "f",
            Written("i", media=(media("master"),)),
            Written("j", access=access("open"), media=(media("master"),)),
            access=masters,
        )
    )
    assert list(public.media_paths) == [("i", "master.jpg")]


def test_one_object_can_be_closed_and_none_opens_itself() -> None:
    both = (media("access", access="closed"), Media(path="b.jpg", access="open"))
    assert list(shown(Written("i", access=access("open"), media=both)).media_paths) == [("i", "b.jpg")]
    assert not shown(Written("i", access=access("metadata_only"), media=both)).media_paths


def test_a_released_thumbnail_stands_in_for_a_file_that_is_not() -> None:
    condition = access("metadata_only", files=Files(thumbnail="open"))
    written = Media(path="a.jpg", thumbnail="small.jpg", label=text("tờ 1"), transcription=text("mật"), sha256="feed")
    public = shown(Written("i", access=condition, media=(written, media("access"))))
    assert public.records["i"].record.media == (Media(path="small.jpg", role="thumbnail", label=text("tờ 1")),)
    assert list(public.media_paths) == [("i", "small.jpg")]


def test_what_is_open_beside_a_closed_role_stays() -> None:
    written = Media(path="a.mp4", captions="a.vtt", thumbnail="a.jpg", transcription=text("lời"), translation=text("words"))
    public = shown(Written("i", access=access("open", files=Files(thumbnail="closed")), media=(written,)))
    assert public.records["i"].record.media == (replace(written, thumbnail=None),)


def test_captions_thumbnail_and_text_of_an_open_file_follow_their_own_roles() -> None:
    written = Media(path="a.mp4", captions="a.vtt", thumbnail="a.jpg", transcription=text("lời"), translation=text("words"))
    condition = access("open", files=Files(captions="closed", thumbnail="closed", text="closed"))
    public = shown(Written("i", access=condition, media=(written,)))
    assert public.records["i"].record.media == (Media(path="a.mp4"),)
    assert list(public.media_paths) == [("i", "a.mp4")]


@pytest.mark.parametrize(("record_status", "kept"), [("open", True), ("metadata_only", False), ("embargoed", False)])
def test_full_text_is_shown_only_with_the_files(record_status: str, kept: bool) -> None:
    record = (
        shown(Written("i", access=access(record_status), transcription=text("lời"), translation=text("words")))
        .records["i"]
        .record
    )
    assert (record.transcription is not None, record.translation is not None) == (kept, kept)


# hidden fields and inheritance


def test_a_hidden_field_is_emptied_and_not_inherited() -> None:
    above = access("open")
    public = shown(
        Written(
            "f",
            Written(
                "i",
                access=access("open", fields_hidden=("creators", "acquisition", "notes")),
                acquisition=text("mật"),
                notes=(Note(text=text("mật")),),
            ),
            access=above,
            creators=(Ref(name=text("Tác giả")),),
        )
    )
    record = public.records["i"].record
    assert (record.creators, record.acquisition, record.notes) == ((), None, ())
    assert "creators" not in public.records["i"].inherited


def test_a_field_hidden_above_stays_hidden_below() -> None:
    public = shown(
        Written(
            "f",
            Written("i", access=access("open"), acquisition=text("mật")),
            access=access("open", fields_hidden=("acquisition",)),
        )
    )
    assert public.records["i"].record.acquisition is None


@pytest.mark.parametrize("name", ["x_secret", "x_open"])
def test_a_field_that_the_archive_added_can_be_hidden(name: str) -> None:
    fields = {"x_secret": text("a"), "x_open": text("b")}
    public = shown(Written("i", access=access("open", fields_hidden=(name,)), x=fields))
    assert dict(public.records["i"].record.x) == {key: value for key, value in fields.items() if key != name}


def test_a_record_inherits_from_the_nearest_ancestor_that_states_a_field_and_says_which() -> None:
    public = shown(
        Written(
            "f",
            Written("s", Written("i", languages=("fr",)), creators=(Ref(name=text("gần")),)),
            access=access("open"),
            creators=(Ref(name=text("xa")),),
            languages=("vi",),
            rights=Rights(statement="u"),
            acquisition=text("không"),
        )
    )
    one = public.records["i"]
    assert (one.record.creators, one.record.languages, one.record.rights) == (
        (Ref(name=text("gần")),),
        ("fr",),
        Rights(statement="u"),
    )
    assert one.inherited == {"creators": "s", "rights": "f"} and one.record.acquisition is None


def test_a_minimal_record_inherits_the_custodian_and_nothing_else() -> None:
    keeper = Ref(name=text("Kho"))
    fields: dict[str, Any] = {"creators": (Ref(name=text("x")),), "rights": Rights(statement="u"), "languages": ("vi",)}
    public = shown(
        Written("f", Written("i", access=access("restricted")), access=access("open"), institution=keeper, **fields),
    )
    one = public.records["i"]
    assert (one.record, one.inherited) == (Record(id="i", title=Text(()), institution=keeper), {"institution": "f"})


def test_a_tombstone_inherits_nothing() -> None:
    public = shown(Written("f", Written("i", access=access("withdrawn")), access=access("open"), languages=("vi",)))
    assert (public.records["i"].record, public.records["i"].inherited) == (Record(id="i"), {})


def test_a_hidden_field_of_an_ancestor_is_handed_down_to_nobody() -> None:
    fields = {"fields_hidden": ("creators",), "children_may_open": True}
    above = Written("s", Written("i", access=access("open")), access=access("open", **fields), creators=(Ref(name=text("mật")),))
    public = shown(Written("f", above, access=access("open"), creators=(Ref(name=text("công khai")),)))
    assert public.records["i"].record.creators == (Ref(name=text("công khai")),)


def test_an_unknown_creator_is_not_replaced_by_the_ancestors() -> None:
    above: dict[str, Any] = {"creators": (Ref(name=text("xa")),), "languages": ("vi",)}
    record = shown(Written("f", Written("i", creator_unknown=True), access=access("open"), **above)).records["i"].record
    assert (record.creators, record.languages) == ((), ("vi",))


def test_nothing_is_inherited_from_an_ancestor_that_is_not_shown_in_full_but_the_custodian() -> None:
    for hidden in ("closed", "restricted"):
        public = shown(
            Written(
                "f",
                Written(
                    "s",
                    Written("i", access=access("open")),
                    access=access(hidden, children_may_open=True),
                    creators=(Ref(name=text("mật")),),
                    rights=Rights(holder=text("mật")),
                    institution=Ref(name=text("Kho gần")),
                ),
                access=access("open"),
                creators=(Ref(name=text("công khai")),),
                institution=Ref(name=text("Kho xa")),
            )
        )
        one = public.records["i"]
        assert (one.record.creators[0].name, one.record.rights) == (text("công khai"), None)
        assert one.record.institution == Ref(name=text("Kho gần" if hidden == "restricted" else "Kho xa"))
        assert one.inherited == ({"creators": "f"} if hidden == "restricted" else {"creators": "f", "institution": "f"})


# the hierarchy without what is hidden


def archive() -> PublicCatalogue:
    return shown(
        Written(
            "f",
            Written("a", Written("a1", access=access("open")), Written("a2"), access=access("closed", children_may_open=True)),
            Written(
                "b",
                Written("b1", access=access("open"), media=(media("access"),)),
                access=access("restricted", children_may_open=True),
            ),
            Written("c", Written("c1"), Written("c2", access=access("closed", count="hidden"))),
            access=access("open"),
        )
    )


def test_an_open_record_below_a_hidden_or_minimal_one_hangs_from_the_nearest_ancestor_shown_in_full() -> None:
    public = archive()
    assert public.records["f"].children == ("a1", "b", "b1", "c")
    assert (public.records["a1"].parent, public.records["b1"].parent, public.records["b"].children) == ("f", "f", ())


def test_the_ladder_names_only_what_is_shown_in_full() -> None:
    public = archive()
    assert public.records["a1"].ladder == (Rung("file", "f"),)
    assert public.records["b1"].ladder == (Rung("file", "f"), Rung("file", None))
    assert [one.id for one in public.ancestors("b1")] == ["f"]


def test_closed_records_leave_a_number_unless_it_is_hidden() -> None:
    public = archive()
    assert (public.records["f"].closed, public.records["c"].closed, public.records["b"].closed) == (2, 0, 0)


def test_counts_and_places_know_only_released_records() -> None:
    public = archive()
    assert [(one.id, one.place) for one in public] == [
        ("f", None),
        ("a1", (1, 4)),
        ("b", (2, 4)),
        ("b1", (3, 4)),
        ("c", (4, 4)),
        ("c1", (1, 1)),
    ]
    assert (public.records["f"].descendants, public.records["c"].descendants, public.records["b"].descendants) == (5, 1, 0)
    assert (public.records["f"].objects_below, public.records["b1"].objects_below, public.records["b"].objects_below) == (1, 1, 0)


def test_the_collection_of_what_lies_below_a_hidden_top_is_the_first_record_shown_in_full() -> None:
    public = shown(
        Written("f", Written("s", Written("i"), access=access("open")), access=access("restricted", children_may_open=True))
    )
    assert {one.id: one.collection for one in public} == {"f": "f", "s": "s", "i": "s"}
    assert public.roots == ("f", "s")


def test_the_collection_is_the_topmost_record_however_deep() -> None:
    public = shown(Written("f", Written("s", Written("a", Written("i"))), access=access("open")))
    assert {one.collection for one in public} == {"f"}


def test_walking_below_a_root_meets_each_shown_record_once() -> None:
    public = archive()
    assert [one.id for one in public.below("f")] == list(public.records)


def test_the_order_and_the_parent_that_authors_wrote_are_not_told() -> None:
    public = shown(Written("f", Written("i", part_of="f", order="7"), access=access("open")))
    assert (public.records["i"].record.part_of, public.records["i"].record.order) == (None, None)


# links


def test_links_to_what_is_not_shown_are_dropped() -> None:
    related = tuple(Related(ref=one, note=text(f"xem {one}")) for one in ("open", "minimal", "closed", "gone", "nowhere"))
    web = Related(url="https://example.org/", note=text("ngoài"))
    public = shown(
        Written(
            "f",
            Written("open"),
            Written("minimal", access=access("restricted")),
            Written("closed", access=access("closed")),
            Written("gone", access=access("withdrawn")),
            access=access("open"),
            related=(*related, web),
        )
    )
    assert public.records["f"].record.related == (*related[:2], web)


def test_authorities_relate_only_to_what_is_shown() -> None:
    agents = {
        "x": Agent(
            id="x",
            name=text("X"),
            relations=(
                Relation(ref="y"),
                Relation(ref="i"),
                Relation(ref="s"),
                Relation(ref="draft"),
                Relation(url="https://example.org/"),
            ),
        ),
        "y": Agent(id="y", name=text("Y")),
        "draft": Agent(id="draft", name=text("Z"), status="draft"),
    }
    public = shown(naming("i", people=("x",)), Written("s", access=access("closed")), agents=agents)
    assert public.agents["x"].relations == (Relation(ref="y"), Relation(ref="i"), Relation(url="https://example.org/"))
    assert set(public.agents) == {"x", "y"}


def test_a_living_person_keeps_names_and_functions_only() -> None:
    private = text("riêng tư")
    living = Agent(
        id="x",
        name=text("Bà X"),
        living=True,
        dates=(DateValue(edtf="1950/.."),),
        history=private,
        places=("riêng tư",),
        notes=(private,),
        sources=(private,),
        description_control=DescriptionControl(note=private),
        x={"x_address": private},
        context=private,
        legal_status=private,
        other_names=(
            OtherName(name=text("Bút danh"), type="pen_name", dates=(DateValue(edtf="1970"),)),
            OtherName(name=private, type="birth_name"),
        ),
        relations=(Relation(ref="y", note=private),),
        functions=(text("Nhà văn"),),
        identifiers={"viaf": "1"},
    )
    parent = Agent(
        id="y", name=text("Y"), relations=(Relation(ref="x", type="parent", dates=(DateValue(edtf="1950"),), note=private),)
    )
    public = shown(naming("i", people=("y",)), agents={"x": living, "y": parent})
    assert public.agents["x"] == Agent(
        id="x",
        name=text("Bà X"),
        living=True,
        other_names=(OtherName(name=text("Bút danh"), type="pen_name"),),
        functions=(text("Nhà văn"),),
        identifiers={"viaf": "1"},
    )
    assert public.agents["y"].relations == (Relation(ref="x", type="parent"),) and "riêng tư" not in repr(public)


def test_no_authority_names_another_that_is_no_more_than_a_draft() -> None:
    places = {
        "commune": Place(
            id="commune", name=text("Xã"), part_of="secret-place",
            former=(Valid(part_of="secret-place"), Valid(part_of="secret-place", name=text("Kẻ Khê")), Valid(part_of="district")),
        ),
        "district": Place(id="district", name=text("Huyện"), part_of="nowhere-at-all"),
        "hamlet": Place(id="hamlet", name=text("Xóm"), part_of="commune"),
        "secret-place": Place(id="secret-place", name=text("Kín"), status="draft"),
    }
    subjects = {
        "registers": Subject(id="registers", name=text("Sổ"), broader=("secret-term",), related=("secret-term", "deeds")),
        "deeds": Subject(id="deeds", name=text("Khế")),
        "secret-term": Subject(id="secret-term", name=text("Kín"), status="draft"),
    }
    agents = {"a": Agent(id="a", name=text("A"), places=("secret-place", "commune", "Phố 31"))}
    named = naming("i", people=("a",), places=("commune", "hamlet"), subjects=("registers",))
    public = shown(named, places=places, subjects=subjects, agents=agents)
    assert "secret" not in repr((public.places, public.subjects, public.agents)) and "nowhere" not in repr(public.places)
    assert public.places["commune"].former == (Valid(name=text("Kẻ Khê")), Valid(part_of="district"))
    assert (public.places["commune"].part_of, public.places["district"].part_of, public.places["hamlet"].part_of) == (None, None, "commune")
    assert public.subjects["registers"].related == ("deeds",) and public.agents["a"].places == ("commune", "Phố 31")


def test_a_relation_to_the_dead_keeps_its_words() -> None:
    relation = Relation(ref="y", type="parent", dates=(DateValue(edtf="1850"),), note=text("con trưởng"))
    agents = {"x": Agent(id="x", name=text("X"), relations=(relation,)), "y": Agent(id="y", name=text("Y"))}
    assert shown(naming("i", creators=("x",)), agents=agents).agents["x"].relations == (relation,)


def test_custodians_places_and_subjects_pass_and_drafts_of_them_do_not() -> None:
    for kind, of in (("institutions", Institution), ("places", Place), ("subjects", Subject)):
        fields: dict[str, Any] = {kind: {"a": of(id="a", name=text("A")), "b": of(id="b", name=text("B"), status="draft")}}
        assert set(getattr(shown(naming("i", places=("a", "b"), genres=("a", "b")), **fields), kind)) == {"a"}
    assert shown().portal.base_url == "https://example.org/"


@pytest.mark.parametrize("condition", ["closed", "withdrawn", "restricted", "culturally_sensitive"])
def test_who_and_what_is_named_by_nothing_but_records_kept_back_is_not_known(condition: str) -> None:
    held: dict[str, Any] = {
        "agents": {one: Agent(id=one, name=text(one)) for one in ("open-agent", "kept-agent", "kept-creator", "unused-agent")},
        "places": {one: Place(id=one, name=text(one)) for one in ("open-place", "kept-place")},
        "subjects": {one: Subject(id=one, name=text(one)) for one in ("open-subject", "kept-subject", "kept-genre")},
    }
    kept = naming("s", condition, people=("kept-agent", "open-agent"), creators=("kept-creator",), places=("kept-place",),
                  subjects=("kept-subject",), genres=("kept-genre",))  # fmt: skip
    shared = naming("i", people=("open-agent",), places=("open-place",), genres=("open-subject",))
    public = shown(shared, kept, **held)
    assert (set(public.agents), set(public.places), set(public.subjects)) == ({"open-agent"}, {"open-place"}, {"open-subject"})
    without = shown(shared, **held)
    assert (public.agents, public.places, public.subjects) == (without.agents, without.places, without.subjects)


def test_a_field_that_is_hidden_names_nobody() -> None:
    hidden = Written("i", access=access("open", fields_hidden=("people",)), people=(Ref(name=text("A"), id="a"),))
    assert not shown(hidden, agents={"a": Agent(id="a", name=text("A"))}).agents


def test_what_public_authorities_point_to_is_known_with_them() -> None:
    agents = {
        "x": Agent(id="x", name=text("X"), relations=(Relation(ref="y"),), places=("hamlet",)),
        "y": Agent(id="y", name=text("Y"), relations=(Relation(ref="z"),)),
        "z": Agent(id="z", name=text("Z")),
        "apart": Agent(id="apart", name=text("V"), relations=(Relation(ref="x"),)),
    }
    places = {
        "hamlet": Place(id="hamlet", name=text("Xóm"), part_of="commune", former=(Valid(part_of="canton"), Valid(name=text("Kẻ")))),
        **{one: Place(id=one, name=text(one)) for one in ("commune", "canton", "market", "elsewhere")},
    }
    subjects = {
        "term": Subject(id="term", name=text("Sổ"), broader=("wide",), related=("near",)),
        **{one: Subject(id=one, name=text(one)) for one in ("wide", "near", "far")},
        "narrow": Subject(id="narrow", name=text("Sổ kín"), broader=("term",)),
    }
    institutions = {"inst": Institution(id="inst", name=text("Kho"), relations=(Relation(ref="far"), Relation(ref="market"), Relation(ref="nobody")))}
    named = naming("i"), naming("j", people=("x",)), naming("k", subjects=("term",))
    public = shown(*named, agents=agents, places=places, subjects=subjects, institutions=institutions)
    assert (set(public.agents), set(public.places)) == ({"x", "y", "z"}, {"hamlet", "commune", "canton", "market"})
    assert (set(public.subjects), set(public.institutions)) == ({"term", "wide", "near", "far"}, {"inst"})


def test_whom_a_written_page_leads_to_is_known_but_not_whom_a_draft_does() -> None:
    held: dict[str, Any] = {
        "agents": {one: Agent(id=one, name=text(one)) for one in ("an", "binh")}, "places": {"xa": Place(id="xa", name=text("Xã"))},
        "subjects": {"so": Subject(id="so", name=text("Sổ"))},
    }  # fmt: skip
    page = Page(title="T", path="t", language="vi", body="[An](../agents/an/), [xã](../browse/places/xa/) và [sổ](../browse/subjects/so/)")
    draft = Page(title="N", path="n", language="vi", body="[Bình](../agents/binh/)", status="draft")
    public = shown(naming("i"), **held, pages=(page, draft))
    assert (set(public.agents), set(public.places), set(public.subjects)) == ({"an"}, {"xa"}, {"so"})


def test_one_id_in_two_registers_is_known_in_the_one_that_is_named() -> None:
    both: dict[str, Any] = {"agents": {"hue": Agent(id="hue", name=text("Huệ"))}, "places": {"hue": Place(id="hue", name=text("Huế"))}}
    public = shown(naming("i", places=("hue",)), naming("s", "closed", people=("hue",)), **both)
    assert (set(public.agents), set(public.places)) == (set(), {"hue"})


def test_only_an_ancestor_shown_in_full_is_named_as_the_one_that_decides() -> None:
    public = shown(
        Written("f", Written("s", Written("i"), access=access("restricted")), Written("j"), access=access("open")),
    )
    assert {one.id: one.access.stated_by for one in public} == {"f": None, "s": None, "i": None, "j": "f"}


@pytest.mark.parametrize(("files", "media", "mute"), [
    (Files(text="closed"), (Media(path="a.pdf"),), True), (Files(text="open"), (Media(path="a.pdf"),), False),
    (None, (Media(path="a.pdf"),), False), (Files(text="closed"), (), False), (Files(captions="closed"), (Media(path="a.pdf"),), False),
])  # fmt: skip
def test_where_texts_are_closed_no_words_are_taken_out_of_files(files: Files | None, media: tuple[Media, ...], mute: bool) -> None:
    assert shown(Written("i", access=access("open", files=files), media=media)).records["i"].mute is mute


def test_tombstones_are_known_by_themselves() -> None:
    public = shown(Written("i", access=access("withdrawn")), Written("j", access=access("open")), Written("k", access=access("closed")))
    assert [one.id for one in public.withdrawn] == ["i"]


def test_each_released_file_leads_to_itself_and_no_other_does(tmp_path: Path) -> None:
    media = (Media(path="a.jpg", thumbnail="s.jpg"), Media(path="m.tif", role="master"))
    whole = catalogue(Written("i", access=access("open"), media=media), Written("s", access=access("closed"), media=media))
    paths = {(one, name): tmp_path / name for one in "is" for name in ("a.jpg", "s.jpg", "m.tif")}
    public = release(Catalogue(**{**vars(whole), "media_paths": paths}), TODAY)
    assert public.media_paths == {("i", "a.jpg"): tmp_path / "a.jpg", ("i", "s.jpg"): tmp_path / "s.jpg"}


def test_a_page_in_draft_is_not_released() -> None:
    pages = (Page(title="a", path="a", language="vi"), Page(title="b", path="b", language="vi", status="draft"))
    assert [page.path for page in shown(pages=pages).pages] == ["a"]


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("Xem [thư](record:open) và [sổ](record:shut).", "Xem [thư](record:open) và sổ."),
        ("![chú thích](record:open)\n![kín](record:shut)", "![chú thích](record:open)\n"),
        ("[thư][1]\n\n[1]: record:shut", "[thư][1]\n\n[1]: "),
        ('[sổ](<record:shut> "tên") [sổ](record:shut-2)', "sổ sổ"),
        ("không có gì", "không có gì"),
    ],
)
def test_a_page_neither_embeds_nor_names_a_record_that_is_not_shown(body: str, left: str) -> None:
    pages = (Page(title="a", path="a", language="vi", body=body),)
    records = (Written("open", access=access("open")), Written("shut", access=access("closed")))
    assert [page.body for page in shown(*records, pages=pages).pages] == [left]


def test_no_word_about_a_page_or_the_portal_leads_to_a_record_that_is_not_shown() -> None:
    pages = (Page(title="Sổ record:shut", path="a", language="vi", summary="[kín](record:shut)"), Page(title="b", path="b", language="vi"))
    known = catalogue(Written("open", access=access("open")), Written("shut", access=access("closed")), pages=pages)
    portal = replace(known.portal, notice=text("[Sổ](https://example.org/vi/records/shut/), [thư](record:open)"))
    public = release(replace(known, portal=portal), TODAY)
    assert [(page.title, page.summary) for page in public.pages] == [("Sổ ", "kín"), ("b", None)]
    assert public.portal == replace(known.portal, notice=text("Sổ, [thư](record:open)"))


def test_a_medium_whose_file_is_missing_leads_nowhere() -> None:
    known = catalogue(Written("i", access=access("open"), media=(media("access"), Media(url="https://example.org/a.jpg"))))
    assert release(replace(known, media_paths={}), TODAY).media_paths == {}


def test_the_ledger_tells_since_when_and_what_there_was() -> None:
    lines = [Address("f", "record", "2026-01-01"), Address("gone", "record", "2026-01-02"), Address("f", "agent", "2026-01-03")]
    known = catalogue(Written("f", Written("i"), access=access("open")))
    public = release(replace(known, ledger={(one.kind, one.id): one for one in lines}), TODAY)
    assert public.since == {"f": "2026-01-01"}
    assert {(one.kind, one.id) for one in public.former} == {("record", "gone"), ("agent", "f")}
    assert (release(known, TODAY).since, tuple(release(known, TODAY).former)) == ({}, ())


def test_the_same_catalogue_and_day_give_the_same_release() -> None:
    assert repr(archive()) == repr(archive())
    assert archive().as_of == "2026-11-23"


def test_the_days_on_which_records_open_are_known_in_advance_with_their_number() -> None:
    whole = catalogue(
        Written(
            "f",
            Written("i"),
            Written("j", access=access("embargoed", until="2040-01-01")),
            access=access("embargoed", until="2030-01-01"),
        ),
        Written("past", access=access("embargoed", until="2020-01-01")),
        Written("g", Written("k", access=access("embargoed", until="2030-01-01")), access=access("closed")),
    )
    assert openings(whole, TODAY) == (("2030-01-01", 2), ("2040-01-01", 1))
    assert openings(catalogue(Written("i", access=access("open"))), TODAY) == ()
