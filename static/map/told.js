/* What the map says of itself to tests and to the bench: nothing on the page asks for it. */
import { plain } from "./words.js";

const TERRITORY = (isOccupied) => (isOccupied ? "occupied_ukraine" : "russia");

/* How many layers and listeners Leaflet holds, and symbols are drawn. */
export const countsOf = ({ map, marks }) => {
  let listeners = 0, layers = 0;
  map.eachLayer((layer) => {
    layers += 1;
    for (const kind in layer._events || {}) listeners += layer._events[kind].length;
  });
  return { layers, listeners, symbols: marks.drawn.size };
};

/* Each symbol on the map now: degrees, pixels in the map's box, and what it stands for. */
export const drawnOf = ({ map, data: { of, cells }, symbols, payload }) => {
  const placed = ({ latitude, longitude, radius, isOccupied }, count, incidents) => {
    const { x, y } = map.latLngToContainerPoint([latitude, longitude]);
    return { lat: latitude, lon: longitude, x, y, radius, count, territory: TERRITORY(isOccupied), incidents };
  };
  return [
    ...symbols.map((symbol) => placed(symbol, symbol.members.length, symbol.members.map((each) => of.ids[each] ?? of.position[each]))),
    ...(payload.regions ? [] : cells.map((cell) => placed(cell, cell.count, []))),
  ];
};

/* Each region's label that there should be, and the boxes of all names that have found room: where
   their middles and corners lie, and for a region's whose name it is and on whose territory. */
export const labelsOf = ({ map, labels, names }) => ({
  regions: labels.map(({ name, count, isOccupied }) => ({ name: plain(name), count, isOccupied })),
  boxes: (names.boxes || []).map(({ left, top, right, bottom, x, y, region }) => {
    const { lat, lng } = map.containerPointToLatLng([x, y]);
    const low = map.containerPointToLatLng([left, bottom]), high = map.containerPointToLatLng([right, top]);
    return { left, top, right, bottom, lat, lon: lng, degrees: [low.lng, low.lat, high.lng, high.lat],
             region: region ? plain(region.name) : null, territory: region ? TERRITORY(region.isOccupied) : null };
  }),
});
