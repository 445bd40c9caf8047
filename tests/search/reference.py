"""What a search means, in plain Python and by the words of the specification.

Slow and simple on purpose: the search is held equal to it on random data.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from activities.recurrence import HELSINKI
from regions.distances import kilometres
from tests.factories import DAYS
from tests.named import TOWNS
from textanalysis.analysis import analyse

TODAY = dt.date(2026, 6, 17)
NOW = dt.datetime.combine(TODAY, dt.time(12), HELSINKI)
LEVELS = ("none", "beginner", "a1", "a2", "b1", "b2")
ACCESS = ("wheelchair", "toilet", "loop", "parking", "quiet")
FLAGS = ("free", "dropin", "online", "childcare")
WEIGHTS = {"title": 16, "terms": 8, "summary": 4, "body": 2}
Chosen = dict[str, list[str]]


@dataclass(frozen=True)
class Meeting:
    """A time on a day of the week, or on one date."""

    day: str
    hour: int
    date: dt.date | None = None


@dataclass(frozen=True)
class Plan:
    rule: str
    meetings: tuple[Meeting, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None

    def over(self) -> bool:
        dates = [meeting.date for meeting in self.meetings if meeting.date]
        gone = self.rule == "dates" and all(date < TODAY for date in dates)
        return gone or (self.end is not None and self.end < TODAY)

    def holds(self, days: list[str], times: list[str]) -> bool:
        """Whether one meeting to come is on one of the days at one of the times."""
        if self.over() or self.rule == "agreement":
            return False
        return self.rule == "always" or any(
            (not days or meeting.day in days)
            and (not times or time_of(meeting.hour) in times)
            and (meeting.date is None or meeting.date >= TODAY)
            for meeting in self.meetings
        )

    def starts(self) -> Iterator[dt.datetime]:
        """The meetings that have not begun, within a month."""
        for date in (TODAY + dt.timedelta(days=n) for n in range(30)):
            for meeting in self.meetings:
                at = dt.datetime.combine(date, dt.time(meeting.hour), HELSINKI)
                begun = self.start is None or date >= self.start
                ended = self.end is not None and date > self.end
                on_day = meeting.day == DAYS[date.weekday()]
                on_date = meeting.date in (None, date)
                if begun and not ended and on_day and on_date and at > NOW:
                    yield at


def time_of(hour: int) -> str:
    if hour < 12:
        return "morning"
    return "afternoon" if hour < 17 else "evening"


@dataclass(frozen=True)
class Entry:
    """An entry as its organiser sees it; `words` are those of each field."""

    words: dict[str, tuple[str, ...]]
    organisation: str
    kind: str = "activity"
    municipality: frozenset[str] = frozenset()
    nationwide: bool = False
    online: bool = False
    language: frozenset[str] = frozenset()
    interpreted: frozenset[str] = frozenset()
    target: frozenset[str] = frozenset()
    welcome: str = "all"
    theme: frozenset[str] = frozenset()
    format: frozenset[str] = frozenset()
    level: str = ""
    ages: tuple[int | None, int | None] = (None, None)
    plans: tuple[Plan, ...] = ()
    price: str = ""
    registration: str = ""
    child_care: str = ""
    access: dict[str, str] = field(default_factory=dict)
    checked_on: dt.date = TODAY
    due_on: dt.date = TODAY
    published_days_ago: int = 0
    withdrawn: bool = False

    def region(self) -> set[str]:
        return {TOWNS[code][3] for code in self.municipality}

    def public(self) -> bool:
        hidden = self.due_on < TODAY - dt.timedelta(days=60)
        ended = bool(self.plans) and all(plan.over() for plan in self.plans)
        return not (self.withdrawn or hidden or ended)


def tier(entry: Entry, facet: str, chosen: Chosen) -> int | None:
    """1 or 2 where the entry meets what was chosen of a facet, None where not."""
    values = {name: chosen.get(name, []) for name in PARAMETERS[facet]}
    if not any(values.values()):
        return 1
    if facet in TWO_TIERS:
        return TWO_TIERS[facet](entry, **values)
    return 1 if ONE_TIER[facet](entry, **values) else None


def place(e: Entry, municipality: list[str], region: list[str]) -> int | None:
    if e.municipality & set(municipality) or e.region() & set(region):
        return 1
    return 2 if e.nationwide or e.online else None


def target(e: Entry, target: list[str]) -> int | None:
    if e.target & set(target):
        return 1
    return None if e.welcome == "only" else 2


def age(e: Entry, age: list[str]) -> int | None:
    youngest, oldest = e.ages
    if youngest is None and oldest is None:
        return 2
    low, high = youngest or 0, 999 if oldest is None else oldest
    return 1 if any(low <= int(n) <= high for n in age) else None


def level(e: Entry, level: list[str]) -> int | None:
    if not e.level:
        return 2
    most = max(LEVELS.index(one) for one in level)
    return 1 if LEVELS.index(e.level) <= most else None


def language(e: Entry, language: list[str]) -> bool:
    known = e.language | e.interpreted
    easy = {"fi"} if "fi-x-selko" in known else set()
    return bool((known | easy) & set(language))


def access(e: Entry, access: list[str]) -> bool:
    return all(e.access.get(kind) == "yes" for kind in access)


def when(e: Entry, day: list[str], time: list[str]) -> bool:
    return any(plan.holds(day, time) for plan in e.plans)


TWO_TIERS: dict[str, Callable[..., int | None]] = {
    "place": place,
    "target": target,
    "age": age,
    "level": level,
}
ONE_TIER: dict[str, Callable[..., object]] = {
    "language": language,
    "access": access,
    "when": when,
    "theme": lambda e, theme: e.theme & set(theme),
    "format": lambda e, format: e.format & set(format),
    "welcome": lambda e, welcome: e.welcome in welcome,
    "organisation": lambda e, organisation: e.organisation in organisation,
    "free": lambda e, free: e.price == "free",
    "dropin": lambda e, dropin: e.registration == "none",
    "online": lambda e, online: e.online,
    "childcare": lambda e, childcare: e.child_care == "arranged",
}
PARAMETERS = {
    "place": ("municipality", "region"),
    "when": ("day", "time"),
    **{name: (name,) for name in {*TWO_TIERS, *ONE_TIER} - {"place", "when"}},
}


def score(entry: Entry, query: list[str]) -> int | None:
    """Of each token the weight of the best field that has it."""
    total = 0
    for word in query:
        weights = [
            WEIGHTS[name]
            for name, of_field in entry.words.items()
            if word in analyse(of_field)
        ]
        if not weights:
            return None
        total += max(weights)
    return total


def heard(entries: list[Entry], chosen: Chosen, query: list[str]) -> list[Entry]:
    """Without descriptions, where these add more than half as many to what has the
    words elsewhere, and something of that meets the choices (docs/search.md).
    """
    without = [
        replace(one, words={n: w for n, w in one.words.items() if n != "body"})
        for one in entries
    ]
    most, fewest = (
        len(in_order(some, {}, query, "new")) for some in (entries, without)
    )
    if most <= 1.5 * fewest or not in_order(without, chosen, query, "new"):
        return entries
    return without


def meets(entry: Entry, chosen: Chosen, query: list[str], left_out: str = "") -> bool:
    if entry.kind != "activity" or not entry.public() or score(entry, query) is None:
        return False
    others = (name for name in PARAMETERS if name != left_out)
    return all(tier(entry, name, chosen) is not None for name in others)


def count(
    entries: list[Entry], chosen: Chosen, query: list[str], name: str, value: str
) -> int:
    """What choosing a value would find in its first tier."""
    facet = next(facet for facet, names in PARAMETERS.items() if name in names)
    # Day and time hold together, and each kind of access is a facet of its own.
    beside = {n: v for n, v in chosen.items() if facet == "when" and n != name}
    with_others = chosen.get("access", []) if facet == "access" else []
    wanted = {**beside, name: [*with_others, value]}
    return sum(
        meets(entry, chosen, query, left_out=facet) and tier(entry, facet, wanted) == 1
        for entry in entries
    )


def in_order(
    entries: list[Entry], chosen: Chosen, query: list[str], sort: str
) -> list[int]:
    """The places in the list of what is found, in order."""
    found = [n for n, entry in enumerate(entries) if meets(entry, chosen, query)]
    return sorted(found, key=lambda n: (_key(entries[n], chosen, query, sort), n))


def _key(
    entry: Entry, chosen: Chosen, query: list[str], sort: str
) -> tuple[object, ...]:
    if sort == "new":
        return (entry.published_days_ago,)
    if sort == "date":
        starts = [at for plan in entry.plans for at in plan.starts()]
        return (min(starts, default=NOW + dt.timedelta(days=99)),)
    if sort == "near":
        seats = [TOWNS[code][4:] for code in entry.municipality]
        origin = TOWNS["091"][4:]
        return (min((kilometres(*origin, *s) for s in seats), default=1e9),)
    return (
        tuple(tier(entry, name, chosen) for name in TWO_TIERS),
        -(score(entry, query) or 0),
        -entry.checked_on.toordinal(),
    )
