/* Symbols of the map: what Python joins, the script joins too. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { cellSvg, symbolSvg } from "../../static/map/glyphs.js";
import { joined, legible, letters, parting, places, ringOf } from "../../static/map/joining.js";

const cases = JSON.parse(readFileSync(process.env.STRIKEMAP_CASES, "utf-8")).joined;
const columns = (of) => ({ ...of, size: of.latitude.length });

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

const numberIn = (svg) => {
  const [, size, told] = svg.match(/<text [^>]*font-size="([\d.]+)"[^>]*>(\d+k?)<\/text>/);
  return [Number(size), told];
};

test("every symbol of several shows its number, in letters of nine pixels at least, within its ring", () => {
  const kinds = Array.from({ length: 7 }, () => ({ shape: "circle", colour: "#111111", dark: "#eeeeee", label: "kind" }));
  for (const { of, zoom, shown } of cases) {
    for (const symbol of joined(places(columns(of), shown), zoom)) {
      assert.ok(symbol.radius >= legible(symbol.members.length));
      if (symbol.members.length === 1) continue;
      const [size, told] = numberIn(symbolSvg(columns(of), symbol, kinds, false).svg);
      assert.equal(told, String(symbol.members.length));
      assert.ok(size >= 9);
      assert.ok(Math.hypot(0.3 * size * told.length, 0.36 * size) <= symbol.radius - ringOf(symbol.members.length, symbol.radius), `${told} in ${symbol.radius}`);
    }
  }
});

test("a cell drawn small shows its number all the same", () => {
  for (const [count, told] of [[1, "1"], [27, "27"], [9999, "9999"], [10000, "10k"], [123456, "123k"]]) {
    const [size, found] = numberIn(cellSvg({ radius: 5, count, isOccupied: true }, false).svg);
    assert.equal(found, told);
    assert.ok(size >= 9 && letters(count) === told.length);
  }
});
