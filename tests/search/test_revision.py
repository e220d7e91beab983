"""An index of which a few documents were edited is the one that would be made anew, byte for byte."""

import pickle
import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from site_builder.search.bundle import Bundle, cards_for, most_files, packed_bundle
from site_builder.search.documents import Document, FacetValue, FieldText, PageText
from site_builder.search.gathering import Gathered, gathered
from site_builder.search.packing import Press
from site_builder.search.revision import revised
from site_builder.search.standing import Frame, Standing
from site_builder.search.weights import Reals
from tests.search.test_gathering import digests
from tests.search.test_partition import common, paged

__all__ = ["common"]
RARE = ("kỳ lân", "Hòa", "hoà", "railway", "railways", "家譜", "một", "VN-DN01-PL-01", "ﾃ", "sắc", "sac", "địa bạ", "Huế", "hue")
COMMON = ("đất đai", "làng", "xã", "thuế", "the", "map")


def gather(listed: Sequence[Document], before: Gathered | None) -> Gathered:
    cards = cards_for(len(listed), ["vi", "en"])
    found = gathered(digests(listed), listed.__getitem__, cards, before)
    found.forget()
    return found


class Archive:
    """Documents that are edited, and the index that is brought up to date from what was kept of it, not always the last time."""

    def __init__(self, listed: Sequence[Document]) -> None:
        self.first, self.listed, self.files = list(listed), list(listed), most_files(len(listed))
        self.known = pickle.loads(pickle.dumps(gather(listed, None)))
        made, self.standing = packed_bundle([pickle.loads(pickle.dumps(self.known))], self.files, Press())
        self.kept = pickle.dumps((self.known, self.standing.bare()))
        self.site = {path: content for path, content in made.files() if content is not None}

    def edit(self, edited: dict[int, Document], keep: bool = True) -> bool:
        """Edit documents; say whether no more than they was counted."""
        for number, document in edited.items():
            self.listed[number] = document
        before, standing = pickle.loads(self.kept)
        after, press = gather(self.listed, before), Press(frozenset(path.removesuffix(".bin") for path in self.site))
        self.known = pickle.loads(pickle.dumps(after))
        found = revised(before, after, standing, self.files, press)
        made, self.standing = found or packed_bundle([after], self.files, press)
        self.site = {path: self.site[path] if content is None else content for path, content in made.files()}
        if keep or found is None:
            self.kept = pickle.dumps((self.known, self.standing.bare()))
        return found is not None

    def anew(self) -> tuple[Bundle, Standing]:
        return packed_bundle([gather(self.listed, None)], self.files, Press())


def changed(draw: random.Random, one: Document) -> Document:
    """Edit a document as an archivist would, or as nobody would."""
    words = one.fields["body"][0].text.split()
    kind = draw.choice(("add", "add", "drop", "turn", "swap", "title", "pages", "nothing", "stuff", "facet", "empty"))
    if kind == "add":
        for _ in range(draw.randint(1, 3)):
            words.insert(draw.randrange(len(words) + 1), draw.choice((*RARE, *COMMON)))
    elif kind == "drop" and words:
        del words[draw.randrange(len(words))]
    elif kind == "turn":
        draw.shuffle(words)
    elif kind == "swap" and words:
        words[draw.randrange(len(words))] = draw.choice((*RARE, *COMMON, f"chữ{draw.randrange(99)}"))
    elif kind == "stuff":
        words += [draw.choice(COMMON)] * draw.randint(1, 40)
    elif kind == "empty":
        words = []
    language = one.fields["body"][0].language
    one = replace(one, fields={**one.fields, "body": [FieldText(language, " ".join(words))]})
    if kind == "title":
        title = f"{draw.choice(RARE)} {one.sort_titles['vi']}"
        one = replace(one, fields={**one.fields, "title": [FieldText(language, title)]}, sort_titles={"vi": title, "en": title})
    elif kind == "pages":
        one = replace(one, pages=[PageText(f"p{n}", "vi", draw.choice(RARE)) for n in range(draw.randrange(4))])
    elif kind == "facet":
        one = replace(one, facets={**one.facets, "subject": [FacetValue("x", {"vi": "x", "en": "x"})]}, earliest=one.earliest)
    return one


