/* The legend: only what is in the map's window now, folded where it would cover much of it. */
import { colourOf, circle, cross, ring, SHAPES, small } from "./glyphs.js";
import { IMPRECISE, OCCUPIED, UNKNOWN, ZERO } from "./joining.js";
import { paletteOf } from "./palette.js";
import { say } from "./words.js";

const NARROW = 620, LOW = 320, MOST = 0.1; // pixels; the share of the map that it may cover

/* Those of *symbols* that a window of *size* pixels shows any part of; *at* gives a middle in it. */
export const inWindow = (symbols, at, size) => symbols.filter((symbol) => {
  const { x, y } = at(symbol), { radius } = symbol;
  return x > -radius && y > -radius && x < size.x + radius && y < size.y + radius;
});

/* The lines of the legend for incidents *of* and the *symbols* and *cells* seen: HTML, each its own. */
export const linesOf = (of, symbols, cells, kinds, isDark) => {
  const ink = paletteOf(isDark).ring, grey = 'fill="#888"';
  const members = symbols.flatMap((symbol) => symbol.members);
  const has = (flag) => members.some((at) => of.flags[at] & flag);
  const single = symbols.filter((symbol) => symbol.members.length === 1).map((symbol) => symbol.members[0]);
  const alone = (flag) => single.some((at) => of.flags[at] & flag);
  const used = new Set(members.map((at) => of.kind[at]));
  const lines = kinds.map((kind, at) => used.has(at) && small(SHAPES[kind.shape](9, 9, 5.5), `fill="${colourOf(kind, isDark)}"`) + kind.label);
  if (symbols.some((symbol) => symbol.members.length > 1)) {
    const parts = ring(9, 9, 4.6, 8, [[0, 2], [1, 1]]).map(([at, d]) => `<path d="${d}" fill="${colourOf(kinds[at], isDark)}"/>`).join("");
    lines.push(`<svg width="18" height="18" aria-hidden="true">${parts}</svg>${say("several shares")}`);
  }
  if (cells.length) lines.push(small(circle(9, 9, 7), 'fill="#56708a"') + say("several"));
  if (single.some((at) => of.radius[at] > 5.6)) lines.push(small(circle(4, 9, 2.5) + circle(12, 9, 5.5), grey) + say("size"));
  if (alone(UNKNOWN)) lines.push(small(circle(9, 9, 5.5), `fill="none" stroke="#888" stroke-width="2"`) + say("hollow"));
  if (alone(ZERO)) lines.push(small(circle(9, 9, 5.5) + cross(9, 9, 5.5), `fill="none" stroke="#888" stroke-width="1.6"`) + say("crossed"));
  if (alone(IMPRECISE)) lines.push(small(circle(9, 9, 8), `fill="none" stroke="${ink}" stroke-dasharray="2 3"`) + say("dashed"));
  if (has(OCCUPIED) || cells.some((cell) => cell.isOccupied)) lines.push(small(circle(9, 9, 7), `fill="none" stroke="${paletteOf(isDark).occupied}" stroke-width="2"`) + say("ringed"));
  return lines.filter(Boolean);
};

export class Legend {
  constructor(map) {
    this.map = map;
    this.html = "";
    this.chosen = null; // whether the reader opened or folded it
    this.control = L.control({ position: "bottomleft" });
    this.control.onAdd = () => {
      this.box = L.DomUtil.create("details", "sm-legend");
      this.box.addEventListener("click", (event) => {
        if (event.target.closest("summary")) this.chosen = !this.box.open;
      });
      this.box.addEventListener("toggle", () => this.bound());
      L.DomEvent.disableClickPropagation(this.box);
      L.DomEvent.disableScrollPropagation(this.box);
      return this.box;
    };
    this.control.addTo(map);
    map.on("resize", () => this.fold());
  }

  show(lines) {
    const html = `<summary>${say("legend")}</summary><ul>` + lines.map((line) => `<li>${line}</li>`).join("") + "</ul>";
    if (html === this.html) return;
    this.html = html;
    this.box.innerHTML = html;
    this.fold();
  }

  fold() {
    const { x, y } = this.map.getSize();
    this.box.style.maxHeight = "";
    this.box.open = this.chosen ?? (x >= NARROW && y >= LOW);
    if (this.chosen === null && this.box.offsetWidth * this.box.offsetHeight > MOST * x * y) this.box.open = false;
    this.bound();
  }

  /* Opened by the reader it keeps to its share all the same: what it has no room for is scrolled to. */
  bound() {
    const { x, y } = this.map.getSize();
    this.box.style.maxHeight = this.box.open ? `${Math.floor((MOST * x * y) / this.box.offsetWidth)}px` : "";
  }
}
