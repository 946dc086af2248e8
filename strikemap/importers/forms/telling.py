"""The forms that are read, and the columns that tell the one from the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from strikemap.importers.forms import headers
from strikemap.importers.problem import ImportProblem
from strikemap.languages import sentence

ACLED, UCDP, VIINA, CSV, GEOJSON = "acled", "ucdp", "viina", "csv", "geojson"
AUTO, JSON, KML, SHEET, PARQUET = "auto", "json", "kml", "xlsx", "parquet"
FORMS = (ACLED, UCDP, VIINA, CSV, GEOJSON, JSON, KML, SHEET, PARQUET, AUTO)
"""`csv` is a table of anybody's, in whatever kind of file; `auto` whatever it is recognised as."""

_TELLING: Mapping[str, tuple[set[str], ...]] = {
    ACLED: ({"event_id_cnty", "event_date", "sub_event_type"},),
    UCDP: (
        {"type_of_violence", "where_prec", "date_prec"},
        {"type_of_violence", "best", "low", "high", "date_start"},
    ),
    VIINA: ({"event_id_1pd", "geo_precision", "date"},),
}
"""Columns of which one set tells a data set; people trim their files, of the precisions first."""
_CONTROL = ({"geonameid", "status_wiki"}, {"geonameid", "status_isw"}, {"geonameid", "status_dsm"})
"""Columns of VIINA's tables of who held a place on a day."""
_SUMS = ({"week"}, {"month", "year"}, {"reference_period_start"})
"""Columns which, beside `events` and `fatalities`, tell sums: ACLED's aggregated data, a row for
each week and region, and HDX's of them by month."""
_TOTALS = ("reported_for", "unknown_for", "zero_stated_for")
_CLAIMS = {"claim_id", "incident_id", "measure", "value_min", "claimant_id", "covers_from"}


def refuse_claims(header: Sequence[str], name: str) -> None:
    """
    Refuse a table of claims or of totals of this project's, as its exports have them.

    Raises:
        ImportProblem: the columns of *header* are those of claims or of totals.
    """
    plain = [headers.plain(each) for each in header]
    if all(any(name.endswith(each) for name in plain) for each in _TOTALS):
        raise ImportProblem(
            sentence(
                "{file}: a table of totals of this project: a row sums up incidents and is none; "
                "open the incidents, as CSV or the data package",
                file=name,
            )
        )
    if set(header) >= _CLAIMS:
        raise ImportProblem(
            sentence(
                "{file}: a table of claims of this project: it has neither days nor places, which "
                "its incidents have; open the whole collection, as its data package",
                file=name,
            )
        )


def form_of(header: Sequence[str], form: str | None, name: str) -> str:
    """
    What the columns of *header* are: a known data set's, or `csv`.

    Raises:
        ImportProblem: they are not those of *form*, where that is a data set; or they are of a
            table that is none of events.
    """
    plain = {headers.plain(each) for each in header}
    if any(telling <= plain for telling in _CONTROL) and "event_id_1pd" not in plain:
        raise ImportProblem(
            sentence(
                "{file}: a table of territorial control: it says who held a place on a day, not "
                "what happened there; VIINA's events are in event_1pd",
                file=name,
            )
        )
    sums = any(of | {"events", "fatalities"} <= plain for of in _SUMS)
    if sums and "event_id_cnty" not in plain:
        raise ImportProblem(
            sentence(
                "{file}: a table of sums by week or month, as ACLED's aggregated data are: a row "
                "counts events and is none itself; take the events, one a row",
                file=name,
            )
        )
    for known, tellings in _TELLING.items():
        is_it = any(telling <= plain for telling in tellings)
        if is_it and (form == known or form not in (CSV, *_TELLING)):
            return known
    if form is not None and form in _TELLING:
        missing = ", ".join(sorted(_TELLING[form][0] - plain))
        raise ImportProblem(
            sentence(
                "{file}: not a file of {form}: its header lacks {missing}; name the columns that "
                "hold them (--map COLUMN=NAME; `import auto` finds out what the file is)",
                file=name,
                form=form,
                missing=missing,
            )
        )
    return CSV
