/* What a mouse or a finger does on the timeline: hold of an edge or of the span, a bar picked, a
   double tap, and what lies under it in words. */
import { inWords, isoOf } from "./days.js";
import { barAt, dragged, gripAt } from "./grip.js";

const REACH = { mouse: 6, other: 22 }; // pixels beside an edge that still take hold of it
const STILL = 4; // pixels that a click may move
const TWICE = 400; // milliseconds between the two taps of a double one

export class Pointer {
  constructor(timeline) {
    const { track } = timeline;
    Object.assign(this, { timeline, track, drag: null, tapped: null });
    track.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays with the thumb
    track.addEventListener("pointerdown", (event) => this.press(event));
    track.addEventListener("pointermove", (event) => this.point(event));
    track.addEventListener("pointerup", (event) => this.lift(event));
    track.addEventListener("pointercancel", () => this.drop());
  }

  get isDragging() {
    return Boolean(this.drag);
  }

  /* Another will takes over: what is held is held no more. */
  letGo() {
    this.drag = null;
  }

  x(event) {
    return event.clientX - this.track.getBoundingClientRect().left;
  }

  gripUnder(event) {
    const reach = event.pointerType === "mouse" ? REACH.mouse : REACH.other, { span, width, data } = this.timeline;
    return gripAt(this.x(event), span, width, data.days, reach);
  }

  press(event) {
    const { timeline } = this;
    if (!event.isPrimary) return this.drop(); // a second finger: a pinch, which is none of ours
    if (event.button) return undefined;
    if (timeline.halt()) timeline.place(timeline.span);
    const grip = this.gripUnder(event);
    this.drag = { grip, from: this.x(event), before: timeline.span, isClick: true };
    this.track.setPointerCapture(event.pointerId);
    timeline.thumbs[grip === "first" ? 0 : 1].focus({ preventScroll: true });
    return undefined;
  }

  point(event) {
    if (!this.drag) {
      if (event.pointerType === "mouse") this.hint(event);
      return;
    }
    if (!event.isPrimary) return;
    const x = this.x(event), { drag, timeline } = this;
    if (drag.isClick && Math.abs(x - drag.from) < STILL) return;
    drag.isClick = false;
    timeline.choose(dragged(drag.grip, drag.before, drag.from, x, timeline.width, timeline.data.days));
  }

  lift(event) {
    const { drag, timeline, tapped } = this;
    this.drag = null;
    if (!drag || !drag.isClick) return;
    const now = event.timeStamp, x = this.x(event);
    const isSecond = tapped && now - tapped.now < TWICE && Math.abs(x - tapped.x) < REACH.other;
    this.tapped = isSecond ? null : { now, x };
    // A finger covers edge and bar alike.
    const isOnEdge = event.pointerType === "mouse" && ["first", "last"].includes(drag.grip);
    if (isSecond) timeline.all();
    else if (!isOnEdge) timeline.choose(barAt(x, timeline.width, timeline.data.days, timeline.shown.each));
  }

  /* The press came to nothing: the days are what they were before it. */
  drop() {
    const { drag } = this;
    this.drag = null;
    if (drag && !drag.isClick) this.timeline.choose(drag.before);
    return undefined;
  }

  /* What lies under the pointer, in words. */
  hint(event) {
    const { data, shown, speaker, width } = this.timeline, { days, first, runs, kinds, words } = data;
    this.track.dataset.at = this.gripUnder(event);
    const [from, to] = barAt(this.x(event), width, days, shown.each);
    const when = inWords(words, isoOf(first, from), isoOf(first, to));
    const bar = shown.bars.find(([number]) => number === from / shown.each);
    const counts = bar ? bar.slice(1).map((count, kind) => count && `${kinds[kind].label}: ${speaker.number(count)}`) : [];
    /* A night stands under its first day: never that day alone. */
    const inNights = shown.nights.get(from / shown.each);
    if (inNights) counts.push(speaker.say("nights", { number: inNights }));
    if (runs.some(([start, end]) => start <= to && end >= from)) counts.push(speaker.say("inexact"));
    this.track.title = counts.some(Boolean) ? `${when}: ${counts.filter(Boolean).join("; ")}` : when;
  }
}
