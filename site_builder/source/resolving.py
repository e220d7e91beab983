"""Lead names and ids to authority records, and find names that look like something else."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from site_builder.model.authorities import Agent, Authority, Coordinates, Institution, Place, Subject, names_of
from site_builder.model.records import Record, Ref
from site_builder.model.text import Text
from site_builder.problems import Problem, nearest
from site_builder.source.catalogue import Catalogue, Origin
from site_builder.source.decode import Written
from site_builder.source.kinds import AUTHORITIES
from site_builder.source.likeness import alike

_LIKE_AN_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_FIELDS = {
    "creators": "agents", "people": "agents", "places": "places", "subjects": "subjects", "genres": "subjects",
    "institution": "institutions",
}
_NAMED_BY_ID = frozenset({"agents", "institutions"})
_FOLDERS = {f"{kind.name}s": f"collections/{kind.folder}" for kind in AUTHORITIES}


@dataclass(frozen=True)
class Authorities:
    """The authority records of each kind by id."""

    institutions: Mapping[str, Institution]
    agents: Mapping[str, Agent]
    places: Mapping[str, Place]
    subjects: Mapping[str, Subject]


_Key = tuple[tuple[tuple[str, str], ...], str | None, Text | None, Coordinates | None]


@dataclass(slots=True)
class _Answer:
    """Where a reference leads, where it was first met, the code of what is doubtful about it, and how often it is met."""

    ref: Ref
    field: str
    file: str
    line: int
    doubt: str = ""
    times: int = 0


class Resolver:
    """Resolves the references of records: an exact id first, else a preferred name that only one authority has."""

    def __init__(self, authorities: Authorities, problems: list[Problem]) -> None:
        self._known: dict[str, Mapping[str, Authority]] = {
            "institutions": authorities.institutions, "agents": authorities.agents,
            "places": authorities.places, "subjects": authorities.subjects,
        }
        self._names = {kind: _by_name(known) for kind, known in self._known.items()}
        self._memo: dict[str, dict[_Key, _Answer]] = {kind: {} for kind in self._known}
        self._problems = problems

    def resolve(self, record: Record, origin: Origin) -> Record:
        """Return the record with each reference led to its authority record, where there is one."""
        changed: dict[str, object] = {}
        for name, kind in _FIELDS.items():
            written = getattr(record, name)
            if not written:
                continue
            if isinstance(written, Ref):
                found: Ref | tuple[Ref, ...] = self._one(written, name, kind, origin)
                same = found is written
            else:
                found = tuple([self._one(ref, name, kind, origin) for ref in written])
                same = found == written
            if not same:
                changed[name] = found
        return dataclasses.replace(record, **changed) if changed else record  # type: ignore[arg-type]  # refs again

    def _one(self, ref: Ref, name: str, kind: str, origin: Origin) -> Ref:
        key = (ref.name.values, ref.id, ref.role, getattr(ref, "coordinates", None))
        memo = self._memo[kind]
        answer = memo.get(key)
        if answer is None:
            led = self._lead(ref, kind)
            answer = memo[key] = _Answer(led, name, origin.file, origin.at(name), _doubt(ref, led, kind))
        answer.times += 1
        if answer.doubt:
            given = _given(ref)
            near = nearest(given, self._known[kind])
            self._problems.append(Problem(origin.file, origin.at(name), answer.doubt, given, _FOLDERS[kind], near, name))
        return answer.ref

    def _lead(self, ref: Ref, kind: str) -> Ref:
        known = self._known[kind]
        authority = known.get(_given(ref))
        if authority is None and ref.id is None:
            owner = next((owner for _, name in ref.name if (owner := self._names[kind].get(name))), None)
            authority = known[owner] if owner else None
        if authority is None:
            return dataclasses.replace(ref, id=None) if ref.id is not None else ref
        return Ref(name=authority.name, id=authority.id, role=ref.role)

    def nearly_alike(self) -> Iterator[Problem]:
        """Yield the names without authority record that look like others, or that are another name of an authority."""
        for kind, memo in self._memo.items():
            first: dict[str, _Answer] = {}
            used: dict[str, int] = {}
            for answer in memo.values():
                if answer.ref.id is None and (name := str(answer.ref.name)):
                    first.setdefault(name, answer)
                    used[name] = used.get(name, 0) + answer.times
            known = _all_names(self._known[kind])
            others = (one for one in used if known.get(one, one) != one and first[one].field != "genres")
            for name in sorted(others):
                yield self._about(first[name], "W320", name, known[name], kind)
            for name, usual in alike(used, known, persons=kind == "agents"):
                yield self._about(first[name], "W316", name, usual, kind)

    def _about(self, answer: _Answer, code: str, name: str, usual: str, kind: str) -> Problem:
        return Problem(answer.file, answer.line, code, name, usual, key=kind)


def _all_names(known: Mapping[str, Authority]) -> dict[str, str]:
    """Return the preferred name behind every name of the authority records: other names, "use for", former ones."""
    names: dict[str, str] = {}
    for authority in known.values():
        for text in names_of(authority):
            names |= {name: str(authority.name) for _, name in text if name not in names}
    return names


def _given(ref: Ref) -> str:
    return ref.id if ref.id is not None else str(ref.name)


def _doubt(ref: Ref, led: Ref, kind: str) -> str:
    """Return the code of what is doubtful about where a reference leads."""
    if led.id is not None:
        return ""
    if ref.id is not None:
        return "E311"
    return "W310" if kind in _NAMED_BY_ID and _LIKE_AN_ID.fullmatch(_given(ref)) else ""


def _by_name(known: Mapping[str, Authority]) -> dict[str, str]:
    """Return the id behind each preferred name, in any language, that only one authority has."""
    owners: dict[str, set[str]] = {}
    for given, authority in known.items():
        for _, name in authority.name:
            owners.setdefault(name, set()).add(given)
    return {name: next(iter(ids)) for name, ids in owners.items() if len(ids) == 1}


def loose_ends(catalogue: Catalogue, written: Sequence[Written]) -> Iterator[Problem]:
    """Yield what points to nothing among authorities and related units, and names that are nearly alike."""
    for one in written:
        if isinstance(one.what, Authority) and one.what.status == "published":
            yield from _authority(one.what, one.origin, catalogue)
    for held in catalogue.held.values():
        for index, related in enumerate(held.record.related):
            if related.ref and _LIKE_AN_ID.fullmatch(related.ref) and related.ref not in catalogue.held:
                line = held.origin.at(f"related.{index}.ref")
                yield Problem(held.origin.file, line, "W317", related.ref, key="related")


def _authority(what: Authority, origin: Origin, catalogue: Catalogue) -> Iterator[Problem]:
    everyone = (catalogue.agents, catalogue.institutions, catalogue.places, catalogue.subjects, catalogue.held)
    pointers: list[tuple[str, str, Sequence[Mapping[str, object]]]] = [
        (f"relations.{index}.ref", relation.ref, everyone)
        for index, relation in enumerate(what.relations) if relation.ref
    ]
    if isinstance(what, Place) and what.part_of:
        pointers.append(("part_of", what.part_of, (catalogue.places,)))
    if isinstance(what, Institution) and what.part_of:
        pointers.append(("part_of", what.part_of, (catalogue.institutions,)))
    if isinstance(what, Subject):
        pointers += [("broader", one, (catalogue.subjects,)) for one in what.broader]
        pointers += [("related", one, (catalogue.subjects,)) for one in what.related]
    for key, given, known in pointers:
        if not any(given in ids for ids in known):
            near = nearest(given, known[0]) if len(known) == 1 else ""
            yield Problem(origin.file, origin.at(key), "W317", given, nearest=near, key=key)
