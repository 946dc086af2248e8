"""How to cite a view, so that it can be checked next year."""

from __future__ import annotations

from dataclasses import dataclass

from strikemap.collection.versions import SHOWN_HASH
from strikemap.export.view import View
from strikemap.filters.in_words import filters_in_words
from strikemap.languages import gettext as _
from strikemap.translations import title_of
from strikemap.wording import shortened


@dataclass(frozen=True, slots=True)
class Citation:
    """A formatted citation and its BibTeX entry.  Raw text."""

    text: str
    bibtex: str
    address: str


def cite(view: View, longest: int | None = None) -> Citation:
    """
    The citation of *view*.

    Where there is little room its title and its filter in words take *longest* characters each:
    by version and hash alone the collection can still be found.
    """
    collection, address = view.collection, view.address
    year = (collection.updated or collection.coverage_to)[:4]
    digest = collection.content_hash[:SHOWN_HASH]
    what, title = filters_in_words(view.link.filters, collection), title_of(collection)
    if longest is not None:
        what, title = shortened(what, longest), shortened(title, longest)
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
        "note": _(
            "Collection {name}, content sha256 {digest}", name=collection.name, digest=digest
        ),
        "url": address,
    }
    # In braces of its own an author is no person with a surname.
    body = f"  author = {{{{{_tex(_('Strikemap contributors'))}}}}},\n"
    body += "".join(f"  {name} = {{{_tex(value)}}},\n" for name, value in fields.items())
    return Citation(text, f"@misc{{strikemap-{collection.name},\n{body}}}", address)


def _tex(value: str) -> str:
    """*value* with what would end or nest a BibTeX field taken out."""
    return value.replace("\\", "/").replace("{", "(").replace("}", ")")
