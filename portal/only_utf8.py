"""Before Django: what is sent is read as UTF-8, whatever a request says of itself."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication

CHARSET = re.compile("charset", re.IGNORECASE)


def only_utf8(application: "WSGIApplication") -> "WSGIApplication":
    """The same application, which does not see another charset.

    Django reads addresses by it, too, while it makes the request: some of the codecs
    that Python knows raise there, where none of our error pages is reached.
    """

    def answer(
        environ: dict[str, Any], start_response: "StartResponse"
    ) -> Iterable[bytes]:
        said = environ.get("CONTENT_TYPE")
        if said and CHARSET.search(said):
            environ["CONTENT_TYPE"] = CHARSET.sub("ignored", said)
        return application(environ, start_response)

    return answer
