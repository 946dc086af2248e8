"""How to cite a view, so that it can be checked next year."""

from __future__ import annotations

from dataclasses import dataclass

from strikemap import links
from strikemap.collection.versions import SHOWN_HASH
from strikemap.filters.in_words import filters_in_words
from strikemap.languages import gettext as _
from strikemap.links import Link
from strikemap.model import Collection
from strikemap.translations import title_of


@dataclass(frozen=True, slots=True)
class Citation:
    """A formatted citation and its BibTeX entry.  Raw text."""

    text: str
    bibtex: str
    address: str


def cite(collection: Collection, link: Link, base_url: str = "") -> Citation:
    """
    The citation of the view that *link* asks for.

    *base_url* is the host's public address, by configuration; without it the address is the
    query alone, so that an export names no host.
    """
    query = links.encode(links.to_query(link, collection, full=True))
    address = f"{base_url.rstrip('/')}/?{query}" if base_url else f"?{query}"
    year = (collection.updated or collection.coverage_to)[:4]
    digest = collection.content_hash[:SHOWN_HASH]
    what = filters_in_words(link.filters, collection)
    title = title_of(collection)
    text = _(
        "Strikemap contributors ({year}). {title}. {what}. Collection {name}, version {version}, "
        "content sha256 {digest}. {address}",
        year=year,
        title=title,
        what=what,
        name=collection.name,
        version=collection.version,
        digest=digest,
        address=address,
    )
    fields = {
        "title": f"{title}: {what}",
        "year": year,
        "version": collection.version,
        "note": f"Collection {collection.name}, content sha256 {digest}",
        "url": address,
    }
    body = "  author = {{Strikemap contributors}},\n"
    body += "".join(f"  {name} = {{{_tex(value)}}},\n" for name, value in fields.items())
    return Citation(text, f"@misc{{strikemap-{collection.name},\n{body}}}", address)


def _tex(value: str) -> str:
    """*value* with what would end or nest a BibTeX field taken out."""
    return value.replace("\\", "/").replace("{", "(").replace("}", ")")
