/* The map inside the iframe.  Every string that reaches these modules from data has been made safe
   on the server (strikemap/markup.py) and may stand in HTML. */
import { Basemap } from "./basemap.js";
import { Controls, name as nameControls, scale } from "./controls.js";
import { aloneOf, cellsOf, dayNumber, incidentsOf, jsonOf, placelessOf, within } from "./decode.js";
import { controlsOf, fit, lookAt } from "./fitting.js";
import { settleIn } from "./frame.js";
import { InStep } from "./in_step.js";
import { joined, parted, parting, places, points, regionLabels } from "./joining.js";
import { whole as wholeOf } from "./layers.js";
import { inWindow, Legend, linesOf } from "./legend.js";
import { Marks } from "./marks.js";
import { allLabels, Names } from "./names.js";
import { Pointing } from "./pointing.js";
import { Regions, linesOfRegions } from "./regions.js";
import { Report } from "./report.js";
import { followTheTheme, pruneThemes } from "./theme.js";
import { countsOf, drawnOf, labelsOf } from "./told.js";
import { plain, speak, tongueOf } from "./words.js";

const MOST_ZOOM = 18;
const STILL = 100; // milliseconds without a change of days in which names and legend are laid out anew
const state = { map: null, payload: null, held: null, view: null, dark: null, span: null, step: null, pause: 0 };

const spanOf = ({ span, first }) => (span ? span.map((day) => dayNumber(day, first)) : null);

/* What a payload holds, read once. */
const read = (payload) => {
  const of = incidentsOf(payload);
  return { of, cells: cellsOf(payload), sums: aloneOf(payload), known: points(of),
           placeless: placelessOf(payload), span: spanOf(payload) };
};

const selectedAt = ({ of }) => of.position.indexOf(state.payload.selected);

/* The indices of the incidents that are in view. */
const shown = () => (state.span ? within(state.data.of, state.span) : Array.from({ length: state.data.of.size }, (_, at) => at));

const show = () => {
  state.shown = shown();
  drawSymbols();
  surround();
};

/* Over shaded regions stands the chosen incident alone. */
const alone = () => {
  const selected = selectedAt(state.data);
  return state.payload.regions ? state.shown.filter((at) => at === selected) : state.shown;
};

/* The symbols of what is shown, alone: all that a frame in which the days move has time for. */
const drawSymbols = () => {
  const { of, cells, known } = state.data, isShaded = Boolean(state.payload.regions);
  state.zoom = state.map.getZoom();
  state.symbols = joined(places(of, alone(), known), state.zoom);
  state.marks.show([...state.marks.cells(isShaded ? [] : cells, state.dark), ...state.marks.symbols(of, state.symbols, state.dark, selectedAt(state.data))]);
};

/* What stands around the symbols and tells of them: regions, names, legend, the order of Tab. */
const surround = () => {
  clearTimeout(state.pause);
  state.pause = 0;
  document.body.classList.remove("sm-moving");
  const { of, sums } = state.data, { basemap, options: { language } } = state, isNamed = basemap.regions && !state.payload.regions;
  const summed = isNamed ? sums.map((each) => ({ ...each, ...basemap.regionOf(each.region, language) })) : [];
  state.labels = allLabels(regionLabels(of, alone()), of.names, selectedAt(state.data), summed);
  state.regions.show(state.payload.regions, state.dark);
  look();
};

/* What depends on where the map looks as well.  Names keep clear of the legend. */
const look = () => {
  state.marks.order();
  explain();
  name();
};

/* The legend of what is in the window. */
const explain = () => {
  const { map, options: { shades, kinds }, dark, payload: { regions }, data: { of, cells } } = state;
  const seen = state.regions.seen();
  const here = (symbols) => inWindow(symbols, ({ latitude, longitude }) => map.latLngToContainerPoint([latitude, longitude]), map.getSize());
  state.legend.show(regions ? linesOfRegions(regions, seen, shades[dark ? "dark" : "light"], dark)
    : linesOf(of, here(state.symbols), here(cells), kinds, dark));
};

/* The days moved: symbols follow at once, and what tells of them is dim until it does. */
const follow = () => {
  const now = shown();
  if (now.length === state.shown.length && now.every((at, number) => at === state.shown[number])) return;
  state.shown = now;
  drawSymbols();
  document.body.classList.add("sm-moving");
  clearTimeout(state.pause);
  state.pause = setTimeout(surround, STILL);
};

