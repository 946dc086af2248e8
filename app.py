"""Strikemap: reported strikes on Russian territory, each number with who said it and where."""

from __future__ import annotations

import streamlit as st

from strikemap.host.leaflet import bring_files
from strikemap.host.settings import faults
from strikemap.languages import gettext as _
from strikemap.markup import safe_words
from strikemap.ui.elements.line import show_line
from strikemap.ui.elements.style import show_style
from strikemap.ui.frame.collections_on_offer import offered
from strikemap.ui.frame.filters import show_filters, sidebar, take_filters
from strikemap.ui.frame.header import show_problems
from strikemap.ui.session.coming_back import ask_anew_on_return
from strikemap.ui.session.handshakes import look_nothing_up
from strikemap.ui.session.housekeeping import keep_house
from strikemap.ui.session.language import take_language, tell_browser
from strikemap.ui.session.left_pages import keep_to_the_page_asked_for
from strikemap.ui.session.page_requests import hear_pages_alone
from strikemap.ui.session.pages import navigation
from strikemap.ui.session.state import opened, session, write_url
from strikemap.ui.session.tab_title import last_title, show_title
from strikemap.ui.session.theme_once import keep_theme

take_language()
st.set_page_config(last_title(), layout="wide")
for wrong in (bring_files(), *faults()):
    if wrong:
        show_line(safe_words(wrong))
look_nothing_up()
hear_pages_alone()
keep_to_the_page_asked_for()
keep_theme()
keep_house()
show_style()
tell_browser()
ask_anew_on_return()
page = navigation()
on_offer = offered()
show_problems(on_offer.problems)
if not on_offer.collections:
    st.text(_("No sound collection is here to show. What is wrong stands above."))
    st.stop()
current = opened(on_offer, page.url_path, st.session_state.get("uploads", {}))
show_title(current)
take_filters(current)
beside = None if st.context.is_embedded else sidebar(page.url_path)
page.run()
if beside:
    show_filters(current, beside, page.url_path)
current.is_arriving = False
write_url(session())
current.is_moving = False
