"""What was corrected in the open collection, and how the version in view differs from today's."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from strikemap.languages import DEFAULT, language, pgettext
from strikemap.languages import gettext as _
from strikemap.markup import Safe, join, safe, spoken
from strikemap.ui.elements.grid import show_grid
from strikemap.ui.frame.version_bar import in_words, where_in_words
from strikemap.ui.session.language import in_language
from strikemap.ui.session.state import Session
from strikemap.version_differences import Differences, differences
from strikemap.wording import change_in_words


def show_corrections(current: Session) -> None:
    """What differs from today's version, then each correction, the newest first."""
    _show_differences(current)
    log = current.collection.corrections.sort_values("date", ascending=False, kind="stable")
    if not len(log):
        st.text(
            _(
                "Up to version {version} nothing has been corrected yet.",
                version=current.collection.version,
            )
        )
    else:
        st.html(join(*(_correction(each) for _row, each in log.iterrows())))
    st.page_link("pages/suggest.py", label=_("Suggest a correction"), query_params=in_language())


def _correction(each: pd.Series[Any]) -> Safe:
    """When, in which version and of what, what changed, and why, which its curator wrote."""
    head = _(
        "{day}, version {version}: {record}",
        day=each["date"].date().isoformat(),
        version=each["version"],
        record=each["record"],
    )
    written = str(each["what_changed"])
    changed = change_in_words(written)
    what = safe(changed) if changed != written else _in_english(written)
    why = _("Why: {why}", why=_in_english(str(each["why"])))
    return join('<p class="sm-correction">', safe(head), "<br>", what, "<br>", why, "</p>")


def _in_english(text: str) -> Safe:
    """What curators write in English, on a page in another language marked as such."""
    return safe(text) if language() == DEFAULT else spoken(text, DEFAULT)


def _show_differences(current: Session) -> None:
    """All that differs between the version that is shown and today's, a row an incident."""
    if not current.is_old:
        return
    found = differences(current.collection, current.today)
    st.subheader(
        _(
            "What differs between version {version} and {today}, today’s",
            version=safe(current.collection.version),
            today=safe(current.today.version),
        ),
        anchor=False,
    )
    others = _("Other records: {records}.", records=found.others) if found.others else ""
    st.text(f"{in_words(found)}. {others}")
    if found.incidents:
        show_grid(differences_as_table(found))


def differences_as_table(found: Differences) -> pd.DataFrame:
    """*found* as people read it, a row an incident.  Raw text."""
    return pd.DataFrame(
        [
            (each.days, each.title, where_in_words(each), each.figures, each.what, each.incident_id)
            for each in found.incidents
        ],
        columns=[
            _("Days"),
            _("Incident"),
            pgettext("in which version", "Where"),
            _("Figures"),
            _("What else"),
            _("Id"),
        ],
    )
