"""`addresses.csv`, committed with the portal: every id ever published, since when, and what took its place."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from site_builder.model.addresses import Address, Former, Key, Ledger
from site_builder.model.catalogue import PublicCatalogue
from site_builder.problems import Problem, nearest
from site_builder.source.catalogue import Catalogue
from site_builder.source.files import Tree

FILE = "addresses.csv"
COLUMNS = ("id", "kind", "since", "ended", "successor")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_PAGE = re.compile(r"[A-Za-z0-9-]+(?:/[\w][\w.-]*)*/?")
_TAG = re.compile(r"(?!(?:assets|data|records|search)$)[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_IDS = {"record": _ID, "institution": _ID, "agent": _ID, "page": _PAGE, "language": _TAG}


def read(tree: Tree, problems: list[Problem]) -> dict[Key, Address]:
    """Return the ledger; an absent one is empty, and a line that cannot be understood is an error."""
    if FILE not in tree.files:
        return {}
    try:
        lines = csv.reader(io.StringIO((tree.root / FILE).read_text(encoding="utf-8-sig"), newline=""), strict=True)
        found: dict[Key, Address] = {}
        if tuple(next(lines, ())) != COLUMNS:
            problems.append(_faulty(1, ""))
            return {}
        for row in lines:
            one = _address(row)
            if one is None or (one.kind, one.id) in found:
                problems.append(_faulty(lines.line_num, ",".join(row)))
            else:
                found[one.kind, one.id] = one
    except (OSError, csv.Error, UnicodeDecodeError) as fault:
        problems.append(_faulty(1, str(fault)))
        return {}
    return found


def _faulty(line: int, found: str) -> Problem:
    return Problem(FILE, line, "E318", found, ", ".join(COLUMNS))


def _address(row: list[str]) -> Address | None:
    if len(row) != len(COLUMNS):
        return None
    one = Address(*row)
    legal = _IDS.get(one.kind)
    named = legal is not None and all(legal.fullmatch(name) for name in (one.id, one.successor or one.id))
    return one if named and _day(one.since) and (not one.ended or _day(one.ended)) else None


def _day(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield the successors that are nothing the portal has or had, or that lead round in a circle."""
    here = {
        "record": set(catalogue.held), "institution": set(catalogue.institutions), "agent": set(catalogue.agents),
        "page": {f"{page.language}/{page.path}" for page in catalogue.pages}, "language": set(catalogue.portal.languages),
    }  # fmt: skip
    for number, one in enumerate(catalogue.ledger.values(), 2):
        if one.successor and one.id not in here[one.kind] and _last(one, catalogue.ledger, here[one.kind]) is None:
            yield Problem(FILE, number, "W319", one.successor, one.id, nearest(one.successor, here[one.kind]), "successor")


def _last(one: Address, ledger: Ledger, here: set[str]) -> str | None:
    """Follow successors to the first that is `here`; None where there is none."""
    seen = {one.id}
    while one.successor and one.successor not in seen:
        if one.successor in here:
            return one.successor
        seen.add(one.successor)
        following = ledger.get((one.kind, one.successor))
        if following is None:
            return None
        one = following
    return None


def published(public: PublicCatalogue) -> Iterator[Key]:
    """Yield all that has an address today; a tombstone has one."""
    yield from (("record", name) for name in public.records)
    yield from (("institution", name) for name in public.institutions)
    yield from (("agent", name) for name in public.agents)
    yield from (("page", f"{page.language}/{page.path}") for page in public.pages)
    yield from (("language", tag) for tag in public.portal.languages)


def dropped(ledger: Ledger, languages: Sequence[str]) -> dict[str, str]:
    """Return the languages in which a portal was published and is no more, each with the first successor that it has."""
    of_pages = (one.id.partition("/")[0] for one in ledger.values() if one.kind == "page")
    had = {tag: Address(tag, "language", "") for tag in of_pages if _TAG.fullmatch(tag)}
    had |= {one.id: one for one in ledger.values() if one.kind == "language"}
    here = set(languages)
    return {tag: _last(one, ledger, here) or languages[0] for tag, one in sorted(had.items()) if tag not in here}


def former(ledger: Ledger, now: set[Key], dropped: Mapping[str, str]) -> tuple[Former, ...]:
    """Return the addresses that lead to nothing published now, each with the first successor that is.

    A page of a language that was `dropped` is followed by the one of the same path in the language that took its place.
    """
    here: dict[str, set[str]] = {kind: set() for kind in _IDS}
    for kind, name in now:
        here[kind].add(name)
    gone = [one for key, one in ledger.items() if key not in now and one.kind != "language"]
    after = [_last(one, ledger, here[one.kind]) or _same_page(one, here["page"], dropped) for one in gone]
    return tuple(Former(one.kind, one.id, one.ended, there, one.told) for one, there in zip(gone, after, strict=True))


def _same_page(one: Address, pages: set[str], dropped: Mapping[str, str]) -> str:
    tag, _, path = one.id.partition("/")
    there = f"{dropped.get(tag)}/{path}"
    return there if one.kind == "page" and there in pages else ""
