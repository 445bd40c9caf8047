"""Words that share a part: "luku- ja kirjoitustaito", "naiset ja -lapset"."""

import re
from collections.abc import Iterator

from textanalysis import finnish, swedish

_AND = r"(?:(?:ja|tai|sekä|eli|eikä|och|eller|samt|and|or|&|/)\s+)"
_HYPHEN = "[-‐‑–]"
# Without an end, a text of one endless word would take for ever.
_WORD = r"(?<!\w)\w{1,50}"
_FIRST = re.compile(rf"\w{_HYPHEN}(?=[\s,/])")
_SHARED_END = re.compile(
    rf"((?:{_WORD}{_HYPHEN}(?:,|\s*/)?\s*{_AND}?){{1,6}})({_WORD})(?!\w|{_HYPHEN}\s)"
)
_SHARED_START = re.compile(rf"({_WORD}),?\s+{_AND}{_HYPHEN}({_WORD})")
_ITEM = re.compile(rf"({_WORD}){_HYPHEN}(?=[\s,/])")


def completed(text: str) -> Iterator[str]:
    """The words in full, in lower case: "lukutaito" for "luku-"."""
    lower = text.lower()
    if _FIRST.search(lower):
        for match in _SHARED_END.finditer(lower):
            for first in _ITEM.findall(match[1]):
                for head in _heads(match[2]):
                    yield first + head
    for match in _SHARED_START.finditer(lower):
        for start in _starts(match[1]):
            yield start + match[2]


def _heads(word: str) -> set[str]:
    """The ends of a compound, each of one part or more."""
    found = {
        "".join(part.form for part in reading.parts[at:])
        for reading in finnish.readings(word)
        for at in range(1, len(reading.parts))
    }
    if not found and (compound := swedish.compound(word)):
        found.add(word[compound.head_at :])
    return found


def _starts(word: str) -> set[str]:
    """A compound without its last part."""
    found = {
        "".join(part.form for part in reading.parts[:-1])
        for reading in finnish.readings(word)
        if len(reading.parts) > 1
    }
    if not found and (compound := swedish.compound(word)):
        found.add(word[: compound.head_at])
    return found
