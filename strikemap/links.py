"""A shared link: collection, filters, selected incident and map view, to and from a query."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

import numpy as np

from strikemap import wording
from strikemap.collection import versions
from strikemap.collection.versions import SHOWN_HASH, VERSION, Release, Unavailable, ordered
from strikemap.filters import query as filter_query
from strikemap.filters.choices import ALL, KEYS, Filters
from strikemap.filters.query import Query
from strikemap.languages import LANGUAGES
from strikemap.languages import gettext as _
from strikemap.model import Collection
from strikemap.tour import followed

BASEMAPS = ("boundaries", "osm")
LAYERS = ("incidents", "regions", "regions-killed", "regions-injured")
"""What the map shows: symbols, or regions shaded by incidents, killed or injured."""
TRACKERS = re.compile(r"(utm_.*|fbclid|gclid|dclid|msclkid|yclid|mc_[ce]id|igshid|ref|_ga|_gl)")
SINGLES = ("incident", "view", "basemap", "layer", "compare", "tour", "stop", "v", "sha256", "lang")
"""The keys beside the collection and the filters; of each the last value counts."""
OURS = ("collection", *KEYS, *SINGLES)
_LIMITS = (85.0, 180.0)
_ZOOMS = (2.0, 18.0)


@dataclass(frozen=True, slots=True)
class View:
    """Where the map looks: its centre in degrees (WGS 84) and its zoom level."""

    latitude: float
    longitude: float
    zoom: float

    def __str__(self) -> str:
        return f"{self.latitude:.4f},{self.longitude:.4f},{self.zoom:g}"


@dataclass(frozen=True, slots=True)
class Link:
    """
    Everything that a URL of ours says, beside its page.

    `version` and `sha256`, the first digits of the content's hash, say what the link was made of.
    `language` is empty where the link names none, and so opens in each reader's own.
    """

    collection: str = ""
    filters: Filters = Filters()
    incident: str = ""
    view: View | None = None
    basemap: str = BASEMAPS[0]
    layer: str = LAYERS[0]
    compare: str = ""
    tour: str = ""
    stop: int = 0
    version: str = ""
    sha256: str = ""
    language: str = ""


def from_query(query: Query, collection: Collection) -> tuple[Link, tuple[str, ...]]:
    """
    Read a link's query, with a notice (raw text) for each thing that cannot be given.

    Trackers' keys are passed over in silence; any other unknown key is named.
    """
    narrowed, told = filter_query.from_query(query, collection)
    notices = list(told)
    for key in query:
        if key not in OURS and not TRACKERS.fullmatch(key):
            notices.append(_("“{key}” is not something that this page understands.", key=key[:40]))
    for key in ("collection", *SINGLES):
        filter_query.last_of(query, key, notices)
    incident = _one(query, "incident")
    if incident and not (collection.incidents["incident_id"] == incident).any():
        notices.append(_("This collection has no incident “{id}”.", id=incident[:80]))
        incident = ""
    basemap = _chosen("basemap", BASEMAPS, query, notices)
    layer = _chosen("layer", LAYERS, query, notices)
    tour, stop, off = followed(_one(query, "tour"), _one(query, "stop"), collection.beside)
    notices += off
    sha256 = _one(query, "sha256").lower()
    if sha256 and not _DIGITS.fullmatch(sha256):
        notices.append(_("“sha256” was not understood; it is the first digits of a content hash."))
        sha256 = ""
    link = Link(
        collection=collection.name,
        filters=narrowed,
        incident=incident,
        view=_view(_one(query, "view"), notices),
        basemap=basemap,
        layer=layer,
        compare=_one(query, "compare"),
        tour=tour,
        stop=stop,
        version=_one(query, "v"),
        sha256=sha256,
        language=_chosen("lang", ("", *LANGUAGES), query, notices),
    )
    return link, tuple(notices)


def _chosen(key: str, known: Sequence[str], query: Query, notices: list[str]) -> str:
    """The value of *key*, one of *known*, of which the first is the default."""
    value = _one(query, key) or known[0]
    if value not in known:
        notices.append(_("“{key}” cannot be “{value}”.", key=key, value=value[:40]))
        return known[0]
    return value


def _one(query: Query, key: str) -> str:
    given = query.get(key, ())
    return "" if not given or given[-1] == ALL else given[-1]


def _view(text: str, notices: list[str]) -> View | None:
    if not text:
        return None
    try:
        latitude, longitude, zoom = (float(part) for part in text.split(","))
    except ValueError:
        notices.append(_("“view” was not understood; it is written latitude,longitude,zoom."))
        return None
    # A comparison with what is no number is false, so that such a view is outside, too.
    within = (
        abs(latitude) <= _LIMITS[0]
        and abs(longitude) <= _LIMITS[1]
        and _ZOOMS[0] <= zoom <= _ZOOMS[1]
    )
    if not within:
        notices.append(_("“view” lies outside the map."))
        return None
    return View(latitude, longitude, zoom)


def to_query(
    link: Link, collection: Collection, *, default_collection: str = "", full: bool = False
) -> dict[str, list[str]]:
    """
    The query of *link*; with *full* every default is written out, and which version of the
    collection this is, by its number and the first digits of its content's hash.
    """
    query: dict[str, list[str]] = {}
    if full or collection.name != default_collection:
        query["collection"] = [collection.name]
    query |= filter_query.to_query(link.filters, collection, full=full)
    singles: Mapping[str, str] = {
        "incident": link.incident,
        "view": str(link.view) if link.view else "",
        "basemap": link.basemap if full or link.basemap != BASEMAPS[0] else "",
        "layer": link.layer if full or link.layer != LAYERS[0] else "",
        "compare": link.compare,
        "tour": link.tour,
        "stop": str(link.stop) if link.stop else "",
        "v": collection.version if full else link.version,
        "sha256": collection.content_hash[:SHOWN_HASH] if full else link.sha256,
        "lang": link.language,
    }
    query |= {key: [value] for key, value in singles.items() if value}
    return query


def encode(query: Mapping[str, Sequence[str]]) -> str:
    """*query* as it stands after the `?` of a URL."""
    return urlencode([(k, each) for k, values in query.items() for each in values], safe=",:")


def decode(text: str) -> dict[str, list[str]]:
    """
    The keys and values of a query string, with or without its `?`.

    What cannot be encoded, as a stray byte on the command line, becomes a question mark.
    """
    query: dict[str, list[str]] = {}
    whole = text.lstrip("?").encode("utf-8", "replace").decode("utf-8")
    for key, value in parse_qsl(whole, keep_blank_values=True, errors="replace"):
        query.setdefault(key, []).append(value)
    return query


def of_version(
    query: Query, today: Collection, read: Callable[[Collection, Release], Collection]
) -> tuple[Collection, tuple[str, ...]]:
    """
    The version of *today* that a link's query asks for, and notices (raw text).

    *read* gives a version of a collection, as `collection.versions.read` does.  Where none is
    asked for, or the one that is can't be had, it is *today*, and the notices say why and what
    has changed since.
    """
    version, sha256 = _one(query, "v"), _one(query, "sha256").lower()
    digits = sha256 if _DIGITS.fullmatch(sha256) else ""
    if not (version or digits) or _is_of(today, version or today.version, sha256):
        return today, ()
    if version and not VERSION.fullmatch(version):
        return today, (_("“v” was not understood: “{version}”.", version=version[:40]),)
    wanted: Release | None = None
    try:
        kept = versions.releases(today.beside)
        wanted = versions.find(kept, version, digits)
        if wanted is not None:
            return read(today, wanted), ()
    except Unavailable as why:
        of = wanted.version if wanted else version or today.version
        return today, changes_since(today, of, str(why))
    if not version:
        return today, (
            _(
                "This link was made with a content of {name}, sha256 {digits}, which is not kept "
                "here; the version here is {shown}, so its numbers may differ.",
                name=today.name,
                digits=digits[:SHOWN_HASH],
                shown=today.version,
            ),
        )
    if version == today.version or versions.find(kept, version):
        return today, (
            _(
                "This link was made when version {version} of {name} had another content, sha256 "
                "{digits}, which is not kept here; the version here is {shown}, so its "
                "numbers may differ.",
                version=version,
                name=today.name,
                digits=digits[:SHOWN_HASH],
                shown=today.version,
            ),
        )
    return today, changes_since(today, version)


def _is_of(today: Collection, version: str, sha256: str) -> bool:
    same = today.content_hash.startswith(sha256) or not _DIGITS.fullmatch(sha256)
    return version == today.version and same


def changes_since(collection: Collection, version: str, why: str = "") -> tuple[str, ...]:
    """
    What a reader of a link made at *version* should know of the data now: raw text.

    *why* says what keeps that version from being opened; "" where it is not kept.
    """
    named = {"version": version, "name": collection.name, "shown": collection.version}
    if ordered(version) > ordered(collection.version):
        return (
            _(
                "This link was made with version {version} of {name}; "
                "this host has the older version {shown}, so its numbers may differ.",
                **named,
            ),
        )
    of = collection.corrections
    is_later = [ordered(str(each)) > ordered(version) for each in of["version"]]
    later = of[np.array(is_later, dtype=bool)]
    told = [
        _(
            "{day}, version {version}, {record}: {what}",
            day=each["date"].date().isoformat(),
            version=each["version"],
            record=each["record"],
            what=each["what_changed"],
        )
        for _row, each in later.sort_values("date").iterrows()
    ]
    if why:
        made = _(
            "This link was made with version {version} of {name}, which can’t be opened here "
            "({why}); the version here is {shown}, so its numbers may differ.",
            why=why,
            **named,
        )
    else:
        made = _(
            "This link was made with version {version} of {name}, which is not kept here; "
            "the version here is {shown}, so its numbers may differ.",
            **named,
        )
    corrected = _("No correction of a record is logged.")
    if told:
        corrected = _("Corrected since: {count}.", count=len(told))
    now = _(
        "The collection now holds {incidents} and {claims}.",
        incidents=wording.incidents(len(collection.incidents)),
        claims=wording.claims(len(collection.claims)),
    )
    return (f"{made} {corrected} {now}", *told[:LISTED_CHANGES])


LISTED_CHANGES = 20
_DIGITS = re.compile(r"[0-9a-f]{4,64}", re.ASCII)
