// A list that is read page by page; "more" reads on, and what is shown stays where it is.

import { el, replace } from "../core/dom.js";
import { bones, emptyState, failedState } from "./list_state.js";

/**
 * Return a list that is read page by page: its `element`, and `load()`, which begins anew.
 *
 * `read(after)` returns `{items, next}`; `show(items)` the nodes of all items read so far,
 * `empty()` those that stand where there are none.  `more` is the word of the button that reads
 * on; `told(count, complete)` hears how many are shown.  A first load shows `rows` bones; a
 * later one leaves what stands until the new comes.
 */
export function paged({ read, show, empty, more, told = () => {}, rows = 8, signal }) {
  const list = el("div", { class: "paged-list" });
  const foot = el("div", { class: "paged-foot" });
  const element = el("div", { class: "paged" }, list, foot);
  let turn = 0;
  let items = [];

  async function load() {
    const mine = ++turn;
    if (!list.hasChildNodes()) replace(list, bones(rows));
    await page("", mine, (found) => {
      items = found.items;
      if (items.length === 0) replace(list, emptyState(empty()));
      else replace(list, show(items));
    }, (problem) => {
      replace(foot);
      replace(list, failedState(problem, () => { replace(list); load(); }));
    });
  }

  async function goOn(after) {
    const mine = turn;
    await page(after, mine, (found) => {
      const before = items.length;
      items = [...items, ...found.items];
      replace(list, show(items));
      // Whoever pressed "more" reads on at what is new.
      list.querySelectorAll("[data-row]")[before]?.querySelector("a, button")?.focus({ preventScroll: true });
    }, (problem) => replace(foot, failedState(problem, () => goOn(after))));
  }

  async function page(after, mine, shown, failed) {
    const button = foot.querySelector("button");
    if (button) button.disabled = true;
    element.setAttribute("aria-busy", "true");
    try {
      const found = await read(after);
      if (mine !== turn || signal?.aborted) return;
      shown(found);
      told(items.length, !found.next);
      replace(foot, found.next && el("button", { type: "button", class: "button", on: { click: () => goOn(found.next) } }, more()));
    } catch (problem) {
      if (mine !== turn || signal?.aborted) return;
      if (problem.name !== "Problem") console.error(problem);
      failed(problem);
    } finally {
      if (mine === turn) element.removeAttribute("aria-busy");
    }
  }

  return { element, load };
}
