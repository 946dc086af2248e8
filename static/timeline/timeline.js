/* Bars and slider in one: the days that are chosen, dragged, stepped through and played. */
import { speakerOf } from "../map/speaking.js";
import { advanced, begunAnew, grouped, inWords, isoOf, numberOf, spanOfBars, strideOver, ticks } from "./days.js";
import { barsOf, draw, rowsOf } from "./drawing.js";
import { edgesOf, pressed } from "./grip.js";
import { agreeWithMap, awaitOnMap, heldByMap, keepSpoken, markFreshWhenDone, markStale, markTotalsRight, narrowMap, restWhenAsked, showInView } from "./page_in_step.js";
import { Pointer } from "./pointer.js";
import { Telling } from "./telling.js";

const STEP = 800; // milliseconds to a step of play at its usual speed
const SPEEDS = [[0.5, "½ ×"], [1, "1 ×"], [2, "2 ×"], [4, "4 ×"]];
const NARROWEST_BAR = 3; // pixels
const NAMED_APART = 62;
const ROOM = { over: 20, under: 20 }; // pixels for the words and for the days' names
const THUMB = 44, OVERLAP = 4, MARGIN = 12;

const HTML = `<div class="buttons">
  <button type="button" class="play"></button><button type="button" class="step"></button>
  <button type="button" class="all"></button><select></select></div>
  <div class="track"><canvas></canvas><div class="outside before"></div><div class="outside after"></div>
  <div class="chosen"></div><p class="words"></p>
  <div class="thumb" role="slider" tabindex="0"></div>
  <div class="thumb" role="slider" tabindex="0"></div></div>
  <p class="spoken" role="status"></p>`;

const style = fetch(new URL("timeline.css", import.meta.url))
  .then((reply) => reply.text())
  .then((text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); return sheet; });

/* The bars that were sent with *stamp*, now or before, or undefined: as long as the page's document
   lives, which is as old as its session, the server need not send the last of them again. */
const shelf = new Map();
const MOST_KEPT = 8;
const kept = (stamp, sent) => {
  const drawn = sent || shelf.get(stamp);
  shelf.delete(stamp);
  if (drawn) shelf.set(stamp, drawn);
  if (shelf.size > MOST_KEPT) shelf.delete(shelf.keys().next().value);
  return drawn;
};

const isSame = (one, other) => one[0] === other[0] && one[1] === other[1];

class Timeline {
  constructor(root) {
    const box = root.querySelector(".room");
    box.className = "timeline";
    box.innerHTML = HTML;
    const find = (name) => root.querySelector(name);
    Object.assign(this, { track: find(".track"), canvas: find("canvas"), words: find(".words"), chosen: find(".chosen"),
      outside: [find(".before"), find(".after")], thumbs: [...root.querySelectorAll(".thumb")],
      buttons: find(".buttons"), play: find(".play"), speed: find("select"),
      data: null, told: "", visit: null, turn: null, span: null, playing: null, frame: 0, wanted: null });
    this.telling = new Telling(({ span, number, resting }) => {
      const [first, last] = this.iso(span);
      if (this.data.on_map) awaitOnMap(this.visit, number);
      const layer = this.data.on_map ? heldByMap() : "";
      this.send({ first, last, number, resting, turn: this.turn, bars: this.told, layer });
    });
    this.telling.onSame = () => {
      if (this.data.on_map) agreeWithMap();
      this.agree();
    };
    this.telling.onRest = (span) => { if (this.data.on_map) narrowMap(...this.iso(span), true); };
    SPEEDS.forEach(([times, words]) => this.speed.add(new Option(words, times, times === 1, times === 1)));
    this.play.onclick = () => (this.playing ? this.pause() : this.start());
    find(".step").onclick = () => this.step();
    find(".all").onclick = () => this.all();
    this.speed.onchange = () => { if (this.playing) this.playing = { since: performance.now(), from: this.span }; };
    this.pointer = new Pointer(this);
    this.thumbs.forEach((thumb, which) => thumb.addEventListener("keydown", (event) => this.key(event, which)));
    this.resized = new ResizeObserver(() => this.data && this.redraw());
    this.resized.observe(this.track);
    this.spoken = keepSpoken(find(".spoken"));
    this.asked = restWhenAsked(() => this.data && (this.pause(), this.iso(this.span)));
  }

