"""The rules of access, stated a second time, in the words of the guide and without the code under test."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from site_builder.model.records import Media
from site_builder.model.rights import Access, Basis, Request
from site_builder.model.text import Text
from tests.source.canaries import CONTROL, FIELDS, ROLES
from tests.source.catalogues import Written
from tests.source.portals import UNNAMED

MINIMAL = {"dates", "institution"}
OF_AN_AUTHORITY = ("id", "name", "history", "other_names")
NARROW = ("full", "minimal", "tombstone", "hidden")
SHOWS = {"restricted": "minimal", "culturally_sensitive": "minimal", "closed": "hidden", "withdrawn": "tombstone"}
OPEN = ("open", "open_with_notice")
WHOLE = {"master": ("path.notes",), "access": ("paper", "paper.words"), "text": ("paper", "paper.words")}
"""What goes out with a file that is published as it is: the notes in a master, the words of a PDF."""


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
    named = [name for name in ("creators", "subjects", "places", "people", "genres") if name in known]
    known |= {f"{name}.id" for name in named} | {f"{name}.authority.{part}" for name in named for part in OF_AN_AUTHORITY}
    known |= {"dates.note"} if "dates" in known else set()
    known |= {f"description_control.{part}" for part in CONTROL} if "description_control" in known else set()
    return known | (set() if "media" in hidden else media_parts(roles))


def media_parts(roles: Collection[str]) -> set[str]:
    parts = set()
    for role in ROLES:
        if role in roles:
            parts |= {f"media.{role}.{part}" for part in ("path", "label", "alt", "caption", "rights", "sha", "note")}
            parts |= {f"media.{role}.{part}" for part in WHOLE.get(role, ())}
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


def reduced(line: tuple[Written, ...], day: date) -> list[Written]:
    """Return the first of a line with only what may be known of it; where it is hidden, what lies below it instead."""
    below = [left for child in line[0].below for left in reduced((child, *line), day)]
    kind, known, record = shown_as(line, day), may_show(line, day), line[0].record
    if kind == "hidden":
        return below
    fields = {name: getattr(record, name) for name in FIELDS if name in known}
    if "dates" in known and "dates.note" not in known:
        fields["dates"] = tuple(replace(one, note=None) for one in record.dates)
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
    left.setdefault("path", UNNAMED)
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
