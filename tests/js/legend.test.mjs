/* The legend: what is in the window, and no more. */
import assert from "node:assert/strict";
import test from "node:test";
import { OCCUPIED, UNKNOWN, ZERO } from "../../static/map/joining.js";
import { inWindow, linesOf } from "../../static/map/legend.js";
import { linesOfRegions } from "../../static/map/regions.js";
import { speak } from "../../static/map/words.js";

const NAMES = ["several shares", "several", "size", "hollow", "crossed", "dashed", "ringed"];
const KINDS = ["drone", "shelling", "raid"].map((label) => ({ label, shape: "circle", colour: "#111111", dark: "#eeeeee" }));
const SIZE = { x: 600, y: 400 };
const said = (lines) => lines.map((line) => line.replace(/<svg.*<\/svg>/, ""));
speak("en", Object.fromEntries(NAMES.map((name) => [name, name])));

test("a symbol is in the window where a part of it is, at every edge and corner", () => {
  const at = ({ x, y }) => ({ x, y });
  for (const x of [-11, -9, 0, 300, 600, 609, 611]) for (const y of [-11, -9, 200, 409, 411]) {
    const isSeen = x > -10 && x < 610 && y > -10 && y < 410;
    assert.equal(inWindow([{ x, y, radius: 10 }], at, SIZE).length, Number(isSeen), `${x} ${y}`);
  }
});

test("the legend tells the kinds and looks of what is in the window, and of nothing beside it", () => {
  const of = { kind: [0, 1, 2, 2], flags: [UNKNOWN, ZERO, OCCUPIED, OCCUPIED], radius: [5.5, 5.5, 5.5, 5.5] };
  const symbols = [[10, [0]], [700, [1]], [900, [2, 3]]].map(([x, members]) => ({ x, y: 50, radius: 8, members }));
  const cells = [{ x: 1500, y: 50, radius: 8, isOccupied: true }];
  const told = (west) => {
    const here = (all) => inWindow(all, ({ x, y }) => ({ x: x - west, y }), SIZE);
    return said(linesOf(of, here(symbols), here(cells), KINDS, false));
  };
  assert.deepEqual(told(0), ["drone", "hollow"]);
  assert.deepEqual(told(300), ["shelling", "crossed", "raid", "several shares", "ringed"].sort((one, other) => ORDER.indexOf(one) - ORDER.indexOf(other)));
  assert.deepEqual(told(800), ["raid", "several shares", "ringed"]);
  assert.deepEqual(told(1200), ["several", "ringed"]);
  assert.deepEqual(told(5000), []);
});

const ORDER = [...KINDS.map(({ label }) => label), ...NAMES];

test("the legend of regions has a square for each line that a region in the window asks for", () => {
  const legend = [["none", "0"], [0, "1"], [4, "2 or more"], ["hatched", "unknown"], ["edged", "occupied"]];
  const shades = ["#111111", "#222222", "#333333", "#444444", "#555555"];
  const zero = ["A", 0, -1, 0, ""], untold = ["B", 0, -1, 1, ""], least = ["C", 0, 0, 0, ""], most = ["D", 1, 4, 1, ""];
  const lines = linesOfRegions({ legend }, [zero, untold, least, most], shades, false);
  assert.deepEqual(said(lines), legend.map(([, words]) => words));
  assert.match(lines[1], /fill="#111111"/);
  assert.match(lines[2], /fill="#555555"/);
  for (const [seen, words] of [[[], []], [[zero], ["0"]], [[untold], ["unknown"]], [[least], ["1"]], [[most], ["2 or more", "unknown", "occupied"]]])
    assert.deepEqual(said(linesOfRegions({ legend }, seen, shades, false)), words);
});
