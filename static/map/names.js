/* Names on the map: the chosen incident, regions known alone, countries and cities, by priority. */
import { around, aroundRing, boxAround, placed } from "./labels.js";
import { contains, touches } from "./inside.js";
import { IMPRECISE } from "./joining.js";
import { aloneTold, inWords, plain, told } from "./words.js";

/* Pixels that a name is high, by map.css, and one more: places are rounded to whole ones. */
const HEIGHTS = { chosen: 20, region: 22, country: 18, city: 16 };

const MOST_HOMES = 2_000;
const LETTERS = [44, 30, 18, 10]; // of the chosen incident's name, rather fewer than none
const LOCAL = ["name_en", "name_ru", "name_uk"]; // a region is named in the reader's language
const isNamed = ({ properties }, name) => LOCAL.some((of) => name === properties[of]);

/* The labels of regions with *names*, their numbers, and whether the incident at *selected* is in one:
   *own*, of incidents, and *sums*, of a large collection, which have those of their regions too. */
export const allLabels = (own, names, selected, sums) => {
  const named = own.map((label) => ({ ...label, name: names[label.region], count: label.members.length, isSelected: label.members.includes(selected) }));
  const like = (one) => (other) => plain(one.name) === plain(other.name) && one.isOccupied === other.isOccupied;
  return [...sums.map((each) => ({ ...each, isSelected: named.some((label) => label.isSelected && like(each)(label)) })),
          ...named.filter((each) => !sums.some(like(each)))];
};

/* Pixels around a symbol's middle that no name may cover: with the ring of one whose place is not
   exact, or of occupied Ukraine. */
export const roomOf = (of, { radius, isOccupied, members = [] }) =>
  radius + (members.length === 1 && of.flags[members[0]] & IMPRECISE ? 6 : isOccupied ? 4 : 2);

const shortened = (text, most) => (text.length > most ? text.slice(0, most - 1).trimEnd() + "…" : text);

export class Names {
  constructor(map, kinds, onPress) {
    this.map = map;
    this.kinds = kinds;
    this.onPress = onPress;
    map.createPane("names").style.zIndex = 580;
    map.getPane("names").style.pointerEvents = "none";
    this.group = L.layerGroup().addTo(map);
    this.drawn = new Map();
    this.widths = new Map();
    this.homes = new Map(); // by label and shift, in one view: days that move would ask at each step
    map.on("move resize", () => this.homes.clear()); // symbols stand on whole pixels, which each view rounds anew
    this.family = getComputedStyle(map.getContainer()).fontFamily;
    this.unplaced = [];
    this.regions = this.countries = null; // as shapes, once the basemap has them
    this.tip = L.tooltip({ direction: "top", className: "sm-tip" });
    map.on("mousemove", ({ latlng, originalEvent }) => this.point(latlng, originalEvent.target));
    map.on("mouseout", () => this.tip.remove());
    map.on("click", ({ latlng }) => {
      const mark = this.markAt(latlng);
      if (mark) onPress(mark);
    });
    this.pen = document.createElement("canvas").getContext("2d");
  }

  width(kind, text) {
    const key = kind + text;
    if (!this.widths.has(key)) {
      this.pen.font = `${kind === "chosen" || kind === "country" ? 600 : 400} ${kind === "city" ? 11 : 12}px ${this.family}`;
      const spaced = kind === "country" ? text.length * 3 : 0;
      this.widths.set(key, this.pen.measureText(text).width + spaced + (kind === "region" ? 24 : kind === "chosen" ? 14 : 4));
    }
    return this.widths.get(key);
  }

  /* A region whose label has found no room is told by its land. */
  markAt({ lat, lng }) {
    const land = this.unplaced.length && this.regions?.find((each) => contains(each, lat, lng));
    const region = land && this.unplaced.find(({ name }) => isNamed(land, name));
    return region ? region.mark : null;
  }

  /* Whether *box*, with *text* about the region *name*, touches its land and no third country's, and
     has its middle in its own. */
  isAtHome(box, region, name, text) {
    if (!this.regions) return true;
    const asked = `${text} ${region.latitude} ${region.longitude} ${box.shift}`;
    if (!this.homes.has(asked)) {
      if (this.homes.size > MOST_HOMES) this.homes.clear();
      const degrees = (x, y) => this.map.containerPointToLatLng([x, y]);
      const { lat, lng } = degrees(box.x, box.y), low = degrees(box.left, box.bottom), high = degrees(box.right, box.top);
      const own = this.regions.find((each) => isNamed(each, name));
      const degreesOf = { west: low.lng, south: low.lat, east: high.lng, north: high.lat };
      const isNear = (!own || touches(own, degreesOf)) && !this.countries.some((each) => touches(each, degreesOf));
      const land = isNear && this.regions.find((each) => contains(each, lat, lng));
      this.homes.set(asked, isNear && (!land || land.properties.country === (region.isOccupied ? "UA" : "RU")));
    }
    return this.homes.get(asked);
  }

  point(latlng, target) {
    if (!this.unplaced.length) return;
    const isOnSymbol = target.closest?.(".leaflet-marker-icon, .leaflet-control");
    const mark = isOnSymbol ? null : this.markAt(latlng);
    if (mark) this.tip.setLatLng(latlng).setContent(mark.told()).addTo(this.map);
    else this.tip.remove();
  }

