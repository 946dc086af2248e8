"""What is asked of the network, only on request, by servers of this machine."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from strikemap import collection
from strikemap.__main__ import main
from strikemap.checks import Edit, addresses, example
from strikemap.model import Collection

PAGE = "https://example.org/a?b=1&c=2"
SNAPSHOT = "http://web.archive.org/web/20230603101112/https://example.org/a?b=1&c=2"


@contextmanager
def answering(status: int, body: bytes, asked: list[str]) -> Iterator[str]:
    """The address of a server that answers all alike and writes down what it was asked."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def of(folder: Path, url: str, archived_url: str = "") -> Collection:
    """The example with *url* as the address of its one source."""
    changed = (("url", url), ("archived_url", archived_url))
    edits = [Edit("sources.csv", 2, column, value) for column, value in changed]
    example.write(folder, edits)
    read = collection.read(folder).collection
    assert read is not None
    return read


def snapshot(**changed: object) -> bytes:
    """What the Wayback Machine says of a page that it has."""
    nearest = {"available": True, "url": SNAPSHOT, "status": "200", **changed}
    return json.dumps({"archived_snapshots": {"closest": nearest}}).encode()


@pytest.mark.parametrize(("status", "told"), [(200, ""), (204, ""), (404, "404"), (503, "503")])
def test_an_address_that_does_not_answer_is_named_by_its_row(
    status: int, told: str, tmp_path: Path
) -> None:
    """Each source's address is asked once; a refusal is a problem of that row and column."""
    asked: list[str] = []
    with answering(status, b"", asked) as url:
        found = list(addresses.try_addresses(of(tmp_path, f"{url}/page")))
    assert asked == ["/page"]
    rows = [(each.file, each.row, each.column) for each in found]
    assert rows == ([("sources.csv", 2, "url")] if told else [])
    assert all(told in each.message for each in found)


@pytest.mark.parametrize("address", ["", "t.me/channel/1", "file:///etc/hostname"])
def test_what_is_no_web_address_is_not_asked(address: str, tmp_path: Path) -> None:
    """A source without an address, or with another kind, is none that does not answer."""
    held = of(tmp_path, PAGE)
    other = replace(held, sources=held.sources.assign(url=address))
    assert list(addresses.try_addresses(other)) == []


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    """By the reason why, which is no status."""
    with answering(200, b"", []) as url:
        pass
    (found,) = addresses.try_addresses(of(tmp_path, f"{url}/page"))
    assert f"{url}/page does not answer: [Errno" in found.message and found.row == 2


def test_the_copy_nearest_to_a_pages_day(tmp_path: Path) -> None:
    """The archive is asked for the page at the day of its publication, and its copy is told."""
    asked: list[str] = []
    held = of(tmp_path, PAGE)
    with answering(200, snapshot(), asked) as service:
        found = list(addresses.find_copies(held, service))
    query = parse_qs(urlsplit(asked[0]).query)
    day = held.sources["published"].iloc[0]
    assert query == {"url": [PAGE], "timestamp": [f"{day:%Y%m%d}"]}
    assert found[0].archived_url == SNAPSHOT.replace("http:", "https:", 1)
    assert found[0].copied_on == "2023-06-03"
    assert found[0].days_apart == abs((day.date() - day.date().replace(month=6, day=3)).days)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b'{"archived_snapshots": {}}'),
        (200, snapshot(status="404")),
        (200, snapshot(url="https://evil.test/web/20230603101112/https://example.org/")),
        (200, snapshot(url="javascript:alert(1)")),
        (200, snapshot(url=SNAPSHOT.replace("20230603", "20231303"))),
        (200, snapshot(url=None)),
        (200, b"[]"),
        (200, b"<html>"),
        (200, b'{"archived_snapshots": {"closest": "x"}}'),
        (429, b""),
    ],
)
def test_what_is_no_copy_is_none(status: int, body: bytes, tmp_path: Path) -> None:
    """Whatever a service answers, an address is the archive's own or is left out, and why."""
    with answering(status, body, []) as service:
        found = list(addresses.find_copies(of(tmp_path, PAGE), service))
    assert found
    assert {(each.archived_url, each.copied_on, each.days_apart) for each in found} == {
        ("", "", "")
    }
    assert all(each.answer for each in found)


@pytest.mark.parametrize(("more", "found"), [(0, True), (1, False)])
def test_no_more_of_an_answer_is_read_than_a_bound(more: int, found: bool, tmp_path: Path) -> None:
    """Sixty-four kilobytes are read of whatever a service sends, and what is cut off is no copy."""
    told = json.loads(snapshot())
    length = 2**16 + more - len(json.dumps({"padding": "", **told}))
    body = json.dumps({"padding": "x" * length, **told}).encode()
    with answering(200, body, []) as service:
        (copy,) = addresses.find_copies(of(tmp_path, PAGE), service)
    assert bool(copy.archived_url) is found


def test_what_somebody_looked_at_is_not_asked_again(tmp_path: Path) -> None:
    """A source with a copy, or without an address on the web, is nobody's business."""
    asked: list[str] = []
    with answering(200, snapshot(), asked) as service:
        assert list(addresses.find_copies(of(tmp_path, PAGE, SNAPSHOT), service)) == []
        assert list(addresses.find_copies(of(tmp_path, ""), service)) == []
    assert asked == []


def test_the_command_writes_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`check --links --archive FILE` tells of each page in a table, and changes no collection."""
    folder, out = tmp_path / "example", tmp_path / "copies.csv"
    folder.mkdir()
    with answering(200, snapshot(), []) as service:
        of(folder, f"{service}/page")
        before = {path: path.read_bytes() for path in folder.iterdir()}
        monkeypatch.setattr(addresses.copies_as_csv, "__defaults__", (service,))
        assert main(["check", str(folder), "--links", "--archive", str(out)]) == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    assert {row["collection"] for row in rows} == {"example"}
    assert {row["archived_url"] for row in rows} == {SNAPSHOT.replace("http:", "https:", 1)}
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert main(["check", str(folder), "--archive", str(out)]) == 2
