"""The search page by HTTP, beside a hello world on the same machine in the same run."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import psycopg

from benchmarks import load
from benchmarks.report import Row, at_least
from benchmarks.site import LISTINGS, environment, fill, gunicorn
from tests.serving import ask

# Three facets each, with many hits and few, in the three languages.
PAGES = (
    "/fi/toiminta/?region=01&language=ar&free=1",
    "/fi/toiminta/?municipality=091&language=fi&theme=finnish",
    "/sv/verksamhet/?municipality=049&target=women&day=tu",
    "/en/activities/?region=06&theme=finnish&level=a1",
    "/en/activities/?language=en&day=we&time=evening&dropin=1",
    "/fi/toiminta/?target=children&age=9&access=wheelchair",
    "/sv/verksamhet/?region=11&format=language-cafe&free=1",
    "/en/activities/?municipality=091&municipality=297&language=ru&welcome=all",
)
FOLDERS = ("/fi/toiminta/", "/sv/verksamhet/", "/en/activities/")
CHOICES = ("region", "theme", "language", "target", "format", "day", "free", "dropin")
OPTION = re.compile(r'value="([^"]+)".*?class="choice__count">([0-9]+)<')
# Only a page with entries has it.
FOUND = b'id="picks"'
# Django's own, with nothing before it.
BARE = "django.core.wsgi:get_wsgi_application()"
ROUNDS = 3
# More than are asked for in one round.
MOST_PATHS = 24_000
TARGETS: dict[str, float | None] = {
    "page-miss": 0.25,
    "page-hit": 0.70,
    "page-mixed": None,
    "page-orm": None,
}


class RepeatedError(load.LoadError):
    """A page was asked for twice, and may have come from the cache."""


def measure(url: str, folder: Path) -> list[Row]:
    fill(url, LISTINGS, folder)
    variables = environment(url, folder)
    bare = variables | {"DJANGO_SETTINGS_MODULE": "benchmarks.hello_settings"}
    with (
        gunicorn(variables, folder / "site") as site,
        gunicorn(bare, folder / "hello", config="", application=BARE) as other,
    ):
        rates = Rates(url, folder, site, other, distinct(site)).measured()
    return [
        at_least(f"{name}: requests/s", ours, hello, TARGETS[name])
        for name, (ours, hello) in rates.items()
    ]


@dataclass
class Rates:
    """Requests a second of the site and of hello world, asked in turns."""

    url: str
    folder: Path
    site: int
    other: int
    paths: Sequence[str]

    def measured(self) -> dict[str, tuple[float, float]]:
        mixed = list(chain.from_iterable(zip(self.paths, _cycled(PAGES), strict=False)))
        rates = {
            "page-miss": self._compared(self.paths, once=True),
            "page-hit": self._compared(PAGES),
            "page-mixed": self._compared(mixed, once=True),
        }
        self._execute("DELETE FROM activities_index")
        return rates | {"page-orm": self._compared(PAGES)}

    def _compared(
        self, paths: Sequence[str], once: bool = False
    ) -> tuple[float, float]:
        ours, hello = [], []
        for number in range(1, ROUNDS + 1):
            hello.append(load.rate(self.other, ["/hello/"], self.folder))
            if once:
                self._forget_pages()
            ours.append(load.rate(self.site, paths, self.folder))
            if once and ours[-1] * load.SECONDS > len(paths):
                raise RepeatedError(f"{len(paths)} pages are too few")
            print(f"round {number} of {ROUNDS}: {ours[-1]:.1f} and {hello[-1]:.0f}/s")
        return median(ours), median(hello)

    def _forget_pages(self) -> None:
        """A change of no entry: no page that is kept is of this counter."""
        self._execute("UPDATE activities_index SET counter = counter + 1")

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self.url) as connection:
            connection.execute(statement.encode())


def _cycled(paths: Sequence[str]) -> Iterator[str]:
    while True:
        yield from paths


def distinct(port: int) -> list[str]:
    """Searches that find something, each another one, by one to three choices.

    Asking for each once also draws what every process draws only once.
    """
    chance = random.Random(4)
    choices = {name: _values(port, name) for name in CHOICES}
    found: dict[str, None] = {}
    while len(found) < MOST_PATHS:
        names = chance.sample(CHOICES, chance.choice((1, 2, 2, 3, 3, 3)))
        pairs = [(name, chance.choices(*choices[name])[0]) for name in names]
        page = chance.choice((1, 1, 1, 2, 3))
        path = f"{chance.choice(FOLDERS)}?{urlencode([*pairs, ('page', str(page))])}"
        found[path] = None
    return [path for path in found if FOUND in ask(port, path).body]


def _values(port: int, parameter: str) -> tuple[list[str], list[int]]:
    """Of a facet, with the number of entries that each would find."""
    page = ask(port, f"/en/activities/filter/{parameter}/").body.decode()
    options = OPTION.findall(page)
    return [value for value, _number in options], [int(n) for _value, n in options]