  /* Labels of *regions*, each with its name and number, and its incidents or their sums; *symbols*
     that nothing may cover. */
  show({ of, regions, symbols, chosen, others, controls }) {
    const at = (latitude, longitude) => this.map.latLngToContainerPoint([latitude, longitude]);
    const taken = symbols.map((symbol) => {
      const { x, y } = at(symbol.latitude, symbol.longitude), half = roomOf(of, symbol);
      return boxAround(x, y, half, half);
    });
    const size = this.map.getSize();
    /* What the edge or a control would cut is no name. */
    const isWhole = (box) => box.left >= 0 && box.top >= 0 && box.right <= size.x && box.bottom <= size.y;
    taken.push(...controls);
    const wanted = [];
    const add = (kind, key, latitude, longitude, text, more = {}) => {
      const { x, y } = at(latitude, longitude), height = HEIGHTS[kind], width = this.width(kind, text);
      if (x < -width || y < -height || x > size.x + width || y > size.y + height) return;
      const gap = more.gap ?? (kind === "city" ? 3 : 4);
      const own = { x, y, ...boxAround(x, y, width / 2, height / 2) };
      /* A region's name may stand a little off: what is known by its region alone is not left out lightly. */
      const gaps = kind === "region" ? [gap, 16, 30, ...(more.isNeeded ? [46, 64, 90] : [])] : [gap];
      const choices = gaps.flatMap((each) => around({ x, y, width, height, gap: each }));
      [own, ...choices].forEach((box) => { box.shift = [Math.round(box.x - x), Math.round(box.y - y)]; });
      wanted.push({ kind, key, latitude, longitude, text, x, y, width, height, ...more,
                    choices: (kind === "region" || kind === "country" ? [own, ...choices] : choices).filter(isWhole) });
    };
    if (chosen) wanted.push({ kind: "chosen", key: "chosen", ...chosen, choices: this.choicesOf(chosen, at, size).filter(isWhole) });
    /* The chosen incident's stands first, for its label alone shows it. */
    for (const region of [...regions].sort((one, other) => other.isSelected - one.isSelected)) {
      const { count } = region, name = plain(region.name);
      const text = count > 1 ? `${name} ${inWords(count)}` : name;
      add("region", `region ${name} ${region.isOccupied}`, region.latitude, region.longitude, text,
          { region, isSelected: region.isSelected, isNeeded: region.isSelected, mayStand: (box) => this.isAtHome(box, region, name, text) });
    }
    this.unplaced = [];
    for (const [latitude, longitude, text, kind] of others) add(kind, `${kind} ${text} ${latitude}`, latitude, longitude, text);
    const boxes = placed(wanted, taken);
    const keys = new Set();
    wanted.forEach((label, number) => {
      const box = boxes[number];
      if (!box) {
        if (label.region) this.unplaced.push({ name: plain(label.region.name), mark: this.mark(of, label.region) });
        return;
      }
      keys.add(label.key);
      this.put({ ...label, text: box.text ?? label.text }, box, of);
    });
    for (const [key, { layer }] of this.drawn) {
      if (keys.has(key)) continue;
      this.group.removeLayer(layer);
      this.drawn.delete(key);
    }
    this.boxes = boxes.flatMap((box, number) => (box ? [{ ...box, region: wanted[number].region }] : []));
  }

  /* The chosen incident is named wherever it stands: off its ring or shortened, where there is no other way. */
  choicesOf({ latitude, longitude, radius, text }, at, size) {
    const { x, y } = at(latitude, longitude), height = HEIGHTS.chosen;
    if (x < 0 || y < 0 || x > size.x || y > size.y) return [];
    const texts = [...new Set(LETTERS.map((most) => shortened(text, most)))].map((each) => ({ text: each, width: this.width("chosen", each) }));
    const boxes = aroundRing({ x, y, height, gap: radius + 10 }, texts, size);
    return boxes.map((box) => ({ ...box, shift: [Math.round(box.x - x), Math.round(box.y - y)] }));
  }

  mark(of, region) {
    const mark = { weight: region.count, symbol: region, isRegion: true };
    if (!region.members) return { ...mark, told: () => aloneTold(region), what: { kind: "alone", region: region.code, occupied: region.isOccupied } };
    const positions = region.members.map((each) => of.position[each]);
    return { ...mark, told: () => told(of, region, this.kinds, region.name),
             what: positions.length > 1 ? { kind: "incidents", positions } : { kind: "incident", position: positions[0] } };
  }

  put(label, box, of) {
    const { shift } = box;
    const look = `${shift},${label.text},${label.isSelected},${label.region ? label.region.members || [label.region.killed, label.region.injured] : ""},${label.latitude},${label.longitude}`;
    const there = this.drawn.get(label.key);
    if (there && there.look === look) return;
    if (there) this.group.removeLayer(there.layer);
    const isRegion = label.kind === "region";
    const text = document.createElement("span");
    text.textContent = label.text;
    text.dir = "auto";
    if (label.lang) text.lang = label.lang;
    text.style.transform = `translate(calc(-50% + ${shift[0]}px), calc(-50% + ${shift[1]}px))`;
    const layer = L.marker([label.latitude, label.longitude], {
      pane: isRegion ? "markerPane" : "names", interactive: isRegion, keyboard: isRegion,
      icon: L.divIcon({ iconSize: null, html: text.outerHTML, className: ["sm-name", "sm-" + label.kind,
        label.isSelected ? "sm-selected" : "", isRegion && label.region.isOccupied ? "sm-occupied" : ""].filter(Boolean).join(" ") }) });
    if (isRegion) {
      const mark = this.mark(of, label.region);
      layer.bindTooltip(mark.told, { direction: "top", className: "sm-tip", offset: [shift[0], shift[1] - 10] });
      layer.on("click", () => this.onPress(mark));
      layer.on("keydown", ({ originalEvent: event }) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        this.onPress(mark);
      });
      layer.on("add", () => layer.getElement().setAttribute("aria-label", plain(mark.told())));
    }
    this.group.addLayer(layer);
    this.drawn.set(label.key, { layer, look });
  }
}
