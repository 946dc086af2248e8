/* What symbols are called: for pointing, for the card, and for screen readers.  Labels of incidents
   and names of regions come from the server as safe HTML; all words of ours too, in the reader's
   language (strikemap/cartography/map_words.py). */
import { shares } from "./joining.js";
import { speakerOf } from "./speaking.js";

let speaker = speakerOf("en", {});

/* From here on speak *language*, in these *words*. */
export const speak = (language, words) => { speaker = speakerOf(language, words); };

export const say = (name, places) => speaker.say(name, places);
export const inWords = (number) => speaker.number(number);
const incidents = (count, isOccupied) => speaker.count(isOccupied ? "incidents occupied" : "incidents", count);

/* HTML to plain text, for names of elements. */
export const plain = (html) => {
  const said = html.replaceAll("<br>", "; ");
  return /[<&]/.test(said) ? new DOMParser().parseFromString(said, "text/html").body.textContent : said;
};

/* The language that the server marked a title with, or "" where it is the page's. */
export const tongueOf = (html) => (/^<b lang=([a-z]+)>/.exec(html) || ["", ""])[1];

const FIRST = 3;

/* The lines of an incident, or its kind where there are too many for words of their own. */
const lines = (of, at, kinds) => of.label(at) || [kinds[of.kind[at]].label];

/* What a symbol stands for: HTML, a line each.  *region* is the name of one that is known alone. */
export const told = (of, { members, isOccupied }, kinds, region = "") => {
  if (members.length === 1 && !region) return [...lines(of, members[0], kinds), ...(isOccupied ? [say("occupied")] : [])].join("<br>");
  const kindsSaid = shares(of, { members }).map(([kind, number]) => `${kinds[kind].label}: ${inWords(number)}`).join("; ");
  const first = members.slice(0, FIRST).map((at) => of.label(at)).filter(Boolean).map(([title, ...rest]) => `${title} ${rest.join("; ")}`);
  const more = members.length - first.length, number = incidents(members.length, isOccupied);
  return [`<b>${region ? say("place unknown", { region, incidents: number }) : number}</b>`, kindsSaid, ...first,
          ...(first.length && more ? [speaker.count("more", more)] : [])].join("<br>");
};

/* The bounds of a sum; the server writes the same bits (strikemap/cartography/cells.py). */
const AT_LEAST = 1, UP_TO = 2;

/* As `toll_in_words` of strikemap/cartography/in_words.py. */
export const tollOf = (measure, [sum, bounds, unknown], count) => {
  if (unknown === count) return say(`${measure} not reported`);
  const figure = say(bounds & AT_LEAST ? `${measure} at least` : measure, { number: sum });
  const toll = bounds & UP_TO ? say("toll left out", { toll: figure }) : figure;
  return unknown ? speaker.count("toll unknown for", unknown, { toll }) : toll;
};

const summed = (first, { count, killed, injured }) => [first, tollOf("killed", killed, count), tollOf("injured", injured, count)].join("<br>");

export const cellTold = (cell) => summed(incidents(cell.count, cell.isOccupied), cell);

export const aloneTold = (region) =>
  summed(`<b>${say("place unknown", { region: region.name, incidents: incidents(region.count, region.isOccupied) })}</b>`, region);
