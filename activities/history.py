"""The history of an entry, read from the log for its editors and moderators."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from activities.models import Activity, Decision
from activities.sentences import in_words, who
from events.models import Event

# An approval says it already.
SILENT = {"publish"}
# How moderators share their work is no matter of the editors.
FOR_MODERATORS = {"start-review", "release"}
ORGANISATION_VERBS = ("approve", "reject", "suspend", "reinstate")
VERDICTS = (Decision.Verdict.RETURN, Decision.Verdict.REJECT)


@dataclass(frozen=True)
class Line:
    """One thing that happened; `notes` are reasons and comments, word for word."""

    at: dt.datetime
    who: str
    text: str
    notes: list[str]


def history(activity: Activity, *, for_moderator: bool) -> list[Line]:
    """What happened to the entry, its versions and its organisation, newest first."""
    hidden = SILENT if for_moderator else SILENT | FOR_MODERATORS
    numbers = dict(activity.versions.values_list("pk", "number"))
    own = Event.objects.about(activity)
    gone = own.filter(verb="discard").values_list("before", flat=True)
    numbers |= {facts["version"]: facts["number"] for facts in gone}
    events = _events(activity, list(numbers)).select_related("actor")
    said = _said(activity)
    lines = []
    for event in events.order_by("at", "id"):
        about = numbers.get(_number(event)) if _is_of_version(event) else None
        notes = list(_notes(event, said))
        if event.verb not in hidden:
            lines.append(Line(event.at, who(event), in_words(event, about), notes))
    return lines[::-1]


def _events(activity: Activity, versions: list[int]) -> Any:
    about_organisation = Q(
        target_type="organisations.organisation",
        target_id=str(activity.organisation_id),
        verb__in=ORGANISATION_VERBS,
    )
    return Event.objects.filter(
        Q(target_type="activities.activity", target_id=str(activity.pk))
        | Q(target_type="activities.version", target_id__in=map(str, versions))
        | about_organisation
    )


def _said(activity: Activity) -> dict[tuple[int, str], Iterator[Decision]]:
    """Decisions with words, by version and verdict, in the order of their events."""
    decisions = Decision.objects.filter(
        version__activity=activity, verdict__in=VERDICTS
    ).order_by("at", "id")
    found: dict[tuple[int, str], list[Decision]] = {}
    for one in decisions:
        found.setdefault((one.version_id, one.verdict), []).append(one)
    return {place: iter(several) for place, several in found.items()}


def _notes(
    event: Event, said: dict[tuple[int, str], Iterator[Decision]]
) -> Iterator[str]:
    for column in ("taken_down_reason", "state_reason"):
        if reason := event.after.get(column):
            yield reason
    if _is_of_version(event) and event.verb in VERDICTS:
        decision = next(said.get((_number(event), event.verb), iter(())), None)
        if decision is not None:
            yield from (note for note in [decision.reason] if note)
            yield from (str(note) for note in decision.comments.values() if note)


def _is_of_version(event: Event) -> bool:
    return event.target_type == "activities.version"


def _number(event: Event) -> int:
    return int(event.target_id)
