"""One page of results, divided by tiers, each under its own heading."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities.models import Activity
from activities.prepared import Extra, Ready, ready_today
from search import live
from search.question import TIERED, Hit
from search.selection import Selection

PLACE, TARGET, AGE, LEVEL = range(len(TIERED))
# Of an entry that is in no second tier.
FIRST = (0,) * len(TIERED)


@dataclass(frozen=True)
class Section:
    """Cards of one tier; the first tier of a list needs no heading."""

    heading: str
    cards: list[SafeString]


def sections(
    selection: Selection, hits: Sequence[Hit], pick: bool = False
) -> list[Section]:
    """In any other order than `best` the tiers mix: each card then says its own."""
    found = _cards([hit.pk for hit in hits])
    known = [hit for hit in hits if hit.pk in found]
    asked = selection.values("language")

    def drawn(hit: Hit, notes: Sequence[str]) -> SafeString:
        return found[hit.pk].with_(Extra(notes, asked, pick))

    if selection.sort != "best":
        cards = [drawn(hit, _all_notes(hit)) for hit in known]
        return [Section("", cards)] if cards else []
    return [
        Section(heading, [drawn(hit, unstated(hit)) for hit in group])
        for heading, group in groupby(known, key=heading_of)
    ]


def _cards(ids: Sequence[int]) -> dict[int, Ready]:
    """The card of each: kept in memory, or prepared on the spot."""
    index = live.index()
    if index is None:
        activities = Activity.objects.with_card().in_bulk(ids)
        return {pk: ready_today(one) for pk, one in activities.items()}
    return index.cards.all_ready(ids, get_language() or "", timezone.now())


def heading_of(hit: Hit) -> str:
    if hit.tiers == FIRST:
        return ""
    parts = []
    if hit.tiers[PLACE]:
        parts.append(_("All over Finland and online"))
    if hit.tiers[TARGET]:
        parts.append(_("Open to others too"))
    return " · ".join(parts)


def unstated(hit: Hit) -> list[str]:
    if hit.tiers == FIRST:
        return []
    notes = [_("Age not stated")] if hit.tiers[AGE] else []
    return notes + ([_("Language level not stated")] if hit.tiers[LEVEL] else [])


def _all_notes(hit: Hit) -> list[str]:
    heading = heading_of(hit)
    return ([heading] if heading else []) + unstated(hit)
