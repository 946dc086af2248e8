"""What `publish` writes is what the routes answer, and every link in it leads to a file."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import feedparser
import pytest

from strikemap import collection as collections
from strikemap.archived_copies import WAYBACK
from strikemap.export import FORMS, export
from strikemap.export.view import View
from strikemap.host.shelf import Shelf
from strikemap.links import Link
from strikemap.model import Collection
from strikemap.web import static_site
from strikemap.web.published_files import LIST
from strikemap.web.static_site import Published, publish
from tests.app.hostile import write_hostile
from tests.builders import build, claim, incident
from tests.unit.web.asking import offering

BASE = "https://files.example/strikemap"


class Links(HTMLParser):
    """The addresses that a page leads to, its language, and its elements and handlers."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.lang: str | None = None
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        if tag == "html":
            self.lang = dict(attrs).get("lang")
        self.found += [value for name, value in attrs if name == "href" and value]


def published(folder: Path, *offered: Collection, base: str = "", app: str = "") -> Published:
    shelf = Shelf({each.name: each for each in offered}, {})
    return publish(shelf, folder, base, app, lambda done, what: None)


def files_in(folder: Path) -> set[str]:
    """The files below *folder*, by their paths from there."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def plain_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are left out: another test has them."""
    few = {name: form for name, form in FORMS.items() if not form.is_picture}
    monkeypatch.setattr(static_site, "FORMS", few)


def test_files_are_what_the_routes_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each form, each incident's data and the list of collections: the bytes of the routes."""
    # A picture for a slide or for print is the same one in another size.
    several = {name: form for name, form in FORMS.items() if name not in ("slide", "print")}
    monkeypatch.setattr(static_site, "FORMS", several)
    whole = build([incident("a"), incident("b")], [claim("k", "a", "2")])
    count, removed, _ = published(tmp_path, whole)
    assert count == len(files_in(tmp_path)) and not removed
    with offering(monkeypatch, whole) as ask:
        for form in several.values():
            if form.name != "incident":
                path = tmp_path / whole.name / form.file
                assert path.read_bytes() == export(
                    form.name, View(whole, Link(collection=whole.name))
                )
        one = tmp_path / whole.name / "incident" / "a.json"
        assert one.read_bytes() == ask("/api/v1/incident/a.json").body
        listed = tmp_path / "collections.json"
        assert listed.read_bytes() == ask("/api/v1/collections.json").body


@pytest.mark.usefixtures("plain_pictures")
@pytest.mark.parametrize("base", ["", BASE])
def test_every_link_leads_to_a_file(tmp_path: Path, base: str) -> None:
    """
    Pages, feeds and sitemap name only files that are there, and the map where there is one.

    Each page says its language, the exported one too.
    """
    whole = build([incident("a")], [claim("k", "a", "2")])
    published(tmp_path, whole, base=base, app="https://m.example")
    for page in tmp_path.rglob("*.html"):
        links = Links(page.read_text("utf-8"))
        assert links.lang == "en"
        # Whatever page is printed or copied says of which content it is.
        assert whole.content_hash[:12] in page.read_text("utf-8")
        if page.name != "page.html":
            _check(tmp_path, page, links.found)
    top = Links((tmp_path / "index.html").read_text("utf-8")).found
    assert top == ["example/index.html", "collections.json"]
    for path in tmp_path.rglob("*.atom"):
        found = feedparser.parse(path.read_bytes())
        assert not found.bozo and found.version == "atom10"
        if base:
            _check(tmp_path, path, [each.link for each in (found.feed, *found.entries)])
    assert (tmp_path / "sitemap.xml").is_file() == bool(base)
    if base:
        loc = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
        places = ElementTree.parse(tmp_path / "sitemap.xml").iter(loc)
        _check(tmp_path, tmp_path / "sitemap.xml", [str(each.text) for each in places])


def _check(folder: Path, page: Path, addresses: list[str]) -> None:
    assert addresses
    for address in addresses:
        if address.startswith(("https://m.example/", "https://example.org/", f"{WAYBACK}/")):
            continue
        if address.startswith(BASE):
            target = folder / address.removeprefix(f"{BASE}/")
        else:
            assert not urlsplit(address).netloc, address
            target = page.parent / unquote(address)
        # A folder is no file: not every host has its index for it, Streamlit's `static/` has not.
        assert target.is_file(), (page, address)


@pytest.mark.usefixtures("plain_pictures")
def test_what_may_not_be_passed_on_is_left_out(tmp_path: Path) -> None:
    """Nothing of a collection for local use is written, not even its name."""
    published(tmp_path, build([incident("a")], local_only=True))
    assert files_in(tmp_path) == {"collections.json", "index.html", LIST}
    assert "example" not in (tmp_path / "collections.json").read_text()


