"""How each figure was measured, for who reads the table."""

from __future__ import annotations

NOTES = (
    "Medians of at least 20 after warm-up for response, first visits and the import of the "
    "library; the naive way is the median of three; memory, cold start, check, import of a file "
    "and sessions are one run each. A change of the floor, one of the floor with this project's "
    "settings and one of ours are taken by turns in one browser, so that what else the machine "
    "does falls on all.",
    "The floor and the empty map run with Streamlit's own settings. With this project's, which "
    "leave out the round of garbage collection after each rerun, the floor is faster too: a line "
    "beside each size says how much.",
    "Response: from the key's `keydown` in the page to the change of the floor's text, or of "
    "`data-drawn` in the map's iframe, by the browser's clock. Server: from the browser's request "
    "to the message that holds the map, and to the end of that rerun, as the WebSocket shows. A "
    "press for which no symbol changes before the server answers is counted by that answer.",
    "Rest: from the page's word that the days rest to the moment from which the totals are no "
    "longer marked as stale, and, beside it, to that from which nothing on the page is, the list "
    "and its sentence included. It stands beside the floor with this project's settings. From "
    "2,001 incidents on the server has answered for the same days while they moved.",
    "Every press but the article's goes to a day not seen before, since Streamlit sends a large "
    "message that it has sent before as a hash alone. Bytes are those of all messages received for "
    "a change; where it takes two runs, one while the days move and one at rest, each has its own "
    "beside them.",
    "First visit: a browser context with an empty cache, from navigation to markers in the iframe "
    "when it has its height; "
    "its floor is an empty app with an empty map whose one script and style come from the app's "
    "own `static/`, as ours do. Cold start: the bar is that which says how far the reading is.",
    "Phone, and far: all bytes go by a relay on this machine (`bench/relay.py`), which holds each "
    "back for half of the latency each way, the first of a connection for a round trip more, and "
    "lets no more through than the rate, all connections together. Chromium's own emulation of a "
    "network, with which this was measured until 29 November 2026, delays requests, but nothing "
    "that passes over an open WebSocket.",
    "Drag: the last day's thumb is dragged over the timeline and back in 60 steps, each at another "
    "moment of its frame, as often as it takes for 60 changes, 12 times at the most; the time is "
    "from the pointer's event, which the browser hands on at the next frame, to the end of the "
    "frame in which the symbols changed. Steps that change no symbol, since they change no day or "
    "nothing lies on it, are not counted. Reruns are all that the page asked the server for, "
    "whatever it was about: while the days moved, and from the word that they rest on. On "
    "a machine so busy that days rest on the way, such words are told apart.",
    "Naive: a folium marker with popup and tooltip for each row, in one map, made anew; stopped "
    "after a minute, first drawing included, and not tried with more rows then.",
    "Sessions speak Streamlit's own protocol over WebSockets, without browsers, each to days of "
    "its own: the time is the server's, to the message that holds the map, beside one idle "
    "session of the floor app in the same run. From 2,001 incidents on each change is asked twice, "
    "as by a browser: while the days move, and 0.2 s later, when they rest; the slower answer "
    "counts. They share the machine's processors with the server.",
    "Players who stop at once are waited for until the timeline has its answer, by which a browser "
    "takes the totals for right; the end of the whole run stands beside it. They are right where "
    "the number in view is that of the rules and the totals are, letter for letter, those that "
    "another server shows a first visitor of these days.",
    "Growth: of the changes 100 are key presses, the others by turns play that is paused at once "
    "and all days, each answered by the server before the next.",
    "Under load, one run each, over the same protocol: who never reads asks for the whole page "
    "every five seconds and leaves his socket full; an idle connection has begun a session and "
    "asked for nothing; a first visit is the page's HTML and its session's whole page, without "
    "Streamlit's own files. A killed server's pages try to connect twice a second and ask for "
    "their view by its address, and the time is from the server's first answer. A replaced "
    "collection's tables are written in six parts each, 0.4 s apart.",
    "Languages (`python -m bench languages`, four minutes): the page, its pictures and its files "
    "in Ukrainian beside English, by turns at one server, which comes first changing; medians "
    "of 24 changes, 12 first visits, 13 pictures and totals that were not asked for before, and 20 "
    "exports of each form by processor time.",
    "Soak (`python -m bench.soak --minutes 120`; part of the bench only where it is named): four "
    "readers at a time look, play, take files or bring one, as fast as a tenth of a processor "
    "bears. Every five minutes all leave, and 45 s later, when their sessions have ended, memory, "
    "open files and threads of the server are counted.",
)
