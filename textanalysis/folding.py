"""Folding: the plain form of a text in which what people type can be compared."""

import re
import unicodedata

# Letters. No word that is meant has more, and compounds of compounds take seconds.
LONGEST_WORD = 45

# Letters whose stroke or bar is no separate mark, so that NFKD leaves them as they are.
_PLAIN = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ł": "l",
        "ŋ": "n",
        "ŧ": "t",
        "þ": "th",
    }
)
# Marks of the scripts from Devanagari to Khmer are vowels and belong to the word.
_VOWELS = "".join(
    chr(code)
    for code in range(0x0900, 0x1AB0)
    if unicodedata.category(chr(code)).startswith("M")
)
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_VOWELS}])*")


class _Letters(dict[int, str]):
    """What each letter folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_letter(_fold_letter(chr(code)))
        # Ideographs are too many to keep and fold to themselves anyway.
        if code < 0x3000:
            self[code] = folded
        return folded


def _fold_letter(letters: str) -> str:
    spread = unicodedata.normalize("NFKD", letters.casefold())
    bare = "".join(part for part in spread if not _is_accent(part))
    return bare.casefold().translate(_PLAIN)


def _is_accent(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M") and letter not in _VOWELS


_LETTERS = _Letters()
_LETTERS_BUT_DOTS = _Letters({ord(one): one.lower() for one in "åäöÅÄÖ"})


def fold(text: str) -> str:
    """Lower case without marks: "Äänekoski" is "aanekoski", "Straße" is "strasse".

    Letters of other scripts stay, without the marks that people leave out: "مُحَمَّد"
    is "محمد", "ё" is "е". Folding what is folded changes nothing.
    """
    return unicodedata.normalize("NFC", text.translate(_LETTERS))


def fold_but_dots(text: str) -> str:
    """Folded, but for Finnish and Swedish letters: "Språkcafé" is "språkcafe"."""
    return unicodedata.normalize("NFC", text).translate(_LETTERS_BUT_DOTS)


def words(text: str) -> list[str]:
    """The folded words of a text in order: runs of letters and digits of any script.

    Hyphens and apostrophes part words: "Pohjois-Savo" is "pohjois" and "savo".
    """
    return _WORD.findall(fold(text))
