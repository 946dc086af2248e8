/* Which land a point lies in, and which a box touches: even-odd over all rings (GeoJSON Polygon or
   MultiPolygon, degrees). */

const isWithin = (rings, x, y) => {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i], [bx, by] = ring[j];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
};

const polygons = ({ geometry: { type, coordinates } }) => (type === "Polygon" ? [coordinates] : coordinates);

export const contains = (feature, latitude, longitude) => polygons(feature).some((rings) => isWithin(rings, longitude, latitude));

/* Whether the line between two points has a point in a box: the part of it that is within each edge
   (Liang and Barsky, 1984). */
const crosses = ([ax, ay], [bx, by], { west, south, east, north }) => {
  let from = 0, to = 1;
  for (const [along, room] of [[ax - bx, ax - west], [bx - ax, east - ax], [ay - by, ay - south], [by - ay, north - ay]]) {
    if (along === 0 && room < 0) return false;
    if (along < 0) from = Math.max(from, room / along);
    if (along > 0) to = Math.min(to, room / along);
  }
  return from <= to;
};

const known = new WeakMap();

/* The least box around a land, worked out once: most boxes are nowhere near most lands. */
const around = (feature) => {
  if (!known.has(feature)) {
    const found = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
    for (const rings of polygons(feature)) for (const ring of rings) for (const [x, y] of ring) {
      [found.west, found.south] = [Math.min(found.west, x), Math.min(found.south, y)];
      [found.east, found.north] = [Math.max(found.east, x), Math.max(found.north, y)];
    }
    known.set(feature, found);
  }
  return known.get(feature);
};

const meet = (one, other) => one.west <= other.east && other.west <= one.east && one.south <= other.north && other.south <= one.north;

/* Whether a land and a box of degrees have a point in common. */
export const touches = (feature, box) => meet(around(feature), box) && (contains(feature, box.south, box.west)
  || polygons(feature).some((rings) => rings.some((ring) => ring.some((point, at) => at > 0 && crosses(ring[at - 1], point, box)))));
