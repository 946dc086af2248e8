/* The page around the timeline while the days move: the map follows in the same frame, the number
   in view with it, and what the browser does not know is marked as stale until the server says. */
const MAP = "iframe[src*='streamlit_folium.st_folium']";
const PAGE = "[data-testid=stApp]";
const IN_VIEW = ".sm-inview:has(> [data-in-view])", NUMBER = "[data-in-view]";
const STALE = "sm-stale", FOLLOWED = "sm-followed", TOTALS_RIGHT = "sm-totals-right";

const map = () => document.querySelector(MAP)?.contentWindow?.strikemap;

/* Redraw the map for the ISO days; the number of incidents in view, or null where it can't know. */
export const narrowMap = (first, last, isResting) => map()?.narrow?.(first, last, isResting) ?? null;

/* The map draws no answer to an older question than *number*, of this *visit*; any where it is 0. */
export const awaitOnMap = (visit, number) => map()?.awaiting?.(visit, number);

/* The stamp of the map's layer that the page keeps, or "". */
export const heldByMap = () => map()?.holds?.() ?? "";

/* The map is of the days that the timeline is back at. */
export const agreeWithMap = () => map()?.agreed?.();

/* Write the number in view by *speaker*; one that is not known stays, and is stale.  So is what the
   page puts in its place, as with an answer to an earlier question: it is not marked as followed. */
export const showInView = (speaker, number) => {
  const element = document.querySelector(NUMBER);
  if (!element) return;
  element.classList.toggle(FOLLOWED, number !== null);
  if (number === null) return;
  element.firstChild.data = speaker.count("in view", number); // a new node in its place would have the page's styles worked out anew
};

/* Whoever copies a link to this view means the days on the map: *rest* gives them, once they rest. */
export const restWhenAsked = (rest) => {
  const listen = ({ detail }) => { detail.days = rest() || detail.days; };
  document.addEventListener("strikemap-rest", listen);
  return { disconnect: () => document.removeEventListener("strikemap-rest", listen) };
};

export const markStale = () => {
  const page = document.querySelector(PAGE);
  page?.classList.remove(TOTALS_RIGHT);
  page?.classList.add(STALE);
};

/* On the page with the map the totals come before the timeline's answer, and so are right with it. */
export const markTotalsRight = () => {
  const page = document.querySelector(PAGE);
  if (page?.classList.contains(STALE)) page.classList.add(TOTALS_RIGHT);
};

/* Keep in *region*, which stays, the sentence on what is in view, which the page replaces: a screen
   reader tells of a change in what stands, not of a new sentence in place of an old one. */
export const keepSpoken = (region) => {
  const page = document.querySelector(PAGE);
  const look = () => {
    if (page.dataset.testScriptState === "running") return;
    const told = document.querySelector(IN_VIEW)?.textContent.trim(); // `innerText` would have the page laid out
    if (told && told !== region.textContent) region.textContent = told;
  };
  /* The sentence may be drawn after the script that sent it has ended.  Days that move change its
     number in place, which adds and takes away no element. */
  const waiting = new MutationObserver(look);
  waiting.observe(page, { attributes: true, attributeFilter: ["data-test-script-state"], childList: true, subtree: true });
  look();
  return waiting;
};

/* Take the mark away once the script that brought the answer has ended, since the rest of the page
   may come after the timeline; *isStill* says whether there is nothing newer to wait for. */
export const markFreshWhenDone = (isStill) => {
  const page = document.querySelector(PAGE);
  if (!page?.classList.contains(STALE)) return;
  const look = () => {
    if (page.dataset.testScriptState === "running") return;
    waiting.disconnect();
    if (isStill()) page.classList.remove(STALE, TOTALS_RIGHT);
  };
  const waiting = new MutationObserver(look);
  waiting.observe(page, { attributes: true, attributeFilter: ["data-test-script-state"] });
  look();
};
