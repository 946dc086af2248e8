/* Land, borders and names, from this host alone; OpenStreetMap's tiles where the reader asks. */
import { paletteOf } from "./palette.js";
import { say } from "./words.js";

const STATIC = new URL("../boundaries/", import.meta.url);
const COUNTRIES = [[52.9, 40.2, "Russia"], [49.2, 31.4, "Ukraine"]];

const fetchJson = (name) => fetch(new URL(name, STATIC)).then((reply) => reply.json());

const land = (colours) => (feature) => {
  const of = feature.properties;
  const fill = of.country === "UA" ? colours.ukraine : of.country === "RU" ? colours.land : colours.other;
  return { fillColor: fill, fillOpacity: 1, color: of.country ? colours.line : colours.other, weight: of.country ? 0.7 : 0.4 };
};

export class Basemap {
  constructor(map) {
    this.map = map;
    this.isDark = false;
    this.layers = [];
    this.cities = [];
    this.regions = null; // GeoJSON, as `countries`, which are the others
    map.createPane("land").style.zIndex = 150;
    map.attributionControl.setPrefix('<a href="https://leafletjs.com" rel="noopener" target="_blank">Leaflet</a>');
    map.attributionControl.addAttribution(say("credits"));
  }

  async bring() {
    const files = ["countries.geojson", "regions.geojson", "border.geojson", "cities.json"];
    if (say("names of cities")) files.push(say("names of cities")); // in another language than English
    const [countries, regions, border, cities, names] = await Promise.all(files.map(fetchJson));
    const renderer = L.canvas({ pane: "land", padding: 0.6 }), colours = paletteOf(this.isDark);
    const layer = (data, style) => L.geoJSON(data, { pane: "land", renderer, interactive: false, style }).addTo(this.map);
    this.layers = [layer(countries, land(colours)), layer(regions, land(colours))];
    this.border = layer(border, { color: colours.border, weight: 1.6, fill: false });
    this.cities = names ? cities.map(([, ...rest], at) => [names[at], ...rest]) : cities;
    Object.assign(this, { countries, regions });
    document.body.dataset.basemap = "ready";
  }

  dress(isDark) {
    this.isDark = isDark;
    const colours = paletteOf(isDark);
    this.map.getContainer().style.background = colours.sea;
    this.layers.forEach((layer) => layer.setStyle(land(colours)));
    if (this.border) this.border.setStyle({ color: colours.border });
  }

  tiles(isWanted) {
    if (isWanted && !this.tileLayer) {
      this.tileLayer = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", {
        maxZoom: 18, attribution: say("credits of tiles") }).addTo(this.map);
      this.tileLayer.on("tileerror", () => document.body.classList.add("sm-no-tiles"));
    } else if (!isWanted && this.tileLayer) {
      this.tileLayer.remove();
      this.tileLayer = null;
    }
    document.body.classList.toggle("sm-with-tiles", Boolean(isWanted));
  }

  /* The code and the name in *language* of the region with a number among all, from 1. */
  regionOf(number, language) {
    this.sorted ||= this.regions.features.map(({ properties }) => properties).sort((one, other) => (one.iso < other.iso ? -1 : 1));
    const found = this.sorted[number - 1];
    return { code: found?.iso ?? "", name: found ? found[`name_${language}`] ?? found.name_en : "" };
  }

  /* The names that may stand here, the most important first: [latitude, longitude, name, kind]. */
  names() {
    const zoom = this.map.getZoom(), seen = this.map.getBounds().pad(0.05);
    const floor = zoom < 6 ? 900000 : zoom < 7 ? 250000 : zoom < 8 ? 100000 : zoom < 9 ? 30000 : 0;
    const countries = zoom < 7 ? COUNTRIES.map(([lat, lon, name]) => [lat, lon, say(name), "country"]) : [];
    const cities = this.cities.filter(([, lat, lon, people]) => people >= floor && seen.contains([lat, lon]))
      .slice(0, 120).map(([name, lat, lon]) => [lat, lon, name, "city"]);
    return [...countries, ...cities];
  }
}
