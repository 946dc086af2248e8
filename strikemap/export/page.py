"""The view as one HTML page that opens offline: map, list, totals and citation in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from strikemap import dates
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
from strikemap.casualties.in_words import number_in_words, of_whom_in_words
from strikemap.export.citation import cite
from strikemap.export.tables import incident_parts
from strikemap.filters.in_words import filters_in_words
from strikemap.geography import region_name
from strikemap.in_view import InView
from strikemap.links import Link
from strikemap.markup import Safe, join, link_to, safe
from strikemap.model import Collection
from strikemap.vocabularies import CASUALTY_MEASURES
from strikemap.wording import counted

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


def page(
    collection: Collection, rows: npt.NDArray[np.int64], link: Link, base_url: str = ""
) -> bytes:
    """The view as HTML: no script, no outside file; every text made safe."""
    words = filters_in_words(link.filters, collection)
    cited = cite(collection, link, base_url)
    notice = "<p><b>For local use: the licence of this collection forbids passing it on.</b></p>"
    html = join(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        "<title>Strikemap: ",
        safe(words, limit=150),
        f"</title><style>{_STYLE}</style></head><body><h1>Reported strikes on Russian territory</h1><p><b>",
        safe(words),
        "</b></p><p>",
        safe(
            f"{counted(len(rows), 'incident')}. {collection.title}, version {collection.version}."
        ),
        " These are not all strikes, and a toll not reported is not zero.</p>",
        notice if collection.local_only else "",
        _totals(collection, rows, link),
        _map(collection, rows, link),
        _list(collection, rows, link),
        "<h2>How to cite</h2><p>",
        safe(cited.text),
        "</p><h2>Licences</h2><p>Incident data: see the collection. Borders © OpenStreetMap ",
        "contributors (ODbL), Natural Earth; places: GeoNames (CC BY 4.0).</p></body></html>\n",
    )
    return html.encode("utf-8", "replace")


def _totals(collection: Collection, rows: npt.NDArray[np.int64], link: Link) -> Safe:
    view = InView(collection, link.filters)
    lines = []
    for _, name, chosen in view.apart(rows):
        cells = []
        for measure in CASUALTY_MEASURES:
            whole = view.total(measure, chosen)
            known = number_in_words(whole.low, whole.high) if whole.known else "not reported"
            parts = of_whom_in_words(whole) if whole.tells_of_whom and not link.filters.who else ""
            apart = f"<br>headline {whole.headline:,}: {parts}" if parts else ""
            cells.append(
                f"<td>{safe(known)}; unknown for {whole.unknown:,} of {whole.incidents:,}"
                f"{apart}</td>"
            )
        lines.append(f"<tr><th>{safe(name)}</th>{''.join(cells)}</tr>")
    return join(
        "<h2>Totals</h2><table><tr><th></th><th>Killed</th><th>Injured</th></tr>", *lines,
        "</table><p>The ends of a range are sums of the least and of the most claimed, not a confidence interval.</p>",
    )  # fmt: skip


def _map(collection: Collection, rows: npt.NDArray[np.int64], link: Link) -> Safe:
    by = shaded_by(link.layer)
    regions = region_sums(collection, link.filters, by) if by else None
    drawn = still_map(collection, rows, link.filters, width=WIDTH, height=HEIGHT, regions=regions)
    return join(
        f'<h2>Map</h2><svg viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img" aria-label="Map of the incidents; the table below says the same">',
        drawn.svg, f"</svg><ul class='key'>{_key_of_regions(regions) if regions else _KEY}</ul>",
    )  # fmt: skip


_KEY = "".join(
    f'<li><svg viewBox="0 0 16 16" aria-hidden="true"><path d="{shape_path(look.shape, 8, 8, 5)}" fill="{look.colour}"/></svg> {safe(look.label)}</li>'
    for look in KINDS
) + (
    "<li>a disc with a number: several incidents, its area their number, around it the shares of "
    "their kinds</li><li>hollow: toll unknown</li><li>crossed: zero stated</li><li>dashed: "
    "somewhere near</li><li>a region’s name: no more of the place is known</li>"
    "<li>blue ring: occupied Ukraine</li>"
)


def _key_of_regions(of: RegionSums) -> str:
    return "".join(
        f'<li><svg viewBox="0 0 18 18" aria-hidden="true">{region_glyph(what)}</svg> '
        f"{safe(words)}</li>"
        for what, words in of.legend
    )


def _list(collection: Collection, rows: npt.NDArray[np.int64], link: Link) -> Safe:
    parts = incident_parts(collection, rows[:LISTED], link.filters.choice)
    records = (record for part in parts for record in part.select(_SHOWN).to_pylist())
    people = collection.claimants
    name = dict(zip(people["claimant_id"].astype(str), people["name"].astype(str), strict=True))
    sources = _sources(collection, rows[:LISTED])
    lines = []
    for position, record in zip(rows[:LISTED].tolist(), records, strict=True):
        days = dates.days_in_words(
            dates.day(record["date_start"]),
            dates.day(record["date_end"]),
            int(record["time_precision"]),
        )
        tolls_said = "".join(
            f"<td>{safe(_range(record, measure, name))}</td>" for measure in CASUALTY_MEASURES
        )
        where = ", ".join(part for part in (record["place"], region_name(record["region"])) if part)
        lines.append(
            f"<tr><td>{safe(days)}</td><td><b>{safe(record['title'])}</b><br>"
            f"{safe(record['summary'])}<br><small>{safe(record['incident_id'])}</small></td>"
            f"<td>{safe(where)}</td>{tolls_said}<td>{sources.get(position, '')}</td></tr>"
        )
    more = f"<p>The first {LISTED:,} of {len(rows):,} incidents.</p>" if len(rows) > LISTED else ""
    return join(
        "<h2>Incidents</h2><table><tr><th>When</th><th>What</th><th>Where</th><th>Killed</th>"
        "<th>Injured</th><th>Sources</th></tr>", *lines, "</table>", more,
    )  # fmt: skip


def _range(record: Mapping[Any, Any], measure: str, name: Mapping[str, str]) -> str:
    if record[f"{measure}_known"] != "yes":
        return "not reported"
    low, high = record[f"{measure}_low"], record[f"{measure}_high"]
    who = " and ".join(name[each] for each in record[f"{measure}_according_to"].split(";"))
    return f"{number_in_words(low, high)} ({who})"


def _sources(collection: Collection, rows: npt.NDArray[np.int64]) -> dict[int, str]:
    claims = collection.claims
    here = np.flatnonzero(np.isin(claims["incident"].to_numpy(), rows))
    pairs = claims[["incident", "source"]].iloc[here].drop_duplicates()
    # A publication stands beside many incidents; its words are made safe once.
    cited = np.unique(pairs["source"].to_numpy())
    of = collection.sources.iloc[cited]
    columns = (of[name].astype(str) for name in ("url", "archived_url"))
    printed = zip(of["publisher"], of["published"], *columns, strict=True)
    named = dict(zip(cited.tolist(), (_source(*each) for each in printed), strict=True))
    written: dict[int, list[str]] = {}
    for incident, source in zip(pairs["incident"].tolist(), pairs["source"].tolist(), strict=True):
        written.setdefault(incident, []).append(named[source])
    return {incident: "<br>".join(sorted(each)) for incident, each in written.items()}


def _source(publisher: str, published: datetime, url: str, archived_url: str) -> str:
    named = safe(f"{publisher}, {published.date().isoformat()}")
    return with_copy(link_to(url, named) or named, url, archived_url, published.date())
