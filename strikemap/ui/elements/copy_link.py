"""A button that copies the link to the present view, every default written out."""

from __future__ import annotations

from typing import Any

import streamlit as st

from strikemap import links
from strikemap.languages import gettext as _
from strikemap.ui.session.run_context import number_of_run
from strikemap.ui.session.state import Session

_SCRIPT = """
/* Days that move are on the map before the server has them: they rest, and the link is of them. */
const withDaysAtRest = (query) => {
  const asked = new CustomEvent("strikemap-rest", { detail: {} });
  document.dispatchEvent(asked);
  const { days } = asked.detail;
  if (!days || `${days}` === `${query.getAll("dates")}`) return query;
  query.delete("dates");
  days.forEach((day) => query.append("dates", day));
  return query;
};

/* What is chosen on the map changes the address bar without running this part of the page. */
const current = (written) => {
  const query = new URLSearchParams(written), shown = new URLSearchParams(window.location.search);
  for (const key of ["incident", "view", "basemap"]) {
    if (shown.has(key)) query.set(key, shown.get(key));
    else if (key !== "basemap") query.delete(key);
  }
  return withDaysAtRest(query).toString();
};

export default function (component) {
  const { data, parentElement } = component;
  const button = parentElement.querySelector("button");
  if (data.run < Number(button.dataset.run ?? 0)) return;
  button.dataset.run = data.run;
  const said = parentElement.querySelector("output");
  button.textContent = data.label;
  button.onclick = async () => {
    const link = window.location.origin + window.location.pathname + "?" + current(data.query);
    try {
      await navigator.clipboard.writeText(link);
      said.textContent = data.copied;
    } catch {
      window.prompt(data.prompt, link);
    }
    button.dataset.link = link;
    setTimeout(() => (said.textContent = ""), 4000);
  };
}
"""
_STYLE = """
button { font: inherit; font-size: 0.86rem; color: var(--st-text-color); background: var(--st-background-color);
  border: 1px solid color-mix(in srgb, currentColor 30%, transparent); border-radius: 8px; padding: 0.25rem 0.7rem; cursor: pointer; }
button:hover { border-color: var(--st-primary-color); }
output { font-size: 0.84rem; margin-left: 0.4rem; color: var(--st-text-color); }
"""


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component(
        "strikemap_copy_link",
        html='<button type="button"></button><output aria-live="polite"></output>',
        css=_STYLE,
        js=_SCRIPT,
    )


def show_copy_link(current: Session) -> None:
    """The button; for an upload, the reason why there is none."""
    if current.collection.folder is None:
        st.caption(_("An uploaded file can’t be shared by link: it is in this session alone."))
        return
    query = links.encode(current.query(full=True))
    data = {
        "label": _("Copy link to this view"),
        "copied": _("Copied"),
        "prompt": _("Copy this link:"),
        "query": query,
        "run": number_of_run(),
    }
    _component()(key="copy link", data=data)
