"""Clients that send a byte at a time, so that servers wait for them."""

import asyncio
import ssl
import time
from contextlib import suppress

from tests.serving import HOST, UNVERIFIED

CLIENTS = 200
BETWEEN = 0.5
# Every other one does not even come to the end of the head.
HEAD = f"GET /?q=aaaaaaaa HTTP/1.1\r\nHost: {HOST}\r\nX-Slow: "
FORM = (
    f"POST /accounts/login/ HTTP/1.1\r\nHost: {HOST}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 4000\r\n\r\n"
)


def crowd(port: int, seconds: float) -> None:
    """Returns when they have gone."""
    asyncio.run(_all(port, time.monotonic() + seconds))


async def _all(port: int, end: float) -> None:
    clients = (_one(port, number, end) for number in range(CLIENTS))
    await asyncio.gather(*clients)


async def _one(port: int, number: int, end: float) -> None:
    """Comes back when it is sent away."""
    while time.monotonic() < end:
        with suppress(OSError, ssl.SSLError):
            await _drip(port, number, end)
        await asyncio.sleep(BETWEEN)


async def _drip(port: int, number: int, end: float) -> None:
    _reader, writer = await asyncio.open_connection(
        "127.0.0.1", port, ssl=UNVERIFIED, server_hostname=HOST
    )
    try:
        if number % 2:
            writer.write(FORM.encode())
        text = HEAD if number % 2 == 0 else ""
        for letter in (*text, *"a" * 4000):
            if time.monotonic() > end or writer.is_closing():
                return
            writer.write(letter.encode())
            await writer.drain()
            await asyncio.sleep(BETWEEN)
    finally:
        writer.close()
