"""The columns of UCDP GED, which some of its releases leave out."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NAMES = """
id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id
conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a
side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office source_date
source_headline source_original where_prec where_coordinates where_description adm_1 adm_2
latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec
date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
"""

COLUMNS = tuple(_NAMES.split())
"""In the order of UCDP GED 23.1 and of its candidate releases."""

_CODES = {"id": r"\d+", "year": r"\d{4}", "type_of_violence": "[123]", "where_prec": "[1-7]"}


def is_headless(first_row: Sequence[str]) -> bool:
    """Whether *first_row* is an event of UCDP GED rather than a header."""
    if len(first_row) != len(COLUMNS):
        return False
    cells = dict(zip(COLUMNS, first_row, strict=True))
    return all(re.fullmatch(form, cells[name].strip()) for name, form in _CODES.items())
