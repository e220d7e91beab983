"""One record written anew, through the checks and the gate as if the whole archive stood around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from site_builder.model.catalogue import PublicRecord
from site_builder.model.conditions import Terms
from site_builder.model.portal import Portal
from site_builder.model.records import Record
from site_builder.model.rights import Access, AccessStatus
from site_builder.problems import Problem
from site_builder.source import access_rules, objects, resolving, rules
from site_builder.source.catalogue import Catalogue, Held, Origin
from site_builder.source.decode import Decoded, Written
from site_builder.source.files import Tree
from site_builder.source.release import release
from site_builder.source.ruling import rulings

_OF_ALL = frozenset({"W316", "W320"})
"""Problems that only all records together show: names that look like others."""
_PLACED_BY = ("id", "part_of", "order", "level", "status", "access", "media")
_NAMED_BY = ("creators", "people", "places", "subjects", "genres", "institution")


@dataclass(frozen=True)
class Around:
    """What stands around a record: the portal and its files, the authority records, and what the records above it say.

    `holds` and `shows` tell whether there is a record of an id at all, and whether one may lead to it.
    """

    portal: Portal
    tree: Tree
    authorities: resolving.Authorities
    above: Sequence[Written]
    holds: Callable[[str], bool]
    shows: Callable[[str], bool]
    as_of: date


@dataclass(frozen=True, slots=True)
class Amended:
    """What becomes of the record: what may be shown of it, None where nothing is; what holds for it; its file's problems."""

    held: Held
    shown: PublicRecord | None
    terms: Terms
    problems: tuple[Problem, ...]


def alone(decoded: Decoded) -> Written | None:
    """Return the record of a file that describes a single one, describes it well, and in no text points to others."""
    if len(decoded.written) != 1 or not decoded.whole or decoded.pointing:
        return None
    one = decoded.written[0]
    return one if isinstance(one.what, Record) and one.readable and not one.broken and one.what.status == "published" else None


def stays(before: Written, after: Written) -> bool:
    """Say whether a record stands where it stood, under its own condition, and names whom and what it named."""
    old, new = before.what, after.what
    return all(getattr(old, name) == getattr(new, name) for name in (*_PLACED_BY, *_NAMED_BY))


def amended(decoded: Decoded, around: Around) -> Amended:
    """Pass what a file says of its one record through the checks and the gate; as that record stands, nothing is below it."""
    one = alone(decoded)
    assert one is not None
    problems = list(decoded.problems)
    catalogue = _catalogue(one, around, problems)
    assert isinstance(one.what, Record)
    record_id = one.what.id
    faulty = {str(each.what.id): each.faulty for each in (*around.above, one) if isinstance(each.what, Record) and each.faulty}
    problems.extend(rules.check(catalogue, faulty))
    problems.extend(access_rules.check(catalogue))
    problems.extend(resolving.loose_ends(catalogue, ()))
    mine = [problem for problem in problems if problem.file == one.origin.file and problem.code not in _OF_ALL]
    shown = release(catalogue, around.as_of).records.get(record_id)
    terms = rulings(catalogue, around.as_of)[record_id].terms
    return Amended(catalogue.held[record_id], shown, terms, tuple(mine))


def same_lines(before: Written, after: Written) -> bool:
    """Say whether the names in a file stand on the lines where they stood."""
    return all(before.origin.at(name) == after.origin.at(name) for name in _NAMED_BY)


def of_all(problems: Sequence[Problem], file: str) -> list[Problem]:
    """Return those problems of a file that only all records together show."""
    return [one for one in problems if one.file == file and one.code in _OF_ALL]


def _catalogue(one: Written, around: Around, problems: list[Problem]) -> Catalogue:
    """Return a catalogue of a record, those above it, and stand-ins for those it points to."""
    resolver = resolving.Resolver(around.authorities, problems)
    held: dict[str, Held] = {}
    line = [each for each in (*around.above, one) if isinstance(each.what, Record)]
    above: str | None = None
    for each in line:
        assert isinstance(each.what, Record)
        held[each.what.id] = Held(resolver.resolve(each.what, each.origin), above, each.origin)
        above = each.what.id
    ids, strangers = list(held), dict(_strangers(one, around, held))
    own = dict(zip(ids, line, strict=True))
    return Catalogue(
        portal=around.portal, held=held | strangers, roots=(ids[0], *strangers),
        children={given: (child,) for given, child in pairwise(ids)},
        institutions=around.authorities.institutions, agents=around.authorities.agents, places=around.authorities.places,
        subjects=around.authorities.subjects, pages=(), media_paths=objects.find(around.tree, around.portal, own, problems),
    )


def _strangers(one: Written, around: Around, near: dict[str, Held]) -> Iterator[tuple[str, Held]]:
    """Yield records that stand for those which this one is related to: open where one may lead there, else closed."""
    assert isinstance(one.what, Record)
    for target in dict.fromkeys(related.ref for related in one.what.related if related.ref):
        if target not in near and around.holds(target):
            access = Access(status=AccessStatus.OPEN if around.shows(target) else AccessStatus.CLOSED)
            yield target, Held(Record(id=target, level="item", access=access), None, Origin("", 1, {}))
