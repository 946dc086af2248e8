/* Symbols of the map: what Python joins, the script joins too. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { within } from "../../static/map/decode.js";
import { joined, parting, places, points, regionLabels, shares } from "../../static/map/joining.js";

const cases = JSON.parse(readFileSync(process.env.STRIKEMAP_CASES, "utf-8")).joined;
const columns = (of) => ({ ...of, size: of.latitude.length });

test("the days in view are the same", () => {
  for (const { of, span, shown } of cases) assert.deepEqual(within(columns(of), span), shown);
});

test("symbols, their order, size, place and members are the same", () => {
  for (const { of, zoom, shown, symbols } of cases) {
    const made = joined(places(columns(of), shown, points(columns(of))), zoom);
    assert.deepEqual(made.map((each) => [each.latitude, each.longitude, each.isOccupied, each.members]),
                     symbols.map(([latitude, longitude, , isOccupied, members]) => [latitude, longitude, isOccupied, members]));
    made.forEach((each, at) => assert.ok(Math.abs(each.radius - symbols[at][2]) < 1e-6));
  }
});

test("shares of kinds and labels of regions are the same", () => {
  for (const { of, zoom, shown, shares: parts, labels } of cases) {
    const made = joined(places(columns(of), shown), zoom);
    assert.deepEqual(made.map((each) => shares(columns(of), each)), parts);
    assert.deepEqual(regionLabels(columns(of), shown).map((each) => [each.latitude, each.longitude, each.region, each.isOccupied, each.members]), labels);
  }
});

test("a symbol parts at the zoom that is said, and not before", () => {
  for (const { of, zoom, shown } of cases) {
    for (const symbol of joined(places(columns(of), shown), zoom)) {
      const at = parting(columns(of), symbol, zoom, 18);
      if (at === null) continue;
      const alone = places(columns(of), symbol.members);
      assert.ok(at > zoom && joined(alone, at).length > 1);
    }
  }
});
