"""Finding an organisation by what somebody types of its name, or nearly its name."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from django.db.models import QuerySet

from organisations.models import Organisation
from regions.named import NAME_COLUMNS
from textanalysis.folding import words

# Words that say what kind of body it is, and not which one.
LEGAL_FORMS = {"ry", "rf", "rs", "sr", "oy", "ab", "r", "y", "f", "s"}
LEGAL_FORMS |= {"yhdistys", "forening", "foreningen", "association"}
NEARLY = 0.8
SHORTEST = 4
MOST = 20
MOST_ALIKE = 5


def find(text: str) -> list[Organisation]:
    """By name or Business ID, the best first; what is nearly the name if nothing is."""
    digits = "".join(letter for letter in text if letter in "0123456789")
    if len(digits) == 8:
        number = f"{digits[:7]}-{digits[7]}"
        return list(_known().filter(business_id=number))
    asked = words(text)
    if not asked:
        return []
    found = [one for one in _known() if _has_all(one, asked)]
    return found[: MOST + 1] or alike([text])


def alike(names: Iterable[str]) -> list[Organisation]:
    """Those whose name is, begins with or nearly is one of these; the nearest first."""
    typed = {core for name in names if len(core := _core(name)) >= SHORTEST}
    if not typed:
        return []
    scored = [(_nearness(one, typed), one) for one in _known()]
    near = [(score, one.pk, one) for score, one in scored if score >= NEARLY]
    return [one for _score, _pk, one in sorted(near, reverse=True)][:MOST_ALIKE]


def _known() -> QuerySet[Organisation]:
    return Organisation.objects.known().select_related("home_municipality")


def _names(organisation: Organisation) -> list[str]:
    names = (getattr(organisation, column) for column in NAME_COLUMNS)
    return [name for name in names if name]


def _has_all(organisation: Organisation, asked: list[str]) -> bool:
    """Whether one of its names has a word that begins with each word asked for."""
    for name in _names(organisation):
        own = words(name)
        if "".join(asked) in "".join(own):
            return True
        if all(any(word.startswith(part) for word in own) for part in asked):
            return True
    return False


def _core(name: str) -> str:
    own = words(name)
    return "".join([word for word in own if word not in LEGAL_FORMS] or own)


def _nearness(organisation: Organisation, typed: set[str]) -> float:
    cores = [_core(name) for name in _names(organisation)]
    return max((_ratio(one, core) for one in typed for core in cores), default=0)


def _ratio(typed: str, core: str) -> float:
    if core.startswith(typed):
        return 1.0
    matcher = SequenceMatcher(None, typed, core)
    # The first two are cheap and never too low.
    for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio):
        if (found := ratio()) < NEARLY:
            return 0
    return found
