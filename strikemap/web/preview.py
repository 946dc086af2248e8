"""The head of a page's HTML for one query: what a pasted link shows before anyone opens it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from strikemap.comparison.sides import other_side
from strikemap.export import FORMS, View
from strikemap.export.one_incident import NoIncident, position
from strikemap.host.page_list import SITE, PageEntry, of_incident
from strikemap.host.public_address import base_url
from strikemap.languages import gettext as _
from strikemap.languages import language, marked
from strikemap.markup import Safe, join, safe, safe_url
from strikemap.translations import said_at, title_of
from strikemap.web import in_words
from strikemap.web.addresses import data_address, feed_address, page_address, page_query
from strikemap.web.asked import Asked
from strikemap.when_and_where import day_and_place
from strikemap.wording import incidents

ABOUT = marked(
    "An interactive map of reported strikes on Russian territory in which every number can be "
    "traced to who said it, when, and where that was printed."
)
TITLE_LIMIT, DESCRIPTION_LIMIT = 160, 1_000
LONGEST_TOTALS = 300
"""Characters of a view's totals beyond which they are told in short, so that all else has room."""
_UNREAD = marked("Part of this link could not be read.")
PICTURE = "png"
COMPARISON = "compare"
"""The address of the page that shows two views."""
DATA = ("csv", "geojson", "json", "package")
FEEDS = (("feed", marked("Incidents in view")), ("corrections", marked("Corrections of this view")))
OPEN_GRAPH = {"en": "en_GB", "uk": "uk_UA", "ru": "ru_RU"}
"""The Open Graph protocol’s name of each language; it wants a country with it."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What the head of a page says of it: raw text, and whole addresses where they are known."""

    title: str = field(default_factory=lambda: _(SITE))
    description: str = field(default_factory=lambda: _(ABOUT))
    address: str = ""
    picture: str = ""
    alternates: tuple[tuple[str, str, str], ...] = ()
    """Media type, title and address of each other form of the view."""
    of_picture: str = ""
    """What the picture shows, where that is not all that is described."""


def preview(page: PageEntry, found: Asked, notices: tuple[str, ...], base: str) -> Preview:
    """
    What the link to *page* with the query *found* shows where it is pasted.

    Of a collection that may not be passed on it names no more than the page.
    """
    view = View(found.collection, found.link, base_url())
    other = _other(page, found, view)
    if found.collection.local_only or (other and other.collection.local_only):
        return Preview(title=page.titled(_(SITE)))
    address = page_address(base, page.address, page_query(found)) if base else ""
    if other:
        words, description = in_words.comparison_in_words(view, other)
        title = page.titled(f"Strikemap: {words}")
    else:
        room = TITLE_LIMIT - len(page.titled("Strikemap: "))
        title, description = _incident(view) or (
            page.titled(f"Strikemap: {in_words.view_in_words(view, room)}"),
            f"{incidents(len(view.rows))}. {in_words.totals_in_words(view, LONGEST_TOTALS)} "
            f"{in_words.not_all()} {in_words.version_in_words(found.collection)}",
        )
    before = [_(_UNREAD)] if notices else []
    if found.is_old:
        before.append(
            _("Version {version} of the data, not today’s.", version=view.collection.version)
        )
    return Preview(
        title,
        " ".join([*before, description]),
        address,
        data_address(base, PICTURE, view) if base and PICTURE in FORMS else "",
        _alternates(found, view, base),
        in_words.view_in_words(view) if other else "",
    )


def _other(page: PageEntry, found: Asked, view: View) -> View | None:
    """The other side of a comparison, on the page that shows it."""
    compare = found.link.compare
    if page.address != COMPARISON or not compare:
        return None
    other, _told = other_side(view.in_view, compare, found.shelf.collections)
    return View(other.collection, replace(found.link, filters=other.filters), view.base_url)


def _incident(view: View) -> tuple[str, str] | None:
    try:
        at = position(view)
    except NoIncident:
        return None
    told = (
        f"{in_words.standing_in_words(view.collection, at)}"
        f"{day_and_place(view.collection, at)}. {in_words.tolls_in_words(view, at)} "
        f"{_('Each number with who said it and where.')} {title_of(view.collection)}."
    )
    return of_incident(said_at(view.collection, "incidents", "title", at)), told


def _alternates(found: Asked, view: View, base: str) -> tuple[tuple[str, str, str], ...]:
    made = [
        ("application/atom+xml", _(told), feed_address(base, name, found)) for name, told in FEEDS
    ]
    for form in (FORMS[name] for name in DATA):
        told = _("This view as {form}", form=form.label or "JSON")
        made.append((form.media_type, told, data_address(base, form.name, view)))
    return tuple(made)


def head_html(of: Preview) -> Safe:
    """*of* as elements of a page's head, every text and address made safe."""
    title = safe(of.title, limit=TITLE_LIMIT)
    description = safe(of.description, limit=DESCRIPTION_LIMIT)
    shown = safe(of.of_picture, limit=DESCRIPTION_LIMIT) or description
    parts = [
        f'<title>{title}</title><meta name="description" content="{description}">',
        '<meta property="og:site_name" content="Strikemap">',
        '<meta property="og:type" content="website">'
        f'<meta property="og:locale" content="{OPEN_GRAPH[language()]}">',
        f'<meta property="og:title" content="{title}">',
        f'<meta property="og:description" content="{description}">',
        f'<meta name="twitter:title" content="{title}">',
        f'<meta name="twitter:description" content="{description}">',
    ]
    if address := safe_url(of.address):
        parts.append(f'<link rel="canonical" href="{address}">')
        parts.append(f'<meta property="og:url" content="{address}">')
    if picture := safe_url(of.picture):
        parts += [
            '<meta name="twitter:card" content="summary_large_image">',
            f'<meta name="twitter:image" content="{picture}">',
            f'<meta property="og:image" content="{picture}">',
            '<meta property="og:image:type" content="image/png">',
            '<meta property="og:image:width" content="1200">',
            '<meta property="og:image:height" content="630">',
            f'<meta property="og:image:alt" content="{shown}">',
        ]
    else:
        parts.append('<meta name="twitter:card" content="summary">')
    parts += [
        f'<link rel="alternate" type="{safe(kind)}" title="{safe(name)}" href="{safe(where)}">'
        for kind, name, where in of.alternates
    ]
    return join(*parts)


def body_html(of: Preview) -> Safe:
    """*of* for who reads without scripts: the same words, and the view's data by link."""
    listed = "".join(
        f'<li><a href="{safe(where)}">{safe(name)}</a></li>' for _, name, where in of.alternates
    )
    return join(
        f"<h1>{safe(of.title, limit=TITLE_LIMIT)}</h1>",
        f"<p>{safe(of.description, limit=DESCRIPTION_LIMIT)}</p>",
        f"<p>{safe(_('The map needs JavaScript. The same without it:'))}</p><ul>{listed}</ul>",
    )
