"""The widgets of a record's columns, in the model's words, and those that pick a code or a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from strikemap import dates
from strikemap.languages import gettext as _
from strikemap.model import TABLES, Collection
from strikemap.suggestion.records import MATCHES, records_like
from strikemap.suggestion.rows import Row, one_line
from strikemap.table import Field
from strikemap.vocabularies import labels
from strikemap.wording import column_in_words

_LONGEST = {"title": 160, "summary": 1000, "statement": 600, "inferred": 600, "note": 600}
_TALL = ("summary", "statement", "what_changed", "why")


def picked_record(
    of: Collection, table: str, label: str, key: str, first: str = "", *, more: Row | None = None
) -> str:
    """One of the records of *table*, or of *more* (id and words), by id; "" where none is."""
    text = ""
    if len(getattr(of, table)) > MATCHES:
        text = st.text_input(
            _("{label}: search", label=label),
            first,
            key=f"{key} search {of.name} {first}",
            help=_("Words, or a part of the id. The list holds at most {count}.", count=MATCHES),
        )
    found = {**(more or {}), **records_like(of, table, text)}
    if first and first not in found:
        was = records_like(of, table, first, 1)
        found = {**was, **found}
    return picked(
        label,
        list(found),
        first,
        f"{key} {of.name} {first} {text}",
        lambda code: found[code] or code,
        placeholder=_("Choose, or type to search"),
    )


def picked(
    label: str,
    codes: Sequence[str],
    default: str,
    key: str,
    in_words: Callable[[str], str],
    *,
    told: str | None = None,
    placeholder: str = "",
) -> str:
    """One of *codes*, each shown *in_words*; "" where none is chosen, which *default* may be."""
    chosen = st.selectbox(
        label,
        codes,
        index=codes.index(default) if default in codes else None,
        key=key,
        format_func=in_words,
        help=told,
        placeholder=placeholder or _("Choose"),
    )
    return chosen or ""


@dataclass(frozen=True, slots=True)
class Fields:
    """
    The widgets of one record of *table*, told from those of others by *key*.

    A field that the reader has not touched holds what the record *was*, else a default.
    """

    table: str
    key: str
    was: Row

    def value(self, name: str, default: str = "") -> str:
        """The widget of the column *name*, and what it holds as text."""
        return field_value(self.table, name, self.key, self.was.get(name, "") or default)

    def line(self, *names: str, **defaults: str) -> dict[str, str]:
        """The widgets of several columns beside each other, and what each holds."""
        made = {}
        for column, name in zip(st.columns(len(names)), names, strict=True):
            with column:
                made[name] = self.value(name, defaults.get(name, ""))
        return made


def field_value(table: str, name: str, key: str, default: str, *, label: str = "") -> str:
    """The widget of one column, in the model's words, and what it holds as text."""
    of = TABLES[table].field(name)
    label = label or _capitalised(column_in_words(name))
    if not of.required and name != "url":
        label = _("{column} (optional)", column=label)
    key = f"suggest {key} {table} {name}"
    if of.terms:
        return _choice(of, label, key, default)
    if of.kind == "date":
        return _day(of, label, key, default)
    if of.kind == "integer":
        number = st.number_input(
            label, 0 if of.minimum is None else of.minimum, 999_999_999,
            int(default) if default else None, 1, key=key, help=_(of.description),
        )  # fmt: skip
        return "" if number is None else str(number)
    ask = st.text_area if name in _TALL else st.text_input
    text = ask(label, default, key=key, max_chars=_LONGEST.get(name, 2_000), help=_(of.description))
    return one_line(text or "")


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _choice(of: Field, label: str, key: str, default: str) -> str:
    codes = list(of.codes) if of.required else ["", *of.codes]
    named = {"": _("not said"), **labels(of.terms)}
    chosen = picked(
        label, codes, default, key, lambda code: named[code].capitalize(), told=_(of.description)
    )
    meaning = next((term.meaning for term in of.terms if term.code == chosen), "")
    if meaning:
        st.caption(meaning)
    return chosen


def _day(of: Field, label: str, key: str, default: str) -> str:
    chosen = st.date_input(
        label, dates.day(default) if default else None, date(1900, 1, 1), date(2100, 12, 31),
        key=key, help=_(of.description), format="YYYY-MM-DD",
    )  # fmt: skip
    return chosen.isoformat() if isinstance(chosen, date) else ""
