"""UCDP GED's columns and codes, and the rules by which they are read."""

from __future__ import annotations

from strikemap.importers.forms.definition import Licence
from strikemap.languages import marked

REQUIRED = (
    "id",
    "type_of_violence",
    "latitude",
    "longitude",
    "country",
    "date_start",
    "date_end",
    "best",
    "high",
    "low",
)
OPTIONAL = (
    "where_prec",
    "date_prec",
    "source_office",
    "where_coordinates",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
)

WHERE = {"1": "1", "2": "2", "3": "2", "4": "3", "5": "3", "6": "3"}
"""`where_prec` to the model's geo precision (UCDP GED Codebook, "where_prec"): 1 the exact place,
2 within about 25 km of a place, 3 a second-level region, 4 a first-level region, 5 a line or a
fuzzy area, 6 the country alone."""

NOWHERE = "7"
"""International waters or airspace: no territory, and so out of the model."""

DATE = {"1": "a day", "2": "2 to 6 days", "3": "a week", "4": "a month", "5": "a year"}
"""`date_prec` (UCDP GED Codebook, "date_prec").  The model's time precision follows from the length
of the span from `date_start` to `date_end`, which is stretched where it is shorter than this."""

UNSURE = "2"
UNSAID = {
    "date_prec": marked(
        "The file does not say how sure UCDP is of the day: its days are kept, and one day alone "
        "counts as not exact."
    ),
    "where_prec": marked(
        "The file does not say how sure UCDP is of the point: its point is kept and counts as not "
        "exact; it may stand for a whole region."
    ),
}
"""What is said of a row without UCDP's precision, as trimmed files have it; `UNSURE` stands for it,
since most of UCDP's days and points are exact, and some are a month's or a region's."""

VIOLENCE = {
    "1": ("unknown", "unknown", "State-based violence"),
    "2": ("unknown", "unknown", "Non-state violence"),
    "3": ("Violence against civilians", "Attack", "One-sided violence"),
}
"""`type_of_violence` to the model's event and sub-event type.  UCDP does not code the means:
fighting and shelling are not told apart; one-sided violence is by definition against civilians."""

UNTOLD = ("unknown", "unknown", "Violence of a type not told")
DEATHS = ("low", "best", "high")
COUNTED = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
DISORDER = marked(
    "UCDP's low, best and high estimates are not in order; the range holds all of them."
)
UNEQUAL = marked(
    "UCDP's deaths of sides, civilians and unknown persons do not add up to its best estimate; "
    "none of them is taken."
)
NO_BEST = marked(
    "The file has no best estimate of UCDP’s in this row; low and high are the ends of a range, "
    "and neither stands for it; the sum of its counts of deaths does where it lies between them."
)
ALL_ZERO = "UCDP's low, best and high estimates are all 0; no number is taken from them."
COUNTRIES = {"Russia (Soviet Union)": "RU", "Russia": "RU", "Ukraine": "UA"}

LICENCE = Licence(
    "CC-BY-4.0",
    "Creative Commons Attribution 4.0",
    "https://creativecommons.org/licenses/by/4.0/",
    marked("Cite UCDP GED and its version wherever this is published."),
)

CHOICES = (
    marked(
        "The headline figure is UCDP's best estimate, a claim of its own where low or high differ"
        " from it; low and high are another claim's range. UCDP records no injuries: injured is "
        "unknown."
    ),
    marked(
        "deaths_civilians is a claim of civilians within the best estimate, where the four counts "
        "of deaths make up that estimate. In state-based violence (type 1) the deaths of sides A "
        "and B are read as those of combatants, since its parties are armed forces and organised "
        "groups; in other violence they stay not said, as the unknown do."
    ),
    marked(
        "Where the estimates are not in order, all of them are within the range, and the row is "
        "marked."
    ),
    marked(
        "Where low, best and high are all 0 the toll is kept as unknown: GED holds fatal events "
        "only, so that a 0 is no statement that nobody was killed."
    ),
    marked(
        "The claimant is UCDP as the coder. The model has no type for a data set; independent "
        "media is the closest, and the side is other. Its origin is empty: it counts as a "
        "summary."
    ),
    marked(
        "A source row names the offices that the file cites. Headlines are left out: they may "
        "name victims. Its day is that of the import, since the file does not give its own."
    ),
    marked(
        "An event known by country alone has no point and no region; one by first-level region or"
        " a line or fuzzy area keeps UCDP's point of reference, which need not be the region's "
        "capital."
    ),
)
