"""What was corrected in the open collection, and how the version in view differs from today's."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from strikemap.languages import gettext as _
from strikemap.languages import pgettext
from strikemap.markup import join, safe
from strikemap.ui.elements.grid import show_grid
from strikemap.ui.frame.version_bar import in_words, where_in_words
from strikemap.ui.incident.correction import correction_html, local_languages
from strikemap.ui.session.pages import kept_view
from strikemap.ui.session.state import Session
from strikemap.version_differences import Differences, differences


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
        likely = local_languages(current.collection, log["record"].astype(str))
        st.html(
            join(
                *(
                    correction_html(each, likely.get(str(each["record"]), ""))
                    for _row, each in log.iterrows()
                )
            )
        )
    st.page_link(
        "pages/suggest.py", label=_("Suggest a correction"), query_params=kept_view(current.query())
    )


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
