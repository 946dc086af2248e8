/* Regions shaded by what is reported in them, in classes; a pattern where most tolls are unknown. */
import { paletteOf, shadeOf } from "./palette.js";
import { plain, regionTold } from "./words.js";

const MEASURES = { incidents: 3, killed: 4, injured: 5 };

/* What a region's line is shaded by: its number, or null where no toll of it is reported. */
export const valueOf = (line, by) => {
  const unknown = by === "killed" ? line[6] : by === "injured" ? line[7] : 0;
  return unknown === line[3] ? null : line[MEASURES[by]];
};

/* Whether the toll is unknown for most of a region's incidents. */
export const isMostlyUnknown = (line, by) => by !== "incidents" && 2 * (by === "killed" ? line[6] : line[7]) > line[3];

/* The class of a number, from 0, or -1 where it is below all of them. */
export const classOf = (value, classes) => classes.filter((least) => value >= least).length - 1;

export class Regions {
  constructor(map, basemap, onPress) {
    this.map = map;
    this.basemap = basemap;
    this.onPress = onPress;
    this.layer = null;
    this.look = "";
    map.createPane("regions").style.zIndex = 350;
    this.renderer = L.svg({ pane: "regions" });
  }

  show(sums, isDark) {
    const look = sums && this.basemap.regions ? JSON.stringify([sums, isDark]) : "";
    if (look === this.look) return;
    this.look = look;
    if (this.layer) this.layer.remove();
    this.layer = null;
    if (!look) return;
    const colours = paletteOf(isDark);
    const lines = new Map(sums.all.map((line) => [plain(line[0]), line]));
    this.layer = L.layerGroup().addTo(this.map);
    this.patterns(colours);
    for (const feature of this.basemap.regions.features) {
      const line = lines.get(feature.properties.iso);
      if (!line) continue;
      const value = valueOf(line, sums.by), at = value === null ? -1 : classOf(value, sums.classes);
      const fill = at < 0 ? colours.land : shadeOf(colours.shades, at, sums.classes.length);
      const add = (style) => {
        const shape = L.geoJSON(feature, { pane: "regions", renderer: this.renderer, style });
        this.layer.addLayer(shape);
        return shape;
      };
      const shape = add({ fillColor: fill, fillOpacity: 0.92, color: line[2] ? colours.occupied : colours.border,
                          weight: line[2] ? 2.4 : 1, className: "sm-shaded" });
      if (isMostlyUnknown(line, sums.by)) add({ fillColor: "url(#sm-unknown)", fillOpacity: 1, weight: 0, interactive: false });
      const mark = { told: () => regionTold(line), what: { kind: "region", code: plain(line[0]) }, isRegion: true };
      shape.bindTooltip(mark.told, { sticky: true, className: "sm-tip" });
      shape.on("click", () => this.onPress(mark));
      shape.eachLayer((each) => {
        const node = each.getElement();
        if (!node) return;
        node.setAttribute("tabindex", "0");
        node.setAttribute("role", "button");
        node.setAttribute("aria-label", plain(regionTold(line)));
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
