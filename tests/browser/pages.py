"""Every kind of page, each with the address of one example."""

from collections.abc import Callable, Iterator
from itertools import combinations, product
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import override

from tests.browser.world import World

LANGUAGES = ("fi", "sv", "en")
WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")
Address = Callable[[World, str], str]


class View(NamedTuple):
    """One way to look at a page."""

    kind: str
    language: str
    width: int
    scheme: str
    javascript: bool


def named(name: str, query: str = "", *arguments: str) -> Address:
    def address(world: World, language: str) -> str:
        with override(language):
            return reverse(name, args=arguments) + query

    return address


def entry(name: str) -> Address:
    return lambda world, language: world.path(getattr(world, name), language)


def shortlist(world: World, language: str) -> str:
    return world.shortlist(language, world.cafe, world.sewing, world.full)


def organisation(world: World, language: str) -> str:
    with override(language):
        number = world.cafe.organisation_id
        return reverse("search:organisation_by_number", args=[number])


KINDS: dict[str, Address] = {
    "home": named("search:home"),
    "search": named("search:activities", "?municipality=091"),
    "search with filters": named(
        "search:activities",
        "?q=kahvi&municipality=049&language=ar&age=200&target=women&unknown=1",
    ),
    "search without results": named("search:activities", "?q=xyzzy&region=18"),
    "search for a place": named("search:activities", "?where=Lehto&language=ar"),
    "all options": named("search:facet", "", "language"),
    "activity": entry("cafe"),
    "gone activity": entry("gone"),
    "shortlist": shortlist,
    "empty shortlist": named("search:shortlist"),
    "organisation": organisation,
    "organisations": named("search:organisations"),
    "region": named("search:region", "", "uusimaa"),
    "languages": named("search:languages"),
    "for organisations": named("for_organisations"),
    "professionals": named("professionals"),
    "about": named("about"),
    "missing page": lambda world, language: f"/{language}/xyzzy/",
}
# The same kinds in another state, which differ by a notice or a badge.
STATES: dict[str, Address] = {
    "search with two pages": named("search:activities"),
    "search in tiers": named("search:activities", "?target=women&language=so&age=30"),
    "trainings": named("search:trainings"),
    "full activity": entry("full"),
    "activity on a break": entry("on_break"),
    "unconfirmed activity": entry("unconfirmed"),
    "hidden activity": entry("hidden"),
    "ended activity": entry("ended"),
    "activity in Swedish": entry("swedish"),
    "training": entry("training"),
    "language": named("search:language", "", "ar"),
    "accessibility": named("accessibility"),
    "privacy": named("privacy"),
    "rules": named("rules"),
}
WAYS = (LANGUAGES, WIDTHS, SCHEMES, (True, False))
FIRST = [View(kind, code, 320, "light", True) for kind in KINDS for code in LANGUAGES]
FIRST += [View(kind, "fi", 320, "light", True) for kind in STATES]
ALL = [View(*one) for one in product([*KINDS, *STATES], *WAYS)]


def rest_pairwise() -> Iterator[View]:
    """Views that, with the first ones, show every pair of two values at least once."""
    views = [View(*one) for one in product(KINDS, *WAYS)]
    missing = {pair for view in views for pair in pairs(view)}
    for view in FIRST:
        missing -= pairs(view)
    while missing:
        best = max(views, key=lambda view: len(missing & pairs(view)))
        missing -= pairs(best)
        yield best


def pairs(view: View) -> set[tuple[tuple[int, object], ...]]:
    return set(combinations(enumerate(view), 2))
