"""Captions of recordings: WebVTT or SubRip, checked and written anew as WebVTT."""

from __future__ import annotations

import re

_TIME = r"(?:\d+:)?[0-5]?\d:[0-5]\d[.,]\d{3}"
_TIMING = re.compile(rf"^({_TIME})[ \t]*-->[ \t]*({_TIME})(?:[ \t].*)?$")


def read(content: bytes) -> tuple[bytes, str] | None:
    """Return captions as clean WebVTT, and their words; None for what holds no cue in UTF-8.

    Styles, regions, notes and settings are left out: what remains is timings and text, whose markup browsers treat as
    text of captions alone. Cues that end before they begin are left out too.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    except UnicodeDecodeError:
        return None
    cues = [cue for block in re.split(r"\n{2,}", text.strip("\n")) if (cue := _cue(block.split("\n")))]
    if not cues:
        return None
    spoken = (re.sub(r"<[^>]*>", "", words) for _, words in cues)
    made = "WEBVTT\n\n" + "\n\n".join(f"{timing}\n{words}" for timing, words in cues) + "\n"
    return made.encode(), " ".join(" ".join(spoken).split())


def _cue(lines: list[str]) -> tuple[str, str] | None:
    for number, line in enumerate(lines[:3]):
        found = _TIMING.match(line.strip())
        if found:
            start, end = _time(found[1]), _time(found[2])
            words = "\n".join(one.rstrip() for one in lines[number + 1:] if one.strip() and "-->" not in one)
            return (f"{start} --> {end}", words) if words and start < end else None
    return None


def _time(written: str) -> str:
    """Return a time as `HH:MM:SS.mmm`, which sorts as it runs."""
    *hours, minutes, seconds = written.replace(",", ".").split(":")
    return f"{(hours or ['0'])[0]:0>2}:{minutes:0>2}:{seconds:0>6}"
