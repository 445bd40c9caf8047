"""One page of results, divided by tiers, each under its own heading."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from activities.models import Activity
from activities.prepared import Extra, draw_today
from search.question import TIERED, Hit
from search.selection import Selection

PLACE, TARGET, AGE, LEVEL = range(len(TIERED))


@dataclass(frozen=True)
class Section:
    """Cards of one tier; the first tier of a list needs no heading."""

    heading: str
    cards: list[SafeString]


def sections(
    selection: Selection, hits: Sequence[Hit], pick: bool = False
) -> list[Section]:
    """In any other order than `best` the tiers mix: each card then says its own."""
    activities = Activity.objects.with_card().in_bulk([hit.pk for hit in hits])
    drawn = [(hit, activities[hit.pk]) for hit in hits if hit.pk in activities]
    asked = selection.values("language")
    if selection.sort != "best":
        cards = [
            draw_today(one, Extra(_all_notes(hit), asked, pick)) for hit, one in drawn
        ]
        return [Section("", cards)] if cards else []
    return [
        Section(
            heading,
            [draw_today(one, Extra(unstated(hit), asked, pick)) for hit, one in group],
        )
        for heading, group in groupby(drawn, key=lambda pair: heading_of(pair[0]))
    ]


def heading_of(hit: Hit) -> str:
    parts = []
    if hit.tiers[PLACE]:
        parts.append(_("All over Finland and online"))
    if hit.tiers[TARGET]:
        parts.append(_("Open to others too"))
    return " · ".join(parts)


def unstated(hit: Hit) -> list[str]:
    notes = [_("Age not stated")] if hit.tiers[AGE] else []
    return notes + ([_("Language level not stated")] if hit.tiers[LEVEL] else [])


def _all_notes(hit: Hit) -> list[str]:
    heading = heading_of(hit)
    return ([heading] if heading else []) + unstated(hit)
