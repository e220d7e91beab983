"""The index counts and weighs exactly as lunr's own builders do."""

import json
from typing import Any

import pytest
from lunr.builder import Builder

from site_builder.search import analysis, export
from site_builder.search.collect import collect
from site_builder.search.documents import Document
from site_builder.search.fields import FIELDS, TONED
from site_builder.search.whole import Index, index
from tests.search.conftest import RunScript
from tests.search.texts import documents


def terms_of(document: Document) -> dict[str, list[str]]:
    """Analyse a document the plain way: the terms of each field of the lunr index."""
    terms: dict[str, list[str]] = {field.name: [] for field in FIELDS}
    for field in TONED:
        values = [(v.language, v.text) for v in document.fields.get(field.name, ())]
        if field.name == "text":
            values += [(page.language, page.text) for page in document.pages]
        for language, text in values:
            found = analysis.analyse(text, english=language == "en")
            terms[field.name] += found.toned
            terms["title_folded" if field.name == "title" else "folded"] += found.folded
    return terms


@pytest.fixture(scope="module")
def made() -> Index:
    return index(collect(documents(8)))


@pytest.fixture(scope="module")
def exported(made: Index) -> dict[str, Any]:
    found: dict[str, Any] = json.loads("".join(export.whole(made)))
    return found


def test_weights_are_those_of_lunr_py(exported: dict[str, Any]) -> None:
    builder = Builder()
    for field in FIELDS:
        builder.field(field.name, boost=field.boost)
    for document in documents(8):
        builder.add({"id": document.id, **terms_of(document)})
    expected = builder.build().serialize()
    weights = _weights(exported)
    assert weights.keys() == _weights(expected).keys()
    for place, weight in _weights(expected).items():
        assert weights[place] == pytest.approx(weight, abs=0.00100001), place


def _weights(exported: dict[str, Any]) -> dict[tuple[str, str], float]:
    terms = {posting["_index"]: term for term, posting in exported["invertedIndex"]}
    found = {}
    for ref, elements in exported["fieldVectors"]:
        for number, weight in zip(elements[::2], elements[1::2], strict=True):
            found[ref, terms[number]] = weight
    return found


def test_the_export_is_the_index_that_lunr_js_builds(exported: dict[str, Any], run_node: RunScript) -> None:
    texts = [{"id": d.id, **terms_of(d)} for d in documents(8)]
    fields = [{"name": field.name, "boost": field.boost} for field in FIELDS]
    expected = run_node("build_lunr.mjs", {"documents": texts, "fields": fields})
    assert _weights(exported) == _weights(expected)
    assert [ref for ref, _ in exported["fieldVectors"]] == [ref for ref, _ in expected["fieldVectors"]]
    postings = {term: {**posting, "_index": 0} for term, posting in exported["invertedIndex"]}
    assert postings == {term: {**p, "_index": 0} for term, p in expected["invertedIndex"]}
    assert [t for t, _ in exported["invertedIndex"]] == [t for t, _ in expected["invertedIndex"]]
    assert (exported["fields"], exported["version"]) == (expected["fields"], expected["version"])


def test_the_export_by_lines_holds_the_same_values(made: Index, exported: dict[str, Any]) -> None:
    head, *rest = [json.loads(line) for line in export.lines(made)]
    vectors, postings = rest[: head["fieldVectors"]], rest[head["fieldVectors"] :]
    assert len(postings) == head["invertedIndex"]
    assert {**head, "fieldVectors": vectors, "invertedIndex": postings} == exported


def test_terms_stand_in_the_order_of_javascript(exported: dict[str, Any]) -> None:
    terms = [term for term, _ in exported["invertedIndex"]]
    assert terms == sorted(terms, key=lambda term: term.encode("utf-16-be"))
    assert any(ord(term[0]) > 0xFFFF for term in terms)


def test_an_empty_archive_has_an_index() -> None:
    found = json.loads("".join(export.whole(index(collect([])))))
    assert found["invertedIndex"] == found["fieldVectors"] == []


def test_a_term_may_come_more_often_than_a_shape_can_count() -> None:
    document = documents()[0]
    often = Document(id="x", url={}, title={}, level="item", fields={"body": [document.fields["body"][0]] * 40})
    made = index(collect([often]))
    assert made.words.count.max() >= 40


def test_a_field_that_the_index_has_not_is_refused() -> None:
    strange = Document(id="x", url={}, title={}, level="item", fields={"colour": ()})
    with pytest.raises(KeyError, match="colour"):
        collect([strange])
