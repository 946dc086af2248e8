/* The rules that Python has too, on the cases that Python made (tests/js/cases.py). */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { advanced, begunAnew, grouped, inWords, isoOf, isWithin, numberOf, spanOfBars } from "../../static/timeline/days.js";

const cases = JSON.parse(readFileSync(process.env.STRIKEMAP_CASES, "utf8"));

test("a step grows the span or moves it, and begins anew behind the last day", () => {
  for (const { days, span, advanced: after, anew } of cases.steps) {
    assert.deepEqual(advanced(span, days), after);
    assert.deepEqual(begunAnew(span), anew);
  }
});

test("days have their numbers, and spans their words", () => {
  const [spoken] = cases.timeline;
  for (const { first, numbers, span, language, words } of cases.words) {
    assert.deepEqual(numbers.map((number) => isoOf(first, number)), span);
    assert.deepEqual(span.map((day) => numberOf(first, day)), numbers);
    assert.equal(inWords(spoken[language], ...span), words);
  }
});

test("bars stand for as few days as fit, and wider ones hold the same incidents", () => {
  for (const each of cases.bars) {
    assert.equal(spanOfBars(each.days, each.most), each.span);
    assert.deepEqual(grouped(each.bars, each.from, each.to), each.grouped);
  }
});

test("an incident is in a span when any of its days is", () => {
  for (const { incidents, span, rows } of cases.within) {
    const found = incidents.flatMap(([start, end], row) => (isWithin(start, end, span) ? [row] : []));
    assert.deepEqual(found, rows);
  }
});
