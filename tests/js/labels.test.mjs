/* Names on the map: by priority, and none over a symbol or another name. */
import assert from "node:assert/strict";
import test from "node:test";
import { readFileSync } from "node:fs";
import { contains } from "../../static/map/inside.js";
import { around, boxAround, placed } from "../../static/map/labels.js";
import { linesOfRegions } from "../../static/map/regions.js";

const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
let seed = 7;
const chance = (most) => { seed = (seed * 48271) % 2147483647; return seed % most; };

test("no label covers a symbol or another label, and the first has its choice", () => {
  for (let round = 0; round < 50; round++) {
    const taken = Array.from({ length: 12 }, () => boxAround(chance(400), chance(300), 5 + chance(20), 5 + chance(20)));
    const labels = Array.from({ length: 30 }, () => ({ choices: around({ x: chance(400), y: chance(300), width: 20 + chance(90), height: 18 }) }));
    const boxes = placed(labels, taken).filter(Boolean);
    boxes.forEach((box, at) => {
      assert.ok(!taken.some((other) => meet(box, other)));
      assert.ok(!boxes.some((other, place) => place !== at && meet(box, other)));
    });
    const free = labels[0].choices.find((box) => !taken.some((other) => meet(box, other)));
    assert.deepEqual(placed(labels, taken)[0], free || null);
  }
});

test("a label stands where it may, in the first free place of these, or nowhere", () => {
  const choices = around({ x: 100, y: 100, width: 40, height: 18 }), asked = [];
  const mayStand = (box) => { asked.push(box); return box.x > 100; };
  assert.deepEqual(placed([{ choices, mayStand }], [])[0], choices.find(({ x }) => x > 100));
  assert.ok(!asked.slice(0, -1).some(({ x }) => x > 100));
  assert.deepEqual(placed([{ choices, mayStand: () => false }, { choices }], []), [null, choices[0]]);
});

test("the legend of regions has a square for each line that the server tells", () => {
  const legend = [["none", "0"], [0, "1"], [4, "2 or more"], ["hatched", "unknown"], ["edged", "occupied"]];
  const lines = linesOfRegions({ legend }, ["#111111", "#222222", "#333333", "#444444", "#555555"], false);
  assert.deepEqual(lines.map((line) => line.replace(/<svg.*<\/svg>/, "")), legend.map(([, words]) => words));
  assert.match(lines[1], /fill="#111111"/);
  assert.match(lines[2], /fill="#555555"/);
});

test("a point is told to be in the region that it lies in", () => {
  const file = new URL("../../static/boundaries/regions.geojson", import.meta.url);
  const { features } = JSON.parse(readFileSync(file, "utf-8"));
  const at = (latitude, longitude) => features.filter((each) => contains(each, latitude, longitude)).map((each) => each.properties.iso);
  assert.deepEqual(at(50.5955, 36.5873), ["RU-BEL"]);
  assert.deepEqual(at(55.752, 37.618), ["RU-MOW"]);
  assert.deepEqual(at(44.95, 34.1), ["UA-43"]);
  assert.deepEqual(at(52.52, 13.4), []);
});
