/* What the reader can press on the map: whole map, full screen, what is shown, the basemap. */
import { say } from "./words.js";

const LAYERS = ["incidents", "regions", "regions-killed", "regions-injured"], BASEMAPS = ["boundaries", "osm"];

/* Drawn here: no font is sure to hold these signs. */
const icon = (d) => `<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d="${d}" fill="none" stroke="currentColor" stroke-width="1.8"/></svg>`;
const HOUSE = icon("M2,8L8,2.5L14,8M4,7V13.5H12V7"), CORNERS = icon("M2,6V2H6M10,2H14V6M14,10V14H10M6,14H2V10");

const button = (picture, title, onClick) => {
  const made = L.DomUtil.create("button", "sm-button");
  made.type = "button";
  made.innerHTML = picture;
  made.title = title;
  made.setAttribute("aria-label", title);
  made.addEventListener("click", onClick);
  return made;
};

const put = (map, position, className, parts) => {
  const control = L.control({ position });
  control.onAdd = () => {
    const box = L.DomUtil.create("div", "sm-controls " + className);
    parts.forEach((part) => box.appendChild(part));
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    return box;
  };
  return control.addTo(map);
};

/* The frame over the whole page: works where a browser lends no full screen to frames. */
const fullScreen = (map) => {
  const frame = window.frameElement;
  const isFull = frame.classList.toggle("sm-full");
  frame.ownerDocument.documentElement.classList.toggle("sm-has-full", isFull);
  requestAnimationFrame(() => map.invalidateSize());
  return isFull;
};

/* Leaflet's own controls in the reader's language: its buttons, and the scale's units. */
export const name = (map) => {
  for (const [way, title] of [["in", say("nearer")], ["out", say("farther")]]) {
    const made = map.getContainer().querySelector(`.leaflet-control-zoom-${way}`);
    made.title = title;
    made.setAttribute("aria-label", title);
  }
};

export const scale = () => new (L.Control.Scale.extend({
  _updateMetric(most) {
    const metres = this._getRoundNum(most), [unit, number] = metres < 1000 ? ["metres", metres] : ["kilometres", metres / 1000];
    this._updateScale(this._mScale, say(unit, { number }), metres / most);
  },
}))({ imperial: false });

export class Controls {
  constructor(map, { onWhole, onLayer, onBasemap }) {
    const full = button(CORNERS, say("full"), () => this.full(full, map));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && window.frameElement?.classList.contains("sm-full")) this.full(full, map);
    });
    put(map, "topleft", "", [button(HOUSE, say("whole"), onWhole), full]);
    this.layer = L.DomUtil.create("select", "sm-choice");
    this.layer.setAttribute("aria-label", say("layers"));
    for (const value of LAYERS) this.layer.add(new Option(say(`layer ${value}`), value));
    this.layer.addEventListener("change", () => onLayer(this.layer.value));
    this.basemap = L.DomUtil.create("select", "sm-choice");
    this.basemap.setAttribute("aria-label", say("basemaps"));
    for (const value of BASEMAPS) this.basemap.add(new Option(say(`basemap ${value}`), value));
    this.basemap.addEventListener("change", () => onBasemap(this.basemap.value));
    put(map, "topright", "sm-choices", [this.layer, this.basemap]);
  }

  full(made, map) {
    const isFull = fullScreen(map);
    made.title = say(isFull ? "leave full" : "full");
    made.setAttribute("aria-label", made.title);
  }

  show(layer, basemap) {
    this.layer.value = layer;
    this.basemap.value = basemap;
  }
}
