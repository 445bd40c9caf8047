"""Organisations follow a merged municipality; see `load_reference_data`."""

from collections.abc import Callable

from organisations.models import Organisation


def load(report: Callable[[str], None]) -> None:
    merged = Organisation.objects.exclude(home_municipality__replaced_by=None)
    moved = list(merged.select_related("home_municipality"))
    for organisation in moved:
        organisation.home_municipality = organisation.home_municipality.current()
        organisation.save(update_fields=["home_municipality"])
    report(f"organisations.Organisation: {len(moved)} moved with their municipality")
