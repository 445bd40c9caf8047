"""Where: on the spot, online or everywhere; the address and how to get in."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from activities.models import Version
from regions.models import Municipality, Postcode
from regions.recognition import recognise
from workspace.forms.base import Group, StepForm
from workspace.forms.widgets import ChosenCheckboxes

ACCESS = (
    "wheelchair",
    "accessible_toilet",
    "induction_loop",
    "accessible_parking",
    "quiet_space",
)


class PlaceForm(StepForm):
    texts = {
        "venue": _("For example: Kotikulma, the library, the community centre"),
        "directions": _("For example: entrance from the yard, second floor, lift"),
    }
    groups = (
        Group(_("How can people take part?"), ("on_site", "online", "nationwide")),
        Group("", ("online_url",), when="if-online"),
        Group("", ("municipalities", "place")),
        Group(
            _("The place"),
            ("venue", "address", "postcode", "district", "directions"),
            when="if-on-site",
        ),
        Group(
            _("Accessibility"),
            ACCESS,
            hint=_("Say what you know. People decide by it if they can come."),
            css="grid",
            when="if-on-site",
        ),
    )
    template = "workspace/entry/place.html"

    place = forms.CharField(
        label=_("Add a municipality"),
        help_text=_("Type its name. With several, put a comma between them."),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "municipalities", "autocomplete": "off"}),
    )

    class Meta(StepForm.Meta):
        fields = (
            "on_site",
            "online",
            "nationwide",
            "online_url",
            "municipalities",
            "address",
            "postcode",
            "district",
            *ACCESS,
        )
        labels = {"municipalities": _("Municipality")}
        help_texts = {
            "online_url": _("If people get the link by email, leave this empty."),
            "address": _("Street and number, for example: Hämeentie 12"),
            "district": _("For example: Kallio"),
        }
        error_messages = {
            "online_url": {"invalid": _("The address must start with https://")}
        }
        widgets = {
            "municipalities": ChosenCheckboxes,
            "postcode": forms.TextInput(
                attrs={
                    "class": "input input--number",
                    "inputmode": "numeric",
                    "autocomplete": "postal-code",
                }
            ),
        }

    @property
    def towns(self) -> list[Municipality]:
        """For the browser's suggestions."""
        return Municipality.objects.active().alphabetical()

    def clean(self) -> None:
        chosen = self.cleaned_data
        towns = {town.pk: town for town in chosen.get("municipalities") or ()}
        for part in str(chosen.get("place") or "").split(","):
            if part.strip():
                towns |= {town.pk: town for town in self._named(part.strip())}
        code = chosen.get("postcode")
        if not towns and code and chosen.get("on_site"):
            known = Postcode.objects.filter(code=code).select_related("municipality")
            towns = {row.municipality_id: row.municipality for row in known}
        chosen["municipalities"] = list(towns.values())

    def _named(self, text: str) -> list[Municipality]:
        exact = Q(name_fi__iexact=text) | Q(name_sv__iexact=text)
        towns = Municipality.objects.active().filter(exact)
        if not towns:
            meant = [one for one in recognise(text) if len(one.municipalities) == 1]
            towns = Municipality.objects.filter(
                code__in=[code for one in meant[:1] for code in one.municipalities]
            )
        if not towns:
            message = _now(
                "We do not know the place “{name}”. Check how it is written."
            )
            self.add_error("place", message.format(name=text))
        return list(towns)


def doubts(version: Version) -> list[str]:
    """What does not fit together though both may be right: asked, not refused."""
    if not version.postcode:
        return []
    row = Postcode.objects.filter(code=version.postcode).select_related("municipality")
    found = row.first()
    if found is None:
        message = _now("We cannot find the postcode {code}. Check the number.")
        return [message.format(code=version.postcode)]
    towns = list(version.municipalities.all())
    if not towns or found.municipality in towns:
        return []
    message = _now(
        "{code} is in {municipality}. You chose {chosen}. Check which is right."
    )
    chosen = ", ".join(str(town) for town in towns)
    return [
        message.format(code=found.code, municipality=found.municipality, chosen=chosen)
    ]
