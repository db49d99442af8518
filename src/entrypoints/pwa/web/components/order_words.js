// How an order's state looks, wherever an order is shown.

import { badge } from "../core/dom.js";
import { named } from "../core/i18n.js";

const KINDS = {
  held: "warn", cancelled_after_export: "bad", cancelled_in_erp: "bad",
  confirmed: "good", shipped: "good", exporting: "live", incomplete: "plain",
};
/** A ship-by time says nothing any more. */
const OVER = new Set(["confirmed", "cancelled", "closed_elsewhere"]);

/** Return an order's state as a badge. */
export function stateBadge(state) {
  return badge(KINDS[state] ?? "plain", named("state", state));
}

/** Tell whether an order still has to be shipped. */
export function isOpen(state) {
  return !OVER.has(state);
}

/** Return where an order's page is. */
export function orderPath(number) {
  return `#/orders/${encodeURIComponent(number)}`;
}
