/* What a press on the bars takes hold of, and what dragging it makes of the span.  Pixels count
   from the left end of the bars; day n lies from n to n + 1 of *days* equal parts of *width*. */

const between = (least, number, most) => Math.min(Math.max(number, least), most);

/* The day at *x*. */
export const dayAt = (x, width, days) => between(0, Math.floor((x / width) * days), days - 1);

/* The edges of *span*, in pixels. */
export const edgesOf = ([start, end], width, days) => [(start / days) * width, ((end + 1) / days) * width];

/* What lies at *x*: an edge (`first`, `last`), the `span` between them, or bars on which a `new`
   span begins.  *reach* is how far beside an edge still takes hold of it; within the span a third
   of it is left to move it by.  All days can't be moved, so there a new span begins. */
export const gripAt = (x, span, width, days, reach) => {
  const [left, right] = edgesOf(span, width, days);
  const inner = Math.min(reach, (right - left) / 3);
  const ofFirst = x >= left - reach && x <= left + inner, ofLast = x <= right + reach && x >= right - inner;
  if (ofFirst && ofLast) return x - left < right - x ? "first" : "last";
  if (ofFirst) return "first";
  if (ofLast) return "last";
  const isAll = span[0] === 0 && span[1] === days - 1;
  return x > left && x < right && !isAll ? "span" : "new";
};

/* The span that dragging *grip* from *from* to *to* makes of *span*. */
export const dragged = (grip, span, from, to, width, days) => {
  const [start, end] = span, by = Math.round(((to - from) / width) * days);
  if (grip === "first") return [between(0, start + by, end), end];
  if (grip === "last") return [start, between(start, end + by, days - 1)];
  if (grip === "span") {
    const moved = between(-start, by, days - 1 - end);
    return [start + moved, end + moved];
  }
  const one = dayAt(from, width, days), other = dayAt(to, width, days);
  return [Math.min(one, other), Math.max(one, other)];
};

/* The days of the bar at *x*, of *each* days, the last one cut at the end. */
export const barAt = (x, width, days, each) => {
  const first = Math.floor(dayAt(x, width, days) / each) * each;
  return [first, Math.min(first + each, days) - 1];
};

/* What a key makes of *span* at the thumb *which* (0 or 1); null for a key that is none of its own. */
export const pressed = (key, span, which, days) => {
  const least = which ? span[0] : 0, most = which ? days - 1 : span[1], now = span[which];
  const to = {
    __proto__: null,
    ArrowLeft: now - 1, ArrowDown: now - 1, ArrowRight: now + 1, ArrowUp: now + 1,
    PageDown: now - 7, PageUp: now + 7, Home: least, End: most,
  }[key];
  if (to === undefined) return null;
  const day = between(least, to, most);
  return which ? [span[0], day] : [day, span[1]];
};