def test_what_was_left_out_is_told(tmp_path: Path) -> None:
    """What is for local use by its name, what can't be read with its first fault; else nothing."""
    local, usual = build([incident("a")], local_only=True), build([incident("a")])
    shelf = Shelf({"local": replace(local, name="local"), "usual": usual}, {"broken": ("Why.",)})
    done = Published(1, 0, ("gone",))
    assert list(static_site.left_out(shelf, done)) == [
        "broken was left out: Why.",
        "gone: what was published of it before stays, until it can be read again",
        "local was left out: for local use",
    ]


@pytest.mark.usefixtures("plain_pictures")
@pytest.mark.parametrize("base", ["", BASE])
def test_an_incidents_page_names_its_own_picture(tmp_path: Path, base: str) -> None:
    """By its whole address, where the address that it will have is known; else none."""
    published(tmp_path, build([incident("a")], [claim("c", "a", claimed_on="")]), base=base)
    (page,) = tmp_path.glob("*/incident/a.html")
    text = unescape(page.read_text("utf-8"))
    own = page.parent.parent.relative_to(tmp_path).as_posix()
    named = f'<meta property="og:image" content="{base}/{own}/picture.png">'
    assert (named in text) is bool(base) and ("og:image" in text) is bool(base)
    assert (
        'image:alt" content="An example: All reported incidents, 31 May 2023">' in text
    ) is bool(base)
    assert "<small>Governor (Russia), date not given. " in text


@pytest.mark.usefixtures("plain_pictures")
def test_an_incidents_page_has_each_claim_once_as_it_is_bounded(tmp_path: Path) -> None:
    """Under what it counts, with its least, its most or both."""
    claims = [
        claim("c1", "a", "3+"), claim("c2", "a", "up to 4", by="kyiv"),
        claim("c3", "a", "2-5", "injured"), claim("c4", "a", "~10", "injured", by="kyiv"),
        claim("c5", "a", "7", "injured", by="ministry"),
    ]  # fmt: skip
    published(tmp_path, build([incident("a")], claims))
    (page,) = tmp_path.glob("*/incident/a.html")
    text = unescape(page.read_text("utf-8"))
    _, killed, injured = text.split("<h2>")
    found = [re.findall(r"<li><b>([^<]*)</b>", part) for part in (killed, injured)]
    assert [sorted(each) for each in found] == [
        ["at least 3", "up to 4"],
        ["2–5", "7", "about 10"],
    ]
    assert killed.startswith("Killed</h2>") and injured.startswith("Injured</h2>")


@pytest.mark.usefixtures("plain_pictures")
def test_hostile_data_stay_text(tmp_path: Path) -> None:
    """Payloads in every text of the data add no element and no handler to any page."""
    found = collections.read(write_hostile(tmp_path / "data")).collection
    assert found is not None
    published(tmp_path / "out", found, base=BASE)
    for page in (tmp_path / "out").rglob("*.html"):
        links = Links(page.read_text("utf-8"))
        assert links.handlers == [] and not links.tags & {"script", "img", "iframe", "object"}
        assert not [each for each in links.found if each.casefold().startswith("javascript")]


