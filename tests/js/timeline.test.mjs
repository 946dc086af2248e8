/* Dragging, keys and days' names, without a browser. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { advanced, ticks } from "../../static/timeline/days.js";
import { barAt, dragged, edgesOf, gripAt, pressed } from "../../static/timeline/grip.js";

const WIDTH = 900, DAYS = 90;
const SPANS = [[0, 0], [0, 89], [3, 3], [10, 40], [89, 89], [0, 30], [60, 89]];
const GRIPS = ["first", "last", "span", "new"];
const SHORT = Array.from({ length: 12 }, (_, month) => `m${month}`);
const isSpan = ([start, end]) => Number.isInteger(start) && 0 <= start && start <= end && end < DAYS;

test("whatever is dragged wherever is a span of whole days within the bars", () => {
  for (const span of SPANS) for (const grip of GRIPS)
    for (let from = -50; from <= 950; from += 37) for (let to = -2000; to <= 2000; to += 129) {
      const made = dragged(grip, span, from, to, WIDTH, DAYS);
      assert.ok(isSpan(made), `${grip} ${span} ${from} ${to}: ${made}`);
      if (grip === "first") assert.equal(made[1], span[1]);
      if (grip === "last") assert.equal(made[0], span[0]);
      if (grip === "span") assert.equal(made[1] - made[0], span[1] - span[0]);
    }
});

test("an edge follows the pointer to the day under it", () => {
  const [left, right] = edgesOf([10, 40], WIDTH, DAYS);
  assert.deepEqual(dragged("first", [10, 40], left, left - 100, WIDTH, DAYS), [0, 40]);
  assert.deepEqual(dragged("last", [10, 40], right, right + 100, WIDTH, DAYS), [10, 50]);
  assert.deepEqual(dragged("span", [10, 40], 200, 250, WIDTH, DAYS), [15, 45]);
  assert.deepEqual(dragged("new", [10, 40], 655, 601, WIDTH, DAYS), [60, 65]);
});

test("each edge, and the span between them, can be taken hold of, however narrow", () => {
  for (const span of SPANS) for (const reach of [6, 22]) {
    const [left, right] = edgesOf(span, WIDTH, DAYS), middle = (left + right) / 2;
    const at = (x) => gripAt(x, span, WIDTH, DAYS, reach);
    assert.equal(at(left - 1), "first");
    assert.equal(at(right + 1), "last");
    assert.equal(at(middle), span[1] - span[0] === 89 ? "new" : "span");
    assert.equal(at(left - reach - 1), "new");
    assert.equal(at(right + reach + 1), "new");
  }
});

test("a bar is clicked whole, the last one cut at the end", () => {
  assert.deepEqual(barAt(5, WIDTH, DAYS, 1), [0, 0]);
  assert.deepEqual(barAt(899, WIDTH, DAYS, 7), [84, 89]);
  assert.deepEqual(barAt(-3, WIDTH, DAYS, 28), [0, 27]);
});

test("keys go a day, a week or to the end, never past the other thumb", () => {
  for (const [key, which, made] of [
    ["ArrowLeft", 0, [9, 40]], ["ArrowUp", 0, [11, 40]], ["PageDown", 0, [3, 40]], ["Home", 0, [0, 40]], ["End", 0, [40, 40]],
    ["ArrowRight", 1, [10, 41]], ["ArrowDown", 1, [10, 39]], ["PageUp", 1, [10, 47]], ["Home", 1, [10, 10]], ["End", 1, [10, 89]],
  ]) assert.deepEqual(pressed(key, [10, 40], which, DAYS), made);
  for (const key of ["Tab", "Enter", "a", "constructor"]) assert.equal(pressed(key, [10, 40], 0, DAYS), null);
  for (const span of SPANS) for (const which of [0, 1]) for (const key of ["ArrowLeft", "PageUp", "PageDown", "End", "Home"])
    assert.ok(isSpan(pressed(key, span, which, DAYS)));
});

test("play, day by day, comes where steps come", () => {
  for (const span of SPANS) for (let by = 1; by < 95; by++) {
    let plain = span;
    for (let day = 0; day < by; day++) plain = advanced(plain, DAYS, 1) || plain;
    assert.deepEqual(advanced(span, DAYS, by) || span, plain);
  }
});

test("named days are days of the collection, in order and apart", () => {
  for (const days of [1, 10, 61, 400, 1500, 15000]) for (const width of [320, 900]) {
    const named = ticks(SHORT, "2022-02-24", days, width, 62);
    named.forEach(([day, words], at) => {
      assert.ok(Number.isInteger(day) && day >= 0 && day < days);
      if (at) assert.ok(((day - named[at - 1][0]) * width) / days >= 62 * 0.9, `${days} ${words}`);
    });
    assert.ok(named.length >= 1 || days > 1);
    assert.equal(new Set(named.map(([, words]) => words)).size, named.length);
  }
});
