"""Data, feeds, pictures and a page of each incident as files, for hosts without the routes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO

from strikemap import links
from strikemap.collection import discover
from strikemap.collection.versions import SHOWN_HASH
from strikemap.export import FORMS, View, export
from strikemap.export.whole_file import file_whole
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
from strikemap.web.robots import sitemap_of
from strikemap.when_and_where import day_and_place

MOST_PAGES = 20_000
"""Incidents of a collection that have a page and a file each; beyond, its other files have them."""
FEEDS = ("feed", "corrections")
LISTED = "collections.json"


def publish(shelf: Shelf, folder: Path, base: str, app: str, progress: Progress) -> int:
    """
    Write the collections of *shelf* that may be passed on into *folder*; how many files.

    *base* is the address at which the folder will be served, *app* that of the dashboard, both
    "" where there is none: links are then relative, and none leads to the map.

    Raises:
        OSError: *folder* can't be written.
        ValueError: a collection lies where files would be written, which have its files' names.
    """
    _forbid_collections(folder)
    public = [each for each in shelf.collections.values() if not each.local_only]
    shown = Shelf({each.name: each for each in public}, {})
    files = [(LISTED, collections_json(shown)), ("index.html", _index(public))]
    count, pages = 0, ["index.html"]
    for name, content in files:
        count += _write(folder / name, content)
    for number, each in enumerate(public):
        for path, content in _of(each, base, app):
            count += _write(folder / each.name / path, content)
            if path.endswith(".html"):
                pages.append(f"{each.name}/{path}")
            progress((number + 0.5) / len(public), f"{each.name}: {path}")
        for form in (each for each in FORMS.values() if each.name != "incident"):
            view = View(each, Link(collection=each.name), base)
            write = partial(_form, form.name, view)
            target = folder / each.name / form.file
            target.parent.mkdir(parents=True, exist_ok=True)
            file_whole(target, write)
            count += 1
    if base:
        count += _write(folder / "sitemap.xml", sitemap_of(f"{base}/{page}" for page in pages))
    return count


def _forbid_collections(folder: Path) -> None:
    around = [each for each in folder.resolve().parents if each in discover([each])]
    if found := (*discover([folder]), *around):
        why = "a collection lies there, whose files would be lost; name another folder"
        raise ValueError(f"{found[0]}: {why}")


def _form(name: str, view: View, file: IO[bytes]) -> None:
    FORMS[name].write(view, file, None)


def _write(path: Path, content: bytes) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    file_whole(path, lambda file: file.write(content))
    return 1


def _of(collection: Collection, base: str, app: str) -> Iterator[tuple[str, bytes]]:
    """The feeds of *collection*, its list of files, and each incident's page and data."""
    view = View(collection, Link(collection=collection.name), base)
    here = f"{base}/{collection.name}" if base else ""
    for name in FEEDS:
        yield f"{name}.atom", feed(name, view, _places(name, here))
    yield "index.html", _collection_index(view)
    for at in range(min(len(collection.incidents), MOST_PAGES)):
        incident = str(collection.incidents["incident_id"].iloc[at])
        one = replace(view, link=replace(view.link, incident=incident))
        query = links.encode({"collection": [collection.name], "incident": [incident]})
        on_map = f"{app.rstrip('/')}/incident?{query}" if app else ""
        yield f"incident/{incident}.html", incident_page(one, at, _preview(one, at, here), on_map)
        yield f"incident/{incident}.json", _bytes(one)


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
        f"{said_at(of, 'incidents', 'title', at)} – Strikemap",
        told,
        f"{here}/incident/{incident}.html" if here else "",
        f"{here}/picture.png" if here else "",
        (("application/json", _("This incident as JSON"), f"{incident}.json"),),
    )


def _index(collections: list[Collection]) -> bytes:
    items = [(f"{each.name}/index.html", _named(each)) for each in collections]
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
    return f"{of.title}, version {of.version}, content sha256 {of.content_hash[:SHOWN_HASH]}"


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
