"""The proof of the whole build, on random archives: what may not be known is in no byte of the output."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, note, seed, settings
from PIL import Image

from site_builder.build import Options, build
from site_builder.model.rights import Access, AccessStatus, Basis, Files
from tests.amounts import times
from tests.source.canaries import AS_OF, FIELDS, NAME, UNWRITTEN, archives, days, filled, fragments, lines, meaning, words_in
from tests.source.catalogues import Written, text
from tests.source.expected import TOLD_OF_ACCESS, may_show, reduced, shown_as
from tests.source.portals import Colour, write

Roots = tuple[Written, ...]
PICTURES = (".webp", ".jpg", ".jpeg", ".png", ".avif", ".gif")
NEAR = 12
UNSEEN = re.compile(r"\w+\.id|media\.\w+\.(sha|captions|thumbnail)|media\.(captions|text|thumbnail)\.(?!paper\.words).*")
"""What an open record keeps to itself: ids that no authority record has, objects that only serve another one."""
_NAME = re.compile(NAME.pattern.encode())


def laid(roots: Roots, portal: Path, day: date, palette: dict[str, Colour]) -> None:
    """Write a portal, in the place of what it was, with a ledger of all that it shows."""
    for folder in ("collections", "content"):
        shutil.rmtree(portal / folder, ignore_errors=True)
    write(roots, portal, palette)
    shown = sorted(line[0].record.id for line in lines(roots) if shown_as(line, day) != "hidden")
    entered = "".join(f"{name},record,2020-01-01,,\n" for name in shown)
    (portal / "addresses.csv").write_text(f"id,kind,since,ended,successor\n{entered}", encoding="utf-8")


def built(roots: Roots, day: date, palette: dict[str, Colour], look: Callable[[Path], None], *before: Roots) -> None:
    """Build a portal, upon those that it was `before`, and look at each before all is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        portal = Path(folder) / "portal"
        for version in (*before, roots):
            laid(version, portal, day, palette)
            build(Options(portal, portal / "output", day, allow_removal=len(FIELDS)))
            look(portal)


def written(portal: Path) -> set[tuple[str, str]]:
    """Return the records and fields whose words stand in what authors wrote: in descriptions, files and their names."""
    laid_down = (path for folder in ("collections", "content") for path in (portal / folder).rglob("*") if path.is_file())
    return {of for path in laid_down for of in words_in(f"{path.name} {path.read_bytes().decode('latin-1')}")}


def all_open(one: Written) -> Written:
    """Return a record of which everything may be known, and all below it."""
    return Written.of(replace(one.record, access=Access(status=AccessStatus.OPEN, files=Files(master="open"))), *map(all_open, one.below))


