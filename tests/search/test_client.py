"""The client finds what a reader expects, filters, counts, sorts, and survives its host."""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from site_builder import resources
from site_builder.search.client_code import client_files, lunr_value
from site_builder.search.documents import Document, FieldText
from tests.search.conftest import Built, RunScript, build_search
from tests.search.queries import LUNR, TYPED
from tests.search.texts import documents

Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, lunr_path: Path) -> Built:
    return build_search(tmp_path_factory.mktemp("archive"), documents(), lunr_path)


@pytest.fixture(scope="module")
def ask(run_node: RunScript, archive: Built) -> Ask:
    def asked(*queries: Any, **setting: Any) -> list[dict[str, Any]]:
        listed = [{"text": q} if isinstance(q, str) else {"text": q[0], "options": q[1]} for q in queries]
        pages: list[dict[str, Any]] = run_node("ask.mjs", {"search": str(archive.search), "asked": listed, **setting})["pages"]
        return pages

    return asked


def titles(page: dict[str, Any]) -> list[str]:
    return [result["title"] for result in page["results"]]


@pytest.mark.parametrize(
    ("typed", "first", "among"),
    [
        ("đất", {"Địa bạ xã Đông Ngạc", "Hương ước làng Hòa Bình"}, {"dat dai va thue khoa"}),
        ("dat", {"dat dai va thue khoa"}, {"Địa bạ xã Đông Ngạc", "Hương ước làng Hòa Bình"}),
        ("địa bạ", {"Địa bạ xã Đông Ngạc"}, set()),
        ("dia ba", {"Địa bạ xã Đông Ngạc"}, set()),
        ("Huế", {"Gia phả họ Nguyễn ở Huế"}, {"dat dai va thue khoa"}),
        ("hue", {"Map of Hue and the harbour", "Gia phả họ Nguyễn ở Huế"}, {"dat dai va thue khoa"}),
        ("hòa", {"Sắc phong thành hoàng làng Hoà Bình", "Hương ước làng Hòa Bình"}, set()),
        ("hoà", {"Sắc phong thành hoàng làng Hoà Bình", "Hương ước làng Hòa Bình"}, set()),
        ("railways", {"Letter from the Governor-General", "Land register of Đông Ngạc"}, {"Map of Hue and the harbour"}),
        ("survey", {"Map of Hue and the harbour"}, set()),
        ("An", {"An album of photographs"}, set()),
        ("VN-DN01-PL-04", {"Sắc phong thành hoàng làng Hoà Bình"}, set()),
        ("113/2025/NĐ-CP", {"Tờ trình số 113/2025/NĐ-CP"}, set()),
        ("113/2025/nd-cp", {"Tờ trình số 113/2025/NĐ-CP"}, set()),
        ("家譜", {"Gia phả họ Nguyễn ở Huế"}, set()),
        ("𡨸", {"Gia phả họ Nguyễn ở Huế"}, set()),
        ("thue khoa", {"dat dai va thue khoa"}, {"Hương ước làng Hòa Bình"}),
    ],
)
def test_a_reader_finds_what_they_expect_the_exact_first(ask: Ask, typed: str, first: set[str], among: set[str]) -> None:
    (page,) = ask(typed)
    found = titles(page)
    assert page["matched"] == "all"
    assert found[0] in first
    assert among <= set(found), found


def test_a_quoted_phrase_wants_its_words_side_by_side(ask: Ask) -> None:
    loose, phrase, toned = ask("land field", '"land registers"', '"địa bạ lập"')
    assert titles(phrase) == ["Land register of Đông Ngạc"]
    assert titles(toned) == ["Địa bạ xã Đông Ngạc"]
    assert "Land register of Đông Ngạc" in titles(loose)
    assert all(page["matched"] == "all" for page in (loose, phrase, toned))


def test_any_word_is_enough_where_nothing_has_them_all_and_the_page_says_so(ask: Ask) -> None:
    page, nothing = ask("Huế zyzzyva", "zyzzyva")
    assert (page["matched"], titles(page)[0]) == ("any", "Gia phả họ Nguyễn ở Huế")
    assert (nothing["total"], nothing["results"]) == (0, [])


def test_a_word_that_nobody_wrote_gets_a_suggestion(ask: Ask) -> None:
    first, second = ask("harbuor", "ralway map")
    assert first["suggestions"] == ["harbour"]
    assert second["suggestions"] in (["railway map"], ["railways map"])