  iso(span) {
    return span.map((day) => isoOf(this.data.first, day));
  }

  get width() {
    return this.track.clientWidth;
  }

  /* What the server says now. */
  update({ data, setStateValue }) {
    this.send = (value) => setStateValue("span", value);
    const { chosen, visit, turn, answered, in_view, on_map, stamp, first, days, whole } = data;
    const drawn = kept(stamp, data.drawn);
    if (!drawn) return this.send({ lacking: stamp }); // what is not understood is answered with the whole
    if (stamp !== this.told || on_map !== this.data.on_map) {
      this.told = stamp;
      this.speaker = speakerOf(drawn.language, drawn.words);
      this.name();
      this.data = { ...drawn, on_map, first, days, bars: barsOf(drawn.bars), runs: rowsOf(drawn.inexact).map(([from, to]) =>
        [from * drawn.span, Math.min((to + 1) * drawn.span, days) - 1]) };
      this.canvas.setAttribute("aria-label", drawn.said);
      this.canvas.setAttribute("role", "img"); // only now, since an image without a name is a fault
      [this.play, this.buttons.querySelector(".step"), this.speed].forEach((each) => { each.hidden = !on_map; });
      this.redraw();
    }
    const span = chosen.map((day) => numberOf(this.data.first, day));
    this.telling.answered(answered);
    const isNewer = turn !== this.turn || visit !== this.visit;
    Object.assign(this, { turn, visit });
    if (isNewer) {
      this.pointer.letGo();
      this.halt();
      this.telling.stop();
      if (this.data.on_map) awaitOnMap(visit, 0);
    }
    this.inView = in_view;
    if (isNewer || (this.isSettled && !this.pointer.isDragging)) this.place(span);
    if (this.isSettled) whole ? this.agree() : this.askWhole();
    return undefined;
  }

  /* What its parts are called. */
  name() {
    const { say } = this.speaker, find = (name) => this.buttons.querySelector(name);
    this.play.textContent = say(this.playing ? "pause" : "play");
    find(".step").textContent = say("step");
    find(".all").textContent = say("all");
    this.speed.setAttribute("aria-label", say("speed"));
    this.thumbs.forEach((thumb, which) => thumb.setAttribute("aria-label", say(which ? "last" : "first")));
    this.said = null;
  }

  get isSettled() {
    return !this.telling.isBehind && !this.playing;
  }

  /* The page is of the days that are shown. */
  agree() {
    showInView(this.speaker, this.inView);
    if (this.data.on_map) markTotalsRight();
    markFreshWhenDone(() => this.isSettled);
  }

  /* What the server left out of its answer while days moved is wanted: this was mounted anew since. */
  askWhole() {
    markStale();
    this.telling.tellRest(this.span);
  }

  redraw() {
    const { days, first, span, bars, kinds, words } = this.data, width = this.width;
    if (!width) return;
    const each = Math.max(span, spanOfBars(days, Math.max(1, Math.floor(width / NARROWEST_BAR))));
    const all = grouped(bars, span, each), ofNights = 1 + kinds.length;
    this.shown = { each, bars: all.map((bar) => bar.slice(0, ofNights)), nights: new Map(all.map((bar) => [bar[0], bar[ofNights]])), named: ticks(words.short, first, days, width, NAMED_APART) };
    draw(this.canvas, this.data, this.shown, ROOM);
    this.canvas.dataset.columns = this.shown.bars.length;
    if (this.span) this.place(this.span);
  }