const name = () => {
  const { of, cells } = state.data, selected = selectedAt(state.data);
  const symbols = [...state.symbols, ...(state.payload.regions ? [] : cells)];
  const around = selected >= 0 && state.symbols.find((symbol) => symbol.members.includes(selected));
  const title = around && of.label(selected);
  state.names.show({ of, regions: state.labels, symbols, controls: controlsOf(state.map), others: state.basemap.names(),
    chosen: title ? { latitude: around.latitude, longitude: around.longitude, radius: around.radius, text: plain(title[0]), lang: tongueOf(title[0]) } : null });
};

const dress = (dark) => {
  if (state.dark === dark) return;
  state.dark = dark;
  document.body.classList.toggle("sm-dark", dark);
  state.basemap.dress(dark);
};

const reveal = (payload) => {
  state.held = null;
  state.step.drawn();
  const before = state.payload ? state.payload.selected : -1;
  if (!state.payload || state.payload.stamp !== payload.stamp) {
    const isSame = payload.layer && state.payload?.layer === payload.layer;
    state.data = isSame ? { ...state.data, span: spanOf(payload) } : read(payload);
  }
  state.payload = payload;
  if (!payload.heard) state.first = state.data;
  if (!state.step.isMoving) state.span = state.data.span;
  show();
  if (state.isFitted === false && payload.view.bounds) refit(payload.view.bounds);
  state.isFitted = true;
  if (payload.selected >= 0 && payload.selected !== before) seek();
  document.body.dataset.drawn = payload.stamp;
};

/* The chosen incident is brought into sight where it is out of it, or within a joined symbol. */
const seek = () => {
  const { of } = state.data, at = selectedAt(state.data);
  if (at < 0) return;
  const point = L.latLng(of.latitude[at], of.longitude[at]);
  const around = state.symbols.find((symbol) => symbol.members.includes(at));
  const isJoined = around && around.members.length > around.most;
  if (state.map.getBounds().contains(point) && !isJoined) return;
  const zoom = isJoined ? parted(of, state.shown, state.data.known, at, state.map.getZoom(), MOST_ZOOM) : state.map.getZoom();
  state.map.setView(point, zoom, { animate: false });
  state.isSought = true;
  state.report.brought();
};

const partingOf = (mark) => {
  if (mark.isRegion) return null;
  if (mark.cell) return state.map.getZoom() + 1.5 <= MOST_ZOOM ? state.map.getZoom() + 1.5 : null;
  return parting(state.data.of, mark.symbol, state.map.getZoom(), MOST_ZOOM);
};

const zoomInto = (mark) => {
  const zoom = partingOf(mark);
  if (zoom === null) return;
  state.report.touched = true;
  if (mark.cell) {
    state.map.setView([mark.latitude, mark.longitude], zoom);
    return;
  }
  const { of } = state.data;
  const bounds = L.latLngBounds(mark.symbol.members.map((at) => [of.latitude[at], of.longitude[at]]));
  const fitting = state.map.getBoundsZoom(bounds.pad(0.15));
  state.map.setView(bounds.getCenter(), Math.max(zoom, Math.min(fitting, MOST_ZOOM)));
};

/* A press opens what a symbol stands for; a second one on what is open zooms to where it parts. */
const open = (mark) => {
  if (!state.payload.controls) return;
  const said = JSON.stringify(mark.what), isAgain = state.opened === said && mark.what.kind !== "incident";
  state.opened = said;
  if (isAgain && partingOf(mark) !== null) zoomInto(mark);
  else state.report.did(mark.what);
};

/* The map keeps its middle; where the reader has not moved it, it shows all that it was to show. */
const resized = () => {
  const to = state.payload && state.payload.view, isMoved = state.report.moved || state.report.touched;
  state.map.invalidateSize({ animate: false });
  if (to && to.bounds && !isMoved && !state.isSought) refit(to.bounds);
};

/* Where something is drawn at *zoom*, as far as is known here. */
const pointsAt = (zoom) => [...joined(places(state.data.of, alone(), state.data.known), zoom), ...(state.payload.regions ? [] : state.data.cells)]
  .map(({ latitude, longitude }) => [latitude, longitude]);

/* Show all of *bounds* beside the controls, and tell the server, with *act* where the reader did it.  What was
   made for a window stands aside for what was made for none, the same whatever the map showed before. */
const refit = (bounds, act = null) => {
  const now = state.data, draw = (data) => { if (state.data !== data) { state.data = data; show(); } };
  draw(state.first ?? now);
  fit(state.map, bounds, pointsAt);
  draw(now);
  state.report.brought(act);
};

