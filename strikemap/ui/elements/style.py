"""The look: one style sheet for all pages, drawn from the theme's own colours."""

from __future__ import annotations

import streamlit as st

_SHEET = """
<style>
.block-container, [data-testid="stMainBlockContainer"] { padding: 0.7rem 1.6rem 2rem; max-width: 1500px; }
[data-testid="stHeader"] { height: 2.2rem; min-height: 0; background: transparent; pointer-events: none; }
[data-testid="stHeader"] * { pointer-events: none; }
[data-testid="stHeader"] :is(button, a), [data-testid="stHeader"] :is(button, a) * { pointer-events: auto; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * { color: inherit; opacity: 1; }
.st-key-header { padding-right: 2.4rem; }
.st-key-header [data-testid="stHtml"] { margin-right: auto; }
[data-testid="stHeader"] > div { background: transparent; }
[data-testid="stVerticalBlock"] { gap: 0.45rem; }
[data-testid="stSidebarUserContent"] [data-testid="stVerticalBlock"] { gap: 0.55rem; }
[data-testid="stSidebarHeader"] { height: 2.2rem; min-height: 0; padding: 0.2rem 0.6rem 0; margin: 0; }
[data-testid="stSidebar"] { min-width: 250px; max-width: 270px; }
h1.sm-title { font-size: 1.32rem; line-height: 1.2; padding: 0; margin: 0; font-weight: 700; }
.sm-sidebar { font-size: 0.95rem; font-weight: 650; padding: 0; margin: 0; }
.sm-title small { font-weight: 400; font-size: 0.95rem; opacity: 0.85; }
.sm-coverage { font-size: 0.84rem; line-height: 1.35; opacity: 0.9; margin: 0; }
.sm-inview { font-size: 0.92rem; margin: 0; line-height: 1.35; }
.sm-inview b { font-weight: 650; }
.sm-totals { display: grid; grid-template-columns: 1fr 1fr; gap: 0.7rem; }
.sm-inview + .sm-totals { margin-top: 0.45rem; }
.sm-totals.sm-one { grid-template-columns: 1fr; }
.sm-card { border: 1px solid color-mix(in srgb, currentColor 22%, transparent); border-radius: 6px; padding: 0.4rem 0.8rem 0.45rem; }
.sm-card.sm-occupied { border-left: 5px solid #0057b7; }
.sm-card.sm-russia { border-left: 5px solid color-mix(in srgb, currentColor 45%, transparent); }
.sm-card h2 { font-size: 0.88rem; font-weight: 650; padding: 0; margin: 0 0 0.1rem; letter-spacing: 0; }
.sm-figures { display: grid; grid-template-columns: repeat(3, auto) 1fr; column-gap: 1.5rem; align-items: start; }
.sm-figure b { font-size: 1.6rem; line-height: 1.1; font-weight: 680; font-variant-numeric: tabular-nums; display: block; }
.sm-figure span { font-size: 0.8rem; display: block; line-height: 1.25; }
.sm-figure .sm-note { opacity: 0.85; }
.sm-who { font-size: 0.8rem; margin: 0.2rem 0 0; line-height: 1.3; opacity: 0.9; }
.sm-panel h2 { font-size: 1.08rem; padding: 0; margin: 0 0 0.15rem; }
.sm-panel h3 { font-size: 0.88rem; padding: 0; margin: 0.7rem 0 0.15rem; }
.sm-panel p, .sm-panel li { font-size: 0.87rem; line-height: 1.4; margin: 0 0 0.25rem; }
.sm-panel dl { display: grid; grid-template-columns: auto 1fr; gap: 0.1rem 0.7rem; font-size: 0.85rem; margin: 0.3rem 0; }
.sm-panel dt { opacity: 0.85; } .sm-panel dd { margin: 0; overflow-wrap: anywhere; }
.sm-claim { font-size: 0.88rem; line-height: 1.4; border-left: 3px solid color-mix(in srgb, currentColor 28%, transparent); padding: 0.05rem 0 0.05rem 0.55rem; margin: 0.3rem 0 0.5rem; overflow-wrap: anywhere; }
.sm-claim.sm-superseded { border-left-style: dotted; }
.sm-claim .sm-number { font-weight: 680; }
.sm-claim small { font-size: 0.78rem; line-height: 1.35; display: block; opacity: 0.92; }
.sm-tag { display: inline-block; border: 1px solid color-mix(in srgb, currentColor 35%, transparent); border-radius: 9px; font-size: 0.76rem; padding: 0 0.45rem; margin: 0 0.25rem 0.15rem 0; }
.stHtml a { color: LINK; }
[data-testid="stHeading"] [data-testid="stMarkdownContainer"] { margin-bottom: 0; }
[data-testid="stMarkdownContainer"] > :is(h2, h3):last-child { margin-bottom: 1rem; }
.sm-notice { border: 1px solid color-mix(in srgb, currentColor 40%, transparent); border-left-width: 5px; border-radius: 4px; padding: 0.35rem 0.7rem; font-size: 0.88rem; }
.sm-notice ul { margin: 0; padding-left: 1.1rem; }
.sm-table { width: 100%; border-collapse: collapse; font-size: 0.84rem; }
.sm-table th, .sm-table td { text-align: left; padding: 0.2rem 0.5rem; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); vertical-align: top; overflow-wrap: anywhere; }
.sm-table th.sm-n, .sm-table td.sm-n { text-align: right; font-variant-numeric: tabular-nums; }
.sm-scroll { overflow-x: auto; }
[data-testid="stMarkdownContainer"] h3, [data-testid="stHeading"] h3 { font-size: 1.05rem; padding: 0.6rem 0 0.3rem; line-height: 1.3; }
[data-testid="stHeading"] { overflow: visible; }
[data-testid="stMarkdownContainer"] h2, [data-testid="stHeading"] h2 { font-size: 1.25rem; padding: 0.6rem 0 0.2rem; }
.sm-panel dl, .sm-panel dd { margin-left: 0; padding-left: 0; }
[data-testid="stPageLink"] a { padding: 0.15rem 0.5rem; }
[data-testid="stPageLink"] p { font-size: 0.92rem; }
[data-testid="stSlider"] { padding: 0 0.4rem; margin-bottom: -0.9rem; }
.st-key-filter-dates { height: 1.6rem; }
.st-key-beside [role="radiogroup"] p { font-size: 0.88rem; line-height: 1.35; }
.st-key-beside [role="radiogroup"] { gap: 0.1rem; }
iframe { border-radius: 6px; }
.st-key-timeline, .sm-room { min-height: 140px; }
body:has(.st-key-timeline) [data-testid="stElementContainer"]:has(.sm-room) { display: none; }
@media (max-width: 640px) {
  .block-container, [data-testid="stMainBlockContainer"] { padding: 2.6rem 0.8rem 2rem; }
  .sm-totals { grid-template-columns: 1fr; }
  .st-key-timeline, .sm-room { min-height: 196px; }
  .sm-figures { column-gap: 1.1rem; }
}
</style>
"""


ROOM_FOR_TIMELINE = '<div class="sm-room"></div>'
"""What keeps the timeline's place until it is there, which would push the map down."""


def show_style() -> None:
    """Put the style sheet on the page."""
    link = "#8ec7ff" if is_dark() else "#0b5c8f"
    st.html(_SHEET.replace("LINK", link))


def is_dark() -> bool:
    """Whether the reader's theme is dark."""
    return st.context.theme.type == "dark"