def published(portal: Path) -> dict[str, bytes]:
    """Return every file of the output, unpacked where it is packed."""
    found = {}
    for path in sorted((portal / "output").rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            found[path.relative_to(portal / "output").as_posix()] = (
                gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
            )
    return found


def allowed(roots: Roots, day: date) -> set[tuple[str, str]]:
    return {
        (line[0].record.id, field) for line in lines(roots) for field in may_show(line, day) | TOLD_OF_ACCESS[shown_as(line, day)]
    }


def words_leaked(
    files: Mapping[str, bytes], roots: Roots, day: date, known: Collection[tuple[str, str]] | None = None
) -> list[tuple[str, str, str]]:
    """Return (record, field, file) of each word, or the better part of one, that should not be there."""
    known, mine = allowed(roots, day) if known is None else known, {line[0].record.id for line in lines(roots)}
    secret = {end: of for end, of in fragments().items() if of[0] in mine and of not in known}
    ours = {name: name.encode() + b"\n" + content for name, content in files.items() if not name.startswith("assets/")}
    whole = b"\n".join(ours.values())
    return [(*of, next(name for name, content in ours.items() if end in content)) for end, of in secret.items() if end in whole]


def names_leaked(files: Mapping[str, bytes], roots: Roots, day: date) -> set[str]:
    shown = {line[0].record.id for line in lines(roots) if shown_as(line, day) != "hidden"}
    ours = (name.encode() + content for name, content in files.items() if not name.endswith((*PICTURES, ".js", ".woff2")))
    return {one.decode() for content in ours for one in _NAME.findall(content)} - shown


def pictures_leaked(portal: Path, palette: Mapping[str, Colour], known: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the names of pictures whose colour is seen in a file of the output though they may not be."""
    secret = {colour: name for name, colour in palette.items() if meaning(name.removesuffix(".jpg")) not in known}
    found = []
    for path in (portal / "output").rglob("*"):
        if path.suffix in PICTURES and "assets" not in path.parts:
            with Image.open(path) as picture:
                seen = picture.convert("RGB").resize((1, 1)).getpixel((0, 0))
            assert isinstance(seen, tuple)
            found += [
                (path.name, name)
                for colour, name in secret.items()
                if all(abs(a - b) < NEAR for a, b in zip(colour, seen, strict=True))
            ]
    return found


def digests_leaked(portal: Path, files: Mapping[str, bytes], known: set[tuple[str, str]]) -> list[str]:
    """Return the files kept back whose checksum, or whose bytes, are published."""
    whole = b"".join(content for name, content in files.items() if not name.startswith("assets/"))
    bytes_out = {hashlib.sha256(content).hexdigest() for content in files.values()}
    kept = [path for path in (portal / "collections").rglob("*.*") if path.suffix != ".yaml" and meaning(path.stem) not in known]
    sums = {hashlib.sha256(path.read_bytes()).hexdigest(): path.name for path in kept}
    return [name for digest, name in sums.items() if digest in bytes_out or digest.encode() in whole]


def no_leak(roots: Roots, day: date) -> None:
    """See every word while all of it is open, then none that may not be known: the second site is built upon the first."""
    palette: dict[str, Colour] = {}
    states = iter((tuple(map(all_open, roots)), roots))

    def look(portal: Path) -> None:
        now = next(states)
        files, known = published(portal), allowed(now, day)
        if now is not roots:
            unseen = (written(portal) & known) - {(one, field) for one, field, _ in words_leaked(files, now, day, set())}
            assert [field for _, field in unseen if not UNSEEN.fullmatch(field)] == []
        for line in lines(now):
            note(
                f"{line[0].record.id} below {[one.record.id for one in line[1:]]} is {shown_as(line, day)}: {line[0].record.access}"
            )
        assert words_leaked(files, now, day, known) == []
        assert names_leaked(files, now, day) == set()
        assert pictures_leaked(portal, palette, known) == []
        assert digests_leaked(portal, files, known) == []
        seen = {of for of in known if of[1].endswith(".path") and of[1] not in ("media.captions.path", "media.text.path")}
        released = seen & {meaning(name.removesuffix(".jpg")) for name in palette}
        assert not released or any(name.endswith(PICTURES) and "records/" in name for name in files)

    built(roots, day, palette, look, tuple(map(all_open, roots)))


def uncounted(one: Written) -> Written:
    """Return a record that leaves no number where it is closed: the one trace that hidden records may leave."""
    access: Access | None = one.record.access
    quiet = replace(access, count="hidden") if access is not None else None
    return Written.of(replace(one.record, access=quiet), *map(uncounted, one.below))


def writable(left: Iterable[Written], shown: set[str]) -> tuple[Written, ...]:
    """Return what is left of records as files may say it: with some title, no relation to what is gone, each in its place."""
    return tuple(
        Written.of(
            replace(
                one.record,
                title=one.record.title or text("không nhan đề"),
                related=tuple(link for link in one.record.related if link.ref is None or link.ref in shown),
                order=str(place),  # open records below a hidden one stand where it stood among its neighbours
            ),
            *writable(one.below, shown),
        )
        for place, one in enumerate(left)
    )


def same_without(roots: Roots, day: date) -> None:
    quiet = tuple(map(uncounted, roots))
    shown = {line[0].record.id for line in lines(quiet) if shown_as(line, day) in ("full", "minimal")}
    left = writable([one for root in quiet for one in reduced((root,), day)], shown)
    palette: dict[str, Colour] = {}
    found: list[dict[str, bytes]] = []
    for version in (quiet, left):
        built(version, day, palette, lambda portal: found.append(published(portal)))
    assert found[0].keys() == found[1].keys()
    assert [name for name, content in found[0].items() if content != found[1][name]] == []


quick = settings(derandomize=False, deadline=None, print_blob=True, suppress_health_check=list(HealthCheck), database=None)
fresh = seed(int(os.environ["SEED"]))


@fresh
@settings(quick, max_examples=times(100))
@given(archives(most=5, clear=True), days)
def test_nothing_that_may_not_be_known_is_in_any_byte_of_the_site(roots: Roots, day: date) -> None:
    no_leak(roots, day)


@fresh
@settings(quick, max_examples=times(25))
@given(archives(most=5, clear=True), days)
def test_the_site_is_the_same_byte_for_byte_as_if_the_rest_had_never_been_written(roots: Roots, day: date) -> None:
    same_without(roots, day)


@pytest.mark.long
@pytest.mark.parametrize("part", range(40))
def test_nothing_leaks_from_a_thousand_archives(part: int) -> None:
    @seed(int(os.environ["SEED"]) + part)
    @settings(quick, max_examples=25)
    @given(archives(most=9, clear=True), days)
    def prove(roots: Roots, day: date) -> None:
        no_leak(roots, day)
        same_without(roots, day)

    prove()


@pytest.mark.parametrize("status", ["closed", "withdrawn", "restricted", "metadata_only"])
def test_what_is_shut_after_it_was_open_leaves_no_byte_behind(tmp_path: Path, status: str) -> None:
    opened = Written("n1x", access=Access(status=AccessStatus.OPEN), **filled("n1x", UNWRITTEN))
    beside = Written("n2x", **filled("n2x", UNWRITTEN))
    shut = Access(status=AccessStatus(status), basis=(Basis(type="donor"),))
    after = Written.of(replace(opened.record, access=shut))
    top = Written("n0x", access=Access(status=AccessStatus.OPEN)).record
    palette: dict[str, Colour] = {}
    portal, day = tmp_path / "portal", AS_OF[0]
    for one in (opened, after):
        shutil.rmtree(portal / "collections", ignore_errors=True)
        write((Written.of(top, one, beside),), portal, palette)
        build(Options(portal, portal / "output", day, allow_removal=1))
    roots, files = (Written.of(top, after, beside),), published(portal)
    assert words_leaked(files, roots, day) == []
    assert pictures_leaked(portal, palette, allowed(roots, day)) == []
    build(Options(portal, tmp_path / "clean", day, clean=True))
    (portal / "output").rename(tmp_path / "kept")
    (tmp_path / "clean").rename(portal / "output")
    assert published(portal) == files


def test_every_alarm_rings_where_something_does_leak() -> None:
    opened = Written("n0x", access=Access(status=AccessStatus.OPEN), **filled("n0x", UNWRITTEN))
    closed = Written.of(replace(opened.record, access=Access(status=AccessStatus.CLOSED, basis=(Basis(type="donor"),))))
    palette: dict[str, Colour] = {}

    def look(portal: Path) -> None:
        files = published(portal)
        leaked = {field for _, field, _ in words_leaked(files, (closed,), AS_OF[0])}
        assert {"title", "subjects", "notes", "transcription", "media.access.label"} <= leaked
        assert names_leaked(files, (closed,), AS_OF[0]) == {"n0x"}
        assert pictures_leaked(portal, palette, set()) != []
        assert pictures_leaked(portal, palette, allowed((opened,), AS_OF[0])) == []

    built((opened,), AS_OF[0], palette, look)
