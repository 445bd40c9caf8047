"""Approvals through the model's own verbs: `python -m benchmarks.approvals PER_SECOND`.

Approves what waits, at a steady pace, in a process of its own.
"""

import sys
import time
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from accounts.models import User
    from activities.models import Version


def moderator() -> "User":
    from accounts.models import User

    user, _new = User.objects.get_or_create(email="mona@example.org")
    return user


def let_wait(count: int, titles: str = "") -> list["Version"]:
    """Next versions of so many public activities, which wait for their review.

    `titles` with a number after it becomes their title.
    """
    from django.utils import timezone

    from activities.models import Activity, Version
    from activities.models.choices import Kind, VersionState

    by, waiting = moderator(), []
    # Trainings are on a page of their own.
    free = Activity.objects.public().filter(kind=Kind.ACTIVITY)
    free = free.exclude(versions__in=Version.objects.open())
    for number, activity in enumerate(free.order_by("pk")[:count]):
        draft = activity.published_version.new_draft(by)
        draft.state, draft.submitted_at = VersionState.SUBMITTED, timezone.now()
        if titles:
            draft.title_fi = f"{titles} {number}"
        draft.save()
        waiting.append(draft)
    return waiting


def approve(per_second: float) -> None:
    from activities.models import Version

    by, begin = moderator(), time.monotonic()
    for number, version in enumerate(Version.objects.awaiting_review()):
        time.sleep(max(0, begin + number / per_second - time.monotonic()))
        version.approve(by)


if __name__ == "__main__":
    django.setup()
    approve(float(sys.argv[1]))
