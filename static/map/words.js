/* What symbols are called: for pointing, for the card, and for screen readers.  Labels of incidents
   and names of regions come from the server as safe HTML. */
import { shares } from "./joining.js";

const english = new Intl.NumberFormat("en");
export const inWords = (number) => english.format(number);
export const incidents = (count) => `${inWords(count)} incident${count === 1 ? "" : "s"}`;

/* HTML to plain text, for names of elements. */
export const plain = (html) => {
  const said = html.replaceAll("<br>", "; ");
  return /[<&]/.test(said) ? new DOMParser().parseFromString(said, "text/html").body.textContent : said;
};

const FIRST = 3;

/* The lines of an incident, or its kind where there are too many for words of their own. */
const lines = (of, at, kinds) => of.label(at) || [kinds[of.kind[at]].label];

const WHERE = { false: "", true: " in occupied Ukraine" };

/* What a symbol stands for: HTML, a line each. */
export const told = (of, { members, isOccupied }, kinds, heading = "") => {
  if (members.length === 1 && !heading) return lines(of, members[0], kinds).join("<br>");
  const kindsSaid = shares(of, { members }).map(([kind, number]) => `${kinds[kind].label}: ${inWords(number)}`).join("; ");
  const first = members.slice(0, FIRST).map((at) => of.label(at)).filter(Boolean).map(([title, ...rest]) => `${title} ${rest.join("; ")}`);
  const more = members.length - first.length;
  return [`<b>${heading ? heading + ": " : ""}${incidents(members.length)}${WHERE[isOccupied]}</b>`, kindsSaid, ...first,
          ...(first.length && more ? [`and ${inWords(more)} more`] : [])].join("<br>");
};

/* The bounds of a sum; the server writes the same bits (strikemap/cartography/cells.py). */
const AT_LEAST = 1, UP_TO = 2;

const tollOf = (measure, [sum, bounds, unknown], count) =>
  unknown === count ? `${measure} not reported`
    : `${measure} ${bounds & AT_LEAST ? "at least " : ""}${inWords(sum)}`
      + (bounds & UP_TO ? ", some given as “up to” and left out" : "")
      + (unknown ? `, not reported for ${inWords(unknown)}` : "");

export const cellTold = ({ count, killed, injured, isOccupied }) =>
  [incidents(count) + WHERE[isOccupied], tollOf("killed", killed, count), tollOf("injured", injured, count)].join("<br>");
