"""Names of authorities, in one place because they change."""

from typing import NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Supervisor(NamedTuple):
    """Whom to complain to; `text` is the whole sentence that says so."""

    text: str | Promise
    name: str | Promise
    website: str | Promise
    email: str
    phone: str


# Act 306/2019; it was the Regional State Administrative Agency until the end of 2024.
ACCESSIBILITY = Supervisor(
    text=_(
        "You can complain to the Finnish Transport "
        "and Communications Agency (Traficom)."
    ),
    name=_("Traficom, Digital Accessibility Supervision Unit"),
    website=_("https://www.webaccessibility.fi/"),
    email="saavutettavuus@traficom.fi",
    phone="029 534 5000",
)

PRIVACY = Supervisor(
    text=_("You can complain to the Data Protection Ombudsman."),
    name=_("Office of the Data Protection Ombudsman"),
    website=_("https://tietosuoja.fi/en/home"),
    email="tietosuoja@om.fi",
    phone="029 566 6700",
)

# By division of moderation areas: the authority that approves the entries.
MODERATING = {
    "ely-2025": _("ELY Centre"),
    "evk-2026": _("Economic Development Centre"),
}


def moderating() -> str | Promise:
    """The authority of the division in force, as a word inside a sentence."""
    return MODERATING[settings.MODERATION_DIVISION]
