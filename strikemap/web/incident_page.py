"""One incident as a page of its own without a script: what happened, and who said what where."""

from __future__ import annotations

from typing import Any

import pandas as pd

from strikemap.archived_copies import with_copy
from strikemap.casualties.in_words import number_in_words
from strikemap.casualties.standing import claims_about, standing
from strikemap.collection.versions import SHOWN_HASH
from strikemap.export import View
from strikemap.languages import gettext as _
from strikemap.languages import language
from strikemap.markup import Safe, as_written, join, link_to, safe
from strikemap.translations import html_at, statement_at, title_of
from strikemap.vocabularies import CERTAINTIES, MEASURES, SIDES, labels
from strikemap.web import in_words
from strikemap.web.preview import Preview, head_html
from strikemap.when_and_where import day_and_place
from strikemap.wording import quoted_title

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #23211c; background: #fff; max-width: 46rem;
  margin: 1.5rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; } small { color: #5f5b52; }
li { margin: 0.5rem 0; } .fallen { text-decoration: line-through; }
@media (prefers-color-scheme: dark) { body { color: #eceae4; background: #14181b; }
  small { color: #b9b6ae; } a { color: #8ec7ff; } }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'"


def incident_page(view: View, position: int, preview: Preview, app: str = "") -> bytes:
    """
    The incident at *position* as HTML with *preview* in its head; every text made safe.

    *app* is the address of the same incident on the map, where there is one.
    """
    of = view.collection
    stands = standing(of, view.link.filters.choice)
    parts = []
    for term in MEASURES:
        rows = [
            at for at in claims_about(of, position) if of.claims["measure"].iloc[at] == term.code
        ]
        if rows:
            claims = "".join(_claim(view, int(at), bool(stands[at])) for at in rows)
            parts.append(f"<h2>{safe(term.label)}</h2><ul>{claims}</ul>")
    on_map = link_to(app, safe(_("This incident on the map")))
    named = _(
        "{title}, version {version}, content sha256 {digest}, {licence}.",
        title=title_of(of),
        version=of.version,
        digest=of.content_hash[:SHOWN_HASH],
        licence=of.licence,
    )
    html = join(
        f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        head_html(preview),
        f"<style>{_STYLE}</style></head><body><h1>",
        html_at(of, "incidents", "title", position),
        "</h1><p>",
        safe(in_words.standing_in_words(of, position)),
        safe(day_and_place(of, position)),
        ".</p><p><b>",
        safe(in_words.tolls_in_words(view, position)),
        "</b></p><p>",
        html_at(of, "incidents", "summary", position),
        "</p>",
        *parts,
        f"<p>{on_map}</p>" if on_map else "",
        "<p><small>",
        safe(f"{in_words.not_all()} {named}"),
        f'</small></p><p><a href="../index.html">{safe(_("All files of this collection"))}</a></p>',
        "</body></html>\n",
    )
    return html.encode("utf-8", "replace")


def _claim(view: View, row: int, stands: bool) -> Safe:
    of = view.collection
    claim = of.claims.iloc[row]
    source = of.sources.iloc[int(claim["source"])]
    who = of.claimants.iloc[int(claim["claimant"])]
    number = _number(claim)
    said_on = str(claim["claimed_on"]) or _("date not given")
    sure = "" if claim["certainty"] == "stated" else labels(CERTAINTIES)[claim["certainty"]]
    marks = "; ".join(each for each in (sure, "" if stands else _("superseded")) if each)
    name = html_at(of, "claimants", "name", int(claim["claimant"]))
    speaker = join(name, " ", safe(f"({labels(SIDES)[who['side']]}), {said_on}"))
    return join(
        "<li>",
        f"<b{'' if stands else ' class=fallen'}>{safe(number)}</b> " if number else "",
        statement_at(of, row),
        f" <i>{safe(marks)}</i>" if marks else "",
        f"<br><small>{speaker}. ",
        _source(source),
        "</small></li>",
    )


def _number(claim: pd.Series[Any]) -> str:
    low, high = claim["value_min"], claim["value_max"]
    if pd.isna(low) and pd.isna(high):
        return ""
    if pd.isna(low):
        return _("up to {number}", number=int(high))
    if pd.isna(high):
        return _("at least {number}", number=int(low))
    number = number_in_words(int(low), int(high))
    return _("about {number}", number=number) if claim["bound"] == "about" else number


def _source(source: pd.Series[Any]) -> Safe:
    day = source["published"].date()
    title = quoted_title(source["title"], str(source["language"]))
    publisher = as_written(source["publisher"], str(source["language"]))
    named = join(publisher, ": ", title, ", ", safe(day.isoformat()))
    url = str(source["url"])
    return with_copy(link_to(url, named) or named, url, str(source["archived_url"]), day)
