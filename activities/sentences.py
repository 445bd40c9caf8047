"""What each verb of the log says: a sentence for people.

A key is the target's type and the verb, or "any" and a verb that fits every type. A
verb that says two things has a second sentence, with "off" or "copy" after it.
"""

import datetime as dt
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from activities import wording
from events.models import Event

SENTENCES: dict[str, StrOrPromise] = {
    "activities.version new-draft": _("{who} started version {number}."),
    "activities.version new-draft copy": _(
        "{who} started version {number} from version {source}."
    ),
    "activities.version submit": _("{who} sent version {number} for approval."),
    "activities.version take-back": _("{who} took version {number} back to draft."),
    "activities.version approve": _("{who} approved version {number}."),
    "activities.version return": _("{who} returned version {number} for changes."),
    "activities.version reject": _("{who} rejected version {number}."),
    "activities.activity publish": _("Version {number} is now public."),
    "activities.activity confirm": _("{who} confirmed that everything is correct."),
    "activities.activity set-full": _("{who} marked the group as full."),
    "activities.activity set-full off": _("{who} marked that there is room again."),
    "activities.activity set-break": _("{who} set a break until {date}."),
    "activities.activity set-break off": _("{who} ended the break."),
    "activities.activity withdraw": _("{who} withdrew the activity."),
    "activities.activity bring-back": _("{who} brought the activity back."),
    "activities.activity take-down": _("{who} took the activity down."),
    "activities.activity put-back": _("{who} put the activity back."),
    "activities.activity cancel-date": _("{who} cancelled the session on {date}."),
    "activities.activity restore-date": _("{who} restored the session on {date}."),
    "activities.activity change-contacts": _("{who} changed the contact details."),
    "activities.activity set-interval": _("{who} chose how often to check."),
    "activities.activity copy": _("{who} copied the activity as a new draft."),
    "activities.activity start-copy": _("{who} copied this from another activity."),
    "activities.activity discard": _("{who} threw away the draft of version {number}."),
    "activities.activity discard-entry": _("{who} threw away the draft."),
    "organisations.organisation approve": _("{who} approved the organisation."),
    "organisations.organisation reject": _("{who} rejected the organisation."),
    "organisations.organisation suspend": _("{who} suspended the organisation."),
    "organisations.organisation reinstate": _("{who} reinstated the organisation."),
    "organisations.organisation enter": _("{who} entered the organisation."),
    "organisations.organisation change-organisation": _(
        "{who} changed the details of the organisation."
    ),
    "organisations.organisation change-contacts": _(
        "{who} changed the contact details of the organisation."
    ),
    "organisations.organisation invite": _("{who} invited somebody."),
    "organisations.organisation join": _("A new person joined. Let in by: {who}."),
    "accounts.user close-account": _("An account was deleted."),
    "organisations.organisation leave": _("{who} left the organisation."),
    "organisations.organisation remove-member": _("{who} removed a person."),
    "organisations.organisation change-role": _("{who} changed a person’s role."),
    "organisations.organisation hand-over-reminders": _(
        "{who} handed the reminders to another person."
    ),
    "organisations.organisation take-back-reminders": _(
        "{who} gets the reminders again."
    ),
    "organisations.invitation accept": _("{who} accepted the invitation."),
    "organisations.invitation revoke": _("{who} took the invitation back."),
    "organisations.joinrequest ask": _("{who} asked to join."),
    "organisations.joinrequest accept": _("{who} accepted the request to join."),
    "organisations.joinrequest decline": _("{who} declined the request to join."),
    "organisations.joinrequest withdraw": _("{who} took back the request to join."),
    "organisations.joinrequest remind": _("{who} reminded the owners."),
    "organisations.joinrequest hand-over": _("{who} asked the moderators to decide."),
    "organisations.joinrequest tell-administrators": _(
        "{who} asked the administrators to decide."
    ),
    "feedback.report report": _("Somebody reported a mistake."),
    "feedback.report escalate": _("{who} told the moderators about the report."),
    "feedback.report answer-report": _("{who} answered the report."),
    "feedback.report close-report": _("{who} closed the report."),
    "any start-review": _("{who} started the review."),
    "any release": _("{who} stopped the review."),
    "any hand-over": _("{who} asked more moderators to decide."),
    "any tell-administrators": _("{who} asked the administrators to decide."),
    "accounts.user assign": _("{who} gave a moderator an area."),
    "accounts.user unassign": _("{who} took an area from a moderator."),
    "moderation.moderatorinvitation invite": _("{who} invited a moderator."),
    "moderation.moderatorinvitation accept": _("{who} became a moderator."),
    "moderation.moderatorinvitation withdraw": _("{who} cancelled an invitation."),
    "any admin-add": _("{who} added this in the administration."),
    "any admin-change": _("{who} changed this in the administration."),
    "any admin-delete": _("{who} deleted this in the administration."),
}
# Switched off when this column of `after` is false or empty.
SWITCHES = {"set-full": "full", "set-break": "break_until"}


def in_words(event: Event, number: int | None = None) -> str:
    """The event as a sentence in the active language.

    `number` is that of the version which the event is about, where there is one. A
    verb without a sentence is shown as it is: a test finds it before people do.
    """
    sentence = SENTENCES.get(_variant(event)) or SENTENCES.get(f"any {event.verb}")
    if sentence is None:
        return f"{who(event)}: {event.verb}"
    facts = event.before | event.after
    return str(sentence).format(
        who=who(event),
        number=number or facts.get("number", "–"),
        source=facts.get("copy_of", "–"),
        date=_date(facts),
    )


def who(event: Event) -> str:
    """A name and never an address; what nobody did, Kotopolku did."""
    if event.actor is None:
        return "Kotopolku"
    known = event.actor.is_active and event.actor.name
    return event.actor.name if known else gettext("A former user")


def _variant(event: Event) -> str:
    key = f"{event.target_type} {event.verb}"
    switch = SWITCHES.get(event.verb)
    if switch and not event.after.get(switch):
        return f"{key} off"
    return f"{key} copy" if event.after.get("copy_of") else key


def _date(facts: dict[str, Any]) -> str:
    written = facts.get("date") or facts.get("break_until") or ""
    return wording.date(dt.date.fromisoformat(written)) if written else "–"
