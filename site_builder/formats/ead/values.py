"""Single values of a finding aid: dates, roles, the text beside names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from site_builder.formats.ead.prose import Element, name_of, words
from site_builder.formats.imported import addressed
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


def code(element: Element) -> tuple[str, str, bool]:
    """Return a unitid's value, what gave it, and whether machines alone use it: a link, an ARK, a path in a system."""
    said = words(element)
    kind = element.get("localtype") or element.get("type") or element.get("label") or ""
    for one in element.iter():
        address = next((value for key, value in one.attrib.items() if str(key).rpartition("}")[2] == "href"), "")
        target = addressed(str(address))
        if target is not None:
            return target, kind if said in ("", target) else said, True
    return said, kind, bool(_MACHINE.match(said))


_MACHINE = re.compile(r"https?://|ark:|/repositories/")


def date_words(element: Element) -> str:
    """Return the words of a date; the ends of EAD3's structured ranges are joined by a dash."""
    ranges = [one for one in element.iter() if name_of(one) == "daterange"]
    if name_of(element) == "unitdate" or not ranges:
        return words(element)
    ends = ("–".join(words(end) for end in one if words(end)) for one in ranges)
    singles = (words(one) for one in element.iter() if name_of(one) == "datesingle")
    return ", ".join(said for said in (*ends, *singles) if said)


def completes(dates: dict[str, list[str]], edtf: str, text: str) -> bool:
    """Let a structured date complete the date in words that it follows; False where it says another one."""
    if not edtf or not dates.get("dates.edtf"):
        return False
    before, shown = dates["dates.edtf"], dates["dates.display"][-1] or dates["dates.edtf"][-1]
    if not set(_WORD.findall(text)) <= set(_WORD.findall(shown)) or (before[-1] and bounds(before[-1]) != bounds(edtf)):
        return False
    before[-1] = before[-1] or edtf
    return True


_WORD = re.compile(r"\w+")


def apart(text: str) -> Iterator[str]:
    """Yield each paragraph of a text in Markdown, and each entry of its plain lists."""
    for block in filter(str.strip, text.split("\n\n")):
        entries = [_ENTRY.fullmatch(line) for line in block.split("\n")]
        if all(entries):
            yield from (entry[1] for entry in entries if entry)
        else:
            yield block


_ENTRY = re.compile(r"(?:-|\d+\.) (\S.*)")


def linked(text: str) -> tuple[str, str]:
    """Return the address and the words of a text that is one link, or no address and the text."""
    found = _LINK.fullmatch(text.strip())
    return (found[2], re.sub(r"\\(.)", r"\1", found[1])) if found else ("", text)


_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]\((\S+)\)\.?")


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


def standard(edtf: str) -> str:
    """Return an EDTF value as attributes of EAD: ISO 8601, else its first and last year or day, and the doubt."""
    if _ISO.fullmatch(edtf):
        return f' normal="{edtf}"'
    span = bounds(edtf)
    if span.earliest is None or span.latest is None or not 1 <= span.earliest <= span.latest <= date.max.toordinal():
        return ""
    first, last = date.fromordinal(span.earliest), date.fromordinal(span.latest)
    ends = [first.isoformat(), last.isoformat()]
    if ends[0].endswith("-01-01") and ends[1].endswith("-12-31"):
        ends = [end[:4] for end in ends]
    doubt = next((word for marks, word in (("~%", "approximate"), ("?", "uncertain")) if set(marks) & set(edtf)), "")
    return f' normal="{"/".join(dict.fromkeys(ends))}"' + (f' certainty="{doubt}"' if doubt else "")


_ISO = re.compile(r"-?\d{4}(-\d\d){0,2}(/-?\d{4}(-\d\d){0,2})?")


def is_edtf(value: str) -> bool:
    """Say whether a value is EDTF."""
    try:
        bounds(value)
    except EdtfError:
        return False
    return True
