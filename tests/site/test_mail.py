"""Every mail goes through the outbox, and every template of one is made alike."""

import ast
import re
from pathlib import Path

import pytest

from tests.site.sources import APPS, files, read, written_by_hand

ONLY_HERE = Path("events/delivery.py")
SENDING = {
    "EmailMessage",
    "EmailMultiAlternatives",
    "mail_admins",
    "mail_managers",
    "send_mail",
    "send_mass_mail",
}
ALL = [file for file in files() if file.match("templates/mail/*.txt")]
INCLUDED = {
    name
    for file in ALL
    for name in re.findall(r'include "mail/(\w+)\.txt"', read(file))
}
TEMPLATES = [file for file in ALL if file.stem not in INCLUDED]


def names(source: str) -> set[str]:
    """What a module imports or calls, by its last word."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.ImportFrom):
            found |= {alias.name for alias in node.names}
    return found


def test_only_delivery_sends() -> None:
    ours = [f for f in written_by_hand(".py") if f.parts[0] in (*APPS, "portal")]
    sending = {
        str(file): names(read(file)) & SENDING
        for file in ours
        if file != ONLY_HERE
        # The name of our command, and of a method that allauth calls.
        and not re.search(r"def send_mail\(|class Command", read(file))
    }

    assert names(read(ONLY_HERE)) & SENDING == {"EmailMultiAlternatives"}
    assert not {file: found for file, found in sending.items() if found}


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.stem)
def test_template_begins_with_its_subject(file: Path) -> None:
    source = read(file)
    # What prints nothing: loading, escaping off, names for values, comments.
    silent = r"{%\s*(load|autoescape off|with|url .+ as|comment)\b[^%]*%}|\s"
    first_line = next(line for line in source.splitlines() if re.sub(silent, "", line))

    assert "{% autoescape off %}" in source, "a plain text has nothing to escape"
    assert re.search(r"{%\s*(blocktrans|trans|if|include)|{{", first_line), (
        "the first line is the subject, translated"
    )
