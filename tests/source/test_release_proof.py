"""The proof of the gate, on random archives: what may not be known is nowhere in what passes.

The rules are stated here a second time, in the words of the guide and without the code under test.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from hypothesis import given, note, settings
from hypothesis import strategies as st

from site_builder.model.records import Media, Record
from site_builder.model.rights import Access, Basis, Request
from site_builder.model.text import Text
from site_builder.source.release import release
from tests.source.canaries import AS_OF, FIELDS, INHERITED, NAME, ROLES, archives, filled, lines, words_in
from tests.source.catalogues import Written, catalogue

MINIMAL = {"dates", "institution"}
NARROW = ("full", "minimal", "tombstone", "hidden")
SHOWS = {"restricted": "minimal", "culturally_sensitive": "minimal", "closed": "hidden", "withdrawn": "tombstone"}
OPEN = ("open", "open_with_notice")
days = st.sampled_from(AS_OF)
proof = settings(deadline=None, print_blob=True)


def clear(one: Written, top: bool) -> bool:
    """Say whether a record's own condition leaves no doubt (it may state none, below the top)."""
    access = one.record.access
    if one.broken or access is None:
        return not one.broken and not top
    if access.status not in OPEN and not access.basis:
        return False
    return not (access.status == "embargoed" and access.until in (None, "someday"))


def in_force(line: tuple[Written, ...]) -> Iterable[tuple[Access | None, bool]]:
    """Yield the conditions that hold for the first of a line: its own or the nearest stated, then those that bind it."""
    nearest = False
    for one in line:
        sure = clear(one, one is line[-1])
        if one.record.access is None and sure:
            continue
        if not nearest or not sure or not (one.record.access is not None and one.record.access.children_may_open):
            yield one.record.access, sure
        nearest = True


def status_on(access: Access, day: date) -> str:
    over = access.status == "embargoed" and access.until is not None and date.fromisoformat(access.until) <= day
    return "open" if over else access.status.value


def shown_as(line: tuple[Written, ...], day: date) -> str:
    found = "full"
    for access, sure in in_force(line):
        if access is None or not sure:
            return "hidden"
        over = access.status == "embargoed" and status_on(access, day) == "open"
        said = access.metadata_visibility if access.metadata_visibility and not over else "full"
        found = max(found, SHOWS.get(status_on(access, day), "full"), said, key=NARROW.index)
    return found


def role_is_open(role: str, line: tuple[Written, ...], day: date) -> bool:
    for number, (access, _) in enumerate(in_force(line)):
        assert access is not None
        stated = getattr(access.files, role) if access.files else None
        if role == "master" and number == 0 and stated != "open":
            return False
        if stated == "closed" or (stated is None and status_on(access, day) not in OPEN):
            return False
    return True


def may_show(line: tuple[Written, ...], day: date) -> set[str]:
    """Return the fields of the first of a line that may be known, media as `media.<role>.<part>`."""
    kind = shown_as(line, day)
    hidden = {name for access, _ in in_force(line) if access for name in access.fields_hidden} | {"part_of", "order"}
    if kind != "full":
        return MINIMAL - hidden if kind == "minimal" else set()
    roles = {role for role in ROLES if role_is_open(role, line, day)}
    known = set(FIELDS) - hidden - {"media"}
    if "x_words" in hidden:
        known.discard("x")
    if "text" not in roles:
        known -= {"transcription", "translation"}
    known |= {f"{name}.id" for name in ("creators", "subjects", "places", "people", "genres") if name in known}
    return known | (set() if "media" in hidden else media_parts(roles))


def media_parts(roles: Collection[str]) -> set[str]:
    parts = set()
    for role in ROLES:
        if role in roles:
            parts |= {f"media.{role}.{part}" for part in ("path", "label", "alt", "caption", "rights", "sha", "note")}
            parts |= {
                f"media.{role}.{part}"
                for part, needs in {
                    "transcription": "text",
                    "translation": "text",
                    "captions": "captions",
                    "thumbnail": "thumbnail",
                }.items()
                if needs in roles
            }
        elif "thumbnail" in roles:
            parts |= {f"media.{role}.{part}" for part in ("thumbnail", "label", "alt")}
    return parts


TOLD_OF_ACCESS = {
    "full": {"access.basis.citation", "access.note", "access.request.contact", "access.request.note"},
    "minimal": {"access.basis.citation"},
    "tombstone": {"access.request.contact"},
    "hidden": set[str](),
}


@proof
@given(archives(), days)
def test_no_word_of_what_may_not_be_known_passes_the_gate(roots: tuple[Written, ...], day: date) -> None:
    passed = words_in(repr(release(catalogue(*roots), day)))
    for line in lines(roots):
        name, kind = line[0].record.id, shown_as(line, day)
        seen = {field for of, field in passed if of == name}
        note(f"{name} is {kind}")
        assert {field for field in seen if not field.startswith("access.")} <= may_show(line, day)
        assert {field for field in seen if field.startswith("access.")} <= TOLD_OF_ACCESS[kind]


