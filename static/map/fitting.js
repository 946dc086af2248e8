/* What stands over the map, and the window that shows all of it beside that. */

const EDGE = 14, MOST_ZOOM = 9;
/* Pixels that may be left free for controls, at the left, the top and the bottom. */
const FREE = [[EDGE, 52], [EDGE, 46, 70], [EDGE, 32, 46]];
const AROUND = 8; // pixels of a symbol around its point

/* The boxes of the map's controls, in pixels of the map. */
export const controlsOf = (map) => {
  const { left, top } = map.getContainer().getBoundingClientRect();
  return [...map.getContainer().querySelectorAll(".leaflet-control")].map((each) => {
    const box = each.getBoundingClientRect();
    return { left: box.left - left, top: box.top - top, right: box.right - left, bottom: box.bottom - top };
  }).filter((box) => box.right > box.left);
};

export const isUnder = ({ x, y }, boxes) => boxes.some((box) =>
  x > box.left - AROUND && x < box.right + AROUND && y > box.top - AROUND && y < box.bottom + AROUND);

/* The middle and the zoom that show all of *bounds* beside what is left free at the edges. */
const windowOf = (map, bounds, [left, top, bottom]) => {
  const zoom = Math.min(map.getBoundsZoom(bounds, false, L.point(left + EDGE, top + bottom)), MOST_ZOOM);
  const [one, other] = [bounds.getSouthWest(), bounds.getNorthEast()].map((corner) => map.project(corner, zoom));
  const middle = one.add(other).divideBy(2).add(L.point((EDGE - left) / 2, (bottom - top) / 2));
  return { zoom, middle };
};

/* Look exactly there: without `reset` Leaflet pans a map of the same zoom by whole pixels from where it was. */
export const lookAt = (map, centre, zoom) => map.setView(centre, zoom, { animate: false, reset: true });

const show = (map, { zoom, middle }) => lookAt(map, map.unproject(middle, zoom), zoom);

/* Show all of *corners*, as near as may be with nothing under a control of what *pointsAt* says is drawn
   at a zoom.  The controls are measured where all of it is shown whatever they cover: of where the map was
   before, which the legend and the scale tell of, nothing is left, and one view looks alike each time. */
export const fit = (map, corners, pointsAt = null) => {
  const bounds = L.latLngBounds(corners), [lefts, tops, bottoms] = FREE;
  const found = lefts.flatMap((left) => tops.flatMap((top) => bottoms.map((bottom) => windowOf(map, bounds, [left, top, bottom]))));
  const [widest] = found;
  show(map, widest);
  if (!pointsAt) return;
  const boxes = controlsOf(map), drawn = new Map();
  const pointsOf = (zoom) => drawn.get(zoom) ?? drawn.set(zoom, pointsAt(zoom)).get(zoom);
  const isFree = ({ zoom, middle }) => {
    const origin = middle.subtract(map.getSize().divideBy(2));
    return !pointsOf(zoom).some((point) => isUnder(map.project(point, zoom).subtract(origin), boxes));
  };
  const best = found.sort((one, other) => other.zoom - one.zoom).find(isFree);
  if (best && best !== widest) show(map, best);
};
