"""Data, feeds, pictures and a page of each incident as files, for hosts without the routes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO, Any, NamedTuple

from strikemap import links
from strikemap.collection import discover
from strikemap.collection.versions import SHOWN_HASH
from strikemap.export import FORMS, View, export
from strikemap.export.whole_file import file_whole
from strikemap.host.page_list import of_incident
from strikemap.host.shelf import Shelf
from strikemap.languages import gettext as _
from strikemap.links import Link
from strikemap.markup import join, safe
from strikemap.model import Collection
from strikemap.progress import Progress
from strikemap.translations import said_at, title_of
from strikemap.web import in_words
from strikemap.web.collections import collections_json
from strikemap.web.feeds import Places, feed
from strikemap.web.incident_page import incident_page
from strikemap.web.preview import Preview
from strikemap.web.published_files import (
    LISTED,
    files_listed,
    list_files,
    listed_before,
    standing,
    take_away,
)
from strikemap.web.robots import sitemap_of
from strikemap.when_and_where import day_and_place

MOST_PAGES = 20_000
"""Incidents of a collection that have a page and a file each; beyond, its other files have them."""
FEEDS = ("feed", "corrections")
Write = Callable[[IO[bytes]], object]


class Published(NamedTuple):
    """
    How many files were written, how many of an earlier time taken away, and which collections
    stand as they were published before, since they can't be read now.
    """

    written: int
    removed: int
    standing: tuple[str, ...] = ()


def publish(shelf: Shelf, folder: Path, base: str, app: str, progress: Progress) -> Published:
    """
    Write the collections of *shelf* that may be passed on into *folder*.

    *base* is the address at which the folder will be served, *app* that of the dashboard, both
    "" where there is none: links are then relative, and none leads to the map.  What `publish`
    wrote there before and does not write now is removed, and no other file; what it wrote of a
    collection that can't be read now stays.

    Raises:
        OSError: *folder* can't be written.
        ValueError: a collection lies where files would be written, which have its files' names,
            or what has the name of the list of files is another's.
    """
    _forbid_collections(folder)
    before = files_listed(folder)
    names = standing(before, shelf)
    stay = {path for path in before if path.partition("/")[0] in names and "/" in path}
    files = dict(_files(shelf, base, app, listed_before(folder, names), stay))
    folder.mkdir(parents=True, exist_ok=True)
    # Whoever stops it half-way leaves no file that the next time does not know.
    list_files(folder, before | files.keys())
    for number, (path, write) in enumerate(files.items(), 1):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        file_whole(folder / path, write)
        progress(number / len(files), path)
    # Where names are alike but for capitals there may be one file of both.
    kept = {path.casefold() for path in (*files, *stay)}
    removed = take_away(folder, (path for path in before if path.casefold() not in kept))
    list_files(folder, files.keys() | stay)
    return Published(len(files) + 1, removed, tuple(sorted(names)))


def left_out(shelf: Shelf, done: Published) -> Iterator[str]:
    """What is wrong with collections of *shelf*, and what becomes of them, in lines of raw text."""
    sound = {each.folder.name for each in shelf.collections.values() if each.folder}
    for name, found in shelf.problems.items():
        yield f"{name}{'' if name in sound else ' was left out'}: {found[0]}"
    for name in done.standing:
        yield f"{name}: what was published of it before stays, until it can be read again"
    for each in shelf.collections.values():
        if each.local_only:
            yield f"{each.name} was left out: for local use"


def _forbid_collections(folder: Path) -> None:
    around = [each for each in folder.resolve().parents if each in discover([each])]
    if found := (*discover([folder]), *around):
        why = "a collection lies there, whose files would be lost; name another folder"
        raise ValueError(f"{found[0]}: {why}")


def _files(
    shelf: Shelf, base: str, app: str, told: list[dict[str, Any]], stay: Iterable[str]
) -> Iterator[tuple[str, Write]]:
    """
    The path of each file, and what makes it.

    *told* is what was said of the collections that stay, and *stay* their files.
    """
    public = [each for each in shelf.collections.values() if not each.local_only]
    shown = Shelf({each.name: each for each in public}, {})
    yield LISTED, _of_bytes(partial(collections_json, shown, told))
    yield "index.html", _of_bytes(partial(_index, public, told))
    pages = ["index.html", *(path for path in sorted(stay) if path.endswith(".html"))]
    for each in public:
        for path, make in _of(each, base, app):
            yield f"{each.name}/{path}", _of_bytes(make)
            if path.endswith(".html"):
                pages.append(f"{each.name}/{path}")
        view = _view(each, base, app)
        for form in (each for each in FORMS.values() if each.name != "incident"):
            yield f"{each.name}/{form.file}", partial(_form, form.name, view)
    if base:
        addresses = [f"{base}/{page}" for page in pages]
        yield "sitemap.xml", _of_bytes(partial(sitemap_of, addresses))


def _view(of: Collection, base: str, app: str) -> View:
    """All of a collection, cited by its address in the dashboard, else by that of its files."""
    link = Link(collection=of.name)
    if app or not base:
        return View(of, link, app)
    return View(of, link, base, published_at=f"{base}/{of.name}/index.html")


def _of_bytes(make: Callable[[], bytes]) -> Write:
    return lambda file: file.write(make())


def _form(name: str, view: View, file: IO[bytes]) -> None:
    FORMS[name].write(view, file, None)


def _of(collection: Collection, base: str, app: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The feeds of *collection*, its list of files, and each incident's page and data."""
    view = _view(collection, base, app)
    here = f"{base}/{collection.name}" if base else ""
    for name in FEEDS:
        yield f"{name}.atom", partial(feed, name, view, _places(name, here))
    yield "index.html", partial(_collection_index, view)
    for at in range(min(len(collection.incidents), MOST_PAGES)):
        incident = str(collection.incidents["incident_id"].iloc[at])
        one = replace(view, link=replace(view.link, incident=incident))
        yield f"incident/{incident}.html", partial(_page, one, at, here, app)
        yield f"incident/{incident}.json", partial(_bytes, one)


