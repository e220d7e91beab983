"""Single values of a finding aid: dates, roles, the text beside names."""

from __future__ import annotations

import re

from site_builder.formats.ead.prose import Element, name_of, words
from site_builder.model.edtf import EdtfError, bounds


def barred(value: str) -> str:
    """Return a value as a cell of several holds it."""
    return value.replace("|", "\\|")


def role(element: Element) -> str:
    """Return a name with its role, or nothing."""
    role = element.get("relator") or element.get("role") or ""
    return f"{words(element)}: {role}" if role else ""


def beside_names(element: Element, names: list[Element]) -> str:
    """Return all that an element says besides some of its parts."""
    parts = [element.text or ""]
    for child in element:
        parts += ["" if child in names else words(child), child.tail or ""]
    return "\n".join(line for part in parts if (line := " ".join(part.split())))


def outside(element: Element, dates: set[Element]) -> list[str]:
    """Return the text of an element but for its dates."""
    found = [element.text or "" if isinstance(element.tag, str) else ""]
    for child in element:
        if child not in dates:
            joined = name_of(child) in ("emph", "expan", "abbr")
            found += ["" if joined else " ", *outside(child, dates), "" if joined else " "]
        found.append(child.tail or "")
    return found


def structured(element: Element) -> str:
    """Return the standard form of EAD3's structured dates."""
    singles = [one.get("standarddate") or "" for one in element.iter() if name_of(one) in ("datesingle", "fromdate", "todate")]
    spans = any(name_of(one) == "daterange" for one in element.iter())
    return "/".join(singles[:2]) if spans and all(singles[:2]) else singles[0] if len(singles) == 1 else ""


def qualified(normal: str, said: str, certainty: str) -> str:
    """Return a date's standard form with the doubt that its words (`said`, as EDTF) or its certainty tell besides it.

    "circa 1900-1906" is about 1900 to about 1906: catalogues mean the whole by the word before it.
    """
    if said != normal and re.sub("[~?%]", "", said) == normal:
        return said
    mark = next((mark for mark, words in _DOUBTS.items() if certainty.lower().rstrip(".") in words), "")
    if not mark or not _PLAIN.fullmatch(normal):
        return normal
    return "/".join(end + mark for end in normal.split("/"))


_DOUBTS = {
    "~": frozenset({"approximate", "approximately", "circa", "ca", "c", "about", "estimated"}),
    "?": frozenset({"uncertain", "questionable", "probable"}),
}
_PLAIN = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")


def is_edtf(value: str) -> bool:
    """Say whether a value is EDTF."""
    try:
        bounds(value)
    except EdtfError:
        return False
    return True
