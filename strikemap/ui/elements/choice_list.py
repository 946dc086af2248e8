"""A list of incidents under headings, of which one is chosen: raw text, so that no word is more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st


@dataclass(frozen=True, slots=True)
class Item:
    """
    What can be chosen: its id, what it is called, and a line below.  Raw text.

    `language` is the ISO 639 code of the label's, "" where it is the page's.
    """

    id: str
    label: str
    note: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Items under one heading.  Raw text."""

    heading: str
    items: tuple[Item, ...]


@st.cache_resource
def _component() -> Any:
    here = Path(__file__)
    return st.components.v2.component(
        "strikemap_choice_list",
        html="<section></section>",
        css=here.with_suffix(".css").read_text(encoding="utf-8"),
        js=here.with_suffix(".js").read_text(encoding="utf-8"),
    )


def _told(item: Item) -> list[str]:
    told = [item.id, item.label, item.note]
    return [*told, item.language] if item.language else told


def show_choice_list(
    sections: Sequence[Section], *, key: str, label: str, on_chosen: Callable[[str], None]
) -> None:
    """
    Draw the list; *on_chosen* is called with the id of what the reader chooses.

    An id that is not in the list is passed over: it comes from the reader's browser.
    """
    known = {item.id for section in sections for item in section.items}

    def take() -> None:
        chosen = (st.session_state.get(key) or {}).get("chosen")
        if isinstance(chosen, str) and chosen in known:
            on_chosen(chosen)

    data = {
        "label": label,
        "sections": [[each.heading, [_told(item) for item in each.items]] for each in sections],
    }
    _component()(key=key, data=data, on_chosen_change=take)
