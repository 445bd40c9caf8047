"""A mail server that takes everything: `python -m deploy.drill.post PORT FILE`.

Writes the Message-ID of each mail into a line of the file.
"""

import asyncio
import sys
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP


class Taker:
    def __init__(self, file: Path) -> None:
        self.file = file

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        number = message_from_bytes(envelope.content)["Message-ID"]
        with self.file.open("a") as lines:
            lines.write(f"{number}\n")
        return "250 OK"


async def serve(port: int, file: Path) -> None:
    taker = Taker(file)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(taker), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
