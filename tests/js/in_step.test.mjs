/* Which answers the map draws, and when what it shows is dim. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { InStep } from "../../static/map/in_step.js";

const body = () => {
  const classes = new Set();
  return { classes, classList: { add: (name) => classes.add(name), toggle: (name, is) => (is ? classes.add(name) : classes.delete(name)) } };
};

test("an answer to an older question than the last is not drawn, any word of the server's own is", () => {
  const step = new InStep(body()), answer = { answered: 6, visit: "a", view: { turn: 2 } };
  assert.ok(!step.isOvertaken(answer, 2));
  step.awaiting("a", 7);
  assert.ok(step.isOvertaken(answer, 2));
  for (const newer of [{ answered: 7 }, { answered: 8 }, { answered: null }, { visit: "b" }, { view: { turn: 3 } }]) {
    assert.ok(!step.isOvertaken({ ...answer, ...newer }, 2), JSON.stringify(newer));
  }
  step.awaiting("a", 0);
  assert.ok(!step.isOvertaken(answer, 2));
});

test("from the first move on what is drawn is dim, until it is of the days where the timeline is", () => {
  const of = body(), step = new InStep(of), isDim = () => of.classes.size > 0;
  step.behind(false);
  assert.ok(isDim());
  step.awaiting("a", 1);
  step.behind(false);
  step.drawn();
  assert.ok(isDim(), "the days have moved on since they were asked for");
  step.behind(true);
  step.awaiting("a", 2);
  assert.ok(isDim());
  step.drawn();
  assert.ok(!isDim());
  step.behind(false);
  step.agreed();
  assert.ok(!isDim());
});
