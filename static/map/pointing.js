/* Hand, finger and key: a mouse points and presses, a finger opens a card at the map's foot; one
   finger scrolls the page, two move the map. */
import { say } from "./words.js";

const HINT_MS = 1600;
const LEAST_SEEN = 120; // pixels of what stands below the map, without which it is brought into sight

/* What was opened stands below the map where the window is narrow: it is scrolled to there. */
export const bringIntoSight = (page) => {
  const beside = page.document.getElementById("sm-after-map");
  if (!beside || beside.getBoundingClientRect().top <= page.innerHeight - LEAST_SEEN) return;
  const isStill = page.matchMedia("(prefers-reduced-motion: reduce)").matches;
  beside.scrollIntoView({ block: "start", behavior: isStill ? "auto" : "smooth" });
};

export class Pointing {
  constructor(map, onOpen, onZoom) {
    this.map = map;
    this.onOpen = onOpen;
    this.onZoom = onZoom;
    this.type = "mouse";
    const box = map.getContainer();
    box.addEventListener("pointerdown", (event) => { this.type = event.pointerType; }, true);
    box.addEventListener("keydown", () => { this.type = "key"; }, true);
    this.card = L.DomUtil.create("div", "sm-card", box);
    this.card.hidden = true;
    this.card.setAttribute("role", "group");
    this.card.setAttribute("aria-label", say("touched"));
    L.DomEvent.disableClickPropagation(this.card);
    map.on("click", () => this.close());
    if (matchMedia("(pointer: coarse)").matches) this.twoFingers(box);
  }

  /* Where nothing can be opened beside the map, as in another page's frame, the card says it all. */
  press(mark, { canOpen, canPart }) {
    if (this.type !== "touch" && canOpen) {
      this.onOpen(mark);
      return;
    }
    this.card.innerHTML = `<p>${mark.told()}</p>`;
    const add = (text, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = text;
      made.addEventListener("click", () => { this.close(); act(); });
      this.card.appendChild(made);
    };
    if (canOpen) add(say("open"), () => { this.onOpen(mark); bringIntoSight(window.parent); });
    if (canPart) add(say("nearer"), () => this.onZoom(mark));
    add(say("close"), () => {});
    this.card.hidden = false;
  }

  close() {
    this.card.hidden = true;
  }

  twoFingers(box) {
    this.map.dragging.disable();
    box.classList.add("sm-touch");
    const hint = L.DomUtil.create("div", "sm-hint", box);
    hint.textContent = say("two fingers");
    let timer = 0, from = null;
    box.addEventListener("touchstart", (event) => {
      from = event.touches.length === 1 ? [event.touches[0].clientX, event.touches[0].clientY] : null;
      if (!from) hint.classList.remove("sm-seen");
    }, { passive: true });
    box.addEventListener("touchmove", (event) => {
      if (!from || event.touches.length !== 1) return;
      if (Math.hypot(event.touches[0].clientX - from[0], event.touches[0].clientY - from[1]) < 12) return;
      hint.classList.add("sm-seen");
      clearTimeout(timer);
      timer = setTimeout(() => hint.classList.remove("sm-seen"), HINT_MS);
    }, { passive: true });
  }
}
