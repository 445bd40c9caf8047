"""The real terms and places that synthetic listings are spread over."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from activities.listings.chance import Weighted, zipf
from activities.models import Format, Language, TargetGroup, Theme
from regions.models import Municipality, Place, Postcode


@dataclass(frozen=True, eq=False)
class Town:
    pk: int
    names: dict[str, str]
    languages: tuple[str, ...]
    latitude: float
    longitude: float
    postcodes: Weighted[str]
    districts: Weighted[str]


@dataclass(frozen=True)
class Surroundings:
    """Towns by their number of postcodes, the others in the order of the site."""

    towns: Weighted[Town]
    themes: Weighted[int]
    target_groups: Weighted[int]
    formats: Weighted[tuple[int, str]]
    languages: Weighted[int]
    language_of: dict[str, int]

    @classmethod
    def load(cls) -> Self:
        languages = Language.objects.active().values_list("code", "pk")
        return cls(
            towns=zipf(_towns()),
            themes=zipf(list(Theme.objects.active().values_list("pk", flat=True))),
            target_groups=zipf(
                list(TargetGroup.objects.active().values_list("pk", flat=True))
            ),
            formats=zipf(list(Format.objects.active().values_list("pk", "code"))),
            languages=zipf([pk for _code, pk in languages]),
            language_of=dict(languages),
        )

    @cached_property
    def town_by_id(self) -> dict[int, Town]:
        return {town.pk: town for town in self.towns.values}

    @property
    def is_complete(self) -> bool:
        return all(
            terms.values
            for terms in (
                self.towns,
                self.themes,
                self.target_groups,
                self.formats,
                self.languages,
            )
        )


def _towns() -> list[Town]:
    postcodes: dict[int, list[str]] = defaultdict(list)
    for municipality, code in Postcode.objects.values_list("municipality", "code"):
        postcodes[municipality].append(code)
    districts: dict[int, list[str]] = defaultdict(list)
    places = Place.objects.order_by("code").values_list("municipalities", "name_fi")
    for municipality, name in places:
        districts[municipality].append(name)
    towns = [
        Town(
            pk=town.pk,
            names={code: getattr(town, f"name_{code}") for code in ("fi", "sv", "en")},
            languages=tuple(town.languages.split()),
            latitude=town.seat_latitude,
            longitude=town.seat_longitude,
            postcodes=zipf(postcodes[town.pk] or [""]),
            districts=zipf(["", *districts[town.pk]]),
        )
        for town in Municipality.objects.active().order_by("code")
    ]
    return sorted(towns, key=lambda town: -len(town.postcodes.values))
