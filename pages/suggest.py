"""Suggest an incident, a claim or a correction: a form, its rows, and a pull request's text."""

from __future__ import annotations

from strikemap.ui.header import show_header
from strikemap.ui.state import session
from strikemap.ui.suggest import show_suggestion

current = session()
show_header(current)
show_suggestion(current)
