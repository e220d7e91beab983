"""An index made in parts has the bytes of one made at once."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from site_builder.search import partition
from site_builder.search.bundle import bundle
from site_builder.search.documents import Document, PageText
from tests.search.texts import documents


def paged(copies: int) -> list[Document]:
    """Documents of which each third has its text on several pages."""
    return [
        replace(one, pages=[PageText(f"p{n}", "vi", words) for n, words in enumerate(one.fields["body"][0].text.split(), 1)])
        if number % 3 == 0
        else one
        for number, one in enumerate(documents(copies))
    ]


def files(listed: Sequence[Document]) -> dict[str, bytes | None]:
    return dict(bundle(listed, ["vi", "en"], len(listed)).files())


@pytest.fixture
def common(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let words be common that a few hundred records repeat, and pairs be attached in several chunks."""
    monkeypatch.setattr("site_builder.search.frequent.long", lambda documents: 25)
    monkeypatch.setattr("site_builder.search.frequent.several", lambda documents: 80)
    monkeypatch.setattr("site_builder.search.frequent.HEAD", 40)
    monkeypatch.setattr("site_builder.search.attached.CHUNK", 700)
    monkeypatch.setattr("site_builder.search.shards.SMALLEST", 400)


@pytest.mark.usefixtures("common")
@pytest.mark.parametrize("rows", [1, 77, 1_000, 4_000])
def test_bytes_do_not_depend_on_the_number_of_parts(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = paged(15)
    at_once = files(listed)
    monkeypatch.setattr(partition, "ROWS", rows)
    assert files(listed) == at_once


@pytest.mark.usefixtures("common")
def test_an_empty_archive_is_made_in_parts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = files([])
    monkeypatch.setattr(partition, "ROWS", 1)
    assert files([]) == at_once


def test_spans_hold_no_more_than_they_may_but_for_one_great_thing() -> None:
    assert partition.spans(np.array([3, 3, 3, 20, 1]), 6) == [(0, 2), (2, 3), (3, 4), (4, 5)]
    assert partition.spans(np.array([3, 3]), 6) == [(0, 2)]
    assert partition.spans(np.array([], dtype=np.int64), 6) == [(0, 0)]
