"""What is in the code is in the guide, in both languages: every command, option, message and field."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import click
import pytest

from site_builder import cli, problems, resources
from site_builder.desk import importing
from site_builder.model.elements import elements
from site_builder.model.records import Record
from site_builder.render.strings import Strings, read_strings
from tests import data_dictionary
from tests.conftest import CHECKOUT

LANGUAGES = ("vi", "en")
PAGES = ("access", "commands", "describing", "getting-started", "importing", "problems", "publishing")
# Written in the guide before they are in the code; both must be empty when a version is made.
AHEAD: frozenset[str] = frozenset()
FORMATS_AHEAD: frozenset[str] = frozenset()
DECISIONS = CHECKOUT / "content" / "guide" / "decisions"

def guide(language: str, page: str) -> Path:
    return CHECKOUT / "content" / language / "guide" / f"{page}.md"

def message_table(language: str) -> str:
    """Write out every code with what it says and the way out; what a message fills in is an ellipsis."""
    said = sorted(problems.messages().items(), key=lambda one: one[0][1:])
    return "\n\n".join(f"### {code}\n\n{shown(words[language].says)}\n{shown(words[language].fix)}" for code, words in said)

def shown(message: str) -> str:
    """A message as Markdown shows it word for word."""
    filled = re.sub(r"(?<!\{)\{\w+\}(?!\})", "…", message).replace("{{", "{").replace("}}", "}")
    return re.sub(r"([\\*_`\[\]<>|])", r"\\\1", filled)

def label(said: Strings, name: str) -> str:
    return said.t(f"field.{name}")

TABLES: dict[tuple[str, str], Callable[[str], str]] = {
    ("problems", "messages"): message_table, ("fields", "fields"): data_dictionary.record_table,
    ("fields", "meanings"): data_dictionary.meaning_table,
    ("fields", "crosswalk"): data_dictionary.crosswalk, ("fields", "parts"): data_dictionary.parts_table,
    **{("fields", kind): partial(data_dictionary.authority_table, kind) for kind in data_dictionary.AUTHORITIES},
}

@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("page", "mark"), TABLES)
def test_the_guides_tables_say_what_the_code_says(page: str, mark: str, language: str) -> None:
    path = guide(language, page)
    before = path.read_text(encoding="utf-8")
    start, end = f"<!-- {mark} -->\n", f"<!-- /{mark} -->"
    head, _, rest = before.partition(start)
    after = f"{head}{start}\n{TABLES[page, mark](language)}\n\n{end}{rest.partition(end)[2]}"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(after, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == after, "the code has changed: make golden rewrites the table"

def commands(group: click.Group, path: str = "site-builder") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command

@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_is_in_the_guide(language: str) -> None:
    text = guide(language, "commands").read_text(encoding="utf-8")
    wanted = {"--portal"}
    for name, command in commands(cli.commands):
        group, _, last = name.rpartition(" ")
        if not (f"`{name}" in text or (f"`{group} " in text and f"`{last}`" in text)):
            wanted.add(name)
        wanted |= {option for parameter in command.params if isinstance(parameter, click.Option) for option in parameter.opts}
    assert sorted(one for one in wanted if one not in text) == []

@pytest.mark.parametrize("path", [guide(language, page) for language in LANGUAGES for page in PAGES] + [CHECKOUT / "README.md"],
                         ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_no_command_and_no_format_is_promised_that_is_not_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    there = {name.split()[1] for name, _ in commands(cli.commands)}
    promised = {name for name in re.findall(r"site-builder ([a-z]+)\b(?!\.)", text) if name not in ("is", "new")}
    promised |= {f"import {name}" for name in re.findall(r"site-builder import ([a-z]+)", text)}
    there |= {f"import {name}" for name in importing.READERS}
    assert promised - there - AHEAD == set()

def test_what_is_written_ahead_is_not_there_yet() -> None:
    assert AHEAD & {name.split()[1] for name, _ in commands(cli.commands)} == set(), "take it out of AHEAD"

@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_names_every_format_of_import_and_no_other(language: str) -> None:
    text = guide(language, "importing").read_text(encoding="utf-8")
    rows = {name for row in re.findall(r"^\| ((?:`[a-z]+`(?:, )?)+) \|", text, re.MULTILINE) for name in re.findall(r"`([a-z]+)`", row)}
    assert rows - FORMATS_AHEAD == set(importing.READERS)

@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_label(language: str) -> None:
    said = read_strings([resources.themes() / "plain"], language)
    assert [one.name for one in elements(Record) if label(said, one.name) in ("", f"field.{one.name}")] == []

def test_every_page_of_the_guide_is_there_in_both_languages() -> None:
    pages = [{path.relative_to(CHECKOUT / "content" / language).as_posix() for path in (CHECKOUT / "content" / language / "guide").glob("*.md")}
             for language in LANGUAGES]
    assert pages[0] == pages[1]

@pytest.mark.parametrize("path", [*sorted(CHECKOUT.glob("content/*/guide/*.md")), CHECKOUT / "README.md", CHECKOUT / "CONTRIBUTING.md"],
                         ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []

def test_every_command_of_make_is_explained() -> None:
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    explained = (CHECKOUT / "README.md").read_text(encoding="utf-8") + (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE)
    assert [name for name in named if name not in ("help", "clean", "lint", "types") and f"make {name}" not in explained] == []

def test_decisions_are_numbered_and_say_what_was_refused() -> None:
    papers = sorted(DECISIONS.glob("*.md"))
    assert [int(path.name[:3]) for path in papers] == list(range(1, len(papers) + 1))
    for path in papers:
        text = path.read_text(encoding="utf-8")
        assert all(f"\n## {part}" in text for part in ("Goal", "Chosen", "Refused")), path.name
