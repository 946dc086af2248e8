/* Days by their number from the first one of a collection, and what play, step and bars make of
   them.  A span is [first, last], both included.  Python has the same rules; the cases of
   tests/js hold both to one answer. */
const DAY = 86_400_000;
const EN_DASH = "–";
const FRAMES = 60; // a play through all days takes about so many steps
const SPANS = [1, 7, 28, 364]; // the days that a bar may stand for (strikemap/timeline.py)

/* The ISO day that lies *number* days after the ISO day *first*. */
export const isoOf = (first, number) =>
  new Date(Date.parse(first + "T00:00:00Z") + number * DAY).toISOString().slice(0, 10);

/* How many days the ISO day *day* lies after *first*. */
export const numberOf = (first, day) => Math.round((Date.parse(day) - Date.parse(first)) / DAY);

const partsOf = (iso) => iso.split("-").map(Number);

/* Days in words of the timeline's *words* (strikemap/ui/frame/timeline_words.py). */
const dayIn = ({ day: pattern, months }, [year, month, day]) =>
  pattern.replace("{day}", day).replace("{month}", months[month - 1]).replace("{year}", year);

/* A day without its year, as far as the pattern goes. */
const dayOfYear = (words, [, month, day]) =>
  words.day.slice(0, words.day.indexOf("{month}")).replace("{day}", day) + words.months[month - 1];

/* A span of ISO days as people write it: `30–31 May 2023` (strikemap/dates.py). */
export const inWords = (words, start, end) => {
  const from = partsOf(start), to = partsOf(end);
  if (start === end) return dayIn(words, from);
  if (from[0] !== to[0]) return `${dayIn(words, from)} ${EN_DASH} ${dayIn(words, to)}`;
  if (from[1] !== to[1]) return `${dayOfYear(words, from)} ${EN_DASH} ${dayIn(words, to)}`;
  return `${from[2]}${EN_DASH}${dayIn(words, to)}`;
};

/* How many days a step goes on. */
export const strideOver = (days) => Math.max(1, Math.floor(days / FRAMES));

/* *span*, *by* days on: it grows to the right from the first day, or moves as it is.  Null where
   there is no day left. */
export const advanced = ([start, end], days, by = strideOver(days)) => {
  if (end >= days - 1) return null;
  const grown = Math.min(end + by, days - 1);
  return [start === 0 ? 0 : start + (grown - end), grown];
};

/* The first step of a new round: the first day alone, or the span moved to the first day. */
export const begunAnew = ([start, end]) => [0, start === 0 ? 0 : end - start];

/* The fewest days to a bar with which at most *most* bars cover *days*. */
export const spanOfBars = (days, most) =>
  SPANS.find((span) => days <= span * most) || SPANS[SPANS.length - 1];

/* Bars of *from* days each, [number, ...counts], as bars of *to* days each, a multiple of it. */
export const grouped = (bars, from, to) => {
  const sums = new Map();
  for (const [number, ...counts] of bars) {
    const bar = Math.floor((number * from) / to), held = sums.get(bar);
    sums.set(bar, held ? held.map((sum, kind) => sum + counts[kind]) : counts);
  }
  return [...sums].map(([bar, counts]) => [bar, ...counts]);
};

const STEPS = [[1, 0], [2, 0], [7, 0], [14, 0], [0, 1], [0, 2], [0, 3], [0, 6], [0, 12], [0, 24], [0, 60], [0, 120]];
const DAYS_A_MONTH = 30.4;

/* Days to name under the bars, [number, words], at least *apart* pixels from each other; *short*,
   the months' names. */
export const ticks = (short, first, days, width, apart) => {
  const wide = ([step, months]) => ((step + months * DAYS_A_MONTH) * width) / days;
  const [step, months] = STEPS.find((each) => wide(each) >= apart) || STEPS[STEPS.length - 1];
  const named = [];
  if (step) {
    for (let number = 0; number < days; number += step) {
      const [, month, day] = partsOf(isoOf(first, number));
      named.push([number, `${day} ${short[month - 1]}`]);
    }
    return named;
  }
  const [year, month] = partsOf(first);
  for (let at = Math.ceil((year * 12 + month - 1) / months) * months; ; at += months) {
    const of = at % 12, day = `${String(Math.floor(at / 12)).padStart(4, "0")}-${String(of + 1).padStart(2, "0")}-01`;
    const number = numberOf(first, day);
    if (number >= days) return named;
    if (number >= 0) named.push([number, months < 12 ? `${short[of]} ${Math.floor(at / 12)}` : String(Math.floor(at / 12))]);
  }
};
