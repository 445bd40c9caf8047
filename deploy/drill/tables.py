"""What the tables hold of the drill: `python -m deploy.drill.tables ENTRY VERSION`.

A process of its own, so that it asks the primary of the end. Everything newer than the
entry and the version, as JSON.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from activities.models import Version


@dataclass
class Tables:
    """Numbers of rows are text, as everywhere in JSON's keys."""

    entries: list[str] = field(default_factory=list)
    # What became of a form that makes an entry: the entry, by its token.
    receipts: dict[str, str] = field(default_factory=dict)
    # How often something happened: kind of form -> what it was about -> times.
    effects: dict[str, dict[str, int]] = field(default_factory=dict)
    # The text of each entry now.
    texts: dict[str, str] = field(default_factory=dict)
    unapproved: list[str] = field(default_factory=list)
    # Where the log and the row say different things.
    disagreeing: list[str] = field(default_factory=list)


def found(entry: int, version: int) -> Tables:
    """Of what is newer than these two."""
    from activities.models import Activity, Decision, Version
    from events.replay import disagreement

    entries = Activity.objects.filter(pk__gt=entry).order_by("pk")
    versions = Version.objects.filter(pk__gt=version).order_by("activity", "pk")
    approved = Decision.objects.filter(verdict=Decision.Verdict.APPROVE)
    public = Activity.objects.filter(public_version__gt=version)
    rows: Iterable[Activity | Version] = (*entries, *versions)
    return Tables(
        entries=[str(one.pk) for one in entries],
        receipts=_receipts(),
        effects=_effects(list(versions)),
        texts={str(one.activity_id): one.title_fi for one in versions},
        unapproved=[
            str(one.pk)
            for one in public.exclude(public_version__in=approved.values("version"))
        ],
        disagreeing=[
            f"{one._meta.label} {one.pk}: {difference}"
            for one in rows
            if (difference := disagreement(one))
        ],
    )


def _receipts() -> dict[str, str]:
    from benchmarks.crowd import at
    from events.models import Receipt

    before, after = at("workspace:edit", 0, "when").split("0")
    return {
        str(one.token): one.address.removeprefix(before).removesuffix(after)
        for one in Receipt.objects.all()
    }


def _effects(versions: "list[Version]") -> dict[str, dict[str, int]]:
    from activities.models import Decision
    from events.models import Event

    entry_of = {str(one.pk): str(one.activity_id) for one in versions}
    sent = Event.objects.filter(verb="submit", target_type="activities.version")
    submitted = Counter(
        entry_of[pk]
        for pk in sent.values_list("target_id", flat=True)
        if pk in entry_of
    )
    effects = {
        # Each time that a draft is saved its revision grows by one.
        "save": {str(one.activity_id): one.revision - 1 for one in versions},
        "submit": dict(submitted),
    }
    for verdict in ("approve", "return"):
        decided = Decision.objects.filter(verdict=verdict, version__in=versions)
        of_each = Counter(str(one.version_id) for one in decided)
        effects[verdict] = dict(of_each)
    return effects


if __name__ == "__main__":
    django.setup()
    entry, version = map(int, sys.argv[1:])
    json.dump(asdict(found(entry, version)), sys.stdout)
