"""What a search found, in one line: for the heading, the title and the tiers."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.models.choices import Kind
from search.chips import Chosen
from search.question import Answer
from search.selection import Selection


def heading(selection: Selection, count: int) -> str:
    """47 activities; 3 activities for “football”"""
    if not count:
        return _("No activities match your search")
    results = counted(selection.kind, count)
    if not selection.q:
        return results
    return _("{results} for “{query}”").format(results=results, query=selection.q)


def counted(kind: str, count: int) -> str:
    if kind == Kind.TRAINING:
        text = ngettext(
            "{count} training or event", "{count} trainings or events", count
        )
    else:
        text = ngettext("{count} activity", "{count} activities", count)
    return text.format(count=count)


def place_counts(chosen: Iterable[Chosen], answer: Answer) -> str:
    """12 in Kajaani, and 38 all over Finland or online"""
    names = [one.label.text for one in chosen if one.facet == "place"]
    if not names or not answer.total:
        return ""
    anywhere = answer.in_second_tier("place")
    return _("{places}: {here}. All over Finland or online: {anywhere}.").format(
        places=", ".join(names), here=answer.total - anywhere, anywhere=anywhere
    )
