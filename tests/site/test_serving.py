"""What is deployed: the image's steps, gunicorn and nginx with the files of deploy/."""

import gzip
import json
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.serving import (
    HOST,
    PYTHON,
    UNVERIFIED,
    Answer,
    ask,
    free_port,
    gunicorn,
    nginx,
)

# As Django signs them.
SIGNED = "eyJhIjoxfQ:1sWxYz:" + "Ab-_9" * 8 + "abc"


class Site(NamedTuple):
    folder: Path
    gunicorn: int
    http: int
    https: int

    def get(self, target: str, headers: dict[str, str] | None = None) -> Answer:
        """As a visitor: over https, through nginx."""
        return ask(self.https, target, UNVERIFIED, headers)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("app")
    with gunicorn(folder, "migrate") as port, nginx(folder, port) as (plain, tls):
        yield Site(folder, port, plain, tls)


def test_process_and_database_answer_the_probes(site: Site) -> None:
    assert ask(site.gunicorn, "/healthz", headers={"Host": "localhost"}).status == 200
    assert ask(site.gunicorn, "/readyz", headers={"Host": "localhost"}).status == 200


def test_health_check_of_the_image(site: Site) -> None:
    def healthy(port: int) -> int:
        return subprocess.run(
            [PYTHON, "deploy/healthy.py"],
            cwd=site.folder,
            env={"BIND": f"0.0.0.0:{port}"},
            stderr=subprocess.DEVNULL,
            check=False,
        ).returncode

    assert healthy(site.gunicorn) == 0
    assert healthy(9) == 1


def test_plain_http_leads_to_https(site: Site) -> None:
    for port in (site.http, site.gunicorn):
        answer = ask(port, "/fi/?q=ompelu")

        assert answer.status == 301
        assert answer.headers["location"] == f"https://{HOST}/fi/?q=ompelu"


def test_page_is_compressed_and_carries_the_headers(site: Site) -> None:
    answer = site.get("/fi/", {"Accept-Encoding": "gzip"})

    assert answer.status == 200
    assert b"<h1" in gzip.decompress(answer.body)
    assert "max-age=31536000" in answer.headers["strict-transport-security"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["server"] == "nginx"
    assert "set-cookie" not in answer.headers


def test_static_files_are_kept_for_ever(site: Site) -> None:
    page = site.get("/fi/").body.decode()
    sheets = re.findall(r'href="(/static/[^"]+\.css)"', page)

    assert sheets
    for sheet in sheets:
        answer = site.get(sheet, {"Accept-Encoding": "gzip"})
        assert answer.status == 200
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-encoding"] == "gzip"


def test_unknown_host_is_refused(site: Site) -> None:
    assert site.get("/fi/", {"Host": "elsewhere.example"}).status == 400


@pytest.mark.parametrize("length", [5_000, 8_500, 20_000])
def test_long_address_gets_our_page(site: Site, length: int) -> None:
    target = "/sv/?q=" + "a" * length
    for answer in (
        ask(site.gunicorn, target, headers={"X-Forwarded-Proto": "https"}),
        site.get(target),
    ):
        assert answer.status == 414
        assert b'lang="sv"' in answer.body


def test_endless_address_and_body_are_refused_by_nginx(site: Site) -> None:
    endless = site.get("/fi/?q=" + "a" * 40_000)
    heavy = ask(site.https, "/fi/", UNVERIFIED, body=b"x" * 3_200_000)

    assert (endless.status, heavy.status) == (414, 413)
    assert b"ottaa vastaan" in endless.body
    assert b"ottaa vastaan" in heavy.body


def test_nginx_says_when_the_portal_is_away(tmp_path: Path) -> None:
    with nginx(tmp_path, free_port()) as (_plain, tls):
        answer = ask(tls, "/fi/", UNVERIFIED)

    assert answer.status == 503
    assert answer.headers["retry-after"] == "30"
    assert "Yritä hetken kuluttua uudelleen".encode() in answer.body


def logged(site: Site, name: str, part: str) -> list[str]:
    """Lines with this part, in one of the logs; they come after the answer."""
    (file,) = site.folder.glob(name)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if found := [line for line in file.read_text().splitlines() if part in line]:
            return found
        time.sleep(0.1)
    raise AssertionError(f"{part} is not in {file}")


def test_number_of_a_request_is_in_the_answer_and_in_both_logs(site: Site) -> None:
    mine = "f" * 32
    answer = site.get("/en/nowhere/?q=salaisuus", {"X-Request-ID": mine})
    number = answer.headers["x-request-id"]

    assert answer.status == 404
    assert re.fullmatch("[0-9a-f]{32}", number)
    assert number != mine
    (line,) = logged(site, "access.log", number)
    said = json.loads(line)
    assert (said["path"], said["status"]) == ("/en/nowhere/", 404)
    assert any(
        "Not Found: /en/nowhere/" in one for one in logged(site, "python*.log", number)
    )


def test_what_no_request_causes_has_no_number(site: Site) -> None:
    for line in logged(site, "python*.log", "Booting worker"):
        assert "INFO gunicorn.error: Booting worker" in line
        assert not line.endswith("]")


def test_secret_links_are_not_logged(site: Site) -> None:
    number = site.get(f"/en/invitations/{SIGNED}/").headers["x-request-id"]

    (line,) = logged(site, "access.log", number)
    assert json.loads(line)["path"] == "/en/invitations/(token)"


def test_metrics_of_all_processes_are_for_this_machine_only(site: Site) -> None:
    def pages() -> int:
        text = ask(site.gunicorn, "/metrics", headers={"Host": "localhost"}).body
        return int(re.findall(rb'responses_total{status="2xx"} (\d+)', text)[0])

    assert site.get("/metrics").status == 404
    forwarded = {"Host": "localhost", "X-Forwarded-For": "127.0.0.1"}
    assert ask(site.gunicorn, "/metrics", headers=forwarded).status == 404

    before = pages()
    for _ in range(20):
        assert site.get("/en/about/").status == 200
    # Two processes answered them, and every one tells of both.
    assert {pages() for _ in range(8)} == {before + 20}


def test_no_log_has_an_address_or_search_words(site: Site) -> None:
    site.get("/fi/?q=salaisuus", {"X-Forwarded-For": "203.0.113.9"})

    for log in site.folder.glob("*.log"):
        text = log.read_text()
        assert SIGNED not in text
        assert "salaisuus" not in text
        assert "203.0.113.9" not in text
        assert "127.0.0.1 " not in text
