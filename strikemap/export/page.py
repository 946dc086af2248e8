"""The view as one HTML page that opens offline: map, list, totals and citation in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from strikemap import dates, wording
from strikemap.archived_copies import with_copy
from strikemap.cartography import (
    KINDS,
    RegionSums,
    region_glyph,
    region_sums,
    shaded_by,
    shape_path,
    still_map,
)
from strikemap.casualties.in_words import number_in_words, parted_headline_in_words
from strikemap.casualties.names_within import within
from strikemap.export.citation import cite
from strikemap.export.tables import incident_parts
from strikemap.export.view import View
from strikemap.filters.in_words import filters_in_words
from strikemap.geography import local_language, region_name
from strikemap.languages import all_of, language, marked
from strikemap.languages import gettext as _
from strikemap.markup import Safe, as_written, join, link_to, quoting, safe
from strikemap.model import Collection
from strikemap.place_names import places
from strikemap.translations import names_of_claimants, said, title_of
from strikemap.vocabularies import CASUALTY_MEASURES

WIDTH, HEIGHT = 960.0, 600.0
LISTED = 5_000
_SHOWN = [
    "incident_id",
    "title",
    "summary",
    "date_start",
    "date_end",
    "time_precision",
    "place",
    "region",
] + [
    f"{measure}_{end}"
    for measure in CASUALTY_MEASURES
    for end in ("low", "high", "known", "according_to")
]
_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; color: #23211c; background: #fff; max-width: 1080px; margin: 1.5rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; } table { border-collapse: collapse; width: 100%; font-size: 0.88rem; }
th, td { text-align: left; border-bottom: 1px solid #ddd; padding: 0.3rem 0.5rem; vertical-align: top; overflow-wrap: anywhere; }
svg { width: 100%; height: auto; background: #e9e7e1; border: 1px solid #ccc; } .n { text-align: right; }
.sm-host { font-size: 0.82em; color: #5f5b52; } ul.key { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.2rem 1rem; font-size: 0.85rem; }
ul.key svg { width: 16px; height: 16px; background: none; border: 0; vertical-align: -3px; }
@media (prefers-color-scheme: dark) { body { color: #eceae4; background: #14181b; } th, td { border-color: #444; } a { color: #8ec7ff; } .sm-host { color: #b9b6ae; } }
"""


def page(view: View) -> bytes:
    """The view as HTML: no script, no outside file; every text made safe."""
    collection = view.collection
    words = filters_in_words(view.link.filters, collection)
    cited = cite(view)
    local = _("For local use: the licence of this collection forbids passing it on.")
    licences = _(
        "Incident data: see the collection. Borders © OpenStreetMap contributors (ODbL), "
        "Natural Earth; places: GeoNames (CC BY 4.0)."
    )
    of = _(
        "{incidents}. {title}, version {version}. These are not all strikes, and a toll not "
        "reported is not zero.",
        incidents=wording.incidents(len(view.rows)),
        title=as_written(title_of(collection)),
        version=safe(collection.version),
    )
    html = join(
        f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        "<title>Strikemap: ",
        safe(words, limit=150),
        f"</title><style>{_STYLE}</style></head><body><h1>",
        safe(_("Reported strikes on Russian territory")),
        "</h1><p><b>",
        quoting(words),
        "</b></p><p>",
        # What a message names is made safe before, and it has no markup of its own.
        of,
        "</p>",
        f"<p><b>{safe(local)}</b></p>" if collection.local_only else "",
        _totals(view),
        _map(view),
        _list(view),
        f"<h2>{safe(_('How to cite'))}</h2><p>",
        safe(cited.text),
        f"</p><h2>{safe(_('Licences'))}</h2><p>{safe(licences)}</p></body></html>\n",
    )
    return html.encode("utf-8", "replace")


def _totals(view: View) -> Safe:
    lines = []
    for part in view.in_view.parts:
        cells = []
        for measure in CASUALTY_MEASURES:
            whole = view.in_view.total(measure, part.rows)
            known = number_in_words(whole.low, whole.high) if whole.known else _("not reported")
            is_parted = whole.tells_of_whom and not view.link.filters.who
            parted = safe(parted_headline_in_words(whole)) if is_parted else ""
            told = _(
                "{number}; unknown for {unknown} of {all}",
                number=known,
                unknown=whole.unknown,
                all=whole.incidents,
            )
            cells.append(f"<td>{safe(told)}{'<br>' + parted if parted else ''}</td>")
        lines.append(f"<tr><th>{safe(part.label)}</th>{''.join(cells)}</tr>")
    ends = _(
        "The ends of a range are sums of the least and of the most claimed, not a confidence "
        "interval."
    )
    return join(
        f"<h2>{safe(_('Totals'))}</h2><table><tr>{_heads('', *_TOLL_HEADS)}</tr>", *lines,
        f"</table><p>{safe(ends)}</p>",
    )  # fmt: skip


_TOLL_HEADS = (marked("Killed"), marked("Injured"))


def _heads(*names: str) -> str:
    return "".join(f"<th>{safe(_(each)) if each else ''}</th>" for each in names)


