"""A site made of plain words, for tests of publishing: which subjects there are, and what each writes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_builder.model.output import Output, Subject
from site_builder.publish import plan, writer
from site_builder.publish.report import Report
from site_builder.state import State

Content = str | bytes | Path | Exception


@dataclass
class Written:
    """A maker whose subjects are given: by key, the files of each."""

    given: Mapping[str, Mapping[str, Content]]
    name: str = "written"

    def subjects(self) -> Iterator[Subject]:
        for key, files in self.given.items():
            yield Subject(key, hashlib.sha256(repr(sorted(files.items(), key=str)).encode()).hexdigest())

    def paths(self, key: str) -> list[str]:
        return list(self.given[key])

    def make(self, key: str) -> Iterator[Output]:
        for path, content in self.given[key].items():
            if isinstance(content, Exception):
                raise content
            yield Output(path, content.encode() if isinstance(content, str) else content)


def build(
    portal: Path, given: Mapping[str, Mapping[str, Content]], *, jobs: int = 1, clean: bool = False, dry_run: bool = False,
) -> Report:
    """Publish into `portal/output`."""
    makers = [Written(given)]
    with State.open(portal / ".site-builder", portal / "output", clean=clean) as state:
        planned = plan.plan(makers, state)
        if dry_run:
            return writer.foresee(planned, makers, portal / "output", state)
        with writer.crew(makers, state, jobs) as crew:
            return writer.publish(planned, makers, portal / "output", state, crew)


def tree(folder: Path) -> dict[str, bytes | None]:
    """Return every file of a folder with its bytes, and every folder with None."""
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() and not path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
    }


def records(count: int, **changed: str) -> dict[str, dict[str, Content]]:
    """Return a site of `count` records with a page in two languages each; `changed` gives other words to some (`r3="new"`)."""
    return {
        f"record/r{number}": {
            f"{language}/records/r{number}/index.html": changed.get(f"r{number}", f"{language} {number}") for language in ("vi", "en")
        }
        for number in range(count)
    }