@pytest.mark.parametrize(
    ("base", "app", "cited"),
    [
        (BASE, "https://m.example", "https://m.example/?collection=example&"),
        ("", "https://m.example", "https://m.example/?collection=example&"),
        (BASE, "", f"{BASE}/example/index.html"),
        ("", "", "?collection=example&"),
    ],
)
@pytest.mark.by_day(2, "with both addresses and with neither; one alone is as both")
def test_a_citation_leads_to_what_shows_the_view(
    base: str, app: str, cited: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dashboard's address where there is one, else the published page of the collection."""
    citing = {name: FORMS[name] for name in ("package", "html", "svg", "png")}
    monkeypatch.setattr(static_site, "FORMS", citing)
    published(tmp_path, build([incident("a")]), base=base, app=app)
    of = tmp_path / "example"
    with zipfile.ZipFile(of / "package.zip") as packed:
        readme = packed.read("README.txt").decode()
    for told in (readme, unescape((of / "page.html").read_text("utf-8"))):
        assert f". {cited}" in told
        assert f"{BASE}/?" not in told
    picture = unescape((of / "picture.svg").read_text("utf-8"))
    host = cited.partition("?")[0].rstrip("/")
    assert host in picture


@pytest.mark.usefixtures("plain_pictures")
def test_what_is_published_no_longer_is_removed(tmp_path: Path) -> None:
    """An incident taken down, a collection now for local use: their files go, no others do."""
    both = build([incident("a"), incident("b")])
    first = published(tmp_path, both, base=BASE)
    own = tmp_path / "example" / "incident" / "b.txt"
    own.write_text("the host's own")
    second = published(tmp_path, build([incident("a")]), base=BASE)
    assert second == Published(first.written - 2, removed=2)
    assert {"example/incident/a.html", "example/incident/b.txt"} <= files_in(tmp_path)
    assert not {"example/incident/b.html", "example/incident/b.json"} & files_in(tmp_path)
    removed = published(tmp_path, build([incident("a")], local_only=True)).removed
    kept = {"collections.json", "index.html", LIST, "example/incident/b.txt"}
    assert files_in(tmp_path) == kept and removed == first.written - 2 - 3


@pytest.mark.by_day(2, "a descriptor that is torn is as one that lies elsewhere")
@pytest.mark.usefixtures("plain_pictures")
@pytest.mark.parametrize(
    ("lies", "descriptor", "stays"),
    [
        ("elsewhere", '{"name": "example"}', ("example",)),
        ("example", "{", ("example",)),
        ("disk", None, ("c", "example")),
    ],
)
def test_what_cannot_be_read_now_stays(
    lies: str, descriptor: str | None, stays: tuple[str, ...], tmp_path: Path
) -> None:
    """
    A slip in a table or a descriptor, or a disk that is not there, takes away nothing that others
    cited, nor its place in the lists; what was taken down meanwhile goes where names tell it.
    """
    out, folder = tmp_path / "out", tmp_path / lies
    broken = build([incident("a"), incident("b")])
    gone, new = (replace(build([incident(each)]), name=each) for each in ("c", "d"))
    published(out, broken, gone, base=BASE)
    before = {path: (out / path).read_bytes() for path in files_in(out) if "example/" in path}
    if descriptor:
        folder.mkdir()
        (folder / "datapackage.json").write_text(descriptor)
    shelf = Shelf({"d": new}, {lies: ()}, (folder,))
    done = publish(shelf, out, BASE, "", lambda done, what: None)
    assert done.standing == stays and (out / "c").exists() == ("c" in stays)
    assert {path: (out / path).read_bytes() for path in before} == before
    offered = json.loads((out / "collections.json").read_text())["collections"]
    assert {each["name"] for each in offered} == {"d", *stays}
    pages = (out / "index.html").read_text(), (out / "sitemap.xml").read_text()
    assert all(f"{each}/index.html" in unescape(page) for each in ("d", *stays) for page in pages)
    assert broken.content_hash[:12] in pages[0]
    # Read again and taken down after that, it goes as any other.
    published(out, new, broken, base=BASE)
    assert published(out, new, base=BASE).removed == len(before) and not (out / "example").exists()


@pytest.mark.usefixtures("plain_pictures")
def test_a_list_reaches_nothing_beyond_the_folder(tmp_path: Path) -> None:
    """Paths out of the folder, by dots, by a link or from the root, are passed over."""
    folder, outside = tmp_path / "out", tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_text("another's")
    published(folder, build([incident("a")]))
    (folder / "link").symlink_to(outside)
    with (folder / LIST).open("a", encoding="utf-8") as listed:
        listed.write(f"../outside/file\nlink/file\n{outside}/file\nexample\n\0\n.\n")
    assert published(folder, build([incident("a")])).removed == 0
    assert (outside / "file").read_text() == "another's" and (folder / "example").is_dir()


@pytest.mark.usefixtures("plain_pictures")
def test_what_only_has_the_list_s_name_is_kept(tmp_path: Path) -> None:
    """A file of the host's under that name stops `publish` before it writes anything."""
    for content in (b"mine", b"\xff", b""):
        (tmp_path / LIST).write_bytes(content)
        with pytest.raises(ValueError, match="not written by `publish`"):
            published(tmp_path, build([incident("a")]))
        assert files_in(tmp_path) == {LIST} and (tmp_path / LIST).read_bytes() == content


@pytest.mark.usefixtures("plain_pictures")
def test_one_that_was_stopped_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written before it stopped is known the next time."""

    def full(_view: View) -> bytes:
        raise OSError(28, "No space left on device")

    both = build([incident("a"), incident("b")])
    with monkeypatch.context() as patched:
        patched.setattr(static_site, "_bytes", full)
        with pytest.raises(OSError, match="No space left"):
            published(tmp_path, both)
    assert "example/incident/a.html" in files_in(tmp_path)
    published(tmp_path, build([incident("a")], local_only=True))
    assert files_in(tmp_path) == {"collections.json", "index.html", LIST}
