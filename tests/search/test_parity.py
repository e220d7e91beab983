"""The sharded search finds what lunr.js finds on the whole index: the same records, scores, order, totals and errors."""

import os
import re
from pathlib import Path
from typing import Any

import pytest

from site_builder.search import analysis
from site_builder.search.documents import Document, FieldText
from tests.search import queries
from tests.search.conftest import Built, RunScript, build_search
from tests.search.texts import TEXTS, documents

Asked = list[dict[str, Any]]
PAGES = [(1, 10), (3, 7), (1, 1_000_000), (500, 10)]


def ask(run_node: RunScript, site: Built, asked: Asked, pages: list[tuple[int, int]] | None = None, **given: Any) -> list[dict[str, Any]]:
    payload = {"export": str(site.export), "search": str(site.search), "queries": asked, "pages": pages or PAGES, **given}
    found: list[dict[str, Any]] = run_node("parity.mjs", payload)
    return found


def faults(found: list[dict[str, Any]]) -> str:
    """Tell what differs, a line a query."""
    return "\n".join(f"{e['text']!r} → {e.get('query')!r}: {e['fault']}" for e in found if e.get("fault"))


def test_queries_in_lunrs_language_give_what_lunr_gives(run_node: RunScript, small_site: Built) -> None:
    asked = [{"text": text, "options": {"syntax": "lunr"}} for text in queries.LUNR]
    found = ask(run_node, small_site, asked)
    assert not faults(found)
    assert sum(bool(each.get("page", {}).get("total")) for each in found) > len(asked) * 0.7


def test_queries_that_lunr_refuses_are_refused(run_node: RunScript, small_site: Built) -> None:
    asked = [{"text": text, "options": {"syntax": "lunr"}} for text in queries.THROWN]
    found = ask(run_node, small_site, asked)
    assert not faults(found)
    assert all("thrown" in each for each in found)


def test_what_a_person_types_never_throws_and_is_a_query_of_lunr(run_node: RunScript, small_site: Built) -> None:
    found = ask(run_node, small_site, [{"text": text} for text in queries.TYPED])
    assert not faults(found)
    assert not any("thrown" in each for each in found)


def test_typing_gives_a_query_of_lunr_too(run_node: RunScript, small_site: Built) -> None:
    typed = ["đ", "đị", "dia", "địa b", "dia b", "ngu", "nguyễn đ", "h", "hu", "the ma", "map ", "家", "VN-DN01-P", "zyz", "", "("]
    found = ask(run_node, small_site, [{"text": text, "options": {"typing": True}} for text in typed])
    assert not faults(found)
    assert not any("thrown" in each for each in found)


def test_generated_queries_give_what_lunr_gives(run_node: RunScript, small_site: Built) -> None:
    words = [token.term for text in TEXTS for part in text[1:] for token in analysis.tokens(part)]
    found = ask(run_node, small_site, queries.generated(words, 300, seed=1))
    assert not faults(found)
    assert sum(bool(each.get("page", {}).get("total")) for each in found) > 200


@pytest.mark.parametrize("text", ["của", "the", "hue", "nguyễn", "land"])
def test_a_frequent_word_is_answered_from_its_head(run_node: RunScript, small_site: Built, text: str) -> None:
    found = ask(run_node, small_site, [{"text": text}], [(1, 3)])
    assert not faults(found)


def test_no_string_whatever_throws_or_differs_from_lunr(run_node: RunScript, small_site: Built) -> None:
    seed = int.from_bytes(os.urandom(4))
    print(f"seed {seed}")  # noqa: T201  # names the run that failed
    words = [token.term for text in TEXTS for part in text[1:] for token in analysis.tokens(part)]
    typed = [{"text": text, "options": {"typing": n % 4 == 0}} for n, text in enumerate(queries.fuzzed(words, 2000, seed))]
    few = (re.sub(r"~\d+", "~1", text) for text in queries.fuzzed(words, 1000, seed + 1))  # lunr.js dies of twelve edits
    written = [{"text": text, "options": {"syntax": "lunr"}} for text in few]
    found = ask(run_node, small_site, [*typed, {"text": "a" * 20_000}, {"text": "đ " * 300}], [(1, 10)])
    assert not faults(found)
    assert not any("thrown" in each for each in found)
    refused = ask(run_node, small_site, written, [(1, 10)])
    assert not faults(refused)
    assert any("thrown" in each for each in refused) and not all("thrown" in each for each in refused)


def test_filtered_and_sorted_results_are_those_of_lunr_and_no_others(run_node: RunScript, small_site: Built) -> None:
    words = [token.term for text in TEXTS for part in text[1:] for token in analysis.tokens(part)]
    listed = documents(25)
    found = ask(run_node, small_site, queries.arranged(words, 150, 2), filters=queries.filters(listed), orders=queries.orders(listed))
    assert not faults(found)
    assert sum(bool(each.get("page", {}).get("total")) for each in found) > 80


def test_what_every_record_says_ranks_nothing_and_costs_no_weights(
    run_node: RunScript, lunr_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("site_builder.search.frequent.several", lambda documents: 1_000)
    monkeypatch.setattr("site_builder.search.frequent.HEAD", 40)
    monkeypatch.setattr("site_builder.search.bundle.BUDGET", 1_000)
    words = ["map", "letter", "album", "register"]
    listed = [coded(number, " ".join(words[: number % 5])) for number in range(4_000)]
    site = build_search(tmp_path, listed, lunr_path)
    found = ask(run_node, site, [{"text": text} for text in ("VN-KB", "vn", "vn map", '"vn kb"', "vn -map")], [(1, 10), (2, 10), (20, 10)])
    assert not faults(found)
    read = run_node("ask.mjs", {"search": str(site.search), "asked": [{"text": "VN-KB"}]})
    assert read["pages"][0]["total"] == 4_000
    assert read["bytes"] < 8_000, read["bytes"]


def coded(number: int, body: str) -> Document:
    """Make a record whose reference code begins as all do."""
    names = {"vi": f"r-{number}", "en": f"r-{number}"}
    fields = {"title": [FieldText("vi", "hồ sơ")], "identifier": [FieldText(None, f"VN-KB-{number}")], "body": [FieldText("en", body)]}
    return Document(id=f"r-{number:04}", url={}, title=names, level="item", fields=fields)
