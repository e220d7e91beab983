"""Lead names and ids to authority records, and find names that look like something else."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from site_builder.model.authorities import Agent, Authority, Institution, Place, Subject
from site_builder.model.records import Record, Ref
from site_builder.model.text import Text
from site_builder.problems import Problem, nearest
from site_builder.source.catalogue import Catalogue, Origin
from site_builder.source.decode import Written
from site_builder.source.kinds import AUTHORITIES

_LIKE_AN_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_FIELDS = {
    "creators": "agents", "people": "agents", "places": "places", "subjects": "subjects", "genres": "subjects",
    "institution": "institutions",
}
_NAMED_BY_ID = frozenset({"agents", "institutions"})
_FOLDERS = {f"{kind.name}s": f"collections/{kind.folder}" for kind in AUTHORITIES}
_TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True)
class Authorities:
    """The authority records of each kind by id."""

    institutions: Mapping[str, Institution]
    agents: Mapping[str, Agent]
    places: Mapping[str, Place]
    subjects: Mapping[str, Subject]


_Key = tuple[tuple[tuple[str, str], ...], str | None, Text | None]


@dataclass(slots=True)
class _Answer:
    """Where a reference leads, where it was first met, the code of what is doubtful about it, and how often it is met."""

    ref: Ref
    first: Origin
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
        key = (ref.name.values, ref.id, ref.role)
        memo = self._memo[kind]
        answer = memo.get(key)
        if answer is None:
            led = self._lead(ref, kind)
            answer = memo[key] = _Answer(led, origin, _doubt(ref, led, kind))
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
            return Ref(name=ref.name, role=ref.role) if ref.id is not None else ref
        return Ref(name=authority.name, id=authority.id, role=ref.role)

    def nearly_alike(self) -> Iterator[Problem]:
        """Yield the rarer of two names without authority that differ only in case, signs or the place of the tone mark."""
        for kind, memo in self._memo.items():
            groups: dict[str, dict[str, _Answer]] = {}
            for answer in memo.values():
                if answer.ref.id is None and (name := str(answer.ref.name)):
                    groups.setdefault(sounds(name), {}).setdefault(name, answer)
            for alike in groups.values():
                usual = max(alike, key=lambda name: (alike[name].times, name))
                for name in sorted(alike.keys() - {usual}):
                    origin = alike[name].first
                    yield Problem(origin.file, origin.line, "W316", name, usual, key=kind)


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


def sounds(name: str) -> str:
    """Return what is equal for spellings of one name: case, blanks, punctuation, hòa or hoà."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", name).casefold())
    return " ".join(_toneless(word) for word in words)


def _toneless(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    return "".join(one for one in parts if one not in _TONES) + "".join(one for one in parts if one in _TONES)
