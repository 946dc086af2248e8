"""The filters of the sidebar, and what is told of those that are folded."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.app.conftest import Open


def folded(app: AppTest) -> str:
    """What the button of the folded filters says."""
    (popover,) = app.sidebar.get("popover")
    label: str = popover.proto.popover.label
    return label


def test_the_button_tells_how_many_are_set(open_page: Open) -> None:
    """
    Wherever the reader went by another address, its number is that of the new view.

    Also where the browser's word that it has closed was lost with the page that he left.
    """
    app = open_page("map", side=["russia"])
    assert folded(app).endswith("(1 set)")
    for query, end in (({"side": ["russia"], "who": ["civilians"]}, "(2 set)"), ({}, "as of when")):
        app.session_state["folded filters"] = True
        app.query_params.clear()
        for key, values in query.items():
            app.query_params[key] = values
        app.run()
        assert folded(app).endswith(end)
