/* A layer that was sent once is known by its stamp. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { whole } from "../../static/map/layers.js";

const sent = (stamp, parts = null) => ({ span: ["a", "b"], layer: { stamp, parts } });

test("a stamp alone brings the layer of before, and one that is not there is told as lacking", () => {
  const kept = new Map(), parts = { incidents: 1, labels: "x" };
  assert.equal(whole(sent("one"), kept), null);
  assert.deepEqual(whole(sent("one", parts), kept), { span: ["a", "b"], layer: "one", ...parts });
  assert.deepEqual(whole(sent("one"), kept), { span: ["a", "b"], layer: "one", ...parts });
  assert.equal(whole(sent("two"), kept), null);
});

test("few are kept, the last one used always, and what has no stamp is as it came", () => {
  const kept = new Map();
  for (let at = 0; at < 40; at++) {
    whole(sent(`s${at}`, { incidents: at }), kept);
    assert.equal(whole(sent("s0"), kept)?.incidents, 0);
  }
  assert.ok(kept.size < 6);
  const cells = { cells: 1, layer: undefined };
  assert.equal(whole(cells, kept), cells);
});
