/* Names on the map: by priority, and none over a symbol or another name. */
import assert from "node:assert/strict";
import test from "node:test";
import { readFileSync } from "node:fs";
import { contains, touches } from "../../static/map/inside.js";
import { symbolSvg } from "../../static/map/glyphs.js";
import { IMPRECISE } from "../../static/map/joining.js";
import { around, boxAround, placed } from "../../static/map/labels.js";
import { allLabels, roomOf } from "../../static/map/names.js";

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

test("a label that is needed stands in a free place where it else might not, but over nothing", () => {
  const choices = around({ x: 100, y: 100, width: 40, height: 18 }), mayStand = (box) => box.x > 100, isNeeded = true;
  const right = choices.filter(mayStand);
  assert.deepEqual(placed([{ choices, mayStand, isNeeded }], [])[0], right[0]);
  assert.deepEqual(placed([{ choices, mayStand, isNeeded }], right)[0], choices.find((box) => !right.some((other) => meet(box, other))));
  assert.deepEqual(placed([{ choices, mayStand, isNeeded }], choices), [null]);
});

test("no name may stand on a symbol's ring, dashed or of occupied Ukraine", () => {
  const of = { flags: [IMPRECISE, 0, IMPRECISE] }, radius = 7;
  const drawn = (symbol) => Math.max(...[...symbolSvg({ ...of, kind: [0, 0, 0] }, symbol, [{ shape: "circle", colour: "#000", dark: "#fff" }], false)
    .svg.matchAll(/<circle r="([\d.]+)"[^>]*stroke-width="([\d.]+)"/g)].map(([, r, width]) => Number(r) + Number(width) / 2), radius);
  for (const members of [[0], [1]]) for (const isOccupied of [false, true]) {
    assert.ok(roomOf(of, { radius, isOccupied, members }) >= drawn({ radius, isOccupied, members }), JSON.stringify([members, isOccupied]));
  }
  assert.equal(roomOf(of, { radius, isOccupied: false, members: [0, 2] }), radius + 2);
  assert.equal(roomOf(of, { radius, isOccupied: true }), radius + 4);
});

const { features } = JSON.parse(readFileSync(new URL("../../static/boundaries/regions.geojson", import.meta.url), "utf-8"));

test("a box touches a land where a fine net of points has one in both, and no further off than a mesh otherwise", () => {
  const lands = features.filter(({ properties: { iso } }) => ["RU-BEL", "RU-MOW", "UA-43"].includes(iso)), NET = 16;
  const isNetted = (land, { west, south, east, north }, meshes) => {
    const wide = (east - west) / NET, tall = (north - south) / NET, along = Array.from({ length: NET + 1 + 2 * meshes }, (_, at) => at - meshes);
    return along.some((i) => along.some((j) => contains(land, south + tall * i, west + wide * j)));
  };
  let touched = 0;
  for (let round = 0; round < 120; round++) {
    const land = lands[round % lands.length], { type, coordinates } = land.geometry, [ring] = type === "Polygon" ? coordinates : coordinates[0];
    const [x, y] = ring[chance(ring.length)], west = x + (chance(200) - 100) / 100, south = y + (chance(200) - 100) / 100, side = (1 + chance(100)) / 100;
    const box = { west, south, east: west + side, north: south + side };
    if (isNetted(land, box, 0)) assert.ok(touches(land, box));
    if (touches(land, box)) assert.ok(isNetted(land, box, 1), JSON.stringify([land.properties.iso, box]));
    touched += touches(land, box);
  }
  assert.ok(touched > 30 && touched < 90, String(touched));
});

test("a point is told to be in the region that it lies in", () => {
  const at = (latitude, longitude) => features.filter((each) => contains(each, latitude, longitude)).map((each) => each.properties.iso);
  assert.deepEqual(at(50.5955, 36.5873), ["RU-BEL"]);
  assert.deepEqual(at(55.752, 37.618), ["RU-MOW"]);
  assert.deepEqual(at(44.95, 34.1), ["UA-43"]);
  assert.deepEqual(at(52.52, 13.4), []);
});

test("each region has one label, with its sums where there are thousands, and knows the chosen incident", () => {
  const own = [{ region: 0, isOccupied: false, members: [4, 7] }, { region: 0, isOccupied: true, members: [5] }], names = ["Kursk"];
  const told = (labels) => labels.map(({ name, isOccupied, count, isSelected }) => [name, isOccupied, count, isSelected]);
  assert.deepEqual(told(allLabels(own, names, 7, [])), [["Kursk", false, 2, true], ["Kursk", true, 1, false]]);
  const sums = [{ name: "Kursk", isOccupied: false, count: 90 }, { name: "Crimea", isOccupied: true, count: 3 }];
  assert.deepEqual(told(allLabels([own[0]], names, 7, sums)), [["Kursk", false, 90, true], ["Crimea", true, 3, false]]);
  assert.deepEqual(told(allLabels([own[1]], names, 5, sums)), [["Kursk", false, 90, false], ["Crimea", true, 3, false], ["Kursk", true, 1, true]]);
});
