"""Every kind of page, each with the address of one example."""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import override

from tests.browser.world import World

LANGUAGES = ("fi", "sv", "en")
SCHEMES = ("light", "dark")
Address = Callable[[World, str], str]


class Load(NamedTuple):
    """One page as a browser gets it."""

    kind: str
    language: str
    scripts: bool


class Look(NamedTuple):
    """One way to look at a page; at another way it need not be loaded again."""

    width: int
    scheme: str


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


def loads() -> Iterator[tuple[Load, list[Look]]]:
    """Each kind in each language on a phone, and further looks until every pair of two
    choices was seen once; of each other state one look.
    """
    phone = {
        Load(kind, language, bool((at + turn) % 2)): Look(320, SCHEMES[at // 2 % 2])
        for at, kind in enumerate(KINDS)
        for turn, language in enumerate(LANGUAGES)
    }
    looks = {load: [look] for load, look in phone.items()}
    wide = [(load, Look(1280, scheme)) for load in phone for scheme in SCHEMES]
    narrow = [(load, Look(320, scheme)) for load in phone for scheme in SCHEMES]
    missing = {pair for view in wide + narrow for pair in pairs(*view)}
    for load, look in phone.items():
        missing -= pairs(load, look)
    while missing:
        load, look = max(wide + narrow, key=lambda view: len(missing & pairs(*view)))
        missing -= pairs(load, look)
        looks[load].append(look)
    yield from looks.items()
    for kind in STATES:
        yield Load(kind, "fi", scripts=True), [Look(320, "light")]


def pairs(load: Load, look: Look) -> set[tuple[tuple[int, object], ...]]:
    return set(combinations(enumerate((*load, *look)), 2))
