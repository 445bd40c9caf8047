"""What search engines may read: every public page, in three languages."""

from collections.abc import Iterable
from typing import TypeVar

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from activities.models import Activity
from organisations.models import Organisation
from search.answering import counts_of
from search.landing import SECTIONS, Entry, entries

Item = TypeVar("Item")


class Multilingual(Sitemap[Item]):
    # A few seconds' work for each page of it; the protocol allows 50,000.
    limit = 2000
    i18n = True
    alternates = True


class ActivitySitemap(Multilingual[Activity]):
    def items(self) -> QuerySet[Activity]:
        return Activity.objects.public().select_related("public_version")

    def lastmod(self, item: Activity) -> object:
        return item.checked_on


class OrganisationSitemap(Multilingual[Organisation]):
    def items(self) -> QuerySet[Organisation]:
        return Organisation.objects.approved()


class PageSitemap(Multilingual[str]):
    names = (
        "search:home",
        "search:activities",
        "search:trainings",
        "search:organisations",
        *(f"search:{section.plural}" for section in SECTIONS.values()),
        "about",
        "for_organisations",
        "professionals",
        "rules",
        "privacy",
        "accessibility",
    )

    def items(self) -> tuple[str, ...]:
        return self.names

    def location(self, item: str) -> str:
        return reverse(item)


class LandingSitemap(Multilingual[tuple[str, Entry]]):
    def items(self) -> Iterable[tuple[str, Entry]]:
        return [
            (section.name, entry)
            for section in SECTIONS.values()
            for entry in entries(section, counts_of(section.parameter))
        ]

    def location(self, item: tuple[str, Entry]) -> str:
        name, entry = item
        return reverse(f"search:{name}", args=[entry.term.slug])


SITEMAPS = {
    "pages": PageSitemap,
    "landing": LandingSitemap,
    "organisations": OrganisationSitemap,
    "activities": ActivitySitemap,
}
