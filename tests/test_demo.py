"""The demonstration portal keeps what it promises: no problem, every kind of record, both languages, a modest size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from site_builder.model.records import Record
from site_builder.model.rights import AccessStatus
from site_builder.model.text import Text
from site_builder.source.catalogue import Catalogue
from site_builder.source.load import load

ROOT = Path(__file__).parents[1]
COLLECTIONS = ROOT / "collections"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    loaded = load(ROOT)
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.catalogue is not None
    return loaded.catalogue


@pytest.fixture(scope="module")
def records(catalogue: Catalogue) -> list[Record]:
    return [held.record for held in catalogue.held.values()]


def files(*endings: str) -> list[Path]:
    return sorted(path for path in COLLECTIONS.rglob("*") if path.suffix in endings)


def depth(catalogue: Catalogue, record_id: str) -> int:
    return 1 + max((depth(catalogue, child) for child in catalogue.children.get(record_id, ())), default=0)


def shorter_side(path: Path) -> int:
    with Image.open(path) as picture:
        return min(picture.size)


def languages(text: Text | None) -> set[str]:
    return {tag for tag, _ in text or ()}


def sentences(record: Record) -> Iterator[Text]:
    """Yield the texts of a record that a reader meets as sentences; a Markdown body has one language, and an abstract beside it."""
    yield from filter(None, (record.abstract or record.scope_and_content, record.custodial_history, record.arrangement, record.physical_condition))
    yield from (one.alt for one in record.media if one.alt)
    yield from (basis.citation for basis in (record.access.basis if record.access else ()) if basis.citation)


def test_every_access_status_has_a_record(records: list[Record]) -> None:
    stated = Counter(record.access.status for record in records if record.access)
    assert set(stated) == set(AccessStatus)
    assert stated[AccessStatus.EMBARGOED] >= 2 and stated[AccessStatus.CLOSED] >= 3


def test_about_a_hundred_records_stand_on_seven_levels(records: list[Record]) -> None:
    assert 80 <= len(records) <= 130
    assert {record.level for record in records} >= {"fonds", "subfonds", "collection", "series", "subseries", "file", "item"}


def test_one_fonds_is_five_levels_deep_and_there_are_five_or_six_collections(catalogue: Catalogue) -> None:
    assert max(depth(catalogue, root) for root in catalogue.roots) >= 5
    assert len(catalogue.roots) in (5, 6) and len(catalogue.institutions) == 4


def test_every_title_and_sentence_is_in_both_languages(records: list[Record]) -> None:
    assert [record.id for record in records if not languages(record.title) >= {"vi", "en"}] == []
    assert [record.id for record in records for text in sentences(record) if not languages(text) >= {"vi", "en"}] == []


def test_pages_come_in_pairs_and_at_most_two_are_in_the_navigation(catalogue: Catalogue) -> None:
    ours = [page for page in catalogue.pages if not page.path.startswith("guide")]
    assert {page.path for page in ours if page.language == "vi"} == {page.path for page in ours if page.language == "en"}
    assert 1 <= sum(page.nav for page in ours if page.language == "vi") <= 2


def test_dates_are_of_many_kinds(records: list[Record]) -> None:
    written = {date.edtf for record in records for date in record.dates}
    assert written >= {"1802~", "194X", "1825/1826", "../1954", "[1667,1668]"}
    assert {date.calendar for record in records for date in record.dates} >= {"reign", "lunar", "sexagenary"}
    assert any(record.undated for record in records) and sum(record.featured for record in records) == 1


def test_records_are_written_in_yaml_markdown_and_tables() -> None:
    assert files(".md") and files(".csv") and len((COLLECTIONS / "thien-huong/anh.csv").read_text("utf-8").splitlines()) > 15


def test_a_volume_of_eight_pages_is_labelled_and_partly_read(catalogue: Catalogue) -> None:
    pages = catalogue.held["pham-dinh-dia-ba-1825"].record.media
    assert len(pages) >= 8 and all(languages(page.label) == {"vi", "en"} for page in pages)
    assert sum("lzh" in languages(page.transcription) and "en" in languages(page.translation) for page in pages) >= 3


def test_pictures_sound_and_print_are_there_and_small() -> None:
    pictures = files(".jpg")
    assert len(pictures) >= 30 and files(".pdf") and files(".mp3") and files(".vtt")
    assert max(path.stat().st_size for path in pictures) < 300_000
    assert [path.name for path in pictures if shorter_side(path) < 700] == []
    assert sum(path.stat().st_size for path in COLLECTIONS.rglob("*") if path.is_file()) < 8_000_000


def test_no_picture_lies_about_unused(catalogue: Catalogue) -> None:
    used = {path.resolve() for path in catalogue.media_paths.values()}
    assert [path.name for path in files(".jpg", ".pdf", ".mp3") if path.resolve() not in used] == []


def test_the_portal_says_that_it_is_invented(catalogue: Catalogue) -> None:
    notice = catalogue.portal.notice
    assert notice and "hư cấu" in notice.in_("vi") and "invented" in notice.in_("en")
