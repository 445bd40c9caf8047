"""What the names and postcodes of places mean, as plain data that may be kept."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from django.utils.translation import get_language

from regions.models import NameForm, Place, Postcode
from regions.named import LANGUAGES, NAME_COLUMNS

Kind = Literal["postcode", "municipality", "region", "district", "place"]
TOWN = ("code", "region__code", *NAME_COLUMNS)


class Spot(NamedTuple):
    """A place with its names in the order of LANGUAGES, "" where it has none.

    `towns` are the codes of its municipalities; a region has none.
    """

    kind: Kind
    code: str
    names: tuple[str, ...]
    towns: tuple[str, ...] = ()

    def __str__(self) -> str:
        return in_active_language(self.names)


class Town(NamedTuple):
    region: str
    names: tuple[str, ...]

    def __str__(self) -> str:
        return in_active_language(self.names)


@dataclass(frozen=True)
class Gazetteer:
    """Form of a name -> whether it is written so, and what it means, in a fixed order;
    postcode -> code of its municipality; code -> municipality.
    """

    forms: Mapping[str, Sequence[tuple[bool, Spot]]]
    postcodes: Mapping[str, str]
    towns: Mapping[str, Town]


def in_active_language(names: Sequence[str]) -> str:
    wanted = names[LANGUAGES.index(get_language() or LANGUAGES[0])]
    return wanted or next(filter(None, names), "")


def read(
    forms: Collection[str] | None = None, postcodes: Collection[str] | None = None
) -> Gazetteer:
    """What is known of these forms and postcodes, or of all; in three queries."""
    towns: dict[str, Town] = {}
    rows = Postcode.objects.values_list("code", *_of_town("municipality"))
    if postcodes is not None:
        rows = rows.filter(code__in=postcodes)
    where = {code: _put(town, towns) for code, *town in rows}
    return Gazetteer(_forms(forms, towns), where, towns)


def _forms(
    wanted: Collection[str] | None, towns: dict[str, Town]
) -> Mapping[str, list[tuple[bool, Spot]]]:
    rows = NameForm.objects.values_list(
        "form",
        "whole",
        *("place__code", "place__kind", "place__name_fi", "place__name_sv"),
        *("region__code", *(f"region__{column}" for column in NAME_COLUMNS)),
        *_of_town("municipality"),
    )
    if wanted is not None:
        rows = rows.filter(form__in=wanted)
    listed = list(rows)
    places = {place for _form, _whole, place, *_rest in listed if place}
    around = _towns_of(None if wanted is None else places, towns) if places else {}
    spots: dict[tuple[str, str], Spot] = {}
    forms: defaultdict[str, list[tuple[bool, Spot]]] = defaultdict(list)
    for form, whole, *names in listed:
        spot = _spot(names, around, towns)
        one = spots.setdefault((spot.kind, spot.code), spot)
        forms[form].append((whole, one))
    for meant in forms.values():
        meant.sort(key=lambda pair: pair[1].code)
    return dict(forms)


def _spot(
    row: Sequence[Any], around: Mapping[str, Sequence[str]], towns: dict[str, Town]
) -> Spot:
    place, kind, fi, sv, region, *rest = row
    if place:
        plain: Kind = "district" if kind == Place.Kind.DISTRICT else "place"
        return Spot(plain, place, (fi, sv, ""), tuple(around.get(place, ())))
    if region:
        return Spot("region", region, tuple(rest[:3]))
    code = _put(rest[3:], towns)
    return Spot("municipality", code, towns[code].names, (code,))


def _towns_of(
    places: Collection[str] | None, towns: dict[str, Town]
) -> Mapping[str, list[str]]:
    """The municipalities of each of these places, or of all."""
    links = Place.municipalities.through._default_manager
    rows = links.values_list("place__code", *_of_town("municipality"))
    if places is not None:
        rows = rows.filter(place__code__in=places)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for place, *town in rows.order_by("municipality__order", "municipality__code"):
        found[place].append(_put(town, towns))
    return found


def _of_town(prefix: str) -> list[str]:
    return [f"{prefix}__{column}" for column in TOWN]


def _put(row: Sequence[str], towns: dict[str, Town]) -> str:
    code, region, *names = row
    towns.setdefault(code, Town(region, tuple(names)))
    return code
