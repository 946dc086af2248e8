"""What an exported package says of itself to who finds it without this site."""

from __future__ import annotations

from strikemap import dates
from strikemap.export.citation import cite
from strikemap.export.view import View
from strikemap.filters.in_words import filters_in_words
from strikemap.languages import gettext as _
from strikemap.languages import marked
from strikemap.translations import title_of

_HOW = marked("""\
How to read it
- Not reported is not zero. An empty cell is a number that nobody gave; 0 stands only where
  someone said that nobody was killed, or hurt.
- `value_min` without `value_max` is "at least", `value_max` without `value_min` "up to".
- claims.csv has every claim on these incidents, also those that the view does not count, and the
  collective claims, which are in no sum. Killed and injured are never added together.
- `people` says of whom a claim speaks. Civilians, combatants and not said add up to a headline
  figure, which is of two claims where two claimants are named, with ; between. The losses of those
  who attacked (subject `attackers`) are in no sum.
- These are not all strikes: they are what the sources listed in sources.csv report.
- An apostrophe before =, +, - or @ keeps a spreadsheet from running the cell.
""")


def readme(view: View) -> str:
    """The README of the view's package, as plain text: what it is of, which days, how to cite."""
    of = view.collection
    days = dates.in_words(dates.day(of.coverage_from), dates.day(of.coverage_to))
    lines = [
        title_of(of),
        "",
        _("View: {view}", view=filters_in_words(view.link.filters, of)),
        _("Incidents: {count}", count=len(view.rows)),
        _("The collection covers: {days}", days=days),
        _(
            "Collection {name}, version {version}, content sha256 {digest}",
            name=of.name,
            version=of.version,
            digest=of.content_hash,
        ),
        _("Licence: {licence}", licence=of.licence or _("see datapackage.json")),
        *([_("For local use: the licence forbids passing it on.")] if of.local_only else []),
        "",
        _("Cite as"),
        cite(view).text,
    ]
    return "\n".join(" ".join(line.split()) for line in lines) + "\n\n" + _(_HOW)
