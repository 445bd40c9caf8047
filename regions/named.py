"""What places and terms have in common: a code, names, and addresses that last."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self, TypeVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from events.public_facts import tell
from regions.alphabet import alphabetical_key

LANGUAGES = ("fi", "sv", "en")
NAME_COLUMNS = tuple(f"name_{language}" for language in LANGUAGES)
SLUG_COLUMNS = tuple(f"slug_{language}" for language in LANGUAGES)

NamedType = TypeVar("NamedType", bound="Named")


class NamedQuerySet(models.QuerySet[NamedType]):
    def active(self) -> Self:
        return self.filter(active=True)

    def by_code(self, code: str) -> NamedType | None:
        """The one with this code, or what replaced it."""
        found = self.filter(code=code).first()
        return found.current() if found else None

    def by_slug(self, slug: str) -> NamedType | None:
        """The one whose address this is, or once was, in any language."""
        now = Q(slug_fi=slug) | Q(slug_sv=slug) | Q(slug_en=slug)
        found = self.filter(now).order_by("-active", "pk").first()
        if found is None:
            # No database that we run on looks into JSON alike, and few rows have any.
            renamed = self.exclude(former_slugs=[]).order_by("-active", "pk")
            found = next((one for one in renamed if slug in one.former_slugs), None)
        return found.current() if found else None

    def alphabetical(self) -> list[NamedType]:
        """By name in the active language; no database sorts å, ä and ö alike."""
        return sorted(self, key=lambda one: alphabetical_key(str(one)))


NamedManager = models.Manager.from_queryset(NamedQuerySet)


class Named(models.Model):
    """A place or a term with official names, an address in each language, and a code.

    The code never changes. A new name moves the old address into `former_slugs`, and
    what is merged or retired stays as an inactive row that may say what replaced it:
    so links and entries made long ago still lead somewhere.
    """

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_fi: str
    name_sv: str
    name_en: str
    slug = models.SlugField(_("address"), max_length=170, blank=True)
    slug_fi: str
    slug_sv: str
    slug_en: str
    former_slugs = models.JSONField(_("former addresses"), default=list, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)
    active = models.BooleanField(_("in use"), default=True)
    replaced_by = models.ForeignKey["Self | None", "Self | None"](
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("replaced by"),
    )

    objects: ClassVar[NamedManager[Any]] = NamedManager()

    class Meta:
        abstract = True
        ordering = ("order", "code")
        constraints = (
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_replaced_by_another",
                condition=~Q(replaced_by=F("pk")),
                violation_error_message=_("Choose another one as the replacement."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_replaced_when_inactive",
                condition=Q(replaced_by=None) | Q(active=False),
                violation_error_message=_(
                    "Only what is no longer in use can have a replacement."
                ),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_named",
                condition=Q(
                    *(Q((f"{column}__isnull", False)) for column in NAME_COLUMNS),
                    *(~Q((column, "")) for column in NAME_COLUMNS),
                ),
                violation_error_message=_(
                    "Give the name in Finnish, Swedish and English."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        self.give_addresses(addresses(type(self).objects.active()))
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {
                *kwargs["update_fields"],
                *SLUG_COLUMNS,
                "former_slugs",
            }
        super().save(*args, **kwargs)
        tell(type(self), self.pk)

    def current(self) -> Self:
        """This one, or what replaced it, however many times."""
        found, seen = self, {self.pk}
        while (following := found.replaced_by) and following.pk not in seen:
            found = following
            seen.add(found.pk)
        return found

    def give_addresses(self, owners: Mapping[str, str]) -> None:
        """An address for each name; one that the name has left stays known.

        `owners` is what `addresses` gives: an address that leads to another one is not
        taken from it, but told apart by the code.
        """
        former = list(self.former_slugs)
        for name, column in zip(NAME_COLUMNS, SLUG_COLUMNS, strict=True):
            kept = getattr(self, column) or ""
            plain = slugify(getattr(self, name) or "") or slugify(self.code)
            choices = [plain, f"{plain}-{slugify(self.code)}"]
            if self.active and owners.get(plain, self.code) != self.code:
                choices.remove(plain)
            if kept not in choices:
                setattr(self, column, choices[0])
                former.append(kept)
        now = {"", *(getattr(self, column) for column in SLUG_COLUMNS)}
        self.former_slugs = [slug for slug in dict.fromkeys(former) if slug not in now]


def addresses(rows: Iterable[Named]) -> dict[str, str]:
    """Each slug that the rows have or have had -> the code of the one it leads to."""
    rows = list(rows)
    owners: dict[str, str] = {}
    for row in rows:
        for column in SLUG_COLUMNS:
            owners.setdefault(getattr(row, column) or "", row.code)
    for row in rows:
        for slug in row.former_slugs:
            owners.setdefault(slug, row.code)
    return owners
