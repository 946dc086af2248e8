/* The rules that Python has too, on the cases that Python made. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import * as decode from "../../static/map/decode.js";
import * as joining from "../../static/map/joining.js";
import * as speaking from "../../static/map/speaking.js";
import * as words from "../../static/map/words.js";
import * as days from "../../static/timeline/days.js";
import * as drawing from "../../static/timeline/drawing.js";
import { differing } from "./alike.mjs";

const cases = JSON.parse(readFileSync(process.env.STRIKEMAP_CASES, "utf8"));

test("what Python answers the scripts answer too", () => {
  const { faults, compared } = differing({ days, decode, drawing, joining, speaking, words }, cases);
  assert.deepEqual(faults, []);
  assert.ok(compared > 2_000, `${compared}`);
});

test("an answer that differs is noticed, of each rule", () => {
  const meant = structuredClone(cases);
  meant.steps[0].anew = [];
  meant.words[0].words += "!";
  meant.bars[0].span = 0;
  meant.packed[0].bars[0][2] += 1;
  meant.within[0].in_view += 1;
  meant.within[1].drawn.push(-1);
  meant.joined[0].shown.push(-1);
  meant.spoken[0].told[0].said += "!";
  const { faults } = differing({ days, decode, drawing, joining, speaking, words }, meant);
  const rules = new Set(faults.map((each) => each.split(":")[0]));
  for (const rule of ["play begins", "spans have", "bars stand", "bars have", "the number in view", "an incident is", "the days in view", "a toll"]) {
    assert.ok([...rules].some((each) => each.startsWith(rule)), rule);
  }
});
