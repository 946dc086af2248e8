/* What the map tells the server.  streamlit-folium tells of every move: here only what the reader
   did is told, and where what is drawn was made for a window, every window.  A report carries its
   number and the turn of the view that it belongs to, so that either side can tell a late one.
   Numbers begin with the clock: no answer to a report of an earlier document is taken for one of
   this. */

const PAUSE = 250; // milliseconds in which a second move joins the first

export class Report {
  constructor(map, onSame) {
    this.map = map;
    this.onSame = onSame; // the map came back to where it was: no newer answer will come
    this.number = Date.now();
    this.turn = -1;
    this.moved = this.touched = this.asked = this.unsettled = this.isHeard = false;
    this.told = "";
    this.act = null;
    this.acts = Date.now();
    this.pause = 0;
    const streamlit = window.Streamlit;
    this.send = streamlit.setComponentValue.bind(streamlit);
    streamlit.setComponentValue = () => {};
    const touched = () => { this.touched = true; };
    const box = map.getContainer();
    ["wheel", "keydown", "dblclick", "touchmove"].forEach((kind) => box.addEventListener(kind, touched, { passive: true }));
    box.querySelector(".leaflet-control-zoom").addEventListener("click", touched, true);
    map.on("dragstart", touched);
    map.on("movestart moveend", (event) => {
      this.moved = this.moved || this.touched;
      this.unsettled = true;
      clearTimeout(this.pause);
      if (event.type === "moveend") this.pause = setTimeout(() => this.report(false), PAUSE);
    });
  }

  /* The reader did something: opened what stands at a symbol, chose a layer … */
  did(act) {
    this.act = act;
    this.acts += 1;
    this.report(true);
  }

  /* The map was moved by a word of the server, or by what the reader did: its view is not theirs. */
  aimed(turn) {
    this.touched = this.moved = false;
    if (turn !== undefined) this.turn = turn;
    clearTimeout(this.pause);
    this.unsettled = false;
  }

  /* The map was brought somewhere here, by *act* where the reader did it: the server is told. */
  brought(act = null) {
    this.aimed();
    if (act) this.did(act);
    else this.report(false);
  }

  report(isAct) {
    clearTimeout(this.pause);
    this.unsettled = false;
    if (!this.isHeard || !(this.moved || this.asked || isAct)) return;
    const found = { bounds: this.map.getBounds(), zoom: this.map.getZoom(), center: this.map.getCenter(),
                    moved: this.moved, turn: this.turn, act: this.act, acts: this.acts };
    const text = JSON.stringify(found);
    if (text !== this.told) {
      this.told = text;
      this.number += 1;
      this.send({ ...found, report: this.number });
    } else {
      this.onSame();
    }
  }
}
