/* When the server is told of the span: once it has rested, and while it moves only where the
   browser does not know what is in view, never again before the last answer or too soon. */
const REST = 200; // milliseconds without a move
const APART = 100; // milliseconds between two questions
const PATIENCE = 2_000; // milliseconds after which an answer is no longer waited for

const CLOCK = {
  now: () => performance.now(),
  later: (what, milliseconds) => setTimeout(what, milliseconds),
  never: (timer) => clearTimeout(timer),
};

export class Telling {
  /* *send* takes {span, number, resting}; numbers rise from the clock, or from *answered*. */
  constructor(send, clock = CLOCK) {
    Object.assign(this, { send, clock, span: null, number: 0, at: -Infinity, isAnswered: true });
    Object.assign(this, { isHeld: false, isMoving: false, wants: false, rest: null, again: null, rested: null });
  }

  /* Whether what the server last said is not of the present span. */
  get isBehind() {
    return this.isMoving || !this.isAnswered;
  }

  /* The span is *span* now; *isKnown*, where the browser knows what is in view in it. */
  move(span, isKnown) {
    Object.assign(this, { span, isMoving: true, wants: !isKnown });
    this.clock.never(this.rest);
    if (!this.isHeld) this.rest = this.clock.later(() => this.settle(), REST);
    this.ask();
  }

  /* A finger moves on within the days that the span has already: it does not rest. */
  stir() {
    if (!this.isMoving || this.isHeld) return;
    this.clock.never(this.rest);
    this.rest = this.clock.later(() => this.settle(), REST);
  }

  /* While held, as by play, a pause is no rest. */
  hold() {
    this.isHeld = true;
    this.clock.never(this.rest);
  }

  /* No longer held: a pause is a rest again. */
  resume() {
    this.isHeld = false;
    if (this.isMoving) this.rest = this.clock.later(() => this.settle(), REST);
  }

  /* The span has come to rest: the server is told, but for where it last rested and was answered. */
  settle() {
    const { rested, isAnswered } = this, isSame = isAnswered && String(rested) === String(this.span);
    this.stop();
    this.onRest?.(this.span);
    if (!isSame) return this.tell(true);
    this.rested = rested;
    return this.onSame?.();
  }

  /* The span is *span*, at rest, and the server has not said all of it. */
  tellRest(span) {
    this.stop();
    this.span = span;
    this.tell(true);
  }

  ask() {
    this.clock.never(this.again);
    if (!this.wants) return;
    const passed = this.clock.now() - this.at, due = this.isAnswered ? APART : PATIENCE;
    if (passed < due) this.again = this.clock.later(() => this.ask(), due - passed);
    else this.tell(false);
  }

  tell(resting) {
    this.number = Math.max(this.number + 1, Date.now());
    Object.assign(this, { at: this.clock.now(), wants: false, isAnswered: false, rested: resting ? this.span : null });
    this.send({ span: this.span, number: this.number, resting });
  }

  /* The server has answered all up to *number*. */
  answered(number) {
    if (number < this.number) return;
    this.number = number;
    this.isAnswered = true;
    this.ask();
  }

  /* Nothing is to be told any more, or waited for, as where the server's word is newer. */
  stop() {
    [this.rest, this.again].forEach((timer) => this.clock.never(timer));
    Object.assign(this, { isMoving: false, wants: false, isAnswered: true, rested: null });
  }
}
