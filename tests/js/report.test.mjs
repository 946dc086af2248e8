/* Which answers the map draws. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { isOvertaken } from "../../static/map/report.js";

test("an answer to an older question than the last is not drawn, any word of the server's own is", () => {
  const asked = { visit: "a", number: 7 }, answer = { answered: 6, visit: "a", view: { turn: 2 } };
  assert.ok(isOvertaken(answer, asked, 2));
  for (const newer of [{ answered: 7 }, { answered: 8 }, { answered: null }, { visit: "b" }, { view: { turn: 3 } }]) {
    assert.ok(!isOvertaken({ ...answer, ...newer }, asked, 2), JSON.stringify(newer));
  }
  assert.ok(!isOvertaken(answer, { visit: "", number: 0 }, 2));
});
