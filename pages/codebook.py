"""Every column and allowed value, from the descriptor of the open collection."""

from __future__ import annotations

from strikemap.ui.frame.header import show_header
from strikemap.ui.session.state import session
from strikemap.ui.sources.codebook import show_codebook

current = session()
show_header(current)
show_codebook(current)
