"""An activity as schema.org data (JSON-LD), for search engines."""

import datetime as dt
from typing import Any

from django.conf import settings

from activities.models import Activity, Version
from activities.recurrence import HELSINKI, Occurrence
from activities.texts import text_of


def structured_data(activity: Activity, coming: list[Occurrence]) -> dict[str, Any]:
    """An EventSeries with its next dates as Events; the contacts are left out."""
    version = activity.published_version
    url = settings.SITE_URL + activity.get_absolute_url()
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "EventSeries",
        "@id": url,
        "url": url,
        "name": text_of(version, "title").value,
        "description": text_of(version, "summary").value,
        "inLanguage": [language.code for language in version.languages.all()],
        "eventAttendanceMode": _attendance(version),
        "location": _locations(activity),
        "organizer": {
            "@type": "Organization",
            "name": text_of(activity.organisation, "name").value,
            "url": settings.SITE_URL + activity.organisation.get_absolute_url(),
        },
        "subEvent": [_sub_event(activity, one) for one in coming],
    }
    if version.price == "free":
        data["isAccessibleForFree"] = True
    if version.min_age is not None or version.max_age is not None:
        data["typicalAgeRange"] = f"{version.min_age or 0}-{version.max_age or ''}"
    return data


def _attendance(version: Version) -> str:
    if version.online and version.on_site:
        mode = "Mixed"
    else:
        mode = "Online" if version.online else "Offline"
    return f"https://schema.org/{mode}EventAttendanceMode"


def _locations(activity: Activity) -> list[dict[str, Any]]:
    version = activity.published_version
    places: list[dict[str, Any]] = []
    for municipality in version.municipalities.all():
        address = {
            "@type": "PostalAddress",
            "addressCountry": "FI",
            "addressLocality": str(municipality.name),
            "streetAddress": version.address,
            "postalCode": version.postcode,
        }
        places.append(
            {
                "@type": "Place",
                "name": text_of(version, "venue").value or str(municipality.name),
                "address": {key: value for key, value in address.items() if value},
            }
        )
    if version.nationwide:
        places.append({"@type": "Country", "name": "Finland"})
    # How to get in is a contact: it goes when the details are being checked.
    if version.online and version.online_url and not activity.is_hidden:
        places.append({"@type": "VirtualLocation", "url": version.online_url})
    return places


def _sub_event(activity: Activity, one: Occurrence) -> dict[str, Any]:
    status = "EventCancelled" if one.cancelled else "EventScheduled"
    event: dict[str, Any] = {
        "@type": "Event",
        "name": text_of(activity.published_version, "title").value,
        "startDate": _iso(one.starts),
        "eventStatus": f"https://schema.org/{status}",
        "location": _locations(activity),
    }
    if one.ends:
        event["endDate"] = _iso(one.ends)
    return event


def _iso(moment: dt.datetime) -> str:
    return moment.astimezone(HELSINKI).isoformat()
