"""Words that found nothing: said, to be counted later, as no page writes."""

import logging
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("kotopolku.fruitless")


class Page(HttpResponse):
    """Results, or none: then `words` are those that were searched for in vain."""

    words: tuple[str, ...] = ()


def say(request: HttpRequest, found_nothing: Iterable[str]) -> None:
    for word in found_nothing:
        logger.info("%s", word, extra={"request": request})