def _page(one: View, at: int, here: str, app: str) -> bytes:
    query = links.encode({"collection": [one.link.collection], "incident": [one.link.incident]})
    on_map = f"{app.rstrip('/')}/incident?{query}" if app else ""
    return incident_page(one, at, _preview(one, at, here), on_map)


def _bytes(view: View) -> bytes:
    return export("incident", view)


def _places(name: str, here: str) -> Places:
    above = f"{here}/" if here else ""

    def incident(name: str) -> str:
        return f"{above}incident/{name}.html"

    def itself(first: int) -> str | None:
        return None if first else f"{above}{name}.atom"

    index, data = f"{above}index.html", f"{above}incidents.json"
    return Places(itself, index, data, incident, index)


def _preview(view: View, at: int, here: str) -> Preview:
    of = view.collection
    incident = str(of.incidents["incident_id"].iloc[at])
    told = (
        f"{in_words.standing_in_words(of, at)}{day_and_place(of, at)}. "
        f"{in_words.tolls_in_words(view, at)} {_('Each number with who said it and where.')} "
        f"{title_of(of)}."
    )
    return Preview(
        of_incident(said_at(of, "incidents", "title", at)),
        told,
        f"{here}/incident/{incident}.html" if here else "",
        f"{here}/picture.png" if here else "",
        (("application/json", _("This incident as JSON"), f"{incident}.json"),),
        f"{title_of(of)}: {in_words.view_in_words(view)}",
    )


def _index(collections: list[Collection], told: list[dict[str, Any]]) -> bytes:
    items = [(f"{each.name}/index.html", _named(each)) for each in collections]
    for each in told:
        named = _called(*(str(each.get(key)) for key in ("title", "version", "content_sha256")))
        items.append((f"{each['name']}/index.html", named))
    items.append((LISTED, "These collections as JSON, with version, hash and licence"))
    return _list("Strikemap: reported strikes on Russian territory", in_words.not_all(), items)


def _collection_index(view: View) -> bytes:
    of = view.collection
    files = [each.file for each in FORMS.values() if each.name != "incident"]
    files += [f"{name}.atom" for name in FEEDS]
    items = [(name, name) for name in files]
    incidents = of.incidents[["incident_id", "title"]].head(MOST_PAGES)
    items += [(f"incident/{name}.html", title) for name, title in incidents.itertuples(index=False)]
    told = f"{in_words.totals_in_words(view)} {in_words.not_all()}"
    return _list(_named(of), told, items)


def _named(of: Collection) -> str:
    return _called(of.title, of.version, of.content_hash)


def _called(title: str, version: str, content_hash: str) -> str:
    return f"{title}, version {version}, content sha256 {content_hash[:SHOWN_HASH]}"


def _list(title: str, told: str, items: list[tuple[str, str]]) -> bytes:
    lines = "".join(f'<li><a href="{safe(path)}">{safe(name)}</a></li>' for path, name in items)
    html = join(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">',
        f"<title>{safe(title)}</title></head><body><h1>{safe(title)}</h1><p>{safe(told)}</p>",
        f"<ul>{lines}</ul></body></html>\n",
    )
    return html.encode("utf-8", "replace")
