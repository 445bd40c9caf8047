"""Which links of entries to check now, and what became of them."""

import datetime as dt
import hashlib
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils import timezone

from activities.models import Activity
from freshness.asking import Answer, Asker
from freshness.models import LinkCheck

# A bit less, so that a weekly check does not move to the eighth day.
CHECKED_EVERY = dt.timedelta(days=7) - dt.timedelta(hours=6)
MOST_IN_A_RUN = 150
# Less than a job may take (`timeout` in Q_CLUSTER).
LONGEST_RUN = 200
Field = LinkCheck.Field
# An entry, the field, and the hash of its address.
Place = tuple[int, str, str]


def check_links(asker: Asker | None = None, most: int = MOST_IN_A_RUN) -> int:
    """Ask for the addresses that are due, each once; give how many there were."""
    asker = asker or Asker()
    ends = time.monotonic() + LONGEST_RUN
    places = _due()
    _forget_removed_ones()
    asked = 0
    for url, found in list(places.items())[:most]:
        if time.monotonic() > ends:
            break
        answer = asker.ask(url)
        for place in found:
            _note(place, answer)
        asked += 1
    return asked


def broken_links(activities: Iterable[Activity]) -> dict[int, list[LinkCheck]]:
    """Of each entry the links that failed twice, about a week apart."""
    found: dict[int, list[LinkCheck]] = defaultdict(list)
    for check in LinkCheck.objects.about(activities).broken():
        found[check.activity_id].append(check)
    return dict(found)


def hash_of(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()


def _links() -> Iterator[tuple[str, Place]]:
    shown = Activity.objects.public().select_related("public_version", "organisation")
    for activity in shown:
        version = activity.published_version
        for field, url in (
            (Field.WEBSITE, activity.website),
            (Field.REGISTRATION, version.registration_url),
            (Field.ONLINE, version.online_url),
            (Field.ORGANISATION, activity.organisation.website),
        ):
            if url:
                yield url, (activity.pk, field.value, hash_of(url))


def _due() -> dict[str, list[Place]]:
    """By address, what was not checked for a week; what never was comes first."""
    since = timezone.now() - CHECKED_EVERY
    last = {
        (one.activity_id, one.field, one.url_hash): one.checked_at
        for one in LinkCheck.objects.all()
    }
    never = dt.datetime.min.replace(tzinfo=dt.UTC)
    places: dict[str, list[Place]] = defaultdict(list)
    oldest: dict[str, dt.datetime] = {}
    for url, place in _links():
        at = last.get(place, never)
        if at <= since:
            places[url].append(place)
            oldest[url] = min(at, oldest.get(url, at))
    return {url: places[url] for url in sorted(places, key=lambda u: (oldest[u], u))}


def _forget_removed_ones() -> None:
    current = {(pk, field) for _url, (pk, field, _hash) in _links()}
    gone = [
        check.pk
        for check in LinkCheck.objects.all()
        if (check.activity_id, check.field) not in current
    ]
    LinkCheck.objects.filter(pk__in=gone).delete()


def _note(place: Place, answer: Answer) -> None:
    pk, field, url_hash = place
    now = timezone.now()
    last = LinkCheck.objects.filter(activity=pk, field=field, url_hash=url_hash).first()
    since = last.failing_since if last else None
    works = answer.result == LinkCheck.Result.WORKS
    LinkCheck.objects.update_or_create(
        activity_id=pk,
        field=field,
        defaults={
            "url_hash": url_hash,
            "result": answer.result,
            "status": answer.status,
            "checked_at": now,
            "failing_since": None if works else since or now,
        },
    )
