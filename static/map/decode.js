/* What the server packs (strikemap/cartography/message.py): columns of numbers, lowest byte first,
   and JSON, both in base64. */

const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

export const jsonOf = (text) => JSON.parse(new TextDecoder().decode(bytesOf(text)));

export const columnsOf = ({ size, widths, bytes }) => {
  const all = bytesOf(bytes);
  let at = 0;
  return widths.map((width) => {
    const column = new Array(size);
    for (let i = 0; i < size; i++, at += width) {
      let number = 0;
      for (let k = width - 1; k >= 0; k--) number = number * 256 + all[at + k];
      column[i] = number;
    }
    return column;
  });
};

const degrees = (column, shift) => column.map((number) => (number - shift * 10000) / 10000);

/* The incidents as columns: degrees, kind, pixels, bits, position, region, first and last day.  Most
   have one day: how much longer they took is sent. */
export const incidentsOf = (payload) => {
  const [latitude, longitude, kind, radius, flags, position, region, start, length] = columnsOf(payload.incidents);
  const [lines, texts] = jsonOf(payload.labels);
  return {
    size: latitude.length, latitude: degrees(latitude, 90), longitude: degrees(longitude, 180), kind,
    radius: radius.map((tenths) => tenths / 10), flags, position, region, start, end: start.map((day, at) => day + length[at]),
    names: jsonOf(payload.names), ids: payload.ids ? jsonOf(payload.ids) : [],
    label: (at) => texts[at] && texts[at].map((line) => lines[line]),
  };
};

export const cellsOf = (payload) => {
  if (!payload.cells) return [];
  const [lat, lon, radius, count, killed, killedBounds, noKilled, injured, injuredBounds, noInjured, column, line, occupied] = columnsOf(payload.cells);
  const squares = column.map((at, i) => [at, line[i], payload.cells.scale, occupied[i]]);
  const [into, columns, lines] = columnsOf(payload.cells.more);
  into.forEach((at, i) => squares[at].push(columns[i], lines[i]));
  return degrees(lat, 90).map((latitude, i) => ({
    latitude, longitude: (lon[i] - 1800000) / 10000, radius: radius[i] / 10, count: count[i], isOccupied: Boolean(occupied[i]),
    killed: [killed[i], killedBounds[i], noKilled[i]], injured: [injured[i], injuredBounds[i], noInjured[i]],
    cell: squares[i],
  }));
};

/* Regions of which no more is known of some incidents, each with their number and sums.  Which region
   is a number among all, 0 where it is none of them. */
export const aloneOf = ({ alone }) => {
  if (!alone) return [];
  const [region, lat, lon, count, killed, killedBounds, noKilled, injured, injuredBounds, noInjured, occupied] = columnsOf(alone);
  const longitude = degrees(lon, 180);
  return degrees(lat, 90).map((latitude, i) => ({
    latitude, longitude: longitude[i], count: count[i], isOccupied: Boolean(occupied[i]), region: region[i],
    killed: [killed[i], killedBounds[i], noKilled[i]], injured: [injured[i], injuredBounds[i], noInjured[i]],
  }));
};

/* The number of the day *iso* (2023-05-31), counted from *first*. */
export const dayNumber = (iso, first) => Math.round((Date.parse(iso + "T00:00:00Z") - Date.parse(first + "T00:00:00Z")) / 86400000);

/* Which of a column of incidents may have been between two days, both included. */
export const within = ({ size, start, end }, [from, to]) => {
  const found = [];
  for (let at = 0; at < size; at++) if (start[at] <= to && end[at] >= from) found.push(at);
  return found;
};

/* The incidents without a point, by their days as `within` takes them. */
export const placelessOf = ({ placeless }) => {
  const [start, end] = placeless ? columnsOf(placeless) : [[], []];
  return { size: start.length, start, end };
};
