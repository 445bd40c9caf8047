"""The content of an activity at one time, and the decisions on it."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.drafts import new_draft, save_draft
from activities.models import choices
from activities.models.content import Joining, People, Texts, Whereabouts
from activities.models.terms import Language
from activities.notices import tell_editors
from activities.submission import missing
from activities.translated import outdated_after
from events.transitions import move
from organisations.impartiality import refuse_own
from textanalysis.analysis import analyse
from textanalysis.matching import Tokens

if TYPE_CHECKING:
    from accounts.models import User

State = choices.VersionState


class VersionQuerySet(models.QuerySet["Version"]):
    def open(self) -> Self:
        return self.filter(state__in=choices.OPEN_STATES)

    def drafts(self) -> Self:
        return self.filter(state=State.DRAFT)

    def awaiting_review(self) -> Self:
        return self.filter(state=State.SUBMITTED)

    def returned(self) -> Self:
        return self.drafts().filter(
            decisions__verdict=Decision.Verdict.RETURN, decisions__open=True
        )


class Version(Texts, People, Whereabouts, Joining):
    activity = models.ForeignKey(
        "activities.Activity", on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="versions",
    )
    revision = models.PositiveIntegerField(default=1)
    source_language = models.CharField(
        _("Language that you write first"),
        max_length=2,
        choices=settings.LANGUAGES,
        default="fi",
    )
    outdated_texts = models.JSONField(default=list, editable=False)
    tokens = models.JSONField(default=dict, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["activity", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "number"], name="a_version_number_once"
            ),
            models.UniqueConstraint(
                fields=["activity"],
                condition=Q(state__in=choices.OPEN_STATES),
                name="one_open_version_of_an_activity",
                violation_error_message=_(
                    "Somebody is already writing a new version. Open that one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(min_age=None)
                | Q(max_age=None)
                | Q(min_age__lte=F("max_age")),
                name="ages_in_order",
                violation_error_message=_(
                    "The youngest age is above the oldest. Check the ages."
                ),
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(
                    # To a database, a comparison with nothing is no mistake.
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(59, 71),
                    longitude__range=(19, 32),
                ),
                name="coordinates_in_finland",
                violation_error_message=_(
                    "The place on the map is not in Finland. Check the address."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def keep_tokens(self) -> None:
        """Only what is public is searched: a draft has no tokens."""
        self.tokens = self.own_tokens()
        type(self).objects.filter(pk=self.pk).update(tokens=self.tokens)

    def own_tokens(self) -> Tokens:
        """The words of its own texts in all three languages, by field."""

        def texts(name: str) -> list[str]:
            return [
                getattr(self, f"{name}_{code}") or "" for code in ("fi", "sv", "en")
            ]

        return {
            "title": analyse(texts("title")),
            "summary": analyse(texts("summary")),
            "body": analyse(texts("description") + texts("plain")),
        }

    @property
    def is_open(self) -> bool:
        return self.state in choices.OPEN_STATES

    def save_draft(
        self,
        by: "User",
        revision: int,
        fields: Mapping[str, Any],
        *,
        small_change: bool = False,
        still_hold: Collection[str] = (),
    ) -> None:
        """Save fields of a draft that is still at the revision that was opened.

        Fields are columns, terms and places by their names, `schedules` (plans) and
        `short_texts` (text by language): all of them in one step, or none.
        Translations of a text that changed become outdated, unless the change is small
        or they `still_hold`.
        Raises StateChanged when somebody saved meanwhile, and ValidationError.
        """
        outdated = outdated_after(self, fields, small=small_change)
        self.outdated_texts = [name for name in outdated if name not in still_hold]
        save_draft(self, by, revision, fields)

    def new_draft(self, by: "User") -> "Version":
        """Go on from this version, or restore it; see `activities.drafts`."""
        return new_draft(self, by)

    def submit(self, by: "User") -> None:
        """Send the draft to the moderators.

        Raises ValidationError with what is missing, by field, and StateChanged.
        """
        if gaps := missing(self):
            raise ValidationError(gaps)
        with transaction.atomic():
            self._move("submit", by, State.DRAFT, State.SUBMITTED, now="submitted_at")
            self.decisions.filter(open=True).update(open=False)

    def take_back(self, by: "User") -> None:
        self._move("take-back", by, State.SUBMITTED, State.DRAFT)

    def approve(self, by: "User") -> None:
        """Make exactly this revision public; the former version stays in history."""
        refuse_own(self.activity.organisation, by)
        with transaction.atomic():
            self._move(
                "approve", by, State.SUBMITTED, State.APPROVED, now="approved_at"
            )
            self.keep_tokens()
            self.decisions.create(by=by, verdict=Decision.Verdict.APPROVE)
            self.activity.publish(self, by)
            tell_editors("entry_approved", self.activity, self)

    def return_to_editor(
        self, by: "User", comments: Mapping[str, str], reason: str = ""
    ) -> None:
        """Make it a draft again, with an open decision: comments by field, a remark."""
        refuse_own(self.activity.organisation, by)
        with transaction.atomic():
            self._move("return", by, State.SUBMITTED, State.DRAFT)
            self.decisions.create(
                by=by,
                verdict=Decision.Verdict.RETURN,
                reason=reason,
                comments=dict(comments),
                open=True,
            )
            tell_editors("entry_returned", self.activity, self, {"": reason}, comments)

    def reject(
        self, by: "User", reason: str, in_languages: Mapping[str, str] | None = None
    ) -> None:
        """The reason is kept; by mail each editor reads it in their own language."""
        refuse_own(self.activity.organisation, by)
        with transaction.atomic():
            self._move("reject", by, State.SUBMITTED, State.REJECTED)
            self.decisions.create(by=by, verdict=Decision.Verdict.REJECT, reason=reason)
            reasons = {"": reason, **(in_languages or {})}
            tell_editors("entry_rejected", self.activity, self, reasons)

    def _move(
        self, verb: str, by: "User", source: State, target: State, now: str = ""
    ) -> None:
        move(
            self,
            verb,
            by=by,
            expect={"state": source, "revision": self.revision},
            change={"state": target} | ({now: timezone.now()} if now else {}),
        )


class ShortText(models.Model):
    """A few sentences about the activity in any further language."""

    version = models.ForeignKey(
        Version, on_delete=models.CASCADE, related_name="short_texts"
    )
    language = models.ForeignKey(
        Language, on_delete=models.PROTECT, related_name="short_texts"
    )
    text = models.TextField(
        _("In short"), max_length=300, validators=[MaxLengthValidator(300)]
    )

    class Meta:
        ordering = ["language__order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language"],
                name="one_short_text_in_a_language",
                violation_error_message=_(
                    "There is already a short text in this language."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.text


class Decision(models.Model):
    """What a moderator said of a version; an open one waits for the editor."""

    class Verdict(models.TextChoices):
        APPROVE = "approve", _("Approved")
        RETURN = "return", _("Returned for changes")
        REJECT = "reject", _("Rejected")

    version = models.ForeignKey(
        Version, on_delete=models.CASCADE, related_name="decisions"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions"
    )
    at = models.DateTimeField(default=timezone.now)
    verdict = models.CharField(max_length=7, choices=Verdict)
    reason = models.TextField(max_length=2000, blank=True)
    comments = models.JSONField(default=dict, blank=True)
    open = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict="reject", reason=""),
                name="a_rejection_has_a_reason",
                violation_error_message=_("Write the reason. The editor needs it."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.version}"
