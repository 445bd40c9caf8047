"""One decision on one version, conditional on what the moderator read."""

import json
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from activities.differences import Difference, differences
from activities.models import Version
from moderation.access import moderates_organisation
from moderation.forms import DecisionForm
from moderation.models import Claim
from organisations.impartiality import is_own
from organisations.models import Organisation

if TYPE_CHECKING:
    from accounts.models import User

BOTH = "both"


class NotAsRead(Exception):  # noqa: N818 - says what happened, as StateChanged
    """It changed while the moderator was reading; nothing is decided."""


@dataclass
class Review:
    """What one moderator sees of one version, and may do with it."""

    version: Version
    user: "User"
    changed_since: set[str] = field(default_factory=set)

    @property
    def organisation(self) -> Organisation:
        return self.version.activity.organisation

    @cached_property
    def claim(self) -> Claim | None:
        claims = Claim.objects.in_force().of(self.version)
        return claims.select_related("by").first()

    @cached_property
    def is_own(self) -> bool:
        return is_own(self.organisation, self.user)

    @property
    def taken_by_other(self) -> bool:
        return self.claim is not None and self.claim.by_id != self.user.pk

    @property
    def waits(self) -> bool:
        return self.version.state == "submitted"

    @property
    def is_draft(self) -> bool:
        """Taken back or returned: what the editors write now is their own."""
        return self.version.state == "draft"

    @cached_property
    def old(self) -> Version | None:
        public = self.version.activity.public_version
        return None if public == self.version else public

    @cached_property
    def fields(self) -> list[Difference]:
        return [] if self.is_draft else differences(self.old, self.version)

    @cached_property
    def decides_on_both(self) -> bool:
        """A pending organisation of one's area, and its entry, on one page."""
        pending = self.organisation.state == Organisation.State.PENDING
        return pending and moderates_organisation(self.user, self.organisation)

    def verdicts(self) -> list[tuple[str, str]]:
        approve = [("approve", _("Approve and publish"))]
        if self.decides_on_both:
            approve = [(BOTH, _("Approve the organisation and the entry"))]
        elif not self.organisation.is_approved:
            approve = [("approve", _("Approve the entry"))]
        return [
            *approve,
            ("return", _("Return for changes")),
            ("reject", _("Reject")),
        ]

    def as_read(self) -> dict[str, Any]:
        """What the form carries, so that a decision is on exactly this."""
        return {
            "revision": self.version.revision,
            "organisation_state": self.organisation.state,
            "read": json.dumps(marks(self.fields)),
        }

    def form(self, data: QueryDict | None = None) -> DecisionForm:
        return DecisionForm(
            data, initial=self.as_read(), verdicts=self.verdicts(), fields=self.fields
        )

    def form_again(self, data: QueryDict) -> DecisionForm:
        """Everything typed, on what is there now."""
        again = data.copy()
        for name, value in self.as_read().items():
            again[name] = str(value)
        return self.form(again)

    def compare(self, data: QueryDict) -> None:
        """Raises NotAsRead, and marks what changed since the form was drawn."""
        now = self.as_read()
        if not self.waits or any(
            data.get(name) != str(now[name])
            for name in ("revision", "organisation_state")
        ):
            self.changed_since = changed(data.get("read", ""), marks(self.fields))
            raise NotAsRead


def marks(fields: Iterable[Difference]) -> dict[str, int]:
    """A number for each field that another text does not have."""
    return {one.column: zlib.crc32(one.new.encode()) for one in fields}


def changed(read: str, now: dict[str, int]) -> set[str]:
    try:
        before = json.loads(read)
    except ValueError:
        return set()
    if not isinstance(before, dict):
        return set()
    return {name for name in before | now if before.get(name) != now.get(name)}


def decide(review: Review, form: DecisionForm) -> None:
    """Do what the form says. Raises StateChanged when somebody was faster."""
    version, by = review.version, review.user
    author = version.author.language if version.author else "fi"
    reasons = form.reasons()
    reason = reasons[author]
    acts: dict[str, Callable[[], None]] = {
        BOTH: lambda: _approve_both(review),
        "approve": lambda: version.approve(by),
        "return": lambda: version.return_to_editor(by, form.comments(), reason),
        "reject": lambda: version.reject(by, reason, reasons),
    }
    with transaction.atomic():
        acts[form.cleaned_data["verdict"]]()
        Claim.objects.of(version).delete()


def _approve_both(review: Review) -> None:
    review.organisation.approve(review.user)
    review.version.approve(review.user)
