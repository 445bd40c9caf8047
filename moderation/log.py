"""The log in words, and what each event changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from activities.models import Version
from activities.sentences import in_words
from events.models import Event


@dataclass(frozen=True)
class Line:
    event: Event
    text: str
    # Each column that it changed, before and after.
    changes: list[tuple[str, Any, Any]]


def lines(events: Iterable[Event]) -> list[Line]:
    """In words, with the numbers of versions asked for once."""
    events = list(events)
    numbers = _numbers(events)
    return [
        Line(one, in_words(one, numbers.get(version_of(one))), _changes(one))
        for one in events
    ]


def version_of(event: Event) -> int:
    if event.target_type == "activities.version":
        return int(event.target_id)
    return int(event.after.get("public_version") or 0)


def _numbers(events: list[Event]) -> dict[int, int]:
    found = Version.objects.filter(pk__in={version_of(one) for one in events})
    return dict(found.values_list("pk", "number"))


def _changes(event: Event) -> list[tuple[str, Any, Any]]:
    names = dict.fromkeys([*event.before, *event.after])
    return [
        (name, _shown(event.before.get(name)), _shown(event.after.get(name)))
        for name in names
    ]


def _shown(value: Any) -> Any:
    return "–" if value in (None, "") else value
