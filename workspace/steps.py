"""The steps of the form, in order, and how far an entry has come in each."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from activities.models import Activity, Version
from activities.submission import missing


@dataclass(frozen=True)
class Step:
    slug: str
    path: StrOrPromise
    label: StrOrPromise
    question: StrOrPromise


STEPS = (
    Step("what", pgettext_lazy("path", "what"), _("What"), _("What do you do?")),
    Step(
        "for-whom",
        pgettext_lazy("path", "for-whom"),
        _("Who it is for"),
        _("Who can come?"),
    ),
    Step("when", pgettext_lazy("path", "when"), _("When"), _("When does it meet?")),
    Step("where", pgettext_lazy("path", "where"), _("Where"), _("Where is it?")),
    Step(
        "how",
        pgettext_lazy("path", "how-to-join"),
        _("How to join"),
        _("How do people come along?"),
    ),
    Step(
        "languages",
        pgettext_lazy("path", "translations"),
        _("Translations"),
        _("The same in other languages"),
    ),
)
BY_SLUG = {step.slug: step for step in STEPS}
# Where to mend what `activities.submission.missing` names.
STEP_OF = {
    "title": "what",
    "themes": "what",
    "formats": "what",
    "image_alt": "what",
    "image_permission": "what",
    "welcome": "for-whom",
    "target_groups": "for-whom",
    "languages": "for-whom",
    "schedules": "when",
    "municipalities": "where",
}


class StepConverter:
    """A step in an address, by its word in the active language."""

    regex = "[-a-z]+"

    def to_python(self, value: str) -> str:
        for step in STEPS:
            if str(step.path) == value:
                return step.slug
        raise ValueError

    def to_url(self, value: str) -> str:
        return str(BY_SLUG[value].path) if value in BY_SLUG else value


@dataclass(frozen=True)
class Progress:
    label: StrOrPromise
    url: str
    is_current: bool
    is_done: bool
    gaps: int


def progress(activity: Activity, version: Version, current: str) -> list[Progress]:
    """All steps with their state, the preview as the last one."""
    gaps = [STEP_OF.get(name, "what") for name in missing(version)]
    stated = {
        "how": bool(version.price or version.registration or activity.email),
        "languages": all((version.title_fi, version.title_sv, version.title_en)),
    }
    steps = [
        Progress(
            step.label,
            reverse("workspace:edit", args=[activity.pk, step.slug]),
            is_current=step.slug == current,
            is_done=step.slug not in gaps and stated.get(step.slug, True),
            gaps=gaps.count(step.slug),
        )
        for step in STEPS
    ]
    preview = reverse("workspace:preview", args=[activity.pk])
    last = Progress(_("Check and send"), preview, current == "preview", False, 0)
    return [*steps, last]


def after(slug: str) -> str | None:
    """The step that follows, or None when the preview does."""
    slugs = [step.slug for step in STEPS]
    following = slugs[slugs.index(slug) + 1 :]
    return following[0] if following else None
