"""What a query is made of once it is understood."""

from typing import NamedTuple

# Tokens that must all be there, in any fields of an entry.
Alternative = tuple[str, ...]


class Word(NamedTuple):
    """A word of a query; an entry has it that has all tokens of one alternative.

    "kielikurssi" has the alternatives ("kielikurssi",) and ("kieli", "kurssi").
    """

    typed: str
    alternatives: tuple[Alternative, ...]


# All words must be found.
Query = tuple[Word, ...]
