// What every page shows of the shop, kept fresh: banners, the counts in the menu, the server's clock.

import { connection, getKept } from "./api.js";
import { showFigures } from "./shell.js";
import { useServerTime } from "./times.js";

const AGAIN_EVERY_MS = 60_000;

/** Several changes in a row are looked at once. */
const AFTER_CHANGE_MS = 700;

let timer = 0;
let soon = 0;
let here = () => false;

/**
 * Look at the overview once a minute while somebody is here and looks.
 *
 * `now` looks at once too: who comes in by another page than the overview must
 * see as well that the shop is stopped. A second call takes the place of the first.
 */
export function watchStanding({ now, stillHere }) {
  here = stillHere;
  clearInterval(timer);
  timer = setInterval(() => here() && !document.hidden && look(), AGAIN_EVERY_MS);
  if (now) look();
}

connection.addEventListener("changed", () => {
  clearTimeout(soon);
  soon = setTimeout(() => here() && look(), AFTER_CHANGE_MS);
});

/** Look at the overview and tell the frame; being out of reach shows there by itself. */
async function look() {
  const found = await getKept("/api/overview").catch(() => null);
  if (!found) return;
  if (!found.keptAt) useServerTime(found.body.at);
  showFigures(found.body);
}
