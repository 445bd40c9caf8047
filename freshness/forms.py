"""Who gets somebody's reminders instead."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from freshness.keepers import Keepers, hand_over, take_back
from organisations.models import Organisation


class HandOverForm(forms.Form):
    """Of one organisation; the first fit person is chosen until another one is."""

    taker = forms.ChoiceField(
        label=_("Who gets them instead of you?"), widget=forms.RadioSelect
    )

    def __init__(self, organisation: Organisation, user: User, **kwargs: Any) -> None:
        super().__init__(prefix=f"o{organisation.pk}", **kwargs)
        self.organisation, self.user = organisation, user
        keepers = Keepers(organisation)
        self.others = keepers.others(user)
        taker = keepers.taker_for(user)
        # None: the reminders come to the member.
        self.now = taker if taker != user else None
        choices: Any = self.fields["taker"]
        choices.choices = [(one.pk, str(one)) for one in self.others]
        choices.initial = self.others[0].pk if self.others else None

    def save(self) -> None:
        """Raises NobodyElse when the last other member has gone meanwhile."""
        if self.now is not None:
            take_back(self.organisation, self.user)
            return
        chosen = {str(one.pk): one for one in self.others}
        hand_over(self.organisation, self.user, chosen[self.cleaned_data["taker"]])
