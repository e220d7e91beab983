"""The proof of the gate, on random archives: what may not be known is nowhere in what passes.

The rules are stated a second time in `expected`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from hypothesis import given, note, seed, settings

from site_builder.model.records import Record
from site_builder.source.release import release
from tests.source.canaries import AS_OF, FIELDS, INHERITED, NAME, archives, days, filled, lines, words_in
from tests.source.catalogues import Written, catalogue
from tests.source.expected import MINIMAL, TOLD_OF_ACCESS, may_show, reduced, shown_as


def proof(test: Callable[..., None]) -> Callable[..., None]:
    """Try a claim on archives that are other ones in each run."""
    return seed(int(os.environ["SEED"]))(settings(derandomize=False, deadline=None, print_blob=True, database=None)(test))


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
