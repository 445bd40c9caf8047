"""The look-up table of `recognise`: every form of every name, made from the names."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from regions.inflection import stems
from regions.models import Municipality, NameForm, Place, Region
from regions.named import NAME_COLUMNS, Named
from regions.tables import Changes, Table
from textanalysis.folding import words

Target = tuple[int | None, int | None, int | None]


def folded(name: str) -> str:
    """The form in which names are compared: "Mänttä-Vilppula" is "manttavilppula"."""
    return "".join(words(name))


def refresh_name_forms(of_regions: Mapping[str, Sequence[str]] = {}) -> Changes:
    """Make the forms those of the names in use and of the names that they replaced.

    `of_regions`: further names of regions, by code.
    """
    forms: defaultdict[Target, dict[str, bool]] = defaultdict(dict)
    for target, finnish, others in _names(of_regions):
        known = forms[target]
        for name in finnish:
            known |= {stem: known.get(stem, False) for stem in stems(folded(name))}
        known |= {folded(name): True for name in (*finnish, *others) if name}
    table = Table(NameForm, "form", "region_id", "municipality_id", "place_id")
    for (region, municipality, place), known in forms.items():
        for form, whole in known.items():
            table.put(
                form=form,
                whole=whole,
                region_id=region,
                municipality_id=municipality,
                place_id=place,
            )
    table.delete_unlisted()
    table.save()
    return table.changes()


def _names(
    of_regions: Mapping[str, Sequence[str]],
) -> Iterator[tuple[Target, list[str], list[str]]]:
    """What a name means, the names to inflect, and the others."""
    for region in Region.objects.select_related("replaced_by"):
        if (now := region.current()).active:
            finnish = [region.name_fi, *of_regions.get(region.code, ())]
            yield (now.pk, None, None), finnish, _other_names(region)
    for municipality in Municipality.objects.select_related("replaced_by"):
        if (there := municipality.current()).active:
            finnish = [municipality.name_fi, *municipality.other_names]
            yield (None, there.pk, None), finnish, _other_names(municipality)
    for place in Place.objects.all():
        yield (None, None, place.pk), [place.name_fi], [place.name_sv]


def _other_names(named: Named) -> list[str]:
    """In every language, and those it had before as far as its addresses tell."""
    return [*(getattr(named, column) for column in NAME_COLUMNS), *named.former_slugs]
