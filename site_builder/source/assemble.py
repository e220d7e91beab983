"""Assemble the catalogue from what the files say, and check what only the whole can show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from site_builder.model.authorities import Agent, Authority, Institution, Place, Subject
from site_builder.model.portal import Portal
from site_builder.model.records import Record
from site_builder.model.rights import AccessStatus
from site_builder.model.text import Text
from site_builder.problems import Problem
from site_builder.source import access_rules, ledger, links, objects, placing, quotes, resolving, rules, site_pages
from site_builder.source.catalogue import Catalogue, Held
from site_builder.source.decode import Decoded, Written
from site_builder.source.files import Tree
from site_builder.source.placing import Placed

_Kind = TypeVar("_Kind", bound=Authority)
_NO_PORTAL = Portal(title=Text(()), base_url="", languages=("vi",))


def assemble(tree: Tree, portal: Portal | None, decoded: Sequence[Decoded]) -> tuple[Catalogue, list[Problem]]:
    """Return the catalogue and the problems between records; without a portal only what does not depend on it is sure."""
    written = [one for each in decoded for one in each.written]
    records = [one for one in written if isinstance(one.what, Record)]
    placed = placing.place(records, all(each.whole for each in decoded))
    problems = placed.problems
    authorities = resolving.Authorities(
        institutions=_authorities(Institution, written, problems), agents=_authorities(Agent, written, problems),
        places=_authorities(Place, written, problems), subjects=_authorities(Subject, written, problems),
    )
    roots, children = placing.children(placed)
    found = objects.find(tree, portal or _NO_PORTAL, placed.written, problems)
    held = _hold(placed, authorities, roots, problems)
    catalogue = Catalogue(
        portal=portal or _NO_PORTAL, held=held, roots=roots, children=children,
        institutions=authorities.institutions, agents=authorities.agents, places=authorities.places,
        subjects=authorities.subjects, pages=site_pages.check(written, portal, problems), media_paths=found,
        ledger=ledger.read(tree, problems),
        pointing=frozenset(one.written[0].origin.file for one in decoded if one.pointing and one.written),
    )
    faulty = {given: one.faulty for given, one in placed.written.items() if one.faulty}
    problems.extend(rules.check(catalogue, faulty))
    problems.extend(access_rules.check(catalogue))
    problems.extend(ledger.check(catalogue))
    problems.extend(quotes.check(catalogue, written))
    problems.extend(links.check(catalogue, written))
    problems.extend(resolving.loose_ends(catalogue, written))
    return catalogue, problems


def _authorities(kind: type[_Kind], written: Sequence[Written], problems: list[Problem]) -> dict[str, _Kind]:
    """Return the authority records of one kind by id; drafts count for their ids alone."""
    mine = placing.unique((one for one in written if type(one.what) is kind), problems)
    return {
        given: one.what for given, one in mine.items()
        if isinstance(one.what, kind) and one.what.status == "published" and one.readable
    }


def _hold(
    placed: Placed, authorities: resolving.Authorities, roots: Sequence[str], problems: list[Problem]
) -> dict[str, Held]:
    held = {}
    tops = frozenset(roots)
    resolver = resolving.Resolver(authorities, problems)
    for record_id, one in placed.written.items():
        assert isinstance(one.what, Record)
        broken = one.broken or record_id in placed.broken
        if record_id in tops and one.what.access is None and not broken:
            statuses = ", ".join(AccessStatus)
            problems.append(Problem(one.origin.file, one.origin.line, "E401", record_id, statuses, key="access"))
            broken = True
        held[record_id] = Held(resolver.resolve(one.what, one.origin), placed.parents[record_id], one.origin, broken)
    problems.extend(resolver.nearly_alike())
    return held
