"""Imports: what a format reads becomes files that authors go on with; nothing that is there is overwritten."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

from site_builder.formats import collectionbuilder, ead
from site_builder.formats.imported import Collection, Ids, Import, Row, Unreadable, Words
from site_builder.source import load

Reader = Callable[[Path, Words, Ids], Import]
READERS: dict[str, Reader] = {"collectionbuilder": collectionbuilder.read, "ead": ead.read}
_LEADING = ("id", "part_of", "level", "identifier", "title", "dates.edtf", "dates.display")


class Occupied(Exception):
    """The folder for the records holds something already."""


def bring(root: Path, form: str, source: Path, into: Path, reader: str = "en") -> Import:
    """Read a source in one of READERS and write its collections below the folder `into` of the portal.

    One collection is written into the folder itself, several into folders of their own. The report speaks `reader`, vi or
    en. Raises Unreadable, and Occupied before anything is written.
    """
    loaded = load.load(root)
    catalogue = loaded.catalogue
    languages = catalogue.portal.languages if catalogue is not None else ("vi",)
    taken = (
        {
            one
            for table in (
                catalogue.held,
                catalogue.agents,
                catalogue.places,
                catalogue.subjects,
                catalogue.institutions,
            )
            for one in table
        }
        if catalogue is not None
        else set()
    )
    if not source.exists():
        raise Unreadable(str(source), 0, "no_source")
    made = READERS[form](source, Words(languages[0], reader), Ids(taken))
    target = root / into
    folders = [target] if len(made.collections) == 1 else [target / one.name for one in made.collections]
    for folder in folders:
        if folder.exists() and any(folder.iterdir()):
            raise Occupied(str(folder))
    for folder, collection in zip(folders, made.collections, strict=True):
        _write(folder, collection)
    return made


def _write(folder: Path, collection: Collection) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.yaml").write_text(as_yaml(collection.index), encoding="utf-8")
    if collection.rows:
        (folder / "records.csv").write_bytes(as_csv(collection.rows))
    for name, file in sorted(collection.files.items()):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, folder / name)


def as_csv(rows: Iterable[Row]) -> bytes:
    """Return rows as CSV: the fields that matter most first, then the others in the order of their first use."""
    rows = list(rows)
    names = dict.fromkeys(name for row in rows for name in row)
    header = [*(name for name in _LEADING if name in names), *(name for name in names if name not in _LEADING)]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in header] for row in rows)
    return buffer.getvalue().encode()


class _Dumper(yaml.SafeDumper):
    """Writes long text as blocks, and everything that another reader might take for a number or a word in quotes."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    block = "\n" in value and not any(line != line.rstrip() for line in value.split("\n"))
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if block else None)


_Dumper.add_representer(str, _text)


def as_yaml(record: dict[str, Any]) -> str:
    """Return a record as an author would write it."""
    return yaml.dump(record, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
