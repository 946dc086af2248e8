"""What Streamlit's front end says itself, in English: docs/decisions.md lists it, a test both."""

from __future__ import annotations

import re

MET = (
    r"[xy]-axis .*",
    r".* mark (container|group).*",
    r".*\blegend\b.*values?.*",
    r"streamlit",
    r"(expand|collapse) sidebar",
    r"sidebar",
    r"clear (all|value)",
    r"remove .*",
    r"help for .*",
    r"show password text",
    r"press enter .*",
    r"search",
    r"fullscreen",
    r"close",
    r"download as (csv|png|svg)",
    r"copy vega-lite spec",
    r"view (source|compiled.*)",
    r"open in vega editor",
    r"save as .*",
    r"show/hide columns",
    r"open",
    r"copy to clipboard",
    r"main menu",
    r"increment|decrement",
    r"(increase|decrease)( value)?",
    r"show (chart|data)",
    r".*keyboard_arrow.*",
    r"no results",
    r"(expand|collapse)_(more|less)",
    r"leaflet",
    r"deploy",
    r"loading\.\.\.",
    r"running\.\.\.",
)
"""Names of elements, its icons' among them, that tests meet on pages."""
NAMES = re.compile(f"(?i)^({'|'.join(MET)})$")
IN_TEXT = re.compile(r"Skip to main content|\b(Press|Use) [^⟦⟧]{0,120}|\boption\b[^⟦⟧]*")
"""What stands among a page's words."""
NOT_MET = (
    "No options to select",
    "Select all",
    "yyyy-mm-dd",
    "Upload",
    "Drag and drop files here",
    "200MB per file",
    "Sort ascending",
    "Autosize",
    "Pin column",
    "Format",
    "empty",
    "Connection error",
    "System",
    "Light",
    "Dark",
    "Print",
    "Record screen",
    "Made with Streamlit v…",
    "Choose date",
    "Previous month",
    "Next month",
    "Selected values",
    "Add files",
    "file upload",
    "Link to heading",
)
"""What it says where no test looks, or a reader has opened something."""
