"""What is chosen for a reader where a plain table leaves room, in words."""

from __future__ import annotations

from collections.abc import Collection

from strikemap.languages import marked

_CHOICES = (
    marked(
        "A blank toll is unknown. So is a 0, unless the mapping says `zero_is_stated` or the file"
        " says that the toll is known. “At least 2”, “up to 3”, “~10” and “3-5” are read as what "
        "they say."
    ),
    marked(
        "“No casualties” and “nobody hurt” are a stated 0 of killed and injured, “no injuries” of "
        "the injured alone, “no deaths” and “no victims” of the killed alone, in three languages; "
        "“none reported” is unknown."
    ),
    marked(
        "A cell that can't be read is left out, or counts as unknown, and the row is kept and "
        "marked."
    ),
    marked(
        "Where the file does not say, the event type, weapon and target are unknown, the point is"
        " taken as near a town or in a district (geo precision 2), and the claimant and publisher"
        " as not named: type independent media, side other, language en."
    ),
    marked(
        "A claimant that the file does not name has no origin and adds none to the evidence; one "
        "that it names is its own."
    ),
    marked("A row whose place, title, region or first cell says “total” is a sum and rejected."),
    marked("The span's length gives the time precision: one day 1, a week or less 2, longer 3."),
    marked(
        "A row without a point is placed by its place's name where the gazetteer has one such "
        "place in the row's region, or, without a region, one such place at all, and marked; else "
        "by its region. A name alone that several places have places no row."
    ),
)

_OURS = (
    marked(
        "This is an export of this project with a row an incident: it has the headline figure, who "
        "says so, and the range, and neither the single claims nor their sources, so that what "
        "others said comes back as the range of a claimant who is not named. The data package "
        "keeps all of these."
    ),
)
_OURS_BY_ID = (
    marked(
        "It was made before exports told who a figure is by: a claimant comes back as an id, "
        "without name, type and side, which count as independent media, other; “about 10” comes "
        "back as 10, “up to 5” as 0 to 5."
    ),
)


def choices(is_ours: bool, fields: Collection[str]) -> tuple[str, ...]:
    """
    What was chosen of a table whose columns fill *fields*, a sentence each.

    *is_ours* says that it is an export of this project with a row an incident.
    """
    if not is_ours:
        return _CHOICES
    is_told = any(name.endswith("_according_to_name") for name in fields)
    return (*_CHOICES, *_OURS, *(() if is_told else _OURS_BY_ID))