const whole = () => {
  state.isSought = false;
  refit(state.payload.whole, { kind: "whole" });
};

export const strikemap = {
  /* Called once, by the constant map. */
  mount(map, options) {
    Object.assign(state, { map, options, step: new InStep(document.body) });
    speak(options.language, jsonOf(options.words));
    settleIn(map, options.language);
    nameControls(map);
    state.basemap = new Basemap(map);
    state.report = new Report(map, () => { if (state.held && state.held.heard === state.report.number) reveal(state.held); });
    state.pointing = new Pointing(map, open, zoomInto);
    const press = (mark) => state.pointing.press(mark, { canOpen: state.payload.controls, canPart: partingOf(mark) !== null });
    state.marks = new Marks(map, options.kinds, press);
    state.names = new Names(map, options.kinds, press);
    state.regions = new Regions(map, state.basemap, options.shades, press);
    state.legend = new Legend(map);
    scale().addTo(map);
    map.on("moveend", () => {
      if (!state.data) return;
      if (state.zoom !== map.getZoom()) drawSymbols();
      else state.marks.redraw();
      if (!state.pause) look();
    });
    followTheTheme((dark) => {
      if (!state.payload || dark === state.dark) return;
      dress(dark);
      show();
    });
    new ResizeObserver(resized).observe(map.getContainer());
    state.basemap.bring().then(() => {
      [state.names.regions, state.names.countries] = [state.basemap.regions.features, state.basemap.countries.features];
      if (state.data) show();
    });
  },

  /* Called at every change, with what is to be seen now. */
  draw(sent) {
    pruneThemes();
    if (state.step.isOvertaken(sent, state.report.turn)) return undefined;
    const payload = wholeOf(sent);
    if (state.dark === null) dress(sent.dark);
    state.basemap.tiles(sent.basemap === "osm");
    state.report.asked = sent.heard !== null;
    state.report.isHeard = sent.controls || state.report.asked;
    if (!payload) return state.report.did({ kind: "lacking" }); // any report is answered with the whole
    if (payload.controls) {
      state.controls ||= new Controls(state.map, { onWhole: whole,
        onLayer: (layer) => state.report.did({ kind: "layer", layer }),
        onBasemap: (basemap) => state.report.did({ kind: "basemap", basemap }) });
      const by = payload.regions ? payload.regions.by : "";
      state.controls.show(!by ? "incidents" : by === "incidents" ? "regions" : `regions-${by}`, payload.basemap);
    }
    const to = payload.view, view = JSON.stringify(to);
    if (view !== state.view) {
      state.view = view;
      state.isSought = false;
      state.isFitted = !to.bounds;
      if (to.bounds) fit(state.map, to.bounds);
      else lookAt(state.map, [to.lat, to.lon], to.zoom);
      state.report.aimed(to.turn);
      if (state.payload) state.payload.selected = payload.selected; // it is looked at already
    }
    /* Made for a window that the map has left since: the answer for the present one is coming. */
    if (payload.heard && (state.report.unsettled || payload.heard !== state.report.number)) state.held = payload;
    else reveal(payload);
    if (payload.heard === 0 && !state.report.unsettled) state.report.report(false);
    return undefined;
  },

  /* The timeline's word: show the days from *first* to *last*, ISO, both included.  Gives the number
     of incidents in view, or null where only the server knows.  Until the days rest, what the server
     says of days is not listened to; what only the server knows is dim until it has answered. */
  narrow(first, last, isResting) {
    const payload = state.payload;
    if (!payload || !payload.span || payload.regions) {
      state.step.behind(isResting);
      return null;
    }
    state.step.isMoving = !isResting;
    state.span = [first, last].map((day) => dayNumber(day, payload.first));
    follow();
    if (isResting && state.pause) surround();
    return state.shown.length + within(state.data.placeless, state.span).length;
  },

  /* The timeline's words: what it has asked the server, and that it is back at what is drawn. */
  awaiting: (visit, number) => state.step.awaiting(visit, number),
  agreed: () => state.step.agreed(),

  /* The stamp of the layer that the page keeps, or "". */
  holds: () => state.payload?.layer || "",

  /* For tests and the bench.  Settled is the map where what it shows answers its last report. */
  settled: () => Boolean(state.payload) && !state.pause && !state.report.unsettled && [null, state.report.number].includes(state.payload.heard),
  counts: () => countsOf(state),
  drawn: () => drawnOf(state),
  labels: () => labelsOf(state),
};
