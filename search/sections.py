"""One page of results, divided by tiers, each under its own heading."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from activities.cards import Card, card
from activities.models import Activity
from search.order import TIERED, Hit
from search.selection import Selection

PLACE, TARGET, AGE, LEVEL = range(len(TIERED))


@dataclass(frozen=True)
class Section:
    """Cards of one tier; the first tier of a list needs no heading."""

    heading: str
    cards: list[Card]


def sections(selection: Selection, hits: Sequence[Hit]) -> list[Section]:
    """In any other order than `best` the tiers mix: each card then says its own."""
    activities = Activity.objects.with_card().in_bulk([hit.pk for hit in hits])
    drawn = [(hit, activities[hit.pk]) for hit in hits if hit.pk in activities]
    if selection.sort != "best":
        cards = [_card(selection, one, _all_notes(hit)) for hit, one in drawn]
        return [Section("", cards)] if cards else []
    return [
        Section(heading, [_card(selection, one, unstated(hit)) for hit, one in group])
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


def _card(selection: Selection, activity: Activity, notes: Sequence[str]) -> Card:
    return card(activity, notes, asked=selection.values("language"))
