"""The timeline as its scripts have it: what the server tells them, and what they ask of it."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def _component(app: AppTest) -> Any:
    found = [each.proto for each in app.get("bidi_component")]
    return next(each for each in found if each.component_name == "strikemap_timeline")


def told(app: AppTest) -> Any:
    """What the scripts were last told."""
    return json.loads(_component(app).json)


def ask(app: AppTest, **span: Any) -> AppTest:
    """
    Ask for a span of days as the scripts do: `first`, `last`, `number`, `resting`, and `turn`, the
    last one told where it is not given.
    """
    span = {"turn": told(app)["turn"], **span}
    states = app._tree.get_widget_states()
    state = states.widgets.add()
    state.id = _component(app).id
    state.json_value = json.dumps({"span": span})
    return app._run(states)
