"""What may be published: the moderator's checklist, told to everyone."""

from django.utils.translation import gettext_lazy as _

CHECKLIST = {
    "for_newcomers": _(
        "The activity is for people who have moved to Finland, "
        "or takes them into account."
    ),
    "weak_language": _(
        "People can join even if they know only a little Finnish or Swedish."
    ),
    "not_statutory": _("It is not a statutory service of a public authority."),
    "not_commercial": _("It is not commercial. A small fee is possible."),
    "open": _(
        "It is open and voluntary. No referral is needed. It may be for a given group."
    ),
    "unbound": _(
        "It is politically and religiously unaligned. "
        "The organiser may be a religious community."
    ),
    "series": _("It continues or is a series. It is not a single event."),
    "volunteering": _(
        "If it is volunteering, it suits people who know little Finnish or Swedish."
    ),
    "training": _(
        "Training for professionals and volunteers is entered as training, "
        "not as an activity."
    ),
}

PURPOSES = {
    "skills": _("Knowledge and skills for society and work"),
    "wellbeing": _("Well-being"),
    "contact": _("Newcomers and others meet each other"),
    "networks": _("Networks"),
}
