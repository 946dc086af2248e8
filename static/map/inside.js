/* Which region a point lies in: even-odd over all rings (GeoJSON Polygon or MultiPolygon). */

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

export const contains = ({ geometry: { type, coordinates } }, latitude, longitude) =>
  (type === "Polygon" ? [coordinates] : coordinates).some((rings) => isWithin(rings, longitude, latitude));
