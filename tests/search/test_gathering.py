"""An edit reads only what it changes, and the index is the one that would be made anew, byte for byte."""

import hashlib
import pickle
from collections.abc import Sequence
from dataclasses import replace

import pytest

from site_builder.search.bundle import Bundle, cards_for, most_files, packed_bundle
from site_builder.search.documents import Document, FieldText
from site_builder.search.gathering import Gathered, gathered
from site_builder.search.packing import Press
from tests.search.texts import documents


def digests(listed: Sequence[Document]) -> list[str]:
    return [hashlib.sha256(pickle.dumps(document)).hexdigest() for document in listed]


def gather(listed: Sequence[Document], before: Gathered | None = None) -> tuple[Gathered, list[int]]:
    read: list[int] = []

    def one(number: int) -> Document:
        read.append(number)
        return listed[number]

    found = gathered(digests(listed), one, cards_for(len(listed), ["vi", "en"]), before)
    found.forget()
    return pickle.loads(pickle.dumps(found)), read


def files(found: Gathered, press: Press | None = None) -> dict[str, bytes | None]:
    made: Bundle = packed_bundle([found], most_files(len(found.digests)), press or Press())[0]
    return dict(made.files())


ARCHIVE = list(documents(12))
EDITED = replace(ARCHIVE[40], fields={**ARCHIVE[40].fields, "body": [FieldText("vi", "một chữ hoàn toàn mới: kỳ lân")]})
CHANGES = {
    "one edited": [*ARCHIVE[:40], EDITED, *ARCHIVE[41:]],
    "one removed": ARCHIVE[:40] + ARCHIVE[41:],
    "one added": [*ARCHIVE[:40], replace(ARCHIVE[1], id="new"), *ARCHIVE[40:]],
    "two swapped": [*ARCHIVE[:40], ARCHIVE[41], ARCHIVE[40], *ARCHIVE[42:]],
    "none left": [],
    "nothing changed": ARCHIVE,
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_index_made_from_memory_equals_one_made_anew(change: str) -> None:
    before, _ = gather(ARCHIVE)
    after = CHANGES[change]
    remembered, _ = gather(after, before)
    anew, _ = gather(after)
    assert files(remembered) == files(anew)


def test_an_edit_reads_the_cards_beside_it_and_no_more() -> None:
    before, everything = gather(ARCHIVE)
    _, read = gather(CHANGES["one edited"], before)
    assert sorted(everything) == list(range(len(ARCHIVE)))
    assert 40 in read
    assert len(read) <= cards_for(len(ARCHIVE), ["vi", "en"]).size


def test_what_stands_already_is_not_compressed_again_and_an_edit_leaves_most_files() -> None:
    before, _ = gather(ARCHIVE)
    standing = files(before)
    names = frozenset(path.removesuffix(".bin") for path in standing)
    after, _ = gather(CHANGES["one edited"], gather(ARCHIVE)[0])
    pressed, whole = files(after, Press(names)), files(gather(CHANGES["one edited"])[0])
    assert pressed.keys() == whole.keys()
    assert {path: content for path, content in pressed.items() if content} == {p: whole[p] for p in pressed if pressed[p]}
    assert all(standing[path] == whole[path] for path, content in pressed.items() if content is None)


def test_a_vocabulary_that_remembers_too_much_is_begun_anew() -> None:
    found, _ = gather(ARCHIVE)
    before = found.is_wasteful
    found.collected.vocabulary.toned.extend([-1] * 20_000)
    others = [replace(document, sort_titles={"vi": str(n)}) for n, document in enumerate(ARCHIVE[:20])]
    _, read = gather([*others, *ARCHIVE[20:]], found)
    assert (before, found.is_wasteful) == (False, True)
    assert len(read) == len(ARCHIVE)


def test_an_edit_of_few_documents_does_not_look_for_waste(monkeypatch: pytest.MonkeyPatch) -> None:
    before, _ = gather(ARCHIVE)
    monkeypatch.delattr(Gathered, "is_wasteful")
    assert len(gather(CHANGES["one edited"], before)[1]) < len(ARCHIVE)
