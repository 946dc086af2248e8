"""The map under fingers: two of them move it, one scrolls the page and is told so."""

from __future__ import annotations

from playwright.sync_api import CDPSession, expect

from tests.browser.reader import MAP_FRAME, Reader

STEPS = 12


def drag(session: CDPSession, start: list[tuple[float, float]], by: tuple[float, float]) -> None:
    """Put down a finger at each of *start*, move all of them *by* so many pixels, and lift them."""

    def points(share: float) -> list[dict[str, float]]:
        return [
            {"x": x + by[0] * share, "y": y + by[1] * share, "id": at}
            for at, (x, y) in enumerate(start)
        ]

    def send(kind: str, touches: list[dict[str, float]]) -> None:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    send("touchStart", points(0))
    for step in range(1, 2 * STEPS + 1):
        # Held still at the end, so that nothing goes on moving once they are lifted.
        send("touchMove", points(min(step / STEPS, 1)))
    send("touchEnd", [])


SCROLLED = (
    "[...document.querySelectorAll('*')].reduce((sum, each) => sum + each.scrollTop, scrollY)"
)
RESTS = f"""() => {{
  const now = {SCROLLED};
  window.still = window.scrolled === now ? (window.still || 0) + 1 : 0;
  window.scrolled = now;
  return window.still > 30;
}}"""
"""Whether nothing has been scrolled for thirty frames."""


TARGETS = """() => {
  const all = (of) => [...document.querySelectorAll(of)];
  const least = ({ width, height }) => Math.min(parseFloat(width), parseFloat(height));
  return [
    ...all(".sm-symbol, .sm-region span").map((each) => least(getComputedStyle(each, "::before"))),
    ...all(".leaflet-control :is(a[role=button], button, select, summary)")
      .map((each) => least(each.getBoundingClientRect())),
  ];
}"""


def test_two_fingers_move_the_map_and_one_scrolls_the_page(phone: Reader) -> None:
    """One finger on the map scrolls the page, leaves the map as it is and is told how to move it;
    two fingers move the map and leave the page.  Each symbol, label and control of the map is a
    target of at least 24 by 24 pixels.
    """
    reader = phone.open(collection="chronology-2023-05-06").with_map()
    sizes = reader.frame().evaluate(TARGETS)
    assert len(sizes) > 25 and min(sizes) >= 24
    page, frame = reader.page, reader.frame()
    session = page.context.new_cdp_session(page)
    box = page.locator(MAP_FRAME).bounding_box()
    assert box
    x, y = box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.6
    hint = reader.map.locator(".sm-hint")
    expect(hint).to_have_css("opacity", "0")
    here, scrolled = reader.view(), page.evaluate(SCROLLED)
    drag(session, [(x, y)], (0, -160))
    expect(hint).to_have_css("opacity", "1")
    assert "Two fingers" in hint.inner_text()
    page.wait_for_function(f"(before) => {SCROLLED} > before + 40", arg=scrolled)
    page.wait_for_function(RESTS)
    assert reader.view() == here
    box = page.locator(MAP_FRAME).bounding_box()
    assert box
    y = max(box["y"], 0) + 120
    scrolled = page.evaluate(SCROLLED)
    drag(session, [(x - 40, y), (x + 40, y)], (60, 70))
    frame.wait_for_function(
        "([lat, lng]) => { const now = map_div.getCenter();"
        " return Math.abs(now.lat - lat) > 0.3 && Math.abs(now.lng - lng) > 0.3; }",
        arg=here[:2],
    )
    assert page.evaluate(SCROLLED) == scrolled
