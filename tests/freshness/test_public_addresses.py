"""The link checker asks for nothing but the public internet, however it is written."""

import pytest

from freshness.public_addresses import Refused, is_public, resolved, target_of

PUBLIC = ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07::1", "::ffff:8.8.8.8"]
PRIVATE = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]


def leads_to(*ips: str) -> "Resolver":
    return Resolver(list(ips))


class Resolver:
    def __init__(self, ips: list[str]) -> None:
        self.ips, self.asked = ips, 0

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked += 1
        return self.ips


@pytest.mark.parametrize("ip", PUBLIC)
def test_public(ip: str) -> None:
    assert is_public(ip)
    assert target_of("https://site.example/", leads_to(ip)).ip == ip


@pytest.mark.parametrize("ip", PRIVATE)
def test_private(ip: str) -> None:
    assert not is_public(ip)
    with pytest.raises(Refused):
        target_of("https://site.example/", leads_to(ip))


@pytest.mark.parametrize(
    "ips", [("8.8.8.8", "127.0.0.1"), ("127.0.0.1", "8.8.8.8"), ("8.8.8.8", "::1"), ()]
)
def test_name_with_one_private_address_is_refused(ips: tuple[str, ...]) -> None:
    with pytest.raises(Refused):
        target_of("https://site.example/", leads_to(*ips))


@pytest.mark.parametrize(
    "url",
    [
        # Other ways to write 127.0.0.1 and its like.
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://017700000001/",
        "http://127.1/",
        "http://127.0.1/",
        "http://example.0x7f/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1%25eth0]/",
        "http://①②⑦.⓪.⓪.①/",
        "http://127。0。0。1/",
        "http://localhost/",
        "http://0/",
        "http://8.8.8.8/",
        # Another host than it seems.
        "http://site.example@127.0.0.1/",
        "http://user:secret@site.example/",
        "http://@site.example/",
        "http://site.example\\@127.0.0.1/",
        "http://site.example\t.evil.example/",
        "http://site.example/\r\nHost: evil",
        "http:// site.example/",
        "http://site..example/",
        "http://-site.example/",
        "http://" + "a" * 64 + ".example/",
        "http://site.exam%70le/",
        # Other ports and schemes.
        "http://site.example:22/",
        "http://site.example:443/",
        "https://site.example:80/",
        "https://site.example:99999/",
        "https://site.example:x/",
        "ftp://site.example/",
        "file:///etc/passwd",
        "gopher://site.example/",
        "javascript:alert(1)",
        "//site.example/",
        "site.example",
        "http://",
        "",
        "http://[/",
    ],
)
def test_odd_addresses_are_refused_and_never_looked_up(url: str) -> None:
    resolver = leads_to("8.8.8.8")

    with pytest.raises(Refused):
        target_of(url, resolver)

    assert resolver.asked == 0


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("https://site.example", "site.example", 443, "/"),
        ("http://Site.Example.:80/a?b=c#d", "site.example", 80, "/a?b=c"),
        ("https://äiti.example:443/ö", "xn--iti-pla.example", 443, "/ö"),
        ("https://a_b.site.example/", "a_b.site.example", 443, "/"),
        ("https://site.xn--p1ai/", "site.xn--p1ai", 443, "/"),
    ],
)
def test_usual_addresses(url: str, host: str, port: int, path: str) -> None:
    target = target_of(url, leads_to("8.8.8.8"))

    assert (target.host, target.port, target.path) == (host, port, path)


def test_looked_up_once() -> None:
    """A name that leads elsewhere the second time gains nothing by it."""
    resolver = leads_to("8.8.8.8")

    assert target_of("https://site.example/", resolver).ip == "8.8.8.8"
    assert resolver.asked == 1


def test_own_names_are_looked_up() -> None:
    assert set(resolved("localhost", 80)) & {"127.0.0.1", "::1"}
    with pytest.raises(Refused):
        target_of("http://own.localhost.example/", lambda *_: resolved("localhost", 80))
