/* Labels by priority: none covers a symbol or another label; what finds no room is left out. */

const meet = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

export const boxAround = (x, y, halfWidth, halfHeight) =>
  ({ left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight });

/* Where a label of *width* by *height* may stand around the point *x*, *y*, the best place first. */
export const around = ({ x, y, width, height, gap = 4 }) => {
  const up = y - gap - height / 2, down = y + gap + height / 2, right = x + gap + width / 2, left = x - gap - width / 2;
  return [[x, up], [x, down], [right, y], [left, y], [right, up], [left, up], [right, down], [left, down]]
    .map(([across, along]) => ({ x: across, y: along, ...boxAround(across, along, width / 2, height / 2) }));
};

const OFF = [0, 12, 26, 44, 66, 92, 130, 180]; // pixels further off, where there is no room beside

/* Where a label of *size* may stand around what has *gap* pixels of room around the point *x*, *y*, on a map of
   *window*: as near as it can and moved along into the window, at first as the first of *texts*, the longest,
   each with its width. */
export const aroundRing = ({ x, y, height, gap }, texts, window) => texts.flatMap(({ text, width }) =>
  OFF.flatMap((off) => around({ x, y, width, height, gap: gap + off })).map((box) => {
    const across = Math.min(Math.max(box.x, width / 2 + 2), window.x - width / 2 - 2);
    return { text, x: across, y: box.y, ...boxAround(across, box.y, width / 2, height / 2) };
  }).filter((box) => Math.abs(box.y - y) >= gap + height / 2 || Math.abs(box.x - x) >= gap + width / 2));

/* *labels*, the most important first, each with its `choices` of boxes and, where it has one, `mayStand`,
   which is asked of a free one; one that `isNeeded` stands in a free one rather than nowhere; *taken*, the
   boxes of symbols.  Gives for each label its box, or null. */
export const placed = (labels, taken) => {
  const used = [...taken];
  const isFree = (box) => !used.some((other) => meet(box, other));
  return labels.map(({ choices, mayStand = () => true, isNeeded = false }) => {
    const free = choices.find((box) => isFree(box) && mayStand(box)) || (isNeeded && choices.find(isFree));
    if (free) used.push(free);
    return free || null;
  });
};
