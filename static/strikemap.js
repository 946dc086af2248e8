/* The map inside the iframe: basemap, markers, legend.  Every string that reaches this file from
   data has been made safe on the server (strikemap/markup.py) and may stand in HTML. */
(function () {
  "use strict";

  const STATIC = "../../app/static/";
  const state = { map: null, options: null, drawn: new Map(), view: null, dark: null, tiles: null,
                  moved: false, touched: false, turn: -1, payload: null,
                  asked: false, unsettled: false, held: null, report: Date.now() };

  const QUIET = {
    light: { sea: "#dde4e8", land: "#f1efe9", other: "#e7e5df", ukraine: "#fbf3cf", line: "#cfccc4",
             border: "#8d8a82", text: "#5d5a53", halo: "#ffffff", ring: "#26231d" },
    dark: { sea: "#14191d", land: "#262a2e", other: "#1f2326", ukraine: "#3a3720", line: "#3c4146",
            border: "#7d838a", text: "#aab0b6", halo: "#14191d", ring: "#f4f2ec" },
  };
  const palette = () => (state.dark ? QUIET.dark : QUIET.light);

  const dressed = (kind) => (state.dark ? { ...kind, colour: kind.dark } : kind);

  /* Shapes, as SVG path data around a point: colour is never alone in telling a kind. */
  const polygon = (p, r, corners, turn) => {
    let d = "";
    for (let i = 0; i < corners; i++) {
      const a = turn + (2 * Math.PI * i) / corners;
      d += (i ? "L" : "M") + (p.x + r * Math.cos(a)).toFixed(1) + "," + (p.y + r * Math.sin(a)).toFixed(1);
    }
    return d + "Z";
  };
  const circle = (p, r) =>
    `M${p.x - r},${p.y}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`;
  const plus = (p, r) => {
    const t = r * 0.42;
    return `M${p.x - t},${p.y - r}h${2 * t}v${r - t}h${r - t}v${2 * t}h${t - r}v${r - t}h${-2 * t}v${t - r}h${t - r}v${-2 * t}h${r - t}Z`;
  };
  const SHAPES = {
    circle,
    triangle: (p, r) => polygon(p, r * 1.25, 3, -Math.PI / 2),
    diamond: (p, r) => polygon(p, r * 1.2, 4, -Math.PI / 2),
    square: (p, r) => polygon(p, r * 1.2, 4, -Math.PI / 4),
    plus: (p, r) => plus(p, r * 1.1),
    pentagon: (p, r) => polygon(p, r * 1.1, 5, -Math.PI / 2),
    hexagon: (p, r) => polygon(p, r * 1.1, 6, 0),
  };
  const cross = (p, r) =>
    `M${p.x - r * 0.7},${p.y - r * 0.7}L${p.x + r * 0.7},${p.y + r * 0.7}M${p.x + r * 0.7},${p.y - r * 0.7}L${p.x - r * 0.7},${p.y + r * 0.7}`;

  let Glyph = null;
  const defineGlyph = () => {
    Glyph = L.CircleMarker.extend({
      _project: function () {
        /* Drawn together when the map is far out, apart when it is near. */
        const spread = Math.min(Math.max((this._map.getZoom() - 3.5) / 5, 0.3), 1);
        const [x, y] = this.options.offset || [0, 0];
        this._point = this._map.latLngToLayerPoint(this._latlng).add([x * spread, y * spread]);
        this._updateBounds();
      },
      _updatePath: function () {
        const p = this._point, r = this._radius;
        const d = SHAPES[this.options.shape || "circle"](p, r) + (this.options.crossed ? cross(p, r) : "");
        this._renderer._setPath(this, this._empty() ? "M0 0" : d);
      },
      _containsPoint: function (p) { return p.distanceTo(this._point) <= this._radius + this._clickTolerance(); },
    });
  };

  /* Flags of a marker; the server writes the same bits (cartography.py). */
  const UNKNOWN = 1, ZERO = 2, IMPRECISE = 4, REGION = 8, OCCUPIED = 16, SELECTED = 32;

  /* Incidents at one point are laid out like sunflower seeds, so that each can be reached. */
  const offset = (k) => {
    if (!k) return [0, 0];
    const a = k * 2.39996, r = 9.5 * Math.sqrt(k);
    return [Math.round(r * Math.cos(a)), Math.round(r * Math.sin(a))];
  };

  const feature = (layer, properties) => {
    layer.feature = { type: "Feature", properties: properties, geometry: null };
    return layer;
  };

  const reachable = (layer, label) => {
    layer.on("add", () => {
      const node = layer.getElement();
      if (!node) return;
      node.setAttribute("tabindex", "0");
      node.setAttribute("role", "button");
      node.setAttribute("aria-label", label);
      node.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        layer.fire("click", { latlng: layer.getLatLng() }, true);
      });
    });
    return layer;
  };

  /* What the server packs (strikemap/cartography/message.py): columns of numbers, lowest byte
     first, and JSON, both in base64. */
  const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const jsonOf = (text) => JSON.parse(new TextDecoder().decode(bytesOf(text)));
  const columnsOf = ({ size, widths, bytes }) => {
    const all = bytesOf(bytes);
    let at = 0;
    return widths.map((width) => {
      const column = new Array(size);
      for (let i = 0; i < size; i++, at += width) {
        let number = 0;
        for (let k = width - 1; k >= 0; k--) number = number * 256 + all[at + k];
        column[i] = number;
      }
      return column;
    });
  };
  const degrees = (number, shift) => (number - shift * 10000) / 10000;

  const markersOf = (payload) => {
    const [lat, lon, kind, radius, flags, index, region] = columnsOf(payload.markers);
    const names = jsonOf(payload.names), [lines, texts] = jsonOf(payload.labels), seen = new Map();
    return lat.map((_, i) => {
      /* Incidents at one point are numbered, pins and names of regions apart. */
      const point = lat[i] + "," + lon[i] + "," + (flags[i] & REGION), ring = seen.get(point) || 0;
      seen.set(point, ring + 1);
      return { lat: degrees(lat[i], 90), lon: degrees(lon[i], 180), kind: kind[i], radius: radius[i] / 10,
               flags: flags[i], index: index[i], ring, name: names[region[i]],
               label: texts[i] && texts[i].map((line) => lines[line]).join("<br>") };
    });
  };

  const cellsOf = (payload) => {
    if (!payload.cells) return [];
    const [lat, lon, radius, count, killed, killedBounds, noKilled, injured, injuredBounds, noInjured, column, line] = columnsOf(payload.cells);
    return lat.map((_, i) => ({
      lat: degrees(lat[i], 90), lon: degrees(lon[i], 180), radius: radius[i] / 10, count: count[i],
      killed: [killed[i], killedBounds[i], noKilled[i]], injured: [injured[i], injuredBounds[i], noInjured[i]],
      cell: [column[i], line[i], payload.cells.scale] }));
  };

  const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;

  const incidentLayers = ({ lat, lon, kind, radius, flags, index, ring, name, label: told }) => {
    const look = dressed(state.options.kinds[kind]), colours = palette();
    const label = told || look.label;
    if (flags & REGION) {
      const icon = L.divIcon({
        className: "sm-region" + (flags & SELECTED ? " sm-selected" : "") + (flags & OCCUPIED ? " sm-occupied" : ""),
        iconSize: null,
        html: `<span><svg width="12" height="12" aria-hidden="true"><path d="${SHAPES[look.shape]({ x: 6, y: 6 }, 4.6)}" fill="${flags & UNKNOWN ? "none" : look.colour}" stroke="${look.colour}" stroke-width="1.5"/></svg>${name}</span>`,
      });
      const pill = L.marker([lat, lon], { icon, keyboard: true, riseOnHover: true });
      pill.on("add", () => {
        const node = pill.getElement();
        node.style.setProperty("--stack", ring);
        node.setAttribute("aria-label", plain(label));
      });
      pill.bindTooltip(() => label, { direction: "top", className: "sm-tip" });
      return [feature(pill, { i: index })];
    }
    const at = offset(ring), layers = [];
    const halo = (extra, style) => layers.push(new Glyph([lat, lon], Object.assign(
      { radius: radius + extra, offset: at, fill: false, interactive: false, weight: 1.2, color: colours.ring }, style)));
    if (flags & IMPRECISE) halo(5, { dashArray: "2 3", opacity: 0.75 });
    if (flags & OCCUPIED) halo(3, { weight: 2, color: "#0057b7", opacity: state.dark ? 0.95 : 0.8 });
    if (flags & SELECTED) halo(8, { weight: 2.5 });
    const hollow = flags & (UNKNOWN | ZERO);
    const marker = new Glyph([lat, lon], {
      radius, offset: at, shape: look.shape, crossed: Boolean(flags & ZERO), fill: true,
      color: hollow ? look.colour : colours.halo, weight: hollow ? 2.2 : 1,
      fillColor: hollow ? colours.halo : look.colour, fillOpacity: hollow ? 0.55 : 0.88,
      className: "sm-marker",
    });
    marker.bindTooltip(() => label, { direction: "top", className: "sm-tip", offset: [at[0], at[1] - radius] });
    layers.push(reachable(feature(marker, { i: index }), plain(label)));
    return layers;
  };

  /* The bounds of a sum; the server writes the same bits (cartography/cells.py). */
  const AT_LEAST = 1, UP_TO = 2;

  const inWords = (number) => number.toLocaleString("en");
  const tollOf = (measure, [sum, bounds, unknown], count) =>
    unknown === count ? `${measure} not reported`
      : `${measure} ${bounds & AT_LEAST ? "at least " : ""}${inWords(sum)}`
        + (bounds & UP_TO ? ", some given as “up to” and left out" : "")
        + (unknown ? `, not reported for ${inWords(unknown)}` : "");

  const cellLayers = ({ lat, lon, radius, count, killed, injured, cell }) => {
    const colours = palette();
    const label = [`${inWords(count)} incident${count === 1 ? "" : "s"}`, tollOf("killed", killed, count), tollOf("injured", injured, count)].join("<br>");
    const disc = new Glyph([lat, lon], {
      radius, fill: true, color: colours.halo, weight: 1, fillColor: "#56708a", fillOpacity: 0.72, className: "sm-cell",
    });
    disc.bindTooltip(() => label, { direction: "top", className: "sm-tip", offset: [0, -radius] });
    const layers = [reachable(feature(disc, { cell, n: count }), label.replaceAll("<br>", "; "))];
    if (radius >= 13) {
      const text = count < 10000 ? String(count) : Math.round(count / 1000) + "k";
      layers.push(L.marker([lat, lon], { interactive: false, keyboard: false,
        icon: L.divIcon({ className: "sm-count", iconSize: [40, 14], html: text }) }));
    }
    return layers;
  };

  /* Draws what is wanted and not there yet, takes away what is there and not wanted, and leaves
     the rest alone.  Shapes lie in the order of *wanted*, so that small ones are above large. */
  const redraw = (wanted) => {
    for (const [key, layers] of state.drawn) {
      if (wanted.has(key)) continue;
      layers.forEach((layer) => state.markers.removeLayer(layer));
      state.drawn.delete(key);
    }
    let below = null;
    for (const [key, make] of wanted) {
      let layers = state.drawn.get(key);
      if (!layers) {
        layers = make();
        layers.forEach((layer) => state.markers.addLayer(layer));
        state.drawn.set(key, layers);
      }
      for (const { _path: path } of layers) {
        if (!path) continue;
        if (below && path.previousSibling !== below) below.after(path);
        else if (!below && path.previousSibling) path.parentNode.prepend(path);
        below = path;
      }
    }
  };

  const land = (colours) => (feature) => {
    const of = feature.properties;
    const fill = of.country === "UA" ? colours.ukraine : of.country === "RU" ? colours.land : colours.other;
    return { fillColor: fill, fillOpacity: 1, color: of.country ? colours.line : colours.other, weight: of.country ? 0.7 : 0.4 };
  };

  const fetchJson = (name) => fetch(STATIC + "boundaries/" + name).then((reply) => reply.json());

  const basemap = async () => {
    const [countries, regions, border, cities] = await Promise.all(
      ["countries.geojson", "regions.geojson", "border.geojson", "cities.json"].map(fetchJson));
    const renderer = L.canvas({ pane: "land", padding: 0.6 });
    const layer = (data, style) => L.geoJSON(data, { pane: "land", renderer, interactive: false, style }).addTo(state.map);
    state.land = [layer(countries, land(palette())), layer(regions, land(palette()))];
    state.border = layer(border, { color: palette().border, weight: 1.6, fill: false });
    const names = L.layerGroup().addTo(state.map);
    const label = (lat, lon, text, kind) => L.marker([lat, lon], { pane: "names", interactive: false, keyboard: false,
      icon: L.divIcon({ className: "sm-name sm-" + kind, iconSize: null, html: `<span>${text}</span>` }) }).addTo(names);
    const write = () => {
      names.clearLayers();
      const zoom = state.map.getZoom(), seen = state.map.getBounds().pad(0.1);
      if (zoom < 7) { label(52.9, 40.2, "RUSSIA", "country"); label(49.2, 31.4, "UKRAINE", "country"); }
      const floor = zoom < 6 ? 900000 : zoom < 7 ? 250000 : zoom < 8 ? 100000 : zoom < 9 ? 30000 : 0;
      const taken = [];
      for (const [name, lat, lon, people] of cities) {
        if (people < floor || !seen.contains([lat, lon])) continue;
        /* The larger place keeps its name where two would lie upon each other. */
        const p = state.map.latLngToContainerPoint([lat, lon]);
        if (taken.some((q) => Math.abs(q.x - p.x) < 80 && Math.abs(q.y - p.y) < 18)) continue;
        taken.push(p);
        label(lat, lon, name, "city");
      }
    };
    write();
    state.map.on("moveend", write);
    document.body.dataset.basemap = "ready";
  };

  const tiles = (wanted) => {
    if (wanted && !state.tiles) {
      state.tiles = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", {
        maxZoom: 18, attribution: "© OpenStreetMap contributors" }).addTo(state.map);
      state.tiles.on("tileerror", () => document.body.classList.add("sm-no-tiles"));
    } else if (!wanted && state.tiles) {
      state.tiles.remove();
      state.tiles = null;
    }
    document.body.classList.toggle("sm-with-tiles", Boolean(wanted));
  };

  const dress = (dark) => {
    if (state.dark === dark) return;
    state.dark = dark;
    document.body.classList.toggle("sm-dark", dark);
    document.getElementById("map_div").style.background = palette().sea;
    if (state.land) {
      state.land.forEach((layer) => layer.setStyle(land(palette())));
      state.border.setStyle({ color: palette().border });
    }
    legend();
  };

  const legend = () => {
    if (state.legend) state.legend.remove();
    const glyph = (path, attributes) => `<svg width="18" height="18" aria-hidden="true"><path d="${path}" ${attributes}/></svg>`;
    const p = { x: 9, y: 9 }, ring = palette().ring;
    const lines = state.options.kinds.map(dressed).map((kind) =>
      glyph(SHAPES[kind.shape](p, 5.5), `fill="${kind.colour}" stroke="none"`) + kind.label);
    const more = [
      glyph(circle(p, 3), `fill="#777"`) + glyph(circle(p, 7), `fill="#777"`) + "size: the larger of killed and injured",
      glyph(circle(p, 5.5), `fill="none" stroke="#777" stroke-width="2"`) + "hollow: toll unknown",
      glyph(circle(p, 5.5) + cross(p, 5.5), `fill="none" stroke="#777" stroke-width="1.6"`) + "crossed: zero stated",
      glyph(circle(p, 8), `fill="none" stroke="${ring}" stroke-dasharray="2 3"`) + "dashed: somewhere here",
      glyph(circle(p, 7), `fill="none" stroke="#0057b7" stroke-width="2"`) + "blue ring: occupied Ukraine",
      `<b class="sm-key">name</b> only the region is known`,
      glyph(circle({ x: 5, y: 9 }, 3) + circle({ x: 13, y: 6 }, 3) + circle({ x: 12, y: 13 }, 3), `fill="#777"`) + "rosette: all at the one point",
    ];
    state.legend = L.control({ position: "bottomleft" });
    state.legend.onAdd = () => {
      const box = L.DomUtil.create("details", "sm-legend");
      box.open = window.innerWidth > 620;
      const list = (items) => "<ul>" + items.map((line) => `<li>${line}</li>`).join("") + "</ul>";
      box.innerHTML = "<summary>Legend</summary>" + list(lines) + "<details><summary>Size, outline, ring</summary>" + list(more) + "</details>";
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      return box;
    };
    state.legend.addTo(state.map);
  };

  const STYLE = `
    html, body { margin: 0; padding: 0; width: 100%; height: 100%; background: transparent; }
    #map_div { position: relative; width: 100%; height: 100%; }
    body > span { display: none; }
    .leaflet-container { font: 12px/1.35 "Source Sans", "Source Sans Pro", system-ui, sans-serif; outline-offset: -3px; }
    .sm-tip { max-width: 270px; white-space: normal; width: max-content; text-align: left; unicode-bidi: isolate; overflow-wrap: anywhere; }
    .sm-dark .sm-tip { background: #20252a; color: #f0eee8; border-color: #4a5056; }
    .sm-name span { position: absolute; white-space: nowrap; transform: translate(-50%, -50%); color: #5d5a53; text-shadow: 0 0 3px #fff, 0 0 3px #fff; font-size: 11px; }
    .sm-city span::before { content: ""; position: absolute; left: 50%; top: 1.35em; width: 3px; height: 3px; border-radius: 50%; background: currentColor; opacity: .7; }
    .sm-city span { transform: translate(-50%, -1.5em); }
    .sm-country span { letter-spacing: .22em; font-size: 12px; font-weight: 600; opacity: .75; }
    .sm-dark .sm-name span { color: #b4bac0; text-shadow: 0 0 3px #14191d, 0 0 3px #14191d; }
    .sm-with-tiles:not(.sm-no-tiles) .sm-name { display: none; }
    .sm-region span { position: absolute; white-space: nowrap; transform: translate(-50%, calc(-100% - 8px - var(--stack, 0) * 23px)); display: flex; gap: 4px; align-items: center;
      background: #fffffff2; color: #26231d; border: 1px dashed #6b675e; border-radius: 9px; padding: 1px 7px 1px 4px; font-size: 12px; }
    .sm-dark .sm-region span { background: #1c2126f2; color: #f0eee8; border-color: #99a0a7; }
    .sm-region.sm-occupied span { border: 2px solid #0057b7; }
    .sm-region.sm-selected span { outline: 2.5px solid #26231d; }
    .sm-dark .sm-region.sm-selected span { outline-color: #f4f2ec; }
    .sm-count { color: #fff; text-align: center; font-weight: 600; font-size: 11px; line-height: 14px; }
    path.sm-marker:focus, path.sm-cell:focus { outline: none; stroke: #000; stroke-width: 3; }
    .sm-dark path.sm-marker:focus { stroke: #fff; }
    .sm-legend { background: #fffffff0; color: #26231d; border: 1px solid #cfccc4; border-radius: 4px; padding: 3px 8px; max-width: 235px; max-height: 300px; overflow: auto; font-size: 11.5px; }
    .sm-dark .sm-legend { background: #1c2126f0; color: #f0eee8; border-color: #4a5056; }
    .sm-legend summary { cursor: pointer; font-weight: 600; padding: 2px 0; }
    .sm-legend ul { list-style: none; margin: 2px 0 4px; padding: 0; }
    .sm-legend li { display: flex; align-items: center; gap: 5px; line-height: 17px; }
    .sm-legend svg { flex: none; }
    .sm-key { border: 1px dashed currentColor; border-radius: 8px; padding: 0 5px; font-weight: 400; }
    .sm-dark .leaflet-control-attribution { background: #14191dcc; color: #aab0b6; }
    .sm-dark .leaflet-control-attribution a { color: #8ec7ff; }
    .sm-dark .leaflet-bar a { background: #20252a; color: #f0eee8; border-color: #4a5056; }
  `;

  /* streamlit-folium tells the server of every move.  Here only what the reader did is told, and
     where what is drawn was made for a window, every window.  A report carries its number and the
     turn of the view that it belongs to, so that either side can tell a late one.  Numbers begin
     with the clock: no answer to a report of an earlier document is taken for one of this. */
  const PAUSE = 250; // milliseconds in which a second move joins the first
  let said = null, told = "", pause = 0, clicks = 0, send = null;

  const report = (isClick) => {
    clearTimeout(pause);
    state.unsettled = false;
    if (!said || !(state.moved || state.asked || isClick)) return;
    const found = { ...said, bounds: state.map.getBounds(), zoom: state.map.getZoom(), center: state.map.getCenter(),
                    moved: state.moved, turn: state.turn };
    const text = JSON.stringify(found);
    if (text !== told) {
      told = text;
      state.report += 1;
      send({ ...found, report: state.report });
    } else if (state.held && state.held.heard === state.report) {
      reveal(state.held); // the map came back to where it was: no newer answer will come
    }
  };

  const reportWhatTheReaderDid = () => {
    const streamlit = window.Streamlit;
    send = streamlit.setComponentValue.bind(streamlit);
    streamlit.setComponentValue = (data) => {
      said = data;
      const clicked = data.last_object_clicked_count || 0;
      if (clicked === clicks) return;
      clicks = clicked;
      report(true);
    };
    const touched = () => { state.touched = true; };
    const box = state.map.getContainer();
    ["wheel", "keydown", "dblclick", "touchmove"].forEach((kind) => box.addEventListener(kind, touched, { passive: true }));
    box.querySelector(".leaflet-control-zoom").addEventListener("click", touched, true);
    state.map.on("dragstart", touched);
    state.map.on("movestart moveend", (event) => {
      state.moved = state.moved || state.touched;
      state.unsettled = true;
      clearTimeout(pause);
      if (event.type === "moveend") pause = setTimeout(report, PAUSE, false);
    });
  };

  /* The reader's theme comes with each render, also where the server is not asked again. */
  const followTheTheme = () => {
    const streamlit = window.Streamlit;
    streamlit.events.addEventListener(streamlit.RENDER_EVENT, (event) => {
      const theme = event.detail.theme;
      if (!theme || !theme.base || !state.payload) return;
      const dark = theme.base === "dark";
      if (dark === state.dark) return;
      dress(dark);
      show(state.payload);
    });
  };

  const reveal = (payload) => {
    state.held = null;
    state.payload = payload;
    show(payload);
    document.body.dataset.drawn = payload.stamp;
  };

  const show = (payload) => {
    const wanted = new Map();
    cellsOf(payload).forEach((cell) => wanted.set(JSON.stringify([cell, state.dark]), () => cellLayers(cell)));
    markersOf(payload).forEach((marker) => wanted.set(JSON.stringify([marker, state.dark]), () => incidentLayers(marker)));
    redraw(wanted);
  };

  /* Streamlit's component library adds its theme's style anew at each render, and takes none away. */
  const pruneThemes = () => {
    const themes = [...document.head.querySelectorAll("style")].filter((style) => style.textContent.includes("--primary-color"));
    themes.slice(0, -1).forEach((style) => style.remove());
  };

  window.strikemap = {
    /* Called once, by the constant map. */
    mount: function (map, options) {
      defineGlyph();
      state.map = map;
      state.options = options;
      const style = document.createElement("style");
      style.textContent = STYLE;
      document.head.appendChild(style);
      map.createPane("land").style.zIndex = 150;
      map.createPane("names").style.zIndex = 380;
      map.getPane("names").style.pointerEvents = "none";
      map.attributionControl.setPrefix('<a href="https://leafletjs.com" rel="noopener" target="_blank">Leaflet</a>');
      map.attributionControl.addAttribution("Borders © OpenStreetMap contributors (ODbL), Natural Earth; places: GeoNames");
      state.markers = L.featureGroup().addTo(map);
      L.control.scale({ imperial: false }).addTo(map);
      reportWhatTheReaderDid();
      followTheTheme();
      basemap();
    },

    /* Called at every change, with what is to be seen now. */
    draw: function (payload) {
      pruneThemes();
      if (state.dark === null) dress(payload.dark);
      tiles(payload.basemap === "osm");
      state.asked = payload.heard !== null;
      const view = JSON.stringify(payload.view), isElsewhere = view !== state.view;
      if (isElsewhere) {
        state.view = view;
        state.touched = state.moved = false;
        state.turn = payload.view.turn;
        const to = payload.view;
        if (to.bounds) state.map.fitBounds(to.bounds, { padding: [14, 14], maxZoom: 9, animate: false });
        else state.map.setView([to.lat, to.lon], to.zoom, { animate: false });
        clearTimeout(pause);
        state.unsettled = false;
      }
      /* Made for a window that the map has left since: the answer for the present one is coming. */
      if (payload.heard && (state.unsettled || payload.heard !== state.report)) state.held = payload;
      else reveal(payload);
      if (payload.heard === 0 && !state.unsettled) report(false);
    },

    /* For tests and the bench.  Settled is the map where what it shows answers its last report. */
    settled: () => Boolean(state.payload) && !state.unsettled && [null, state.report].includes(state.payload.heard),
    counts: () => {
      let listeners = 0, layers = 0;
      state.map.eachLayer((layer) => {
        layers += 1;
        for (const kind in layer._events || {}) listeners += layer._events[kind].length;
      });
      return { layers, listeners, markers: state.drawn.size };
    },
  };
})();
