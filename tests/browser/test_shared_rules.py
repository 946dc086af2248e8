"""The rules that Python and the scripts share, in the browser, by the files that are served."""

from __future__ import annotations

import json

import pytest

from tests.browser.reader import Reader
from tests.js.cases import cases
from tests.js.map_cases import map_cases
from tests.js.test_scripts import HERE

COMPARE = """async ([comparison, cases]) => {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const timeline = loaded.find((name) => name.endsWith("/timeline/timeline.js"));
  const modules = {};
  for (const name of ["timeline/days", "timeline/drawing", "map/decode", "map/joining",
    "map/speaking", "map/words"])
    modules[name.split("/")[1]] = await import(new URL(`../${name}.js`, timeline));
  const code = URL.createObjectURL(new Blob([comparison], { type: "text/javascript" }));
  return (await import(code)).differing(modules, JSON.parse(cases));
}"""


@pytest.mark.nightly("node's runner asks the same cases of the same files (tests/js)")
def test_the_browser_answers_as_python_does(reader: Reader) -> None:
    """What is in a span, how symbols join, what counts as in view: as in Python."""
    reader.open().thumb(1).wait_for()
    comparison = (HERE / "alike.mjs").read_text(encoding="utf-8")
    found = reader.page.evaluate(COMPARE, [comparison, json.dumps(cases() | map_cases())])
    assert found["faults"] == [] and found["compared"] > 2_000
