/* The bars on one canvas: a thousand elements with a pattern each, laid out anew at every change
   of the page, took longer than all else on it. */
import { edgesOf } from "./grip.js";

const TILE = 6;
const WIDEST = 30;

const line = (pen, x, y, toX, toY, width = 1) => {
  pen.lineWidth = width;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(toX, toY);
  pen.stroke();
};

const PATTERNS = {
  plain: () => {},
  diagonal: (pen) => [-1, 0, 1].forEach((k) => line(pen, k * TILE - 1, TILE + 1, k * TILE + TILE + 1, -1)),
  back: (pen) => [-1, 0, 1].forEach((k) => line(pen, k * TILE - 1, -1, k * TILE + TILE + 1, TILE + 1, 1.8)),
  across: (pen) => [1, 4].forEach((y) => line(pen, 0, y + 0.5, TILE, y + 0.5)),
  upright: (pen) => [1, 4].forEach((x) => line(pen, x + 0.5, 0, x + 0.5, TILE)),
  dots: (pen) => { pen.beginPath(); pen.arc(3, 3, 1.5, 0, 7); pen.fill(); },
  bands: (pen) => pen.fillRect(0, 0, TILE, 2.4),
};

const filling = (pen, kind, scale) => {
  const tile = document.createElement("canvas");
  tile.width = tile.height = TILE * scale;
  const on = tile.getContext("2d");
  on.scale(scale, scale);
  on.fillStyle = kind.colour;
  on.fillRect(0, 0, TILE, TILE);
  on.fillStyle = on.strokeStyle = "rgb(255 255 255 / 45%)";
  PATTERNS[kind.pattern](on);
  const made = pen.createPattern(tile, "repeat");
  made.setTransform(new DOMMatrix().scale(1 / scale));
  return made;
};

/* Columns of numbers, lowest byte first, in base64 (strikemap/cartography/message.py), as rows. */
export const rowsOf = ({ size, widths, bytes }) => {
  const all = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
  const rows = Array.from({ length: size }, () => []);
  let at = 0;
  widths.forEach((width) => rows.forEach((row) => {
    row.push(all.subarray(at, at + width).reduceRight((number, byte) => number * 256 + byte, 0));
    at += width;
  }));
  return rows;
};

/* The timeline's bars as they are sent (strikemap/ui/frame/bars.py): the number of each, and then its
   counts. */
export const barsOf = (packed) => {
  let number = 0;
  return rowsOf(packed).map(([gap, ...counts]) => [(number += gap), ...counts]);
};

/* Draw *bars* of *each* days, under them where incidents may lie whose day is not exact, and the
   *named* days.  *room* has the pixels over the bars and under them. */
export const draw = (canvas, { days, kinds, runs }, { bars, each, named }, room) => {
  const width = canvas.clientWidth, height = canvas.clientHeight, scale = Math.ceil(window.devicePixelRatio || 1);
  canvas.width = width * scale;
  canvas.height = height * scale;
  const pen = canvas.getContext("2d"), ink = getComputedStyle(canvas).color, floor = height - room.under;
  pen.scale(scale, scale);
  const top = Math.max(1, ...bars.map(([, ...counts]) => counts.reduce((sum, count) => sum + count, 0)));
  const unit = (floor - room.over) / top, slot = (width / days) * each;
  const wide = Math.min(slot > 4 ? slot * 0.8 : slot, WIDEST);
  const fills = kinds.map((kind) => filling(pen, kind, scale));
  for (const [bar, ...counts] of bars) {
    const [left, right] = edgesOf([bar * each, Math.min((bar + 1) * each, days) - 1], width, days);
    let foot = floor;
    counts.forEach((count, kind) => {
      pen.fillStyle = fills[kind];
      pen.fillRect((left + right - wide) / 2, foot - count * unit, wide, count * unit);
      foot -= count * unit;
    });
  }
  pen.strokeStyle = pen.fillStyle = ink;
  pen.globalAlpha = 0.4;
  line(pen, 0, floor + 0.5, width, floor + 0.5);
  pen.globalAlpha = 0.65;
  pen.setLineDash([5, 3]);
  for (const span of runs) {
    const [left, right] = edgesOf(span, width, days);
    line(pen, left, floor + 3, right, floor + 3, 2);
  }
  pen.setLineDash([]);
  pen.globalAlpha = 0.85;
  pen.font = `11px ${getComputedStyle(canvas).fontFamily}`;
  pen.textAlign = "center";
  for (const [day, words] of named) {
    const x = ((day + 0.5) / days) * width, half = pen.measureText(words).width / 2;
    const at = Math.min(Math.max(x, half), width - half);
    if (Math.abs(at - x) > half) continue;
    line(pen, x, floor + 1, x, floor + 4);
    pen.fillText(words, at, height - 4);
  }
};
