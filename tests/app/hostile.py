"""A sound collection whose every free text tries to become script, markup or a template."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from strikemap import collection
from strikemap.checks.counted_elsewhere import example as one_row
from strikemap.other_counts import FILE, WORDED
from tests.app.broken import SOUND

NAME = "hostile"
FIRE = "window.top.pwned=1"
PAYLOADS = (
    f"<script>{FIRE}</script>",
    f'<img src="http://evil.example/i.png" onerror="{FIRE}">',
    f"${{{FIRE}}}",
    "{{7*7}} {{ cycler.__init__.__globals__ }}",
    "{% for x in y %} {# note",
    "![pic](http://evil.example/m.png)",
    f"[press](javascript:{FIRE})",
    ":red[loud] :material/bolt: :streamlit:",
    f"`tick` ```fence ~~~ {FIRE}",
    f"\"quote' onmouseover=\"{FIRE}\" '+{FIRE}+'",
    f"</script></style></textarea>--><svg onload={FIRE}>",
    r"$\href{http://evil.example/k}{k}$ \u003cb\u003e \x3cb\x3e",
    "\u202eright to left\u202c \u2067mark\u2069 \u200f",
    '=HYPERLINK("http://evil.example/x";"x")',
    "https://evil.example/w WWW.evil.example/v a@evil.example -> y <- z <-> :material_bolt: :+1:",
)
ALL = " ".join(PAYLOADS)
LONG = "long " * 2_000
TABLE_TEXTS = {
    "incidents": ("title", "summary", "place", "place_local"),
    "claims": ("statement", "relayed_by", "locator", "inferred"),
    "claimants": ("name", "origin"),
    "sources": ("publisher", "title", "note"),
}
NEEDLES = tuple(part for part in PAYLOADS if "\u202e" not in part)
"""What a page that shows text as text must hold, letter by letter."""


def write_hostile(root: Path) -> Path:
    """The folder of the collection, made below *root*."""
    tables, contents, problems = collection.raw_tables(SOUND)
    assert not problems
    for name, columns in TABLE_TEXTS.items():
        for column in columns:
            tables[name][column] = ALL
    # One payload a title: titles are cut where there is little room.
    titles = (PAYLOADS[row % len(PAYLOADS)] for row in range(len(tables["incidents"]) * 2))
    pairs = list(zip(titles, titles, strict=True))
    tables["incidents"]["title"] = [" ".join(pair) for pair in pairs]
    tables["incidents"].loc[0, "summary"] = ALL + LONG
    tables["sources"]["url"] = "https://evil.example/'onclick='" + FIRE
    tables["corrections"] = pd.DataFrame(
        [
            {
                "date": "2023-06-10",
                "record": tables["incidents"]["incident_id"].iloc[0],
                "what_changed": ALL,
                "why": ALL,
                "version": ALL,
            }
        ]
    )
    folder = root / NAME
    collection.write(folder, tables, _descriptor(contents))
    texts = dict.fromkeys((*WORDED, "count_id", "publisher", "title", "note", "language"), ALL)
    address = "https://evil.example/'onclick='" + FIRE
    (folder / FILE).write_text(one_row(**texts, url=address, archived_url=address), "utf-8")
    return folder


def _descriptor(contents: Mapping[str, object]) -> dict[str, object]:
    made = dict(contents)
    made |= {"name": NAME, "title": ALL, "description": ALL, "version": f"1.0 {ALL}"}
    made["sources"] = [{"title": ALL}]
    made["licenses"] = [{"name": ALL, "title": ALL, "path": "https://evil.example/l"}]
    made["updated"] = "2023-06-10"
    resources: list[dict[str, object]] = [dict(each) for each in made["resources"]]  # type: ignore[attr-defined]
    resources[0]["description"] = ALL
    made["resources"] = resources
    return made
