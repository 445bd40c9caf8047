"""Signing in is the default: every address that needs none is named here."""

from tests.site.addresses import addresses

PUBLIC = {
    "about",
    "accessibility",
    "activities:by_number",
    "activities:calendar",
    "activities:detail",
    "activities:training",
    "activities:training_by_number",
    "activities:training_calendar",
    "choose_language",
    "for_organisations",
    "healthz",
    "privacy",
    "professionals",
    "readyz",
    "robots",
    "rules",
    "search:activities",
    "search:facet",
    "search:home",
    "search:language",
    "search:languages",
    "search:municipalities",
    "search:municipality",
    "search:organisation",
    "search:organisation_by_number",
    "search:organisations",
    "search:region",
    "search:regions",
    "search:shortlist",
    "search:target_group",
    "search:target_groups",
    "search:theme",
    "search:themes",
    "search:training_facet",
    "search:trainings",
    "sitemap",
    "sitemap_section",
}


def test_public_addresses_are_the_ones_named_here() -> None:
    assert {address.name for address in addresses() if address.public} == PUBLIC
