"""A hit in the text of a page opens that page, and no other hit does."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from site_builder.search import analysis, texts
from site_builder.search.documents import Document, FieldText, PageText
from tests.search.conftest import Built, RunScript, build_search

WORDS = "ruộng đất thuế đinh sổ làng xã phủ huyện vua quan lính chợ đê cầu railways maps letters harbour governor kỳ lân".split()


def leafed(number: int, pages: Sequence[PageText], body: str = "") -> Document:
    return Document(
        id=f"d-{number}",
        url={tag: f"{tag}/records/d-{number}/" for tag in ("vi", "en")},
        title={"vi": f"Sổ {number}"},
        level="item",
        fields={"title": [FieldText("vi", f"Sổ {number}")], "body": [FieldText("en", body)]},
        pages=pages,
        sort_titles={"vi": "", "en": ""},
    )


def archive() -> list[Document]:
    """Documents of one to forty pages, each of four words."""
    chance = random.Random(5)
    listed = []
    for number in range(150):
        lines = [" ".join(chance.choice(WORDS) for _ in range(4)) for _ in range(chance.choice([1, 2, 8, 40]))]
        pages = [PageText(f"p{n}", "en", text) for n, text in enumerate(lines, 1)]
        pages[1:1] = [PageText("p1", "vi", "bản dịch")]
        listed.append(
            leafed(number, [*pages, PageText("", None, "không trang")], chance.choice(WORDS) if number % 4 == 0 else "")
        )
    return listed


ARCHIVE = archive()


@pytest.fixture(scope="module", params=[2_000, 20])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, lunr_path: Path) -> Built:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("site_builder.search.pages.SMALLEST", request.param)
        patch.setattr("site_builder.search.pages.STRETCH", request.param)
        patch.setattr("site_builder.search.pages.MOST", 50)
        patch.setattr("site_builder.search.pages.SHARE", 1)
        return build_search(tmp_path_factory.mktemp("pages"), ARCHIVE, lunr_path)


def results(run_node: RunScript, built: Built, queries: Sequence[str], **options: Any) -> list[dict[str, str]]:
    asked = [{"text": text, "options": {"size": 1000, **options}} for text in queries]
    pages = run_node("ask.mjs", {"search": str(built.search), "asked": asked})["pages"]
    return [{result["id"]: result["url"].partition("#")[2] for result in page["results"]} for page in pages]


def terms(text: str) -> set[str]:
    found = analysis.analyse(text, english=True)
    return {*found.toned, *found.folded}


def expected(document: Document, word: str) -> str:
    """Give the first page that holds a word of one form; none if the word stands elsewhere too."""
    if terms(document.fields["body"][0].text + " " + document.title["vi"]) & terms(word):
        return ""
    return next((page.anchor for page in document.pages if terms(page.text) & terms(word)), "")


def test_a_hit_opens_the_first_page_that_holds_it(run_node: RunScript, built: Built) -> None:
    for word, found in zip(WORDS, results(run_node, built, WORDS), strict=True):
        assert found, word
        assert found == {d.id: expected(d, word) for d in ARCHIVE if d.id in found}, word


def test_a_hit_without_marks_or_in_another_number_opens_its_page_too(run_node: RunScript, built: Built) -> None:
    folded, stemmed = results(run_node, built, ["ruong", "railway"])
    assert folded == {d.id: expected(d, "ruộng") for d in ARCHIVE if d.id in folded}
    assert stemmed == {d.id: expected(d, "railways") for d in ARCHIVE if d.id in stemmed}
    assert folded and stemmed


def test_several_words_open_the_page_that_holds_most_of_them(run_node: RunScript, built: Built) -> None:
    (found,) = results(run_node, built, ["kỳ lân railways"])
    assert found
    for document in ARCHIVE:
        if document.id in found and not document.fields["body"][0].text:
            held = [len({"kỳ", "lân", "railways"} & set(page.text.split())) for page in document.pages]
            best = {page.anchor for page, count in zip(document.pages, held, strict=True) if count == max(held)}
            assert found[document.id] in best


def test_what_stands_on_no_page_opens_the_record(run_node: RunScript, built: Built) -> None:
    (found,) = results(run_node, built, ["không trang"])
    assert set(found.values()) == {""}


def excerpts(run_node: RunScript, built: Built, text: str) -> dict[str, tuple[str, str, list[list[int]]]]:
    """Give by id the anchor, the excerpt and its marks of each hit."""
    asked = [{"text": text, "options": {"size": 1000}}]
    (page,) = run_node("ask.mjs", {"search": str(built.search), "asked": asked})["pages"]
    return {hit["id"]: (hit["url"].partition("#")[2], hit["excerpt"], hit["highlights"]["excerpt"]) for hit in page["results"]}


def test_the_excerpt_of_a_hit_on_a_page_is_of_that_page_and_marks_the_word(run_node: RunScript, built: Built) -> None:
    found = excerpts(run_node, built, "ruong")
    written = {(d.id, page.anchor): page.text for d in ARCHIVE for page in d.pages if page.language == "en"}
    on_pages = {key: hit for key, hit in found.items() if hit[0]}
    assert len(on_pages) > 10
    for identity, (anchor, excerpt, marks) in on_pages.items():
        assert excerpt.removesuffix(" bản dịch") == written[identity, anchor]
        assert {excerpt[start:end] for start, end in marks} == {"ruộng"}
    assert all(excerpt is None for anchor, excerpt, _ in found.values() if not anchor)


def long_page(number: int, word: str) -> Document:
    filler = " ".join(f"chữ{n}" for n in range(300))
    return leafed(number, [PageText("p1", "vi", "trang đầu"), PageText("p2", "vi", f"{filler} ngọc {filler} {word} sáng trong {filler}")])


def test_an_excerpt_stands_around_the_words_of_a_long_page_at_spaces(
    run_node: RunScript, tmp_path: Path, lunr_path: Path
) -> None:
    made = build_search(tmp_path, [long_page(n, "kỳ lân") for n in range(3)], lunr_path)
    for text, expected_words in (("kỳ lân", "kỳ lân sáng trong chữ0"), ("ngọc", "chữ299 ngọc chữ0"), ("ngoc ky lan sang", "kỳ lân sáng")):
        for anchor, excerpt, marks in excerpts(run_node, made, text).values():
            assert anchor == "p2"
            assert expected_words in excerpt
            assert excerpt[0] == excerpt[-1] == "…"
            assert len(excerpt) <= 150
            assert {word.strip("…") for word in excerpt.split()} <= {*"kỳ lân sáng trong ngọc".split(), *(f"chữ{n}" for n in range(300))}
            assert marks


def test_where_texts_are_too_long_to_keep_a_hit_keeps_its_own_excerpt(
    run_node: RunScript, tmp_path: Path, lunr_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("site_builder.search.texts.LARGEST", 10)
    listed = [replace(long_page(n, "kỳ lân"), excerpt={"vi": "tóm tắt", "en": "tóm tắt"}) for n in range(3)]
    made = build_search(tmp_path, listed, lunr_path)
    assert {hit[:2] for hit in excerpts(run_node, made, "kỳ lân").values()} == {("p2", "tóm tắt")}
    assert {hit[1] for hit in excerpts(run_node, made, "trang đầu").values()} == {"trang đầu"}


def test_pages_are_cut_to_one_length_that_fits() -> None:
    assert texts._kept([5, 100, 50], 155) == 100
    assert texts._kept([5, 100, 50], 100) == 47
    assert texts._kept([5, 100, 50], 15) == 5
    assert texts._kept([], 15) == 0


def test_a_hit_of_a_pattern_opens_its_page(run_node: RunScript, built: Built) -> None:
    wild, prohibited = results(run_node, built, ["harb*", "+harbour -maps"], syntax="lunr")
    assert wild == {d.id: expected(d, "harbour") for d in ARCHIVE if d.id in wild}
    assert prohibited == {d.id: expected(d, "harbour") for d in ARCHIVE if d.id in prohibited}
