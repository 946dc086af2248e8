"""One row of the record of corrections: when, in which version, what changed, and why."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from strikemap.geography import local_language
from strikemap.languages import DEFAULT, language
from strikemap.languages import gettext as _
from strikemap.markup import Safe, as_written, join, quoting, safe, with_english
from strikemap.model import Collection
from strikemap.wording import change_in_words

_CELL, _CELL_IN_ENGLISH = re.compile("(?<=«)([^»]+)(?=»)"), re.compile("(?<=“)([^”]+)(?=”)")


def local_languages(collection: Collection, records: pd.Series[str]) -> dict[str, str]:
    """
    The ISO 639-1 code of the place's language of each of *records* that is of an incident.

    That is an incident itself or a claim on one: their cells are mostly in that language.
    """
    claims = collection.claims[["claim_id", "incident"]]
    claims = claims[claims["claim_id"].isin(records) & (claims["incident"] >= 0)]
    ids, regions = (collection.incidents[name] for name in ("incident_id", "region"))
    found = {str(claim): regions.iloc[at] for claim, at in claims.itertuples(index=False)}
    own = ids.isin(records)
    found |= {str(each): region for each, region in zip(ids[own], regions[own], strict=True)}
    return {record: local_language(str(region)) for record, region in found.items()}


def correction_html(each: pd.Series[Any], likely: str = "") -> Safe:
    """
    When, in which version and of what, what changed, and why, which its curator wrote.

    *likely* is the language of what may be Ukrainian or Russian by its letters.
    """
    head = _(
        "{day}, version {version}: {record}",
        day=each["date"].date().isoformat(),
        version=each["version"],
        record=each["record"],
    )
    written = str(each["what_changed"])
    changed = change_in_words(written)
    # In English what was written stands as it is, and is our words around cells all the same.
    is_ours = changed != written or language() == DEFAULT
    what = _with_cells(changed, likely) if is_ours else as_written(written, likely)
    why = _("Why: {why}", why=as_written(each["why"], likely))
    return join('<p class="sm-correction">', safe(head), "<br>", what, "<br>", why, "</p>")


def _with_cells(changed: str, likely: str) -> Safe:
    """
    What changed, in words of ours but for the cells in quotation marks, which are of data, and for
    what a curator wrote in English.
    """
    is_english = language() == DEFAULT
    cell, ours = (_CELL_IN_ENGLISH, quoting) if is_english else (_CELL, with_english)
    parts = enumerate(cell.split(changed))
    return join(*(as_written(part, likely) if at % 2 else ours(part) for at, part in parts))