def _map(view: View) -> Safe:
    by = shaded_by(view.link.layer)
    regions = region_sums(view.in_view, by) if by else None
    drawn = still_map(view.in_view, width=WIDTH, height=HEIGHT, regions=regions)
    label = safe(_("Map of the incidents; the table below says the same"))
    return join(
        f'<h2>{safe(_("Map"))}</h2><svg viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img" aria-label="{label}">',
        drawn.svg, "</svg>", *(f"<p>{quoting(each)}</p>" for each in drawn.left_out),
        f"<ul class='key'>{_key_of_regions(regions) if regions else _key()}</ul>",
    )  # fmt: skip


def _key() -> str:
    kinds = (
        f'<li><svg viewBox="0 0 16 16" aria-hidden="true"><path d="{shape_path(look.shape, 8, 8, 5)}" fill="{look.colour}"/></svg> {safe(look.label)}</li>'
        for look in KINDS
    )
    return "".join((*kinds, *(f"<li>{safe(_(each))}</li>" for each in _SIGNS)))


_SIGNS = (
    marked("size: killed or injured"),
    marked(
        "a disc with a number: several incidents, its area their number, around it the shares of "
        "their kinds"
    ),
    marked("hollow: toll unknown"),
    marked("crossed: zero stated"),
    marked("dashed: somewhere near"),
    marked("a region’s name: no more of the place is known"),
    marked("blue ring: occupied Ukraine"),
)


def _key_of_regions(of: RegionSums) -> str:
    return "".join(
        f'<li><svg viewBox="0 0 18 18" aria-hidden="true">{region_glyph(what)}</svg> '
        f"{safe(words)}</li>"
        for what, words in of.legend
    )


_TEXTS = ("title", "summary")


def _list(view: View) -> Safe:
    collection, rows = view.collection, view.rows
    parts = incident_parts(view.in_view, rows[:LISTED])
    records = (record for part in parts for record in part.select(_SHOWN).to_pylist())
    name = {who: as_written(within(of)) for who, of in names_of_claimants(collection).items()}
    sources = _sources(collection, rows[:LISTED])
    lines = []
    texts = [said(collection, "incidents", name).array.take(rows[:LISTED]) for name in _TEXTS]
    named = places(collection, rows[:LISTED])
    for position, record, title, summary, place in zip(
        rows[:LISTED].tolist(), records, *texts, named, strict=True
    ):
        days = dates.days_in_words(
            dates.day(record["date_start"]),
            dates.day(record["date_end"]),
            int(record["time_precision"]),
        )
        tolls_said = "".join(
            f"<td>{_range(record, measure, name)}</td>" for measure in CASUALTY_MEASURES
        )
        local = local_language(record["region"])
        region = region_name(record["region"])
        where_parts = (as_written(place, local), "" if region == place else safe(region))
        where = ", ".join(part for part in where_parts if part)
        lines.append(
            f"<tr><td>{safe(days)}</td><td><b>{as_written(title, local)}</b><br>"
            f"{as_written(summary, local)}<br>"
            f"<small>{safe(record['incident_id'])}</small></td>"
            f"<td>{where}</td>{tolls_said}<td>{sources.get(position, '')}</td></tr>"
        )
    first = _("The first {listed} of {all} incidents.", listed=LISTED, all=len(rows))
    heads = (marked("When"), marked("What"), marked("Where"), *_TOLL_HEADS, marked("Sources"))
    return join(
        f"<h2>{safe(_('Incidents'))}</h2><table><tr>{_heads(*heads)}</tr>", *lines, "</table>",
        f"<p>{safe(first)}</p>" if len(rows) > LISTED else "",
    )  # fmt: skip


def _range(record: Mapping[Any, Any], measure: str, name: Mapping[str, Safe]) -> Safe:
    if record[f"{measure}_known"] != "yes":
        return safe(_("not reported"))
    low, high = record[f"{measure}_low"], record[f"{measure}_high"]
    who = all_of([name[each] for each in record[f"{measure}_according_to"].split(";")])
    return join(safe(number_in_words(low, high)), " (", who, ")")


def _sources(collection: Collection, rows: npt.NDArray[np.int64]) -> dict[int, str]:
    claims = collection.claims
    here = np.flatnonzero(np.isin(claims["incident"].to_numpy(), rows))
    pairs = claims[["incident", "source"]].iloc[here].drop_duplicates()
    # A publication stands beside many incidents; its words are made safe once.
    cited = np.unique(pairs["source"].to_numpy())
    of = collection.sources.iloc[cited]
    columns = (of[name].astype(str) for name in ("url", "archived_url"))
    publisher = {name: as_written(name) for name in of["publisher"].unique()}
    printed = zip(of["publisher"].map(publisher), of["published"], *columns, strict=True)
    named = dict(zip(cited.tolist(), (_source(*each) for each in printed), strict=True))
    written: dict[int, list[str]] = {}
    for incident, source in zip(pairs["incident"].tolist(), pairs["source"].tolist(), strict=True):
        written.setdefault(incident, []).append(named[source])
    return {incident: "<br>".join(sorted(each)) for incident, each in written.items()}


def _source(publisher: Safe, published: datetime, url: str, archived_url: str) -> str:
    named = join(publisher, safe(f", {published.date().isoformat()}"))
    return with_copy(link_to(url, named) or named, url, archived_url, published.date())
