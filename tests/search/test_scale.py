"""Parity at 10,000 and 100,000 records: minutes each, so only with `-m long`."""

from pathlib import Path

import pytest

from benchmarks import corpus, words
from site_builder.search import export
from site_builder.search.bundle import bundle
from site_builder.search.client_code import client_files
from site_builder.search.collect import collect
from site_builder.search.whole import index
from tests.search import queries
from tests.search.conftest import RunScript


def vocabulary() -> list[str]:
    """Common words often, rare ones seldom."""
    lists = [word.split() for listed in (words.vietnamese(), words.english()) for word in listed[:3000]]
    return [part for rank, parts in enumerate(lists) for part in parts * max(1, 40 // (1 + rank % 3000))]


def write_site(folder: Path, count: int, lunr: Path) -> None:
    for path, content in {**dict(bundle(corpus.documents(count), ["vi", "en"], count).files()), **client_files(lunr.read_text("utf-8"))}.items():
        (folder / "search" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "search" / path).write_bytes(content or b"")
    with (folder / "lunr.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(export.lines(index(collect(corpus.documents(count)))))


@pytest.mark.long
@pytest.mark.parametrize(("count", "asked"), [(10_000, 1000), (100_000, 1000)])
def test_generated_queries_give_what_lunr_gives(
    run_node: RunScript, tmp_path: Path, lunr_path: Path, count: int, asked: int
) -> None:
    write_site(tmp_path, count, lunr_path)
    documents = list(corpus.documents(count))
    payload = {
        "export": str(tmp_path / "lunr.jsonl"),
        "lines": True,
        "search": str(tmp_path / "search"),
        "queries": queries.generated(vocabulary(), asked * 7 // 10, count) + queries.arranged(vocabulary(), asked * 3 // 10, count + 1),
        "pages": [(1, 10), (500, 10), (1, 50)] if count > 10_000 else [(1, 10), (500, 10), (1, 1_000_000)],
        "filters": queries.filters(documents),
        "orders": queries.orders(documents),
    }
    del documents
    found = run_node("parity.mjs", payload, "--max-old-space-size=18000")
    assert [each for each in found if each.get("fault")] == []
    assert sum(bool(each.get("page", {}).get("total")) for each in found) > asked // 2
