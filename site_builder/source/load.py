"""From a portal's folder to its catalogue and all its problems: the way through this package."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from site_builder.model.portal import Portal
from site_builder.problems import Problem, errors, ordered
from site_builder.source import files
from site_builder.source.assemble import assemble
from site_builder.source.catalogue import Catalogue
from site_builder.source.decode import Decoded, decode
from site_builder.source.files import Listing, SourceFile, Tree
from site_builder.source.kinds import PORTAL, PORTAL_FILES, kind_of
from site_builder.source.packing import pack, unpack

FALLBACK_LANGUAGE = "vi"
Decoder = Callable[[Tree, Sequence[SourceFile], str], list[Decoded]]
"""Returns what each file says, in their order."""
Batch = tuple[str, Sequence[tuple[str, bytes]]]
"""The portal's language, and paths with their contents."""
Each = Callable[[Callable[[Batch], list[bytes]], Sequence[Batch]], Iterable[list[bytes]]]
"""Does the same to several works, and yields the results in their order: as `map`, or in several processes."""
_BATCH, _WINDOW = 64, 8_192
"""Files that are decoded at a time by one process, and whose contents are held at a time."""
_NOTHING = Decoded()


@dataclass(frozen=True)
class Loaded:
    """What the folder holds. There is no catalogue without a readable portal.yaml; with errors, what is doubtful is broken."""

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> bool:
        """Whether there are errors, so that nothing may be published."""
        return bool(errors(self.problems))


def load(root: Path, decoder: Decoder | None = None, listed: Listing | None = None) -> Loaded:
    """Read a portal. `decoder` may remember what files said (see `remembering`); `listed` is the folder, if it was listed."""
    tree = files.ordered(listed) if listed is not None else files.walk(root)
    portal, problems = read_portal(tree)
    language = portal.languages[0] if portal is not None else FALLBACK_LANGUAGE
    with _no_pauses():
        return gather(tree, portal, (decoder or decode_files)(tree, described(tree, portal), language), problems)


@contextmanager
def _no_pauses() -> Iterator[None]:
    """Keep the garbage collector from going over records again and again while they pile up: half the time at 100,000."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def read_portal(tree: Tree) -> tuple[Portal | None, list[Problem]]:
    """Return what portal.yaml says, None where it cannot be trusted."""
    file = next((tree.files[name] for name in PORTAL_FILES if name in tree.files), None)
    if file is None:
        return None, [Problem(PORTAL_FILES[0], 1, "E211")]
    decoded = decode_file(tree, file, FALLBACK_LANGUAGE)
    problems = [_lacking(problem) for problem in decoded.problems]
    portal = decoded.written[0].what if decoded.written else None
    if not isinstance(portal, Portal) or not decoded.written[0].readable or not portal.languages or errors(problems):
        return None, problems
    if portal.languages[0] != FALLBACK_LANGUAGE:
        again = decode_file(tree, file, portal.languages[0]).written[0].what
        portal = again if isinstance(again, Portal) else portal
    return portal, problems


def _lacking(problem: Problem) -> Problem:
    if problem.code != "E206" or "." in problem.key:
        return problem
    return Problem(problem.file, problem.line, "E212", problem.found, key=problem.found)


def described(tree: Tree, portal: Portal | None) -> list[SourceFile]:
    """Return the files that describe something, in natural order; what lies in a media root is no description."""
    roots = tuple(f"{root.strip('/').removeprefix('./')}/" for root in (portal.media_roots if portal else ()))
    return [
        file for file in tree.files.values()
        if (kind := kind_of(file.path)) is not None and kind is not PORTAL and not (roots and file.path.startswith(roots))
    ]


def decode_files(tree: Tree, described: Sequence[SourceFile], language: str) -> list[Decoded]:
    """Read and decode files."""
    return [decode_file(tree, file, language) for file in described]


def decode_file(tree: Tree, file: SourceFile, language: str) -> Decoded:
    """Read and decode one file."""
    content = content_of(tree, file)
    return decode(content, file.path, language) if isinstance(content, bytes) else content


def digest_of(language: str, path: str, content: bytes) -> str:
    """Return the key by which what a file says is remembered."""
    return files.digest(f"{language}\n{path}\n".encode("utf-8", "surrogateescape") + content)


def remembering(
    recall: Callable[[str], bytes | None], remember: Callable[[str, bytes], None], keys: dict[str, str], each: Each = map
) -> Decoder:
    """Return a decoder that decodes only files it does not remember; the key of each, see `digest_of`, is put into `keys`.

    What is remembered holds for one version of the program and of its libraries. `each` may decode in several processes.
    """

    def read(tree: Tree, described: Sequence[SourceFile], language: str) -> list[Decoded]:
        windows = (described[start : start + _WINDOW] for start in range(0, len(described), _WINDOW))
        return [decoded for window in windows for decoded in read_some(tree, window, language)]

    def read_some(tree: Tree, described: Sequence[SourceFile], language: str) -> list[Decoded]:
        found: list[Decoded] = []
        fresh: list[tuple[int, str, str, bytes]] = []
        for file in described:
            content = content_of(tree, file)
            if isinstance(content, Decoded):
                found.append(content)
                continue
            key = keys[file.path] = digest_of(language, file.path, content)
            known = recall(key)
            if known is None:
                fresh.append((len(found), key, file.path, content))
            found.append(unpack(known) if known is not None else _NOTHING)
        for (place, key, *_), packed in zip(fresh, _packed(fresh, language, each), strict=True):
            remember(key, packed)
            found[place] = unpack(packed)
        return found

    return read


def _packed(fresh: Sequence[tuple[int, str, str, bytes]], language: str, each: Each) -> Iterator[bytes]:
    parts = (fresh[start : start + _BATCH] for start in range(0, len(fresh), _BATCH))
    work = [(language, [(path, content) for _, _, path, content in part]) for part in parts]
    for packed in each(decode_batch, work):
        yield from packed


def decode_batch(batch: Batch) -> list[bytes]:
    """Decode the contents of files, in whichever process this is."""
    language, contents = batch
    return [pack(decode(content, path, language)) for path, content in contents]


def content_of(tree: Tree, file: SourceFile) -> bytes | Decoded:
    """Return the bytes of a file, or what its failing to be read says."""
    try:
        return (tree.root / file.path).read_bytes()
    except OSError as fault:
        return Decoded(problems=(Problem(file.path, 1, "E140", fault.strerror or str(fault)),), whole=False)


def gather(tree: Tree, portal: Portal | None, decoded: Sequence[Decoded], problems: Iterable[Problem] = ()) -> Loaded:
    """Return the catalogue of all that was decoded, with every problem in order of file and line."""
    found = [*problems, *_astray(tree)]
    for one in decoded:
        found.extend(one.problems)
    catalogue, more = assemble(tree, portal, decoded)
    found.extend(more)
    return Loaded(catalogue if portal is not None else None, tuple(ordered(found)))


def _astray(tree: Tree) -> list[Problem]:
    return [Problem(path, 1, "E141") for path in tree.astray if kind_of(path) is not None]
