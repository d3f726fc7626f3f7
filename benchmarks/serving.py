"""Loads the page: so many people at once, each pasting a different reply; then one after the other for a long time.

    python benchmarks/serving.py [LETTERS]

Prints letters a second, the median and the 99th percentile of the waiting, how many were lost, and the memory of the server
as the letters go by. It talks to a page that it starts itself, on this machine, and to nothing else.
"""

import asyncio
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

PEOPLE = 50
DRAFTS = 500  # different ones; what is remembered of words is bounded, and a new number in each letter would only fill it up
ROUNDS = 4
MANY = 10_000
STEPS = 10
FORM = "application/x-www-form-urlencoded"
DRAFT = (
    "Dear Ms. Okonjo-Lind,\n\nFrankly I am a far better baker than whoever you picked. Tell me what exactly I did wrong in "
    "round {number}. I really did enjoy the morning with Chef Marchetti at the ovens.\n\nPS I still have the key fob no. "
    "{number:04d} and can bring it back on Thursday.\n\nTamsin Reyes"
)


class Visitor:
    """One person with one connection."""

    def __init__(self, address):
        self._host = urlsplit(address).netloc
        self._token = ""

    async def __aenter__(self):
        """Open the page."""
        name, port = self._host.split(":")
        self._reader, self._writer = await asyncio.open_connection(name, int(port))
        self._token = re.search(rb'name="token" value="([^"]+)"', await self._ask("GET")).group(1).decode()
        return self

    async def __aexit__(self, *_):
        """Close it."""
        self._writer.close()
        await self._writer.wait_closed()

    async def write(self, number):
        """Have a letter written; return the seconds that it took and whether it is the right one."""
        began = time.perf_counter()
        fields = {"token": self._token, "do": "rewrite", "draft": DRAFT.format(number=number)}
        page = await self._ask("POST", urlencode(fields).encode())
        body = re.search(rb'<textarea id="letter".*?</textarea>', page, re.DOTALL)
        return time.perf_counter() - began, bool(body) and f"{number:04d}".encode() in body.group()

    async def _ask(self, method, body=b""):
        head = f"{method} / HTTP/1.1\r\nHost: {self._host}\r\nOrigin: http://{self._host}\r\nContent-Type: {FORM}\r\n"
        self._writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        answer = await self._reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", answer, re.IGNORECASE)
        return await self._reader.readexactly(int(length.group(1)))


async def crowd(address, numbers):
    """Let everybody press the button at the same moment; return what each of them got."""
    visitors = [await Visitor(address).__aenter__() for _ in numbers]
    try:
        return await asyncio.gather(*(visitor.write(number) for visitor, number in zip(visitors, numbers, strict=True)))
    finally:
        for visitor in visitors:
            await visitor.__aexit__()


async def load(address):
    """Several crowds."""
    await crowd(address, [0])
    got, began = [], time.perf_counter()
    for turn in range(ROUNDS):
        got += await crowd(address, range(turn * PEOPLE, (turn + 1) * PEOPLE))
    seconds = time.perf_counter() - began
    waits = sorted(wait for wait, _ in got)
    lost = sum(not right for _, right in got)
    print(f"{PEOPLE} at once, {ROUNDS} times: {len(got) / seconds:.1f} letters a second, {lost} lost")
    print(f"waiting: median {statistics.median(waits):.2f} s, 99th percentile {waits[int(len(waits) * 0.99)]:.2f} s")


async def endure(address, process, letters):
    """Many letters, a few at a time, and the memory of the server in between."""
    lost = 0
    for step in range(STEPS):
        share = range(step * letters // STEPS, (step + 1) * letters // STEPS)
        async with Visitor(address) as one, Visitor(address) as other:
            for first in share[::2]:
                got = await asyncio.gather(one.write(first % DRAFTS), other.write((first + 1) % DRAFTS))
                lost += sum(not right for _, right in got)
        print(f"after {share.stop:6} letters: {resident(process)} MB, {lost} lost", flush=True)


def resident(process):
    """The resident memory of a process in MB; where the system does not tell, a question mark."""
    status = Path(f"/proc/{process.pid}/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text("utf-8")) if status.exists() else None
    return int(found.group(1)) // 1024 if found else "?"


def main():
    """Start the page, load it, and end it."""
    command = [sys.executable, "-m", "poise", "serve", "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            address = process.stdout.readline().strip()
            asyncio.run(load(address))
            asyncio.run(endure(address, process, int(sys.argv[1]) if len(sys.argv) > 1 else MANY))
        finally:
            process.terminate()


if __name__ == "__main__":
    main()
