/* Symbols on the map, one element each: what is wanted and not there is drawn, what is there and
   not wanted goes, the rest is left alone, the element that has the focus too. */
import { cellSvg, ringSvg, symbolSvg } from "./glyphs.js";
import { cellTold, plain, told } from "./words.js";

/* Leaflet puts each marker on a layer of its own, for the browser to put together anew at each change. */
const Flat = L.Marker.extend({
  _setPos(at) {
    L.Marker.prototype._setPos.call(this, at);
    this._icon.style.transform = `translate(${at.x}px,${at.y}px)`;
  },
});

const BEYOND = 0.3; // share of the window around it within which symbols are kept ready

export class Marks {
  constructor(map, kinds, onPress) {
    this.map = map;
    this.kinds = kinds;
    this.onPress = onPress;
    this.group = L.layerGroup().addTo(map);
    this.drawn = new Map();
    this.wanted = [];
    map.createPane("ring").style.zIndex = 620;
    map.getPane("ring").style.pointerEvents = "none";
    this.ring = null;
  }

  /* Symbols of incidents *of*: as `joining.joined` gives them. */
  symbols(of, symbols, isDark, selected) {
    return symbols.map((symbol) => {
      const isSelected = selected >= 0 && symbol.members.includes(selected);
      return {
        key: `${symbol.latitude},${symbol.longitude},${symbol.isOccupied}`,
        look: `${isDark},${symbol.radius},${symbol.members.join()}`,
        latitude: symbol.latitude, longitude: symbol.longitude, weight: symbol.members.length, radius: symbol.radius,
        isSelected, className: "sm-symbol" + (symbol.members.length > 1 ? " sm-several" : ""),
        picture: () => symbolSvg(of, symbol, this.kinds, isDark), ring: () => ringSvg(symbol.radius, isDark),
        told: () => told(of, symbol, this.kinds), symbol,
        what: symbol.members.length > 1
          ? { kind: "incidents", positions: symbol.members.map((at) => of.position[at]) }
          : { kind: "incident", position: of.position[symbol.members[0]] },
      };
    });
  }

  cells(cells, isDark) {
    return cells.map((cell) => ({
      key: "cell " + cell.cell.join(), look: `${isDark},${cell.radius},${cell.count},${cell.killed},${cell.injured},${cell.latitude},${cell.longitude}`,
      latitude: cell.latitude, longitude: cell.longitude, weight: cell.count, radius: cell.radius, isSelected: false,
      className: "sm-symbol sm-cell", picture: () => cellSvg(cell, isDark), told: () => cellTold(cell), cell,
      what: { kind: "cell", cell: cell.cell },
    }));
  }

  show(wanted) {
    this.wanted = wanted;
    this.redraw();
    this.circle(wanted.find(({ isSelected }) => isSelected));
  }

  /* The chosen one's ring lies over all: its symbol there would cover the number of a smaller one. */
  circle(chosen) {
    const look = chosen ? `${chosen.key} ${chosen.look}` : "";
    if (look === (this.ring?.look ?? "")) return;
    this.ring?.layer.remove();
    this.ring = null;
    if (!chosen) return;
    const layer = new Flat([chosen.latitude, chosen.longitude], { pane: "ring", interactive: false, keyboard: false,
      icon: this.icon({ className: "sm-ring", picture: chosen.ring }) });
    this.ring = { look, layer: layer.addTo(this.map) };
  }

  redraw() {
    const near = this.map.getBounds().pad(BEYOND);
    const keys = new Set();
    for (const mark of this.wanted) {
      const point = [mark.latitude, mark.longitude];
      if (!near.contains(point) && !mark.isSelected) continue;
      keys.add(mark.key);
      const there = this.drawn.get(mark.key);
      if (!there) this.drawn.set(mark.key, this.make(mark));
      else if (there.look !== mark.look) this.change(there, mark);
      else there.mark = mark;
    }
    for (const [key, there] of this.drawn) {
      if (keys.has(key)) continue;
      this.group.removeLayer(there.layer);
      this.drawn.delete(key);
    }
  }

  /* Names for what has changed; Tab goes through what is in the window alone, the largest first. */
  order() {
    for (const there of this.drawn.values()) if (!there.isNamed) this.name(there);
    const here = this.map.getBounds();
    const nodes = [...this.drawn.values()].sort((one, other) => other.mark.weight - one.mark.weight);
    let before = null;
    for (const { layer, mark } of nodes) {
      const node = layer.getElement();
      node.tabIndex = here.contains(layer.getLatLng()) ? 0 : -1;
      if (before && before.nextSibling !== node && node !== document.activeElement) before.after(node);
      before = node;
    }
  }

  icon(mark) {
    const { half, svg } = mark.picture();
    return L.divIcon({ className: mark.className, iconSize: [2 * half, 2 * half], iconAnchor: [half, half], html: svg });
  }

  /* What is smaller lies above, so that nothing is covered whole. */
  height(mark) {
    return Math.round(4e5 - 4e3 * mark.radius) * 2;
  }

  make(mark) {
    const layer = new Flat([mark.latitude, mark.longitude], { icon: this.icon(mark), keyboard: true, zIndexOffset: this.height(mark) });
    const there = { layer, mark, look: mark.look, isNamed: false };
    layer.bindTooltip(() => there.mark.told(), { direction: "top", className: "sm-tip", offset: [0, -mark.radius] });
    layer.on("click", () => this.onPress(there.mark));
    layer.on("keydown", ({ originalEvent: event }) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.onPress(there.mark);
    });
    this.group.addLayer(layer);
    layer.getElement().dataset.count = mark.weight;
    return there;
  }

  change(there, mark) {
    const isMoved = there.mark.latitude !== mark.latitude || there.mark.longitude !== mark.longitude;
    there.mark = mark;
    there.look = mark.look;
    if (isMoved) there.layer.setLatLng([mark.latitude, mark.longitude]);
    there.layer.setIcon(this.icon(mark));
    there.layer.setZIndexOffset(this.height(mark));
    if (there.layer.isTooltipOpen()) there.layer.getTooltip().update();
    const node = there.layer.getElement();
    node.dataset.count = mark.weight;
    node.removeAttribute("aria-label"); // rather none than one of before
    there.isNamed = false;
  }

  name(there) {
    there.layer.getElement().setAttribute("aria-label", plain(there.mark.told()));
    there.isNamed = true;
  }
}