def test_results_say_where_they_stand_in_the_readers_language(ask: Ask) -> None:
    (vietnamese,), (english,) = ask("113/2025/NĐ-CP"), ask("113/2025/NĐ-CP", language="en")
    result = vietnamese["results"][0]
    assert result["url"] == "https://site.test/sub/vi/records/r-006/"
    assert result["context"] == ["Phông", "lang-xa"]
    assert english["results"][0]["url"] == "https://site.test/sub/en/records/r-006/"
    assert english["results"][0]["context"] == ["Fonds", "lang-xa"]
    assert (result["date"], english["results"][0]["date"]) == ("năm 1867", "1867")
    start, end = result["highlights"]["title"][0]
    assert result["title"][start:end] == "113/2025/NĐ-CP"


def test_facets_count_the_results_and_filters_never_change_scores(ask: Ask) -> None:
    everything, filtered = ask(
        ("", {"facets": ["collection", "subject"], "size": 100}),
        ("huế", {"filters": {"collection": ["nguyen"]}, "facets": ["collection"], "size": 100}),
    )
    (plain,) = ask(("huế", {"size": 100}))
    expected = Counter(value.key for document in documents() for value in document.facets["collection"])
    assert {value["value"]: value["count"] for value in everything["facets"]["collection"]} == expected
    scores = {result["id"]: result["score"] for result in plain["results"]}
    assert filtered["results"]
    assert all(scores[result["id"]] == pytest.approx(result["score"], abs=1e-12) for result in filtered["results"])
    assert [value["value"] for value in filtered["facets"]["collection"]] == ["nguyen"]
    assert filtered["facets"]["collection"][0]["label"] == "Sưu tập nguyen"
    assert filtered["total"] == filtered["facets"]["collection"][0]["count"] < plain["total"]


@pytest.mark.parametrize(("limits", "years"), [
    ({"from": "1840", "to": "1860"}, [1846, 1853, 1860]),
    ({"from": "1890"}, [1895, 1902]),
    ({"to": "1825-12-31"}, [1825]),
    ({"from": "1826-01-01", "to": "1831-12"}, []),
])  # fmt: skip
def test_a_range_of_dates_admits_what_touches_it(ask: Ask, limits: dict[str, str], years: list[int]) -> None:
    (page,) = ask(("", {"filters": {"date": limits}, "sort": "date"}))
    assert [result["date"] for result in page["results"]] == [f"năm {year}" for year in years]


def test_results_are_sorted_by_date_and_title(ask: Ask) -> None:
    by_date, backwards, by_title = ask(*(("", {"sort": order, "size": 100}) for order in ("date", "date-desc", "title")))
    years = [result["date"] for result in by_date["results"]]
    assert years == sorted(years)
    assert [result["date"] for result in backwards["results"]] == years[::-1]
    assert titles(by_title) == sorted(titles(by_title))


def test_lunr_without_its_builder_answers_as_the_whole(run_node: RunScript, archive: Built, tmp_path: Path) -> None:
    whole = resources.vendor("lunr/lunr.min.js").read_text("utf-8")
    files = client_files(whole)
    assert len(lunr_value(whole)) < 0.9 * len(whole)
    shutil.copytree(archive.search, tmp_path / "search")
    for path, content in files.items():
        (tmp_path / "search" / path).write_bytes(content)
    asked = [{"text": text} for text in TYPED] + [{"text": text, "options": {"syntax": "lunr"}} for text in LUNR]
    first, second = (run_node("ask.mjs", {"search": str(folder), "asked": asked}) for folder in (archive.search, tmp_path / "search"))
    for question, one, other in zip(asked, first["pages"], second["pages"], strict=True):
        assert one == other, question


def test_pages_of_results_follow_one_another(ask: Ask) -> None:
    whole, first, second, beyond = ask(
        ("a", {"syntax": "lunr", "size": 100}), *((("a"), {"syntax": "lunr", "size": 2, "page": page}) for page in (1, 2, 99))
    )
    ids = [result["id"] for result in whole["results"]]
    assert [result["id"] for result in first["results"] + second["results"]] == ids[:4]
    assert beyond["results"] == []
    assert beyond["total"] == whole["total"]


