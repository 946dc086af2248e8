"""Cells in which a spreadsheet shows an error: they say nothing, and are not taken for words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pyarrow.compute as pc

from strikemap.collection.writing import contiguous, holds
from strikemap.importers.cells.error_texts import PATTERN
from strikemap.importers.examining import KNOWN
from strikemap.importers.forms.definition import Form
from strikemap.importers.report import Log
from strikemap.importers.words import LEFT_OUT
from strikemap.languages import marked, sentence

HELD_ERROR = marked(
    "A cell of the file's row shows a spreadsheet's error in place of what it held; it is left out."
)

_OF_ACLED = (
    "event_id_cnty actor1 inter1 actor2 inter2 civilian_targeting country location source notes"
)
_OF_UCDP = "id conflict_name source_office where_coordinates where_description country"
_OF_VIINA = "event_id_1pd n_reports sources asciiname adm1_name"
_WORDS: Mapping[str, frozenset[str]] = {
    "acled": frozenset(_OF_ACLED.split()),
    "ucdp": frozenset(_OF_UCDP.split()),
    "viina": frozenset(_OF_VIINA.split()),
}
"""Columns of which any text would be taken as it stands."""
_OF_FIELDS = (
    "incident_id title summary place place_local region claimant publisher source_title url time "
    "time_zone crs killed_according_to injured_according_to killed_according_to_name "
    "injured_according_to_name"
)
_WORDS_OF_FIELDS = frozenset(_OF_FIELDS.split())


def left_out(rows: pd.DataFrame, form: Form, log: Log) -> pd.DataFrame:
    """
    *rows* with cells of words that show an error emptied, each listed in *log*, and those with a
    formula that has no value, of which that is told already.

    Days, degrees, codes and tolls are left to their readers, which mark or reject what is none.
    """
    if form.code in KNOWN:
        names = [name for name in rows.columns if name in _WORDS[form.code]]
    else:
        names = [name for name in rows.columns if form.became.get(name) in _WORDS_OF_FIELDS]
    if log.formulas:
        here = rows.index.isin(log.formulas)
        bare = {name: here & rows[name].str.startswith("=").to_numpy(bool) for name in names}
        rows = rows.assign(**{name: rows[name].mask(bare[name], "") for name in names})
    made = {}
    for name in names:
        cells = contiguous(rows[name])
        if not holds(cells, b"#", b":", b"..."):
            # Each text of an error has one of these.
            continue
        wrong = pc.match_substring_regex(cells, PATTERN, ignore_case=True)
        if not pc.any(wrong).as_py():
            continue
        flags = wrong.to_numpy(zero_copy_only=False)
        log.cells(name, rows[name], flags, LEFT_OUT)
        log.say_of(sentence(HELD_ERROR), rows.index[flags])
        made[name] = rows[name].mask(flags, "")
    return rows.assign(**made) if made else rows
