"""The moderated content of an entry, as fields: what `Version` consists of."""

from django.core.validators import (
    MaxLengthValidator,
    MinValueValidator,
    RegexValidator,
)
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from activities.models import choices
from activities.models.terms import Format, Language, TargetGroup, Theme
from regions.models import Municipality

validate_postcode = RegexValidator(
    r"^[0-9]{5}\Z", _("We cannot find this postcode. It has five digits.")
)


def _choice(
    label: StrOrPromise, options: type[models.TextChoices]
) -> models.CharField[str, str]:
    return models.CharField(label, max_length=12, choices=options, blank=True)


def _long_text(label: StrOrPromise, longest: int) -> models.TextField[str, str]:
    # Of itself, max_length holds for the TextFields of forms alone.
    return models.TextField(
        label, max_length=longest, validators=[MaxLengthValidator(longest)], blank=True
    )


class Texts(models.Model):
    title = models.CharField(_("Name of the activity"), max_length=120, blank=True)
    title_fi: str
    title_sv: str
    title_en: str
    summary = models.CharField(_("In short"), max_length=300, blank=True)
    summary_fi: str
    summary_sv: str
    summary_en: str
    description = _long_text(_("What happens at a session?"), 5000)
    description_fi: str
    description_sv: str
    description_en: str
    plain = _long_text(_("The same in easy language"), 2000)
    plain_fi: str
    plain_sv: str
    plain_en: str

    class Meta:
        abstract = True


class People(models.Model):
    """For whom: terms, ages, level and who may come."""

    themes = models.ManyToManyField(Theme, related_name="versions", blank=True)
    formats = models.ManyToManyField(Format, related_name="versions", blank=True)
    target_groups = models.ManyToManyField(
        TargetGroup, related_name="versions", blank=True
    )
    welcome = _choice(_("Who can come"), choices.Welcome)
    min_age = models.PositiveSmallIntegerField(_("Youngest"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("Oldest"), null=True, blank=True)
    proficiency = _choice(_("Language level"), choices.Proficiency)
    languages = models.ManyToManyField(
        Language, related_name="versions_held_in", blank=True
    )
    interpreted_languages = models.ManyToManyField(
        Language, related_name="versions_interpreted_into", blank=True
    )
    residence_permit = _choice(_("Residence permit"), choices.ResidencePermit)
    employment = _choice(_("Employment"), choices.Employment)
    degree = _choice(_("Degree"), choices.Degree)
    papers = _choice(_("Papers"), choices.Papers)
    eligibility_note = models.CharField(
        _("More about who can come"), max_length=300, blank=True
    )
    eligibility_note_fi: str
    eligibility_note_sv: str
    eligibility_note_en: str
    duration_count = models.PositiveSmallIntegerField(
        _("How long it lasts"), null=True, blank=True
    )
    duration_unit = _choice(_("Unit"), choices.DurationUnit)

    class Meta:
        abstract = True


class Whereabouts(models.Model):
    """Where: municipalities and an address, the whole country, or online."""

    municipalities = models.ManyToManyField(
        Municipality, related_name="versions", blank=True
    )
    nationwide = models.BooleanField(_("All of Finland"), default=False)
    on_site = models.BooleanField(_("In person"), default=True)
    online = models.BooleanField(_("Online"), default=False)
    online_url = models.URLField(_("Join online"), blank=True)
    venue = models.CharField(_("Name of the place"), max_length=150, blank=True)
    venue_fi: str
    venue_sv: str
    venue_en: str
    address = models.CharField(_("Address"), max_length=150, blank=True)
    postcode = models.CharField(
        _("Postcode"), max_length=5, blank=True, validators=[validate_postcode]
    )
    district = models.CharField(_("Part of town"), max_length=80, blank=True)
    directions = models.CharField(_("How to find the door"), max_length=300, blank=True)
    directions_fi: str
    directions_sv: str
    directions_en: str
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    wheelchair = _choice(_("Wheelchair access"), choices.YesNo)
    accessible_toilet = _choice(_("Accessible toilet"), choices.YesNo)
    induction_loop = _choice(_("Hearing loop"), choices.YesNo)
    accessible_parking = _choice(_("Accessible parking"), choices.YesNo)
    quiet_space = _choice(_("Quiet space"), choices.YesNo)

    class Meta:
        abstract = True


class Joining(models.Model):
    """How to come along, what it costs, and the picture."""

    price = _choice(_("Price"), choices.Price)
    price_amount = models.DecimalField(
        _("Price in euros"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    price_per = _choice(_("What the price is for"), choices.PricePer)
    price_note = models.CharField(_("More about the price"), max_length=200, blank=True)
    price_note_fi: str
    price_note_sv: str
    price_note_en: str
    registration = _choice(_("How to join"), choices.Registration)
    registration_by = models.DateField(_("Last day to sign up"), null=True, blank=True)
    registration_url = models.URLField(_("Sign-up form"), blank=True)
    registration_note = models.CharField(
        _("More about signing up"), max_length=300, blank=True
    )
    registration_note_fi: str
    registration_note_sv: str
    registration_note_en: str
    child_care = _choice(_("Child care"), choices.ChildCare)
    image = models.ImageField(_("Picture"), upload_to="activities/", blank=True)
    image_alt = models.CharField(
        _("Say what the picture shows"), max_length=200, blank=True
    )
    image_alt_fi: str
    image_alt_sv: str
    image_alt_en: str
    image_permission = models.BooleanField(
        _("We may use this picture, and the people in it agree."), default=False
    )

    class Meta:
        abstract = True
