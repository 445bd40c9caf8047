"""The engine by brute force: every entry judged by itself, straight from its facts."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from activities.facts import Facts
from regions.distances import kilometres
from search.question import TIERED, Hit, Question
from tests.search.made_facts import tokens_of
from textanalysis.matching import match_and_score

FACETS = {
    "place": ("region", "municipality"),
    "when": ("day", "time"),
    **{
        name: (name,)
        for name in (
            *("language", "target", "theme", "format", "level", "age"),
            *("free", "dropin", "online", "childcare"),
            *("access", "welcome", "organisation"),
        )
    },
}
NEVER = 1e18


class Brute:
    """The answer of Facts to a question at a moment."""

    def __init__(self, facts: Iterable[Facts], question: Question, now: dt.datetime):
        self.question, self.now = question, now
        self.today = now.astimezone(ZoneInfo("Europe/Helsinki")).date().isoformat()
        of_kind = [one for one in facts if one["kind"] == question.kind]
        listed = [one for one in of_kind if self.today <= one["listed_until"]]
        asked = question.query, question.least
        scores = {e["id"]: match_and_score(tokens_of(e), *asked) for e in listed}
        self.scores = {pk: score for pk, score in scores.items() if score is not None}
        self.having_words = [e for e in listed if e["id"] in self.scores]
        self.found = self.others("")
        self.total = len(self.found)

    def others(self, left_out: str) -> list[Facts]:
        names = [name for name in FACETS if name != left_out]
        tiers = {e["id"]: [self.tier(e, n) for n in names] for e in self.having_words}
        return [e for e in self.having_words if None not in tiers[e["id"]]]

    def values(self, parameter: str) -> tuple[str, ...]:
        return self.question.chosen.get(parameter, ())

    def tier(self, e: Facts, facet: str) -> int | None:
        """0 or 1 where it is in the first or second tier of what was chosen."""
        chosen = {name: self.values(name) for name in FACETS[facet]}
        if not any(chosen.values()) or self.first(e, facet):
            return 0
        ages = (e["min_age"], e["max_age"])
        second = {
            "place": e["anywhere"],
            "target": e["open_to_others"],
            "age": ages == (None, None),
            "level": not e["level_stated"],
        }
        return 1 if second.get(facet) else None

    def first(self, e: Facts, facet: str) -> bool:
        if facet == "when":
            return self.meets(e, self.values("day"), self.values("time"))
        if facet == "age":
            low, high = e["min_age"], e["max_age"]
            ages = [int(age) for age in self.values("age")]
            top = 999 if high is None else high
            inside = any((low or 0) <= n <= top for n in ages)
            return inside and (low, high) != (None, None)
        held = [
            value in e["values"].get(name, ())
            for name in FACETS[facet]
            for value in self.values(name)
        ]
        return all(held) if facet == "access" else any(held)

    def meets(self, e: Facts, days: tuple[str, ...], times: tuple[str, ...]) -> bool:
        if "always_until" in e and self.today <= (e["always_until"] or "9999-12-31"):
            return True
        return any(
            (not days or day in days)
            and (not times or time in times)
            and (last is None or self.today <= last)
            for day, time, last in e["meets"]
        )

    def hits(self, first: int, last: int) -> list[Hit]:
        return [self.hit(e) for e in sorted(self.found, key=self.key)[first:last]]

    def hit(self, e: Facts) -> Hit:
        place, target, age, level = (self.tier(e, name) or 0 for name in TIERED)
        return Hit(e["id"], (place, target, age, level), self.scores[e["id"]])

    def key(self, e: Facts) -> tuple[object, ...]:
        match self.question.sort, self.question.origin:
            case "new", _:
                return -e["published_at"], e["id"]
            case "date", _:
                coming = (a for a, b in e["meetings"] if b > self.now.timestamp())
                return next(coming, NEVER), e["id"]
            case "near", (latitude, longitude):
                away = (kilometres(latitude, longitude, *p) for p in e["places"])
                return min(away, default=NEVER), e["id"]
        checked = dt.date.fromisoformat(e["checked_on"]).toordinal()
        return self.hit(e).tiers, -self.scores[e["id"]], -checked, e["id"]

    def counts(self) -> dict[str, dict[str, int]]:
        names = (facet for facet in FACETS if facet != "age")
        return {k: v for facet in names for k, v in self.counts_of(facet).items()}

    def counts_of(self, facet: str) -> dict[str, dict[str, int]]:
        counted = {name: Counter[str]() for name in FACETS[facet]}
        for e in self.others(facet):
            if facet == "access" and not self.first(e, facet) and self.values(facet):
                continue
            for name, counter in counted.items():
                counter.update(self.held(e, name))
        return {name: dict(counter) for name, counter in counted.items()}

    def held(self, e: Facts, parameter: str) -> Iterable[str]:
        """The values of one parameter; a day with the chosen times, and so on."""
        days = ("mo", "tu", "we", "th", "fr", "sa", "su")
        times = ("morning", "afternoon", "evening")
        if parameter == "day":
            return [d for d in days if self.meets(e, (d,), self.values("time"))]
        if parameter == "time":
            return [t for t in times if self.meets(e, self.values("day"), (t,))]
        return set(e["values"].get(parameter, ()))

    def without(self, facet: str) -> int:
        return len(self.others(facet))

    def in_second_tier(self, facet: str) -> int:
        return sum(self.tier(e, facet) or 0 for e in self.found)