@pytest.fixture
def lasting(common: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the averages of a small archive stay what they are when one of its texts grows."""

    def bounding(averages: Reals) -> Reals:
        _, power = np.frexp(averages)
        rounded: Reals = np.ldexp(np.ones_like(averages), power + 1)
        return rounded

    for module in ("shards", "apart", "recutting", "revision"):
        monkeypatch.setattr(f"site_builder.search.{module}.bounding", bounding)


def edits(seed: int, steps: int) -> int:
    """Edit an archive again and again, compare with one made anew; count the edits that were made the short way."""
    draw = random.Random(seed)
    archive, quick = Archive(paged(draw.choice((4, 9, 15)))), 0
    for _ in range(steps):
        numbers = draw.sample(range(len(archive.listed)), draw.choice((1, 1, 1, 2, 5)))
        undone = draw.random() < 0.2
        edited = {number: archive.first[number] if undone else changed(draw, archive.listed[number]) for number in numbers}
        quick += archive.edit(edited, keep=draw.random() < 0.4)
        made, standing = archive.anew()
        assert archive.site == dict(made.files())
        assert same(archive.standing.frame, standing.frame)
    return quick


def same(one: Frame, other: Frame) -> bool:
    names = ("counts", "family", "lengths", "of_word", "attached", "pairs", "pair_counts")
    listed = one.pair_names == other.pair_names and one.named.keys == other.named.keys
    return listed and all(np.array_equal(getattr(one, name), getattr(other, name)) for name in names)


@pytest.mark.usefixtures("lasting")
@pytest.mark.parametrize("seed", range(3))
def test_an_index_brought_up_to_date_equals_one_made_anew(seed: int) -> None:
    assert edits(seed, 10) >= 7


@pytest.mark.usefixtures("common")
def test_where_averages_change_everything_is_counted_anew() -> None:
    assert edits(0, 6) < 6


@pytest.mark.long
@pytest.mark.usefixtures("lasting")
@pytest.mark.parametrize("seed", range(100, 300))
def test_thousands_of_edits_give_what_is_made_anew(seed: int) -> None:
    assert edits(seed, 12) >= 6


@pytest.mark.usefixtures("lasting")
def test_an_edit_writes_only_what_holds_its_words() -> None:
    archive = Archive(paged(15))
    before = dict(archive.site)
    body = [FieldText("vi", archive.listed[40].fields["body"][0].text + " thuế")]
    assert archive.edit({40: replace(archive.listed[40], fields={**archive.listed[40].fields, "body": body})})
    assert 0 < len([path for path in archive.site if path not in before]) < len(before) / 2


@pytest.mark.usefixtures("lasting")
def test_where_files_are_gone_just_they_are_made_again() -> None:
    archive = Archive(paged(9))
    gone = sorted(path for path in archive.site if path.endswith(".bin") and "/" not in path)[1::2]
    for path in gone:
        del archive.site[path]
    body = [FieldText("vi", "thuế")]
    assert archive.edit({100: replace(archive.listed[100], fields={**archive.listed[100].fields, "body": body})})
    made, _ = archive.anew()
    assert archive.site == dict(made.files())


@pytest.mark.usefixtures("lasting")
def test_filters_are_not_counted_again_where_titles_alone_have_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(paged(9))
    monkeypatch.delattr("site_builder.search.revision.packed_facets")
    for number, title in ((3, "a"), (5, "b"), (3, "c")):
        edited = replace(archive.listed[number], sort_titles={"vi": title, "en": title})
        assert archive.edit({number: edited}, keep=False)
        assert archive.site == dict(archive.anew()[0].files())


@pytest.mark.usefixtures("lasting")
def test_where_documents_come_go_or_move_everything_is_counted_anew() -> None:
    archive = Archive(paged(4))
    for listed in (archive.listed[1:], [*archive.listed, replace(archive.listed[0], id="new")], archive.listed[::-1]):
        before = pickle.loads(pickle.dumps(archive.known))
        assert revised(before, gather(listed, before), archive.standing.bare(), archive.files, Press()) is None
