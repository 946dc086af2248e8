"""The present view for others: a picture of it, code that embeds it, and the link to it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from strikemap import export
from strikemap.filters.in_words import filters_in_words
from strikemap.filters.rows import span_of
from strikemap.host.pictures import PICTURES
from strikemap.host.public_address import base_url
from strikemap.host.served import ROUTES, published_address
from strikemap.languages import gettext as _
from strikemap.markup import safe
from strikemap.ui.elements.copy_link import show_copy_link
from strikemap.ui.elements.download import show_download
from strikemap.ui.session.address import dashboard_address
from strikemap.ui.session.language import link_of_file
from strikemap.ui.session.state import Session

PUBLISHED = ("index.html", "incidents.csv", "incidents.geojson", "claims.csv", "package.zip", "feed.atom",
             "corrections.atom")  # fmt: skip
PICTURE_ROUTE = "/api/v1/picture.png"
EMBED_HEIGHT, EMBED_HEIGHTS = 640, (240, 2000)
"""Pixels that a frame is high at first, and the least and the most to choose."""
_FORMS = tuple(form for form in export.FORMS.values() if form.is_picture and form.english_label)


def show_share(current: Session) -> None:
    """Picture and embed where the licence allows it, and the button that copies the link."""
    _show_picture_and_embed(current)
    show_copy_link(current)


def _show_picture_and_embed(current: Session) -> None:
    """The picture as a file, and the code of a frame and of a picture with its link."""
    if current.collection.local_only or current.collection.folder is None:
        return
    with st.expander(_("Picture and embed")):
        view = export.View(current.collection, link_of_file(current.link), base_url())
        days = current.link.filters.dates or span_of(current.collection)
        for column, form in zip(st.columns(len(_FORMS)), _FORMS, strict=True):
            show_download(
                column,
                form.label,
                partial(PICTURES.picture, form.name, view),
                form.file_name(current.collection, days),
                form.media_type,
                key=f"picture {form.name}",
                width="stretch",
            )
        if not ROUTES.is_set():
            _show_published(current)
            return
        if host := dashboard_address(current.page):
            _show_code(host, view)


def _show_published(current: Session) -> None:
    """Where no routes are served: the files of the whole collection, where they were published."""
    where = published_address(current.collection)
    if not where:
        return
    links = "".join(
        f'<li><a href="{where}/{name}" target="_blank" rel="noopener">{name}</a></li>'
        for name in PUBLISHED
    )
    st.text(_("The whole collection as files, and as feeds:"))
    st.html(f"<ul>{links}</ul>")


def _show_code(host: str, view: export.View) -> None:
    height = st.number_input(
        _("Height of the frame on your page, in pixels"),
        *EMBED_HEIGHTS,
        EMBED_HEIGHT,
        step=20,
        key="embed height",
        help=_("The map fills it. Its width is that of the place where you put it."),
        width=320,
    )
    st.code(frame_code(host, view, int(height)), language="html", wrap_lines=True)
    st.text(_("A picture that leads to the view."))
    st.code(picture_code(host, view), language="html", wrap_lines=True)


def frame_code(host: str, view: export.View, height: int = EMBED_HEIGHT) -> str:
    """HTML that shows the map of *view* on another page, in a frame *height* pixels high."""
    source = _attribute(f"{host}/?{view.query}&embed=true")
    return (
        f'<iframe src="{source}" title="{_title(view)}" width="100%" height="{height}" '
        'style="border:0" loading="lazy" allow="clipboard-write"></iframe>'
    )


def picture_code(host: str, view: export.View) -> str:
    """HTML of the picture of *view* with a link to it; a row's credits are in the picture."""
    picture = _attribute(f"{host}{PICTURE_ROUTE}?{view.query}")
    return (
        f'<a href="{_attribute(f"{host}/?{view.query}")}"><img src="{picture}" width="1200" '
        f'height="630" style="max-width:100%;height:auto" alt="{_title(view)}"></a>'
    )


def _title(view: export.View) -> str:
    words = filters_in_words(view.link.filters, view.collection)
    return str(safe(_("Strikemap: {view}", view=words), limit=200))


def _attribute(address: str) -> str:
    # A query is written by `links.encode`, which leaves no quotation mark and no bracket.
    return address.replace("&", "&amp;")
