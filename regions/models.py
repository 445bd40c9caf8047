"""The places of Finland and who moderates them, as the authorities have them."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from regions.distances import kilometres
from regions.moderators import Absence, ModeratorAssignment
from regions.named import Named, NamedManager, NamedQuerySet

__all__ = [
    "Absence",
    "AreaMunicipality",
    "ModerationArea",
    "ModeratorAssignment",
    "Municipality",
    "NameForm",
    "Named",
    "Place",
    "Postcode",
    "Region",
]


class Region(Named):
    objects: ClassVar[NamedManager["Region"]] = NamedManager()

    class Meta(Named.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")


class ModerationAreaQuerySet(models.QuerySet["ModerationArea"]):
    def in_force(self) -> Self:
        """The areas of the division that the setting names."""
        return self.filter(division=settings.MODERATION_DIVISION, active=True)


ModerationAreaManager = models.Manager.from_queryset(ModerationAreaQuerySet)


class ModerationArea(models.Model):
    """Where one authority moderates; a setting says which division is in force."""

    division = models.SlugField(_("division"), max_length=20)
    code = models.CharField(_("code"), max_length=10)
    name = models.CharField(_("name"), max_length=120)
    name_fi: str
    name_sv: str
    name_en: str
    active = models.BooleanField(_("in use"), default=True)

    objects: ClassVar[ModerationAreaManager["ModerationArea"]] = ModerationAreaManager()

    class Meta:
        verbose_name = _("moderation area")
        verbose_name_plural = _("moderation areas")
        ordering = ("division", "code")
        constraints = (
            models.UniqueConstraint(
                fields=("division", "code"),
                name="regions_moderationarea_unique_in_division",
                violation_error_message=_("The division has an area with this code."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class MunicipalityQuerySet(NamedQuerySet["Municipality"]):
    def in_region(self, region: Region) -> Self:
        return self.filter(region=region)

    def in_area(self, area: ModerationArea) -> Self:
        return self.filter(areas=area)

    def nearest_to(self, centre: "Municipality", count: int) -> list["Municipality"]:
        """The nearest others, nearest first, from seat to seat."""

        def distance(other: "Municipality") -> tuple[float, str]:
            return centre.kilometres_to(other), other.code

        return sorted(self.exclude(pk=centre.pk), key=distance)[:count]


MunicipalityManager = models.Manager.from_queryset(MunicipalityQuerySet)


class Municipality(Named):
    class Languages(models.TextChoices):
        """The official languages, that of the majority first."""

        FINNISH = "fi", _("Finnish")
        FINNISH_SWEDISH = "fi sv", _("Finnish and Swedish")
        SWEDISH_FINNISH = "sv fi", _("Swedish and Finnish")
        SWEDISH = "sv", _("Swedish")

    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        related_name="municipalities",
        verbose_name=_("region"),
    )
    areas = models.ManyToManyField(
        ModerationArea,
        through="AreaMunicipality",
        related_name="municipalities",
        verbose_name=_("moderation areas"),
    )
    other_names = models.JSONField(_("other names"), default=list, blank=True)
    languages = models.CharField(
        _("official languages"),
        max_length=5,
        choices=Languages,
        default=Languages.FINNISH,
    )
    seat_latitude = models.FloatField(
        _("latitude of the seat"),
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    seat_longitude = models.FloatField(
        _("longitude of the seat"),
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )

    objects: ClassVar[MunicipalityManager["Municipality"]] = MunicipalityManager()

    class Meta(Named.Meta):
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    @property
    def area(self) -> ModerationArea | None:
        """The area in force; `prefetch_related("areas")` spares its query."""
        in_force = settings.MODERATION_DIVISION
        return next((a for a in self.areas.all() if a.division == in_force), None)

    def kilometres_to(self, other: "Municipality") -> float:
        return kilometres(
            self.seat_latitude,
            self.seat_longitude,
            other.seat_latitude,
            other.seat_longitude,
        )


class AreaMunicipality(models.Model):
    """A municipality belongs to one area in each division."""

    area = models.ForeignKey(ModerationArea, on_delete=models.CASCADE)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE)
    # The area's; here so that the database can hold the rule.
    division = models.SlugField(max_length=20, blank=True, editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "division"),
                name="regions_areamunicipality_one_area",
                violation_error_message=_(
                    "The municipality belongs to another area of this division already."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality} – {self.area}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.clean()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.division = self.area.division


class Postcode(models.Model):
    code = models.CharField(_("postcode"), max_length=5, primary_key=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="postcodes"
    )
    post_office_fi = models.CharField(_("post office in Finnish"), max_length=60)
    post_office_sv = models.CharField(_("post office in Swedish"), max_length=60)

    class Meta:
        ordering = ("code",)
        verbose_name = _("postcode")
        verbose_name_plural = _("postcodes")
        constraints = (
            models.CheckConstraint(
                name="regions_postcode_five_digits",
                condition=Q(code__regex=r"^[0-9]{5}$"),
                violation_error_message=_("A postcode has five digits."),
            ),
        )

    def __str__(self) -> str:
        return self.code


class Place(models.Model):
    """A name that people use for a part of one municipality or more."""

    class Kind(models.TextChoices):
        DISTRICT = "district", _("part of a town")
        PLACE = "place", _("place")

    code = models.CharField(_("code"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name_fi = models.CharField(_("name in Finnish"), max_length=60)
    name_sv = models.CharField(_("name in Swedish"), max_length=60, blank=True)
    municipalities = models.ManyToManyField(
        Municipality, related_name="places", verbose_name=_("municipalities")
    )

    class Meta:
        ordering = ("kind", "code")
        verbose_name = _("place")
        verbose_name_plural = _("places")

    def __str__(self) -> str:
        return (get_language() == "sv" and self.name_sv) or self.name_fi

    @property
    def is_district(self) -> bool:
        return self.kind == Place.Kind.DISTRICT


class NameForm(models.Model):
    """The folded stem of a name that people type, and what it means.

    Made from the names by `load_reference_data`, so that recognising what somebody
    typed is one look-up. `whole` marks a name as it is written; anything else needs an
    ending after it.
    """

    form = models.CharField(max_length=60, db_index=True)
    whole = models.BooleanField()
    region = models.ForeignKey(Region, on_delete=models.CASCADE, null=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, null=True)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="regions_nameform_means_one_thing",
                condition=Q(region=None, municipality=None, place__isnull=False)
                | Q(region=None, municipality__isnull=False, place=None)
                | Q(region__isnull=False, municipality=None, place=None),
            ),
        )

    def __str__(self) -> str:
        return self.form