def test_sizes_pages_and_filters_that_ask_for_nothing_odd_are_understood(ask: Ask) -> None:
    everything = ask(("địa bạ", {"size": 100}))[0]
    nothing = dict.fromkeys(("page", "size", "sort", "facets", "filters", "syntax", "typing"))
    odd = [None, nothing, {"size": "100"}, {"size": 100, "page": 0}, {"size": 100, "page": -3}, {"size": 100, "filters": {"collection": []}}]
    for options, page in zip(odd, ask(*(("địa bạ", options) for options in odd)), strict=True):
        assert page["total"] == everything["total"], options
        assert titles(page) == titles(everything)[: len(titles(page))] != [], options
    (one,) = ask(("địa bạ", {"filters": {"collection": "nguyen"}, "size": 100}))
    assert one == ask(("địa bạ", {"filters": {"collection": ["nguyen"]}, "size": 100}))[0]
    assert 0 < one["total"] < everything["total"]


def test_all_results_may_be_asked_for_at_once(run_node: RunScript, archive: Built) -> None:
    asked = [{"text": "a", "options": {"syntax": "lunr", "size": size}} for size in (1_000_000, "Infinity")]
    many, endless = run_node("ask.mjs", {"search": str(archive.search), "asked": asked})["pages"]
    assert many == endless
    assert len(many["results"]) == many["total"] > 2


def test_typing_completes_the_last_word_only(ask: Ask) -> None:
    typed, done, middle = ask(("railw", {"typing": True}), "railw", ("railw map", {"typing": True}))
    assert "Letter from the Governor-General" in titles(typed)
    assert done["total"] == 0
    assert middle["matched"] == "any"


def test_an_abandoned_query_reads_no_cards_and_spoils_nothing(run_node: RunScript, archive: Built) -> None:
    payload = {"search": str(archive.search), "text": "railw", "options": {"typing": True}}
    given = run_node("abandon.mjs", payload)
    assert given["whole"]["how"] == "answered"
    assert next(one["how"] for one in given["found"]) == "AbortError"
    assert {one["how"] for one in given["found"]} == {"AbortError", "answered"}
    assert {one["total"] for one in given["found"]} == {given["whole"]["total"]}


def test_a_host_that_unpacks_gzip_is_understood(ask: Ask) -> None:
    assert ask("địa bạ", host="unpacking") == ask("địa bạ")


def test_a_site_published_anew_is_noticed_once(
    run_node: RunScript, archive: Built, lunr_path: Path, tmp_path: Path
) -> None:
    edited: list[Document] = [
        replace(document, fields={**document.fields, "body": [FieldText("vi", f"địa bạ {document.id}")]}) for document in documents()
    ]
    anew = build_search(tmp_path, edited, lunr_path)
    asked = [{"text": "địa bạ", "options": {"size": 100}}, {"text": "huế"}]
    found = run_node("ask.mjs", {"search": str(archive.search), "asked": asked, "host": str(anew.search)})
    assert found["pages"][0]["total"] == len(edited)
    assert found["entries"] == 2


def test_a_file_that_stays_away_is_an_error(run_node: RunScript, archive: Built, tmp_path: Path) -> None:
    (tmp_path / "entry.json").write_bytes((archive.search / "entry.json").read_bytes())
    found = run_node("ask.mjs", {"search": str(archive.search), "asked": [{"text": "huế"}], "host": str(tmp_path)})
    assert "thrown" in found["pages"][0]


def test_rare_values_of_a_facet_filter_though_they_are_not_counted(
    run_node: RunScript, lunr_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("site_builder.search.facets.SHARE", 330)
    built = build_search(tmp_path, documents(20), lunr_path)
    assert built.bundle.shelves.facets.cut
    asked = [{"text": "", "options": {"filters": {"subject": [key]}, "size": 1}} for key in ("dia-ba", "maps", "nothing")]
    found = run_node("ask.mjs", {"search": str(built.search), "asked": asked})["pages"]
    counts = Counter(value.key for document in documents(20) for value in document.facets.get("subject", ()))
    assert [page["total"] for page in found] == [counts["dia-ba"], counts["maps"], 0]


def test_a_damaged_file_is_refused_in_time_and_never_waited_for(run_node: RunScript, archive: Built) -> None:
    asked = [["địa bạ", {}], ["trang 3", {}], ["hươn*", {"syntax": "lunr"}], ["thue", {"facets": ["subject"], "sort": "title"}]]
    found = run_node("damage.mjs", {"search": str(archive.search), "asked": asked})
    for way, counts in found.items():
        assert counts["damaged"] == counts["answered"] + counts["refused"], way
        assert counts["refused"] > counts["damaged"] // 2, way
