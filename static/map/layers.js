/* Layers that the server need not send again at each change of days.  They are kept in the page's
   document: that is as old as its session, while the map's frame may be mounted anew in it. */
const MOST = 4;

/* The page's shelf; the frame's own where the page may not be reached. */
const shelf = () => {
  try {
    return (window.parent.strikemapLayers ??= new window.parent.Map());
  } catch {
    return (window.strikemapLayers ??= new Map());
  }
};

/* *payload* with its layer, which is put on *kept* or taken from it; null where it is on neither. */
export const whole = (payload, kept = shelf()) => {
  if (!payload.layer) return payload;
  const { stamp, parts } = payload.layer, found = parts || kept.get(stamp);
  if (!found) return null;
  kept.delete(stamp);
  kept.set(stamp, found);
  if (kept.size > MOST) kept.delete(kept.keys().next().value);
  return { ...payload, ...found, layer: stamp };
};