  /* Put thumbs and words where *span* is; *ahead*, the part of a day that play is past it. */
  place(span, ahead = 0) {
    const { days, first, words } = this.data, { width } = this;
    this.span = span;
    const moving = span[0] === 0 ? [0, ahead] : [ahead, ahead];
    const [left, right] = edgesOf([span[0] + moving[0], span[1] + moving[1]], width, days);
    const stretch = (element, from, to) => { element.style.transform = `translateX(${from}px) scaleX(${Math.max(to - from, 0)})`; };
    stretch(this.chosen, left, Math.max(right, left + 3));
    stretch(this.outside[0], 0, left);
    stretch(this.outside[1], right, width);
    const boxes = [Math.max(left - THUMB + OVERLAP, -MARGIN), Math.min(right - OVERLAP, width + MARGIN - THUMB)];
    [left, right].forEach((edge, which) => {
      const thumb = this.thumbs[which];
      thumb.style.transform = `translateX(${boxes[which]}px)`;
      thumb.style.setProperty("--at", `${Math.round(10 * (edge - boxes[which])) / 10}px`);
    });
    const said = [...span, days, first].join();
    if (this.said === said) return;
    this.said = said;
    const named = this.iso(span);
    this.words.textContent = inWords(words, ...named);
    this.thumbs.forEach((thumb, which) => {
      thumb.setAttribute("aria-valuemin", which ? span[0] : 0);
      thumb.setAttribute("aria-valuemax", which ? days - 1 : span[1]);
      thumb.setAttribute("aria-valuenow", span[which]);
      thumb.setAttribute("aria-valuetext", inWords(words, named[which], named[which]));
    });
  }

  /* The days are *span* from the next frame on. */
  choose(span) {
    this.wanted = span;
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.show(this.wanted);
    });
  }

  /* The days are *span* now: on the timeline, on the map, in the number in view. */
  show(span, ahead = 0) {
    const isMoved = !isSame(span, this.span);
    this.place(span, ahead);
    if (!isMoved && this.pointer.isDragging) this.telling.stir();
    if (!isMoved) return;
    const known = this.data.on_map ? narrowMap(...this.iso(span), false) : null;
    markStale();
    showInView(this.speaker, known);
    this.telling.move(span, known !== null || !this.data.on_map);
  }

  /* Another will takes over: what play or a frame still has in hand is given up. */
  halt() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    if (!this.playing) return false;
    this.playing = null;
    this.play.textContent = this.speaker.say("play");
    this.telling.resume();
    return true;
  }

  start() {
    this.halt();
    const last = this.data.days - 1;
    this.playing = { since: performance.now(), from: this.span };
    this.play.textContent = this.speaker.say("pause");
    this.telling.hold();
    if (this.span[1] >= last) {
      this.playing.from = begunAnew(this.span);
      this.show(this.playing.from);
    }
    this.frame = requestAnimationFrame((now) => this.tick(now));
  }

  pause() {
    this.halt();
    this.place(this.span);
    if (this.telling.isMoving) this.telling.settle();
  }

  /* The days that play has gone on since it began, or since its speed last changed. */
  gone(now) {
    const { days } = this.data, stride = strideOver(days);
    const steps = (Math.max(now - this.playing.since, 0) / STEP) * Number(this.speed.value);
    return (matchMedia("(prefers-reduced-motion: reduce)").matches ? Math.floor(steps) : steps) * stride;
  }

  tick(now) {
    if (!this.playing) return;
    const { days } = this.data, gone = this.gone(now), whole = Math.floor(gone);
    const span = whole ? advanced(this.playing.from, days, whole) || this.span : this.playing.from;
    const isOver = span[1] >= days - 1;
    this.show(span, isOver ? 0 : gone - whole);
    if (isOver) this.pause();
    else this.frame = requestAnimationFrame((next) => this.tick(next));
  }

  step() {
    this.halt();
    this.show(advanced(this.span, this.data.days) || begunAnew(this.span));
  }

  all() {
    this.halt();
    this.show([0, this.data.days - 1]);
    if (this.telling.isMoving) this.telling.settle();
  }

  key(event, which) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const now = this.frame && this.wanted && !this.playing ? this.wanted : this.span;
    const span = pressed(event.key, now, which, this.data.days);
    if (!span) return;
    event.preventDefault();
    if (this.halt()) this.place(this.span);
    this.choose(span);
  }

  close() {
    this.halt();
    this.telling.stop();
    awaitOnMap(this.visit, 0);
    [this.resized, this.spoken, this.asked].forEach((each) => each.disconnect());
    markFreshWhenDone(() => true);
  }
}

const shown = new WeakMap();

export default async function (component) {
  const root = component.parentElement, sheet = await style;
  let timeline = shown.get(root);
  if (!timeline) {
    if (root.adoptedStyleSheets && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [sheet];
    timeline = new Timeline(root);
    shown.set(root, timeline);
  }
  timeline.update(component);
  // Streamlit also calls this where a newer call has overtaken this one: then the page still has it.
  return () => { if (!root.isConnected) timeline.close(); };
}
