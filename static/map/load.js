/* folium loads classic scripts only: this one brings the modules in and keeps what is asked of the
   map until they are there. */
(function () {
  "use strict";
  const here = new URL(".", document.currentScript.src);
  for (const name of ["map", "basemap", "controls", "decode", "fitting", "frame", "glyphs", "in_step", "inside", "joining", "labels", "layers", "legend", "marks", "names",
                      "palette", "pointing", "regions", "report", "speaking", "theme", "told", "words"]) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = new URL(name + ".js", here).href;
    document.head.appendChild(link);
  }
  const waiting = [];
  const later = (name) => (...given) => { waiting.push([name, given]); };
  window.strikemap = { mount: later("mount"), draw: later("draw"), narrow: () => null, settled: () => false };
  import(new URL("map.js", here).href).then((map) => {
    window.strikemap = map.strikemap;
    waiting.forEach(([name, given]) => window.strikemap[name](...given));
  });
})();
