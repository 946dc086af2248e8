/* What the map says of several incidents. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { speak, told, tongueOf } from "../../static/map/words.js";

const cases = JSON.parse(readFileSync(process.env.STRIKEMAP_CASES, "utf-8")).spoken;

test("a title says in which language it is where that is not the page's", () => {
  assert.equal(tongueOf("<b lang=ru>Обстрел</b>"), "ru");
  assert.equal(tongueOf("<b>Shelling</b>"), "");
  assert.equal(tongueOf("<b>&#60;b lang&#61;ru&#62;</b>"), "");
});

test("several incidents are told by kind, the first by their own words, a region by its name, and occupied Ukraine always", () => {
  const [{ language, words }] = cases, kinds = [{ label: "one" }, { label: "two" }];
  speak(language, words);
  const of = { kind: [0, 1, 1, 1, 0], label: (at) => (at < 4 ? [`t${at}`, "day", "toll"] : null) };
  const members = [0, 1, 2, 3];
  assert.equal(told(of, { members: [1] }, kinds), "t1<br>day<br>toll");
  assert.equal(told(of, { members: [4] }, kinds), "one");
  assert.equal(told(of, { members: [1], isOccupied: true }, kinds), "t1<br>day<br>toll<br>Russian-occupied Ukraine");
  assert.equal(told(of, { members, isOccupied: false }, kinds), "<b>4 incidents</b><br>one: 1; two: 3<br>t0 day; toll<br>t1 day; toll<br>t2 day; toll<br>and 1 more");
  assert.equal(told(of, { members: [4], isOccupied: true }, kinds, "Kursk"), "<b>Kursk (place not known): 1 incident in occupied Ukraine</b><br>one: 1");
});
