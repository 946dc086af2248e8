"""Every column and allowed value, from the descriptor of the open collection."""

from __future__ import annotations

from strikemap.ui.codebook import show_codebook
from strikemap.ui.header import show_header
from strikemap.ui.state import session

current = session()
show_header(current)
show_codebook(current)
