"""No template has inline code, whichever branch of it is drawn."""

from tests.guards import Page
from tests.site.sources import read, written_by_hand


def test_no_template_has_inline_code() -> None:
    found = {str(file): Page(read(file)).inline for file in written_by_hand(".html")}

    assert found
    assert not {file: inline for file, inline in found.items() if inline}
