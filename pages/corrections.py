"""What was corrected, why, and in which version; the newest first."""

from __future__ import annotations

import streamlit as st

from strikemap.languages import gettext as _
from strikemap.ui.frame.header import show_header
from strikemap.ui.frame.version_bar import show_differences
from strikemap.ui.session.language import in_language
from strikemap.ui.session.state import session
from strikemap.wording import change_in_words

current = session()
show_header(current)
st.header(_("Corrections"), anchor=False)
show_differences(current)
log = current.collection.corrections.sort_values("date", ascending=False, kind="stable")
if not len(log):
    st.text(
        _(
            "Up to version {version} nothing has been corrected yet.",
            version=current.collection.version,
        )
    )
for _row, each in log.iterrows():
    head = _(
        "{day}, version {version}: {record}",
        day=each["date"].date().isoformat(),
        version=each["version"],
        record=each["record"],
    )
    why = _("Why: {why}", why=each["why"])
    st.text(f"{head}\n{change_in_words(str(each['what_changed']))}\n{why}")
st.page_link("pages/suggest.py", label=_("Suggest a correction"), query_params=in_language())
