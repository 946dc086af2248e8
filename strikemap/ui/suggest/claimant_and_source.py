"""Who says a claim and where it was printed: a record of the collection, or a new one."""

from __future__ import annotations

from collections.abc import Callable

from strikemap.languages import gettext as _
from strikemap.model import TABLES
from strikemap.suggestion.ids import slug, unique
from strikemap.suggestion.rows import whole_row
from strikemap.ui.suggest.draft import Draft
from strikemap.ui.suggest.fields import Fields, field_value, picked_record

NEW = "new"


def claimant(draft: Draft, key: str, first: str) -> str:
    """The id of who says so, which the reader picks or describes; "" as long as neither is done."""
    label, new = _("Claimant: who says so"), _("A new claimant …")
    return _picked_or_new(draft, "claimants", f"{key} claimant", label, first, new, _new_claimant)


def source(draft: Draft, key: str, first: str) -> str:
    """The id of where it was printed, as `claimant`."""
    label, new = _("Source: where it was printed"), _("A new source …")
    return _picked_or_new(draft, "sources", f"{key} source", label, first, new, _new_source)


def _picked_or_new(
    draft: Draft,
    table: str,
    key: str,
    label: str,
    first: str,
    new: str,
    make: Callable[[Draft, str], tuple[dict[str, str], str]],
) -> str:
    """A record by its id; a new one is taken up into the draft, by *make* with a base for its id."""
    name = {"claimants": "name", "sources": "title"}[table]
    of = TABLES[table].key
    # The way to a new record, and the new ones of earlier claims in this draft.
    more = {NEW: new} | {
        each[of]: _("{record} (new)", record=each[name]) for each in draft.added.get(table, ())
    }
    chosen = picked_record(draft.collection, table, label, f"suggest {key}", first, more=more)
    if chosen != NEW:
        return chosen
    made, base = make(draft, key)
    made[of] = unique(base, draft.taken(base))
    draft.add(table, whole_row(table, made))
    return made[of]


def _new_claimant(draft: Draft, key: str) -> tuple[dict[str, str], str]:
    of = Fields("claimants", key, {})
    made = {"name": of.value("name")}
    ranks = draft.collection.claimants["rank"]
    last = int(ranks.max()) + 1 if len(ranks) else 1
    made |= of.line("type", "side") | of.line("origin", "rank", rank=str(last))
    return made, slug(made["name"]) or "claimant"


def _new_source(draft: Draft, key: str) -> tuple[dict[str, str], str]:
    of = Fields("sources", key, {})
    made = {name: of.value(name) for name in ("publisher", "title", "url")}
    if not made["url"]:
        made["note"] = field_value("sources", "note", key, "", label=_("Why there is no address"))
    made |= of.line("published", "accessed", accessed=draft.today.isoformat())
    made |= of.line("language", "kind", language="en") | of.line("archived_url")
    words = (made["publisher"], made["published"], made["title"])
    return made, "-".join(filter(None, map(slug, words))) or "source"
