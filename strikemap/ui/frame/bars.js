/* The bars by day, on one canvas: a thousand elements with a pattern each, laid out anew at every
   change of the page, took longer than all else on it. */
const SIDE = 12.8; // the slider's own margin, in pixels, so that a bar stands over its day
const WIDEST = 30;
const TILE = 6;

const PATTERNS = {
  plain: () => {},
  diagonal: (pen) => [-1, 0, 1].forEach((k) => line(pen, k * TILE - 1, TILE + 1, k * TILE + TILE + 1, -1)),
  back: (pen) => [-1, 0, 1].forEach((k) => line(pen, k * TILE - 1, -1, k * TILE + TILE + 1, TILE + 1, 1.8)),
  across: (pen) => [1, 4].forEach((y) => line(pen, 0, y + 0.5, TILE, y + 0.5)),
  upright: (pen) => [1, 4].forEach((x) => line(pen, x + 0.5, 0, x + 0.5, TILE)),
  dots: (pen) => { pen.beginPath(); pen.arc(3, 3, 1.5, 0, 7); pen.fill(); },
  bands: (pen) => pen.fillRect(0, 0, TILE, 2.4),
};

const line = (pen, x, y, toX, toY, width = 1) => {
  pen.lineWidth = width;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(toX, toY);
  pen.stroke();
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
const rowsOf = ({ size, widths, bytes }) => {
  const all = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
  const rows = Array.from({ length: size }, () => []);
  let at = 0;
  widths.forEach((width) => rows.forEach((row) => {
    row.push(all.subarray(at, at + width).reduceRight((number, byte) => number * 256 + byte, 0));
    at += width;
  }));
  return rows;
};

/* A bar stands over the middle of its days; the last one may have fewer. */
const slot = (data, width) => (width - 2 * SIDE) / Math.max(data.days - 1, 1);
const lastDay = (data, bar) => Math.min((bar + 1) * data.span, data.days) - 1;
const centre = (data, width, bar) => SIDE + ((bar * data.span + lastDay(data, bar)) / 2) * slot(data, width);

const draw = (canvas, data) => {
  const width = canvas.clientWidth, height = canvas.clientHeight, scale = Math.ceil(window.devicePixelRatio || 1);
  if (!width) return;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const pen = canvas.getContext("2d"), ink = getComputedStyle(canvas).color;
  pen.scale(scale, scale);
  const floor = height - 5.5, unit = floor / (data.top + 0.5), wide = Math.min(slot(data, width) * data.span * 0.78, WIDEST, 2 * SIDE);
  const fills = data.kinds.map((kind) => filling(pen, kind, scale));
  for (const [bar, ...counts] of data.columns) {
    let foot = floor;
    counts.forEach((count, kind) => {
      pen.fillStyle = fills[kind];
      pen.fillRect(centre(data, width, bar) - wide / 2, foot - count * unit, wide, count * unit);
      foot -= count * unit;
    });
  }
  pen.strokeStyle = pen.fillStyle = ink;
  pen.globalAlpha = 0.4;
  line(pen, SIDE, floor + 0.5, width - SIDE, floor + 0.5);
  pen.globalAlpha = 0.65;
  pen.setLineDash([5, 3]);
  const third = (slot(data, width) * data.span) / 3;
  for (const [from, to] of data.runs) {
    const left = Math.max(centre(data, width, from) - third, SIDE), right = Math.min(centre(data, width, to) + third, width - SIDE);
    line(pen, left, height - 1.5, right, height - 1.5, 2);
  }
};

const inWords = (first, day) => {
  const date = new Date(Date.parse(first + "T00:00:00Z") + day * 86400000);
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
};

const told = (canvas, data, x, y) => {
  const width = canvas.clientWidth;
  const day = Math.round((x - SIDE) / slot(data, width)), bar = Math.floor(day / data.span);
  if (y > canvas.clientHeight - 5 && data.runs.some(([from, to]) => from <= bar && bar <= to))
    return "Incidents whose day is not exact";
  const column = data.columns.find(([each]) => each === bar);
  if (!column) return "";
  const counts = column.slice(1).map((count, kind) => count && `${data.kinds[kind].label}: ${count.toLocaleString("en")}`);
  const from = bar * data.span, to = lastDay(data, bar);
  const when = inWords(data.first, from) + (to > from ? ` to ${inWords(data.first, to)}` : "");
  return `${when}: ${counts.filter(Boolean).join("; ")}`;
};

export default function (component) {
  const canvas = component.parentElement.querySelector("canvas");
  const written = JSON.stringify(component.data);
  if (canvas.drawn === written) return;
  canvas.drawn = written;
  const data = { ...component.data, columns: rowsOf(component.data.bars), runs: rowsOf(component.data.inexact) };
  canvas.setAttribute("aria-label", data.said);
  canvas.setAttribute("role", "img"); // only now, since an image without a name is a fault
  canvas.dataset.columns = data.columns.length;
  canvas.onpointermove = (event) => { canvas.title = told(canvas, data, event.offsetX, event.offsetY); };
  canvas.redraw = () => draw(canvas, data);
  canvas.resized ||= new ResizeObserver(() => canvas.redraw());
  canvas.resized.observe(canvas);
  canvas.redraw();
}
