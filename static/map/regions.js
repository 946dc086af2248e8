/* Regions shaded by what is reported in them, hatched where most tolls are unknown.  Which shade,
   which words and what the legend says comes from the server (strikemap/cartography/regions.py). */
import { small } from "./glyphs.js";
import { touches } from "./inside.js";
import { paletteOf } from "./palette.js";
import { plain } from "./words.js";

const SQUARE = "M2,3H16V15H2Z", HATCH = "M4,15L12,3M9,15L16,5M2,11L7,3";

/* Which of the regions' lines a line of the legend tells of; one of a shade, by the shade. */
const TELLS = {
  none: ([, , shade, isHatched]) => shade < 0 && !isHatched,
  hatched: ([, , , isHatched]) => isHatched,
  edged: ([, isOccupied]) => isOccupied,
};

/* The lines of the legend for the regions *seen*, lines of the server's: HTML, each its own. */
export const linesOfRegions = ({ legend }, seen, shades, isDark) => {
  const colours = paletteOf(isDark), edge = `stroke="${colours.border}"`;
  const squares = {
    none: [SQUARE, `fill="${colours.land}" ${edge}`],
    hatched: [SQUARE + HATCH, `fill="none" ${edge}`],
    edged: [SQUARE, `fill="none" stroke="${colours.occupied}" stroke-width="2.4"`],
  };
  const isSeen = ([what]) => seen.some(TELLS[what] || (([, , shade]) => shade === what));
  return legend.filter(isSeen).map(([what, words]) => small(...(squares[what] || [SQUARE, `fill="${shades[what]}" ${edge}`])) + words);
};

export class Regions {
  constructor(map, basemap, shades, onPress) {
    this.map = map;
    this.shades = shades;
    this.basemap = basemap;
    this.onPress = onPress;
    this.layer = null;
    this.look = "";
    this.drawn = []; // of each region its land, the server's line and its elements
    map.createPane("regions").style.zIndex = 350;
    this.renderer = L.svg({ pane: "regions" });
  }

  show(sums, isDark) {
    const look = sums && this.basemap.regions ? JSON.stringify([sums, isDark]) : "";
    if (look === this.look) return;
    this.look = look;
    if (this.layer) this.layer.remove();
    this.layer = null;
    this.drawn = [];
    if (!look) return;
    const colours = paletteOf(isDark);
    const lands = new Map(this.basemap.regions.features.map((feature) => [feature.properties.iso, feature]));
    /* Tab goes as they are drawn: Russian territory first, where most is reported first. */
    const lines = [...sums.all].sort((one, other) => one[1] - other[1]);
    this.layer = L.layerGroup().addTo(this.map);
    this.patterns(colours);
    for (const line of lines) {
      const feature = lands.get(plain(line[0]));
      if (!feature) continue;
      const [code, isOccupied, at, isHatched, told] = line;
      const fill = at < 0 ? colours.land : this.shades[isDark ? "dark" : "light"][at];
      const add = (style) => {
        const shape = L.geoJSON(feature, { pane: "regions", renderer: this.renderer, style });
        this.layer.addLayer(shape);
        return shape;
      };
      const shape = add({ fillColor: fill, fillOpacity: 0.92, color: isOccupied ? colours.occupied : colours.border,
                          weight: isOccupied ? 2.4 : 1, className: "sm-shaded" });
      if (isHatched) add({ fillColor: "url(#sm-unknown)", fillOpacity: 1, weight: 0, interactive: false });
      const mark = { told: () => told, what: { kind: "region", code: plain(code) }, isRegion: true };
      shape.bindTooltip(mark.told, { sticky: true, className: "sm-tip" });
      shape.on("click", () => this.onPress(mark));
      const nodes = shape.getLayers().map((each) => each.getElement()).filter(Boolean);
      this.drawn.push({ feature, line, nodes });
      nodes.forEach((node) => {
        node.setAttribute("role", "button");
        node.setAttribute("aria-label", plain(told));
        node.dataset.region = feature.properties.iso;
        node.dataset.shade = at;
        node.addEventListener("keydown", (event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          this.onPress(mark);
        });
      });
    }
  }

  /* The lines of those in the window, and Tab goes through these alone. */
  seen() {
    const bounds = this.map.getBounds();
    const box = { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() };
    return this.drawn.flatMap(({ feature, line, nodes }) => {
      const isHere = touches(feature, box);
      nodes.forEach((node) => node.setAttribute("tabindex", isHere ? "0" : "-1"));
      return isHere ? [line] : [];
    });
  }

  /* Hatching, in a drawing of its own that every shape of the page can name. */
  patterns(colours) {
    document.getElementById("sm-patterns")?.remove();
    const box = document.createElement("div");
    box.id = "sm-patterns";
    box.style.cssText = "position:absolute;width:0;height:0;overflow:hidden";
    box.innerHTML = `<svg width="0" height="0" aria-hidden="true"><defs><pattern id="sm-unknown" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0,0V7" stroke="${colours.ring}" stroke-width="1.6" stroke-opacity="0.45"/></pattern></defs></svg>`;
    document.body.appendChild(box);
  }
}