@proof
@given(archives(), days)
def test_every_word_that_may_be_known_passes_the_gate(roots: tuple[Written, ...], day: date) -> None:
    passed = words_in(repr(release(catalogue(*roots), day)))
    for line in lines(roots):
        name = line[0].record.id
        stated = {field for of, field in words_in(repr(line[0].record)) if of == name}
        seen = {field for of, field in passed if of == name}
        assert may_show(line, day) & stated - {"related"} <= seen


@proof
@given(archives(), days)
def test_a_minimal_record_has_its_few_fields_and_a_tombstone_its_id(roots: tuple[Written, ...], day: date) -> None:
    for one in release(catalogue(*roots), day):
        kept = {"full": set(FIELDS), "minimal": MINIMAL | {"level"}, "tombstone": set[str]()}[one.visibility.value]
        if one.visibility.value != "full":
            assert one.record == Record(id=one.id, **{name: getattr(one.record, name) for name in kept})
            assert set(one.inherited) <= MINIMAL & kept and one.children == () and one.closed == 0


@proof
@given(archives(), days)
def test_no_trace_is_left_of_a_record_that_is_hidden(roots: tuple[Written, ...], day: date) -> None:
    names = set(NAME.findall(repr(release(catalogue(*roots), day))))
    assert names == {line[0].record.id for line in lines(roots) if shown_as(line, day) != "hidden"}


@proof
@given(archives())
def test_a_word_is_first_seen_on_the_day_that_its_record_opens(roots: tuple[Written, ...]) -> None:
    before: set[tuple[str, str]] = set()
    for day in AS_OF:
        passed = words_in(repr(release(catalogue(*roots), day)))
        for line in lines(roots):
            name = line[0].record.id
            fresh = {field for of, field in passed - before if of == name and not field.startswith("access.")}
            assert fresh <= may_show(line, day)
        before |= passed


def reduced(line: tuple[Written, ...], day: date) -> list[Written]:
    """Return the first of a line with only what may be known of it; where it is hidden, what lies below it instead."""
    below = [left for child in line[0].below for left in reduced((child, *line), day)]
    kind, known, record = shown_as(line, day), may_show(line, day), line[0].record
    if kind == "hidden":
        return below
    fields = {name: getattr(record, name) for name in FIELDS if name in known}
    fields["media"] = tuple(left for one in record.media if (left := reduced_media(one, known)) is not None)
    fields["access"] = reduced_access(record.access, kind, any("access" in one.fields_hidden for one, _ in in_force(line) if one))
    return [Written(record.id, *below, **{"title": Text(()), "level": record.level, **fields})]


def reduced_media(one: Media, known: set[str]) -> Media | None:
    parts = {
        part: getattr(one, part)
        for part in ("label", "alt", "caption", "transcription", "translation", "captions", "thumbnail", "rights", "note")
    }
    parts |= {"sha": one.sha256, "path": one.path}
    left = {part: value for part, value in parts.items() if f"media.{one.role}.{part}" in known}
    left["sha256"] = left.pop("sha", None)
    left.setdefault("path", "another.jpg")
    return Media(role=one.role, **left) if len(left) > 2 else None


def reduced_access(access: Access | None, kind: str, hidden: bool) -> Access | None:
    if access is None:
        return None
    told = "hidden" if hidden else kind
    basis = tuple(
        Basis(
            type=one.type,
            citation=one.citation if told in ("full", "minimal") else None,
            determined=one.determined if told == "tombstone" else None,
        )
        for one in access.basis
    )
    request = {"full": access.request, "tombstone": Request(contact=access.request.contact if access.request else None)}.get(told)
    return replace(access, basis=basis, note=access.note if told == "full" else None, request=request, reviewed=None)


@proof
@given(archives(), days)
def test_what_passes_is_the_same_as_if_the_rest_had_never_been_written(roots: tuple[Written, ...], day: date) -> None:
    left = [one for root in roots for one in reduced((root,), day)]
    whole, part = release(catalogue(*roots), day), release(catalogue(*left), day)
    uncounted = {one.id: replace(one, closed=0) for one in whole}
    assert uncounted == {one.id: one for one in part} and list(uncounted) == list(part.records)
    assert (whole.roots, whole.media_paths) == (part.roots, part.media_paths)


def test_every_field_of_a_record_holds_a_word_in_these_proofs() -> None:
    words = words_in(repr(catalogue(Written("n1x", **filled("n1x", frozenset()))).held))
    assert {field.partition(".")[0] for _, field in words} == set(FIELDS) and set(INHERITED) < set(FIELDS)
