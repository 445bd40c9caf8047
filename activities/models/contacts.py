"""How people reach the organiser of an entry: never part of a version or of the log."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.document import public_change
from events.models import Event

if TYPE_CHECKING:
    from accounts.models import User

CONTACTS = (
    "contact_name",
    "phone",
    "email",
    "website",
    "contact_hours_fi",
    "contact_hours_sv",
    "contact_hours_en",
)


class Contacts(models.Model):
    contact_name = models.CharField(_("Contact person"), max_length=100, blank=True)
    phone = models.CharField(_("Phone"), max_length=40, blank=True)
    email = models.EmailField(_("Email address"), blank=True)
    website = models.URLField(_("Website of the activity"), blank=True)
    contact_hours = models.CharField(_("When you can call"), max_length=100, blank=True)
    contact_hours_fi: str
    contact_hours_sv: str
    contact_hours_en: str

    class Meta:
        abstract = True

    @public_change
    def change_contacts(self, by: "User | None", **contacts: str) -> None:
        """Shown at once; the log says which details changed, never what they were.

        Raises ValidationError, and TypeError for what is no contact detail.
        """
        if others := contacts.keys() - set(CONTACTS):
            raise TypeError(f"No contact details: {sorted(others)}")
        for name, value in contacts.items():
            setattr(self, name, value)
        unchanged = {field.name for field in self._meta.fields} - contacts.keys()
        self.clean_fields(exclude=unchanged)
        self.save(update_fields=contacts)
        after = {"changed": sorted(contacts)}
        Event.objects.record("change-contacts", self, by=by, after=after)
