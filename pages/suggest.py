"""Suggest an incident, a claim or a correction: a form, its rows, and a pull request's text."""

from __future__ import annotations

from strikemap.ui.frame.header import show_header
from strikemap.ui.session.state import session
from strikemap.ui.suggest.suggest import show_suggestion

current = session()
show_header(current)
show_suggestion(current)
