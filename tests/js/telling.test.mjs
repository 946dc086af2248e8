/* When the server is told, by a clock that a test turns. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { Telling } from "../../static/timeline/telling.js";

const started = () => {
  const timers = new Map(), sent = [];
  let now = 0, made = 0;
  const clock = {
    now: () => now,
    later: (what, milliseconds) => { timers.set(++made, [now + milliseconds, what]); return made; },
    never: (timer) => timers.delete(timer),
  };
  const telling = new Telling((message) => sent.push({ at: now, ...message }), clock);
  const pass = (milliseconds) => {
    const until = now + milliseconds;
    for (;;) {
      const [timer, due] = [...timers].sort((one, other) => one[1][0] - other[1][0])[0] || [];
      if (!timer || due[0] > until) break;
      timers.delete(timer);
      now = due[0];
      due[1]();
    }
    now = until;
  };
  return { telling, sent, pass };
};

test("a move that the browser knows all of is told once, when it rests", () => {
  const { telling, sent, pass } = started();
  for (let day = 0; day < 61; day++) { telling.move([0, day], true); pass(16); }
  assert.deepEqual(sent, []);
  pass(1000);
  assert.equal(sent.length, 1);
  assert.deepEqual([sent[0].span, sent[0].resting], [[0, 60], true]);
});

test("a finger that moves on within the same days is no rest; one that is still is", () => {
  const { telling, sent, pass } = started();
  telling.stir();
  for (let day = 0; day < 3; day++) {
    telling.move([0, day], true);
    for (let step = 0; step < 10; step++) { pass(100); telling.stir(); }
  }
  assert.deepEqual(sent, []);
  pass(250);
  telling.stir();
  pass(1000);
  assert.deepEqual(sent.map(({ span, resting }) => [span, resting]), [[[0, 2], true]]);
});

test("held, as by play, it is told at the end alone", () => {
  const { telling, sent, pass } = started();
  telling.hold();
  for (let day = 0; day < 61; day++) { telling.move([0, day], true); pass(800); }
  assert.deepEqual(sent, []);
  telling.resume();
  telling.settle();
  pass(5000);
  assert.deepEqual(sent.map(({ span, resting }) => [span, resting]), [[[0, 60], true]]);
});

test("what the browser does not know is asked for at most every 100 ms, and never before the answer", () => {
  const { telling, sent, pass } = started();
  for (let day = 0; day < 120; day++) {
    telling.move([0, day], false);
    pass(16);
    const last = sent.at(-1);
    if (last && !last.resting && day % 20 === 19) telling.answered(last.number);
  }
  const asked = sent.filter(({ resting }) => !resting);
  assert.ok(asked.length >= 4 && asked.length <= 7, `${asked.length}`);
  asked.slice(1).forEach(({ at, number }, k) => assert.ok(at - asked[k].at >= 100 && number > asked[k].number));
  pass(1000);
  assert.deepEqual([sent.at(-1).resting, sent.at(-1).span], [true, [0, 119]]);
});

test("the page is behind from the first move to the last answer", () => {
  const { telling, sent, pass } = started();
  assert.ok(!telling.isBehind);
  telling.move([0, 1], false);
  pass(300);
  telling.answered(sent[0].number);
  assert.ok(telling.isBehind);
  telling.answered(sent.at(-1).number);
  assert.ok(!telling.isBehind);
});

test("a server that never answers is asked again, and what it has said by itself stops all questions", () => {
  const { telling, sent, pass } = started();
  telling.hold();
  telling.move([0, 1], false);
  telling.move([0, 2], false);
  pass(10_000);
  assert.equal(sent.length, 2);
  telling.move([0, 3], false);
  telling.move([0, 4], false);
  telling.stop();
  pass(10_000);
  assert.deepEqual(sent.map(({ span }) => span[1]), [1, 2, 3]);
  assert.ok(!telling.isBehind);
});

test("what a server has left out is asked of it, at rest, and is behind until it is said", () => {
  const { telling, sent, pass } = started();
  telling.tellRest([3, 4]);
  assert.deepEqual(sent.map(({ span, resting }) => [span, resting]), [[[3, 4], true]]);
  assert.ok(telling.isBehind);
  pass(10_000);
  assert.equal(sent.length, 1);
  telling.answered(sent[0].number);
  assert.ok(!telling.isBehind);
});

test("a number is never used again, also where the clock stands still", () => {
  const { telling, sent } = started();
  telling.answered(Date.now() + 1e9);
  for (let day = 0; day < 5; day++) { telling.move([0, day], true); telling.settle(); }
  assert.equal(new Set(sent.map(({ number }) => number)).size, 5);
  assert.ok(sent.every(({ number }, k) => !k || number > sent[k - 1].number));
});

test("where it comes back to the days that were answered it agrees, and tells nothing", () => {
  const { telling, sent, pass } = started();
  let agreed = 0;
  telling.onSame = () => { agreed += 1; };
  const rest = (...days) => { days.forEach((day) => telling.move([0, day], true)); pass(1000); };
  rest(5);
  rest(6, 5);
  assert.deepEqual([sent.length, agreed], [2, 0], "not answered yet: told again");
  telling.answered(sent.at(-1).number);
  rest(6, 5);
  assert.deepEqual([sent.length, agreed, telling.isBehind], [2, 1, false]);
  rest(6, 5);
  assert.deepEqual([sent.length, agreed], [2, 2]);
  rest(7);
  telling.stop();
  rest(7);
  assert.deepEqual(sent.slice(2).map(({ span }) => span[1]), [7, 7], "another word came between");
});
