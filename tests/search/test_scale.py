"""Parity at 10,000 and 100,000 records: minutes each, so only with `-m long`."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from benchmarks import corpus, museum, words
from site_builder.search import export
from site_builder.search.bundle import bundle
from site_builder.search.client_code import client_files
from site_builder.search.collect import collect
from site_builder.search.documents import Document
from site_builder.search.whole import index
from tests.search import queries
from tests.search.conftest import RunScript


def vocabulary() -> list[str]:
    """Common words often, rare ones seldom."""
    lists = [word.split() for listed in (words.vietnamese(), words.english()) for word in listed[:3000]]
    return [part for rank, parts in enumerate(lists) for part in parts * max(1, 40 // (1 + rank % 3000))]


def write_site(folder: Path, documents: Callable[[int], Iterable[Document]], count: int, lunr: Path) -> None:
    for path, content in {**dict(bundle(documents(count), ["vi", "en"], count).files()), **client_files(lunr.read_text("utf-8"))}.items():
        (folder / "search" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "search" / path).write_bytes(content or b"")
    with (folder / "lunr.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(export.lines(index(collect(documents(count)))))


@pytest.mark.long
@pytest.mark.parametrize("count", [10_000, 100_000])
def test_generated_queries_of_made_text_give_what_lunr_gives(run_node: RunScript, tmp_path: Path, lunr_path: Path, count: int) -> None:
    agrees(run_node, tmp_path, lunr_path, corpus.documents, vocabulary(), count)


@pytest.mark.long
@pytest.mark.parametrize("count", [10_000, 100_000])
def test_generated_queries_of_a_museum_give_what_lunr_gives(
    run_node: RunScript, tmp_path: Path, lunr_path: Path, shared: Path, count: int
) -> None:
    found = [word for record in museum.documents(4000) for text in record.fields.values() for one in text for word in re.findall(r"\w+", one.text)]
    agrees(run_node, tmp_path, lunr_path, museum.mixed, [*found, *vocabulary()[: len(found) // 2]], count)


def agrees(
    run_node: RunScript, folder: Path, lunr: Path, documents: Callable[[int], Iterable[Document]], said: list[str], count: int, asked: int = 1000
) -> None:
    write_site(folder, documents, count, lunr)
    listed = list(documents(count))
    payload = {
        "export": str(folder / "lunr.jsonl"),
        "lines": True,
        "search": str(folder / "search"),
        "queries": queries.generated(said, asked * 7 // 10, count) + queries.arranged(said, asked * 3 // 10, count + 1),
        "pages": [(1, 10), (500, 10), (1, 50)] if count > 10_000 else [(1, 10), (500, 10), (1, 1_000_000)],
        "filters": queries.filters(listed),
        "orders": queries.orders(listed),
    }
    del listed
    found = run_node("parity.mjs", payload, "--max-old-space-size=18000")
    assert [each for each in found if each.get("fault")] == []
    assert sum(bool(each.get("page", {}).get("total")) for each in found) > asked // 2
