"""What a moderator may do with an entry at once, whatever its versions say."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from activities.models.document import public_change
from activities.notices import tell_editors
from events.transitions import move
from organisations.impartiality import refuse_own

if TYPE_CHECKING:
    from accounts.models import User


class TakenDown(models.Model):
    taken_down_at = models.DateTimeField(null=True, blank=True)
    taken_down_reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        abstract = True

    @public_change
    def take_down(
        self, by: "User", reason: str, in_languages: Mapping[str, str] | None = None
    ) -> None:
        """Hide it at once; by mail each editor reads the reason in their language."""
        this: Any = self
        refuse_own(this.organisation, by)
        change = {"taken_down_at": timezone.now(), "taken_down_reason": reason}
        expect: dict[str, Any] = {"taken_down_at": None}
        move(this, "take-down", by=by, expect=expect, change=change)
        reasons = {"": reason, **(in_languages or {})}
        tell_editors("entry_taken_down", this, None, reasons)

    @public_change
    def put_back(self, by: "User") -> None:
        this: Any = self
        refuse_own(this.organisation, by)
        change = {"taken_down_at": None, "taken_down_reason": ""}
        expect = {"taken_down_at__isnull": False}
        move(this, "put-back", by=by, expect=expect, change=change)
        tell_editors("entry_put_back", this, None)
