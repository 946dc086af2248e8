/* A symbol a place, and one for places that would cover each other: the rules of
   strikemap/cartography/places.py, held to them by cases that it makes (tests/js). */

export const UNKNOWN = 1, ZERO = 2, IMPRECISE = 4, REGION = 8, OCCUPIED = 16;
export const NUMBER = 9, MOST_NUMBER = 14, HALF_A_LETTER = 3.4, EDGE = 3.6, LEAST_NUMBER = 9, SHORTENED_FROM = 10000;
export const TARGET = 13, MOST_DISC = 48, DISC = 4, LEAST_FACTOR = 0.35, UNITS = 2 ** 30;
const LEAST = 4, AROUND_NUMBER = 3.2, BY_LETTER = 2.42, LEAST_RING = 1.4, MOST_RING = 5;
const GIVES_WAY = 108, WORLD_PIXELS = 256;

/* Web Mercator in steps of UNITS, eastward and southward from the north-west. */
export const steps = (latitude, longitude) => {
  const sine = Math.sin((Math.min(Math.max(latitude, -85.05), 85.05) * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return [Math.floor((longitude / 360 + 0.5) * UNITS + 0.5), Math.floor(y * UNITS + 0.5)];
};

export const disc = (count) => Math.min(DISC * Math.sqrt(count), MOST_DISC);

/* The letters of a number, as “1204” or “33k”, and the least radius at which it can be read in a disc. */
export const letters = (count) => String(count).length - (count >= SHORTENED_FROM ? 2 : 0);
export const legible = (count) => (count === 1 ? LEAST : AROUND_NUMBER + BY_LETTER * letters(count));

/* Pixels across the ring of a disc of *count*, inward from *radius*: a quarter, but for its number. */
export const ringOf = (count, radius) => Math.min(MOST_RING, radius / 4, LEAST_RING + radius - legible(count));

/* Pixels from a disc's middle within which its number stands; 0 where it has none. */
const halfOfNumber = ({ members: { length } }) =>
  length > 1 ? Math.min(Math.max(letters(length) * HALF_A_LETTER, NUMBER), MOST_NUMBER) : 0;

const rank = (one, other) =>
  other.members.length - one.members.length || one.x - other.x || one.y - other.y || one.isOccupied - other.isOccupied;

const everyOne = (of) => Array.from({ length: of.size }, (_, at) => at);

/* The points at which incidents lie, whatever is shown: for each incident the number of its place,
   and each place's point, so that a change of days only deals the incidents out anew. */
export const points = (of) => {
  const numbers = new Map(), found = [], place = new Int32Array(of.size).fill(-1);
  for (let at = 0; at < of.size; at++) {
    if (of.flags[at] & REGION) continue;
    const isOccupied = Boolean(of.flags[at] & OCCUPIED);
    const key = of.latitude[at] + "," + of.longitude[at] + "," + isOccupied;
    let number = numbers.get(key);
    if (number === undefined) {
      number = found.length;
      numbers.set(key, number);
      const [x, y] = steps(of.latitude[at], of.longitude[at]);
      found.push({ latitude: of.latitude[at], longitude: of.longitude[at], x, y, isOccupied });
    }
    place[at] = number;
  }
  return { place, found };
};

/* A symbol for each place of *shown*, indices that ascend; the most incidents first. */
export const places = (of, shown = everyOne(of), known = points(of)) => {
  const members = new Map();
  for (const at of shown) {
    const number = known.place[at];
    if (number < 0) continue;
    const there = members.get(number);
    if (there) there.push(at);
    else members.set(number, [at]);
  }
  return [...members].map(([number, there]) => ({
    ...known.found[number], members: there, most: there.length,
    radius: there.length > 1 ? disc(there.length) : of.radius[there[0]],
  })).sort(rank);
};

const away = (one, other) => (one.x - other.x) ** 2 + (one.y - other.y) ** 2;

const edge = ({ isOccupied }) => (isOccupied ? EDGE : 0);

const bySize = (one, other) => {
  const isFirst = one.radius < other.radius || (one.radius === other.radius && one.members.length <= other.members.length);
  return isFirst ? [one, other] : [other, one];
};

/* How near two symbols are when they are one: the smaller lies over no number of the greater. */
const reachOf = (one, other) => {
  const [smaller, greater] = bySize(one, other), number = halfOfNumber(greater);
  return Math.max(greater.radius, TARGET, number ? smaller.radius + edge(smaller) + number : 0);
};

const asOne = (kept, other) => {
  const members = [...kept.members, ...other.members].sort((one, next) => one - next);
  return { ...(other.most > kept.most ? other : kept), members, radius: disc(members.length) };
};

/* Symbols of two territories can neither join nor move apart: where one would reach the other's
   middle or lie over its number, all are drawn smaller by one factor, as far as numbers can be read. */
const apart = (symbols, pixel) => {
  let factor = 1;
  const [ours, theirs] = [false, true].map((side) => symbols.filter((each) => each.isOccupied === side));
  for (const one of ours) {
    for (const other of theirs) {
      const [smaller, greater] = bySize(one, other), between = Math.sqrt(away(one, other)) * pixel;
      factor = Math.min(factor, between / greater.radius, Math.max(between - halfOfNumber(greater) - edge(smaller), 0) / smaller.radius);
    }
  }
  factor = Math.max(factor, LEAST_FACTOR);
  return symbols.map((each) => ({ ...each, radius: Math.max(each.radius * factor, legible(each.members.length)) }));
};

/* Whether of two territories the greater reaches the other's middle, or that its number. */
const hide = (one, other, pixel) => {
  const [smaller, greater] = bySize(one, other), { length } = greater.members;
  const number = length > 1 ? letters(length) * HALF_A_LETTER : 0;
  return away(one, other) * pixel * pixel < Math.max(greater.radius, smaller.radius + edge(smaller) + number) ** 2;
};

/* The nearest of its territory that the symbol at *at* may go into, to stand there with it; or -1. */
const nearestOwn = (symbols, at, pixel) => {
  let nearest = -1, least = Infinity;
  symbols.forEach((each, into) => {
    if (into === at || each.isOccupied !== symbols[at].isOccupied || each.most < symbols[at].most) return;
    const apart = away(each, symbols[at]);
    if (apart < least) [nearest, least] = [into, apart];
  });
  return least * pixel * pixel < GIVES_WAY ** 2 ? nearest : -1;
};

/* The last of *symbols* that can't stay beside one of the other territory, and its nearest; or null. */
const givingWay = (symbols, pixel) => {
  const least = symbols.map((each) => ({ ...each, radius: Math.max(each.radius * LEAST_FACTOR, legible(each.members.length)) }));
  const far = (MOST_DISC + EDGE + MOST_NUMBER) / pixel;
  const [ours, theirs] = [false, true].map((side) => [...least.keys()].filter((at) => least[at].isOccupied === side));
  for (let at = symbols.length - 1; at >= 0; at--) {
    const one = least[at];
    for (const other of one.isOccupied ? ours : theirs) {
      if (other > at) break;
      if (Math.abs(one.x - least[other].x) >= far || !hide(one, least[other], pixel)) continue;
      for (const each of [at, other]) {
        const into = nearestOwn(symbols, each, pixel);
        if (into >= 0) return [each, into];
      }
    }
  }
  return null;
};

/* The symbols as the map shows them at *zoom*, crowded ones as one; the most incidents first. */
export const joined = (of, zoom) => {
  const pixel = (WORLD_PIXELS * 2 ** zoom) / UNITS;
  /* Nothing reaches further: what may cover a symbol is in its square or beside it. */
  const side = (MOST_DISC + EDGE + MOST_NUMBER) / pixel;
  let symbols = [...of].sort(rank);
  for (;;) {
    const kept = [], squares = new Map();
    const square = (column, line) => column * 4294967296 + line;
    const file = (at) => {
      const key = square(Math.floor(kept[at].x / side), Math.floor(kept[at].y / side));
      if (squares.has(key)) squares.get(key).push(at);
      else squares.set(key, [at]);
    };
    for (const each of symbols) {
      const column = Math.floor(each.x / side), line = Math.floor(each.y / side);
      let nearest = -1, least = Infinity;
      for (let dx = -1; dx <= 1; dx++) {
        for (let dy = -1; dy <= 1; dy++) {
          for (const at of squares.get(square(column + dx, line + dy)) || []) {
            const other = kept[at];
            if (other.isOccupied !== each.isOccupied) continue;
            const apart = away(each, other), reach = reachOf(each, other);
            if (apart * pixel * pixel >= reach ** 2) continue;
            if (apart < least || (apart === least && at < nearest)) [nearest, least] = [at, apart];
          }
        }
      }
      if (nearest < 0) {
        kept.push(each);
        file(kept.length - 1);
      } else {
        const before = kept[nearest];
        kept[nearest] = asOne(before, each);
        if (kept[nearest].x !== before.x || kept[nearest].y !== before.y) file(nearest);
      }
    }
    if (kept.length === symbols.length) {
      const gone = givingWay(kept, pixel);
      if (!gone) return apart(kept, pixel);
      const [at, into] = gone;
      kept[into] = asOne(kept[into], kept[at]);
      kept.splice(at, 1);
    }
    symbols = kept.sort(rank);
  }
};

/* The least zoom beyond *zoom* at which the members of *symbol* are no longer one, or null. */
export const parting = (of, symbol, zoom, most) => {
  const alone = places(of, symbol.members);
  if (alone.length < 2) return null;
  for (let at = Math.floor(zoom * 4 + 1) / 4; at <= most; at += 0.25) if (joined(alone, at).length > 1) return at;
  return null;
};

/* The kinds in a symbol, each with its number, in their order. */
export const shares = (of, symbol) => {
  const counts = new Map();
  for (const at of symbol.members) counts.set(of.kind[at], (counts.get(of.kind[at]) || 0) + 1);
  return [...counts].sort((one, other) => one[0] - other[0]);
};

/* A label for each region and territory that incidents are known by alone, the most first. */
export const regionLabels = (of, shown = everyOne(of)) => {
  const found = new Map();
  for (const at of shown) {
    if (!(of.flags[at] & REGION)) continue;
    const key = of.region[at] + "," + (of.flags[at] & OCCUPIED);
    if (found.has(key)) found.get(key).push(at);
    else found.set(key, [at]);
  }
  return [...found.values()].map((members) => {
    const counts = new Map();
    let best = members[0];
    for (const at of members) {
      const point = of.latitude[at] + "," + of.longitude[at];
      counts.set(point, (counts.get(point) || 0) + 1);
    }
    for (const at of members) {
      const count = (each) => counts.get(of.latitude[each] + "," + of.longitude[each]);
      if (count(at) > count(best)) best = at;
    }
    return { latitude: of.latitude[best], longitude: of.longitude[best], region: of.region[best],
             isOccupied: Boolean(of.flags[best] & OCCUPIED), members };
  }).sort((one, other) => other.members.length - one.members.length || one.region - other.region || one.isOccupied - other.isOccupied);
};

/* The least zoom beyond *zoom* at which the own place of the incident at *at* is a symbol of its own,
   among those *shown*; *most* where there is none. */
export const parted = (of, shown, known, at, zoom, most) => {
  const alone = places(of, shown, known);
  for (let next = Math.floor(zoom * 4 + 1) / 4; next <= most; next += 0.25) {
    const around = joined(alone, next).find((each) => each.members.includes(at));
    if (around && around.members.length === around.most) return next;
  }
  return most;
};
