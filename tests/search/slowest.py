"""Requests that make the most work, within the limits of what is answered."""

from urllib.parse import quote

MOST_BYTES, MOST_PARAMETERS = 4_000, 1_000
PAGE = b"/en/activities/"


def repeated(part: str, count: int = MOST_PARAMETERS) -> bytes:
    """As many as fit, each with its own number for %d."""
    text = PAGE.decode() + "?"
    for number in range(count):
        more = part.replace("%d", f"{number:03}") + "&"
        if len(text) + len(more) > MOST_BYTES:
            break
        text += more
    return text.removesuffix("&").encode()


WORDS = "suomee kielikahvil kotoutumne ompelukerh keskustelu apuu lapsile naisile"
EVERYTHING = (
    "?municipality=205&region=05&language=ti&target=women&theme=sport&format=course"
    "&level=none&welcome=only&age=77&day=su&time=morning&free=1&dropin=1&online=1"
    "&childcare=1&access=wheelchair&access=toilet&access=loop&access=parking"
    "&access=quiet&sort=date&near=205&q="
)
SLOWEST = {
    "every facet and nothing found": PAGE + EVERYTHING.encode() + quote(WORDS).encode(),
    "every municipality": repeated("municipality=%d"),
    "every organisation": repeated("organisation=%d"),
    "every organisation and nothing found": repeated("organisation=%d") + b"&q=xy",
    "every age": repeated("age=%d"),
    "many ages in one": PAGE + b"?age=" + b"1%2C" * 900,
    "many values": repeated("theme=%d"),
    "a thousand names": repeated("="),
    "a thousand short names": repeated("%d", 990),
    "long words": PAGE + b"?q=" + b"a" * 3_900,
    "many words": PAGE + b"?q=" + b"a+" * 1_900,
    "mistyped words": PAGE + b"?q=" + quote(WORDS).encode(),
    "long place": PAGE + b"?where=" + b"Espoo+" * 600,
    "many places": PAGE + b"?where=" + b"%C3%84+" * 480,
    "by date": PAGE + b"?sort=date",
    "by distance": PAGE + b"?sort=near&near=205&online=1",
    "shortlist": b"/en/shortlist/?" + b"&".join(b"id=%d" % n for n in range(1, 400)),
    "shortlist of long ids": b"/en/shortlist/?id=" + b"9" * 3_900,
    "directory": b"/en/organisations/?q=" + b"ry+" * 1_000,
}
