/* What the scripts answer to the cases that Python made and answered (tests/js/cases.py,
   map_cases.py): the same comparison for node and for the browser. */
const NEAR = 1e-6; // pixels

const columns = (of) => ({ ...of, size: of.latitude.length });

/* Where *modules*, the scripts `days`, `decode`, `drawing`, `joining`, `speaking` and `words`, differ from
   Python's answers to *cases*, in words; of how many comparisons. */
export const differing = ({ days, decode, drawing, joining, speaking, words }, cases) => {
  const faults = [];
  let compared = 0;
  const same = (rule, found, meant) => {
    compared += 1;
    const one = JSON.stringify(found), other = JSON.stringify(meant);
    if (one !== other) faults.push(`${rule}: ${one} is not ${other}`.slice(0, 400));
  };
  for (const { days: all, span, advanced, anew } of cases.steps) {
    same("a step grows the span or moves it", days.advanced(span, all), advanced);
    same("play begins anew behind the last day", days.begunAnew(span), anew);
  }
  const [spoken] = cases.timeline;
  for (const { first, numbers, span, language, words: said } of cases.words) {
    same("numbers have their days", numbers.map((number) => days.isoOf(first, number)), span);
    same("days have their numbers", span.map((day) => days.numberOf(first, day)), numbers);
    same("spans have their words", days.inWords(spoken[language], ...span), said);
  }
  for (const each of cases.bars) {
    same("bars stand for as few days as fit", days.spanOfBars(each.days, each.most), each.span);
    same("wider bars hold the same incidents", days.grouped(each.bars, each.from, each.to), each.grouped);
  }
  for (const { sent, bars } of cases.packed) {
    const found = drawing.barsOf(sent).map(([bar, ...counts]) => [bar, counts.slice(0, -1).reduce((sum, count) => sum + count, 0), counts.at(-1)]);
    same("bars have their numbers, incidents and nights", found, bars);
  }
  for (const { sent, span, drawn, in_view: inView } of cases.within) {
    const of = decode.incidentsOf(sent), numbers = span.map((day) => decode.dayNumber(day, sent.first));
    const shown = decode.within(of, numbers);
    same("an incident is in a span when any of its days is", shown.map((at) => of.position[at]), drawn);
    same("the number in view counts what has no point", shown.length + decode.within(decode.placelessOf(sent), numbers).length, inView);
  }
  for (const { of: given, span, zoom, shown, symbols, shares, labels } of cases.joined) {
    const of = columns(given);
    same("the days in view", decode.within(of, span), shown);
    const made = joining.joined(joining.places(of, shown, joining.points(of)), zoom);
    same("symbols, their order, place and members", made.map((each) => [each.latitude, each.longitude, each.isOccupied, each.members]),
         symbols.map(([latitude, longitude, , isOccupied, members]) => [latitude, longitude, isOccupied, members]));
    same("sizes of symbols", made.every((each, at) => Math.abs(each.radius - symbols[at]?.[2]) < NEAR), true);
    same("shares of kinds", made.map((each) => joining.shares(of, each)), shares);
    same("labels of regions", joining.regionLabels(of, shown).map((each) => [each.latitude, each.longitude, each.region, each.isOccupied, each.members]), labels);
  }
  for (const { language, words: messages, told } of cases.spoken) {
    words.speak(language, messages);
    for (const { count, is_occupied: isOccupied, toll: [measure, sum, bounds, unknown], incidents, more, said } of told) {
      same("a toll", words.tollOf(measure, [sum, bounds, unknown], count), said);
      same("what more there is", speaking.speakerOf(language, messages).count("more", count), more);
      const other = measure === "killed" ? "injured" : "killed", none = words.tollOf(other, [0, 0, count], count);
      const lines = { [measure]: [sum, bounds, unknown], [other]: [0, 0, count] };
      const both = measure === "killed" ? [said, none] : [none, said];
      same("a cell", words.cellTold({ count, ...lines, isOccupied }).split("<br>"), [incidents, ...both]);
      const [place, ...tolls] = words.aloneTold({ name: "Kursk", count, ...lines, isOccupied }).split("<br>");
      same("a region known alone", [place.includes("Kursk") && place.includes(incidents), tolls], [true, both]);
    }
  }
  return { faults, compared };
};
