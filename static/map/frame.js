/* The map's document within the page: named, in the reader's language, and pressed without a jump. */
import { say } from "./words.js";

export const settleIn = (map, language) => {
  const box = map.getContainer(), name = say("map");
  document.documentElement.lang = language;
  document.title = name;
  if (window.frameElement) window.frameElement.title = name;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", name);
  /* Leaflet gives the map the focus at each press; where a part of the frame is out of sight, the browser
     would scroll the page to it, away from under the press. */
  box.focus = (how) => HTMLElement.prototype.focus.call(box, { preventScroll: true, ...how });
};
