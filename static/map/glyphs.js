/* The symbols as SVG: colour is never alone in telling a kind. */
import { IMPRECISE, LEAST_NUMBER, OCCUPIED, SHORTENED_FROM, UNKNOWN, ZERO, ringOf, shares } from "./joining.js";
import { paletteOf } from "./palette.js";

const polygon = (x, y, r, corners, turn) => {
  let d = "";
  for (let i = 0; i < corners; i++) {
    const a = turn + (2 * Math.PI * i) / corners;
    d += (i ? "L" : "M") + (x + r * Math.cos(a)).toFixed(1) + "," + (y + r * Math.sin(a)).toFixed(1);
  }
  return d + "Z";
};
export const circle = (x, y, r) => `M${x - r},${y}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`;
const plus = (x, y, r) => {
  const t = r * 0.42, long = r - t;
  return `M${x - t},${y - r}h${2 * t}v${long}h${long}v${2 * t}h${-long}v${long}h${-2 * t}v${-long}h${-long}v${-2 * t}h${long}Z`;
};
export const SHAPES = {
  circle,
  triangle: (x, y, r) => polygon(x, y, r * 1.25, 3, -Math.PI / 2),
  diamond: (x, y, r) => polygon(x, y, r * 1.2, 4, -Math.PI / 2),
  square: (x, y, r) => polygon(x, y, r * 1.2, 4, -Math.PI / 4),
  plus: (x, y, r) => plus(x, y, r * 1.1),
  pentagon: (x, y, r) => polygon(x, y, r * 1.1, 5, -Math.PI / 2),
  hexagon: (x, y, r) => polygon(x, y, r * 1.1, 6, 0),
};
export const cross = (x, y, r) =>
  `M${x - r * 0.7},${y - r * 0.7}L${x + r * 0.7},${y + r * 0.7}M${x + r * 0.7},${y - r * 0.7}L${x - r * 0.7},${y + r * 0.7}`;

export const colourOf = (kind, isDark) => (isDark ? kind.dark : kind.colour);

/* Shares of a ring between two radii, clockwise from the top. */
export const ring = (x, y, inner, outer, parts) => {
  const whole = parts.reduce((sum, [, number]) => sum + number, 0);
  const at = (radius, share) => {
    const angle = 2 * Math.PI * share - Math.PI / 2;
    return `${(x + radius * Math.cos(angle)).toFixed(2)},${(y + radius * Math.sin(angle)).toFixed(2)}`;
  };
  let from = 0;
  return parts.map(([kind, number]) => {
    const to = from + number / whole, wide = to - from > 0.5 ? 1 : 0;
    const d = parts.length === 1
      ? circle(x, y, outer) + circle(x, y, inner)
      : `M${at(outer, from)}A${outer},${outer} 0 ${wide} 1 ${at(outer, to)}L${at(inner, to)}A${inner},${inner} 0 ${wide} 0 ${at(inner, from)}Z`;
    from = to;
    return [kind, d];
  });
};

const number = (count) => (count < SHORTENED_FROM ? String(count) : Math.round(count / 1000) + "k");

const frame = (half, body, extra = "") =>
  `<svg width="${2 * half}" height="${2 * half}" viewBox="${-half} ${-half} ${2 * half} ${2 * half}" aria-hidden="true"${extra}>${body}</svg>`;

const halo = (r, colour, attributes) => `<circle r="${r}" fill="none" stroke="${colour}" ${attributes}/>`;

/* One incident: its kind's shape, hollow where the toll is unknown, crossed where zero is stated. */
const one = (kind, radius, flags, isDark) => {
  const colours = paletteOf(isDark), colour = colourOf(kind, isDark);
  const isHollow = flags & (UNKNOWN | ZERO);
  const d = SHAPES[kind.shape](0, 0, radius) + (flags & ZERO ? cross(0, 0, radius) : "");
  return (flags & IMPRECISE ? halo(radius + 5, colours.ring, 'stroke-width="1.2" stroke-dasharray="2 3" opacity="0.75"') : "")
    + `<path d="${d}" fill="${isHollow ? colours.halo : colour}" fill-opacity="${isHollow ? 0.6 : 0.9}" stroke="${isHollow ? colour : colours.halo}" stroke-width="${isHollow ? 2.2 : 1}"/>`;
};

/* Several: a disc whose area is their number, the number in it, the shares of kinds around it. */
const several = (parts, radius, count, kinds, isDark) => {
  const colours = paletteOf(isDark), inner = radius - ringOf(count, radius);
  const arcs = ring(0, 0, inner, radius, parts).map(([kind, d]) =>
    `<path d="${d}" fill="${colourOf(kinds[kind], isDark)}" fill-rule="evenodd" stroke="${colours.halo}" stroke-width="0.7"/>`);
  const size = Math.min(14, Math.max(LEAST_NUMBER, inner * (count < 10 ? 1.4 : count < 100 ? 1.25 : 0.85)));
  return `<circle r="${radius + 0.8}" fill="${colours.halo}"/><circle r="${inner}" fill="${colours.disc}"/>${arcs.join("")}`
    + `<text text-anchor="middle" dy="0.36em" font-size="${size.toFixed(1)}" fill="${colours.ink}">${number(count)}</text>`;
};

const halfOf = (radius) => Math.max(radius + 11, 13);

/* A symbol's SVG and half its width; *kinds* as the map was given them. */
export const symbolSvg = (of, symbol, kinds, isDark) => {
  const colours = paletteOf(isDark), { radius, members } = symbol, half = halfOf(radius);
  const isOne = members.length === 1;
  const body = isOne
    ? one(kinds[of.kind[members[0]]], radius, of.flags[members[0]], isDark)
    : several(shares(of, symbol), radius, members.length, kinds, isDark);
  return { half, svg: frame(half,
    (symbol.isOccupied ? halo(radius + (isOne ? 3 : 2.6), colours.occupied, 'stroke-width="2"') : "")
    + body) };
};

/* The ring around the symbol of the chosen incident. */
export const ringSvg = (radius, isDark) =>
  ({ half: halfOf(radius), svg: frame(halfOf(radius), halo(radius + 8, paletteOf(isDark).ring, 'stroke-width="2.6"')) });

/* A cell of a large collection: a disc of one colour, occupied Ukraine ringed as elsewhere. */
export const cellSvg = ({ radius, count, isOccupied }, isDark) => {
  const colours = paletteOf(isDark), half = Math.max(radius + 5, 12), text = number(count);
  const size = Math.max(LEAST_NUMBER, Math.min(11, radius + 2, (3.1 * radius) / text.length));
  return { half, svg: frame(half, `<circle r="${radius}" fill="#56708a" fill-opacity="0.95" stroke="${colours.halo}"/>`
    + (isOccupied ? halo(radius + 2.4, colours.occupied, 'stroke-width="2"') : "")
    + `<text text-anchor="middle" dy="0.36em" font-size="${size.toFixed(1)}" fill="#fff">${text}</text>`) };
};

/* A small picture for a legend's line or a label. */
export const small = (d, attributes, size = 18) =>
  `<svg width="${size}" height="${size}" aria-hidden="true"><path d="${d}" ${attributes}/></svg>`;
