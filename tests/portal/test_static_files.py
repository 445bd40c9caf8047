"""What a page costs to load, and whether its colours can be read."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

STATIC = Path(settings.BASE_DIR) / "static"
KILOBYTE = 1_024


def weight(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def test_all_style_sheets_are_small() -> None:
    sheets = sorted((STATIC / "css").rglob("*.css"))

    assert len(sheets) > 10
    assert weight(b"".join(sheet.read_bytes() for sheet in sheets)) <= 12 * KILOBYTE


def loaded_files(html: str) -> set[str]:
    """What the browser fetches; a link to another page is not loaded."""
    tags = re.findall(r"<(?:link|script|use|img)\b[^>]*>", html)
    found = re.findall(r'(?:href|src)="/static/([^"#]+)', "".join(tags))
    return set(found)


@pytest.mark.parametrize(
    "path",
    [
        "/fi/tietoa/",
        "/sv/for-yrkespersoner/",
        pytest.param("/fi/", marks=pytest.mark.django_db),
        pytest.param("/en/activities/", marks=pytest.mark.django_db),
    ],
)
def test_page_is_light(client: Client, path: str) -> None:
    response = client.get(path)
    html = response.content
    sizes = {}
    assert response.status_code == 200
    for name in loaded_files(html.decode()):
        found = finders.find(name)
        assert found, f"{path} loads {name}, which does not exist"
        sizes[name] = weight(Path(found).read_bytes())

    styles = sum(size for name, size in sizes.items() if name.endswith(".css"))
    assert styles <= 12 * KILOBYTE
    assert weight(html) + sum(sizes.values()) <= 60 * KILOBYTE


# Sides by their names, and short forms with a left that is not its right.
SIDED = re.compile(
    r"[-\s{;](left|right)\s*:|-(left|right)-|:\s*(left|right)\s*[;}]|translateX"
    r"|(?:margin|padding|inset|border-width|border-style|border-color|border-radius)"
    r"\s*:\s*(?P<top>[^\s;]+) (?P<right>[^\s;]+) [^\s;]+ (?!(?P=right)[;\s}])[^\s;]+"
)


def test_style_sheets_know_no_left_and_right() -> None:
    """Logical properties alone: then a text from right to left needs no others."""
    for wrong in (
        "a { margin-left: 1px }",
        "a { float: right; }",
        "a { left: 0; }",
        "a { border-top-left-radius: 0; }",
        "a { padding: 1px 2px 3px 0; }",
    ):
        assert SIDED.search(wrong), wrong
    for right in ("a { padding: 1px 2px 3px 2px; }", "a { inset-inline: 0 1px; }"):
        assert not SIDED.search(right), right
    for sheet in sorted((STATIC / "css").rglob("*.css")):
        found = SIDED.search(sheet.read_text())
        assert not found, f"{sheet.name}: {found[0] if found else ''}"


def test_nothing_is_loaded_from_elsewhere() -> None:
    files = [file for file in STATIC.rglob("*.*") if file.suffix in {".css", ".js"}]

    assert files
    for file in files:
        assert not re.search(r"https?://|@import|url\(", file.read_text()), file.name


def test_htmx_comes_with_its_package() -> None:
    assert finders.find("django_htmx/htmx-2.min.js")


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [
        p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance: from 1 (none) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def tokens(scheme: str) -> dict[str, str]:
    light, dark = (STATIC / "css" / "tokens.css").read_text().split("@media")
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", light))
    if scheme == "dark":
        found |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", dark))
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        *(
            (ink, ground, 7)
            for ink in ("ink", "ink-soft", "accent")
            for ground in ("paper", "surface", "mist")
        ),
        ("on-accent", "accent", 7),
        ("warm-ink", "warm-soft", 7),
        ("good-ink", "good-soft", 7),
        ("bad-ink", "bad-soft", 7),
        ("line-strong", "paper", 4),
        ("focus", "paper", 4),
    ],
)
def test_colours_can_be_read(scheme: str, ink: str, ground: str, least: int) -> None:
    colours = tokens(scheme)

    assert contrast(colours[ink], colours[ground]) >= least


def test_nothing_is_dragged_shaken_or_kept_from_pasting() -> None:
    """WCAG 2.2: 2.1.4, 2.5.1, 2.5.4, 2.5.7, 3.3.8."""
    wrong = re.compile(
        r"drag|touch|pointer(move|down)|mousemove|devicemotion|deviceorientation"
        r"|accesskey|[\"']paste|setInterval"
    )
    templates = Path(settings.BASE_DIR) / "templates"
    scripts = [*STATIC.rglob("*.js"), *templates.rglob("*.html")]

    assert len(scripts) > 100
    for file in scripts:
        assert not wrong.search(file.read_text()), file.name
