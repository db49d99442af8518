// A list of very many rows of one height; only those in sight, and some around them, are in the page.

import { el } from "../core/dom.js";

/** Rows kept above and below what is seen, so that quick scrolling shows no gaps. */
const AROUND = 30;
/** Never more rows than this are in the page. */
const MOST_ROWS = 600;

let made = 0;

/**
 * Return `{element, changed, toEnd, atEnd}` for the array `rows`, which its owner changes.
 *
 * `fill(node, row)` puts a row into a node that may have held another; `open(row)`
 * is called for a click or Enter; `nearStart()` when the reader comes near the
 * first row. `changed(shift)` says that rows came or went, `shift` of them at the
 * beginning: what is being read stays where it is.
 */
export function windowedList({ rows, rowHeight, label, fill, open, nearStart = () => {}, signal }) {
  const id = `list-${++made}`;
  const space = el("div", { class: "window-space", role: "presentation" });
  const element = el("div", { class: "window", role: "listbox", tabindex: "0", "aria-label": label }, space);
  const nodes = new Map();
  const spare = [];
  let active = -1;
  let asked = false;

  const draw = () => {
    asked = false;
    const height = rowHeight();
    space.style.height = `${rows.length * height}px`;
    const seen = Math.ceil(element.clientHeight / height);
    const first = Math.max(0, Math.floor(element.scrollTop / height) - AROUND);
    const end = Math.min(rows.length, first + Math.min(MOST_ROWS, seen + 2 * AROUND));
    for (const [index, node] of nodes) {
      if (index >= first && index < end && node.row === rows[index]) continue;
      nodes.delete(index);
      spare.push(node);
      node.remove();
    }
    for (let index = first; index < end; index += 1) place(index, height);
    spare.length = Math.min(spare.length, AROUND);
    mark();
    if (element.scrollTop < AROUND * height) nearStart();
  };

  const place = (index, height) => {
    let node = nodes.get(index);
    if (!node) {
      node = spare.pop() ?? el("div", { class: "window-row", role: "option" });
      node.row = rows[index];
      fill(node, rows[index]);
      nodes.set(index, node);
      const next = nodes.get(index + 1);
      if (next) space.insertBefore(node, next);
      else space.append(node);
    }
    node.id = `${id}-${index}`;
    node.style.transform = `translateY(${index * height}px)`;
    node.style.height = `${height}px`;
    node.setAttribute("aria-posinset", index + 1);
    node.setAttribute("aria-setsize", rows.length);
  };

  const mark = () => {
    for (const [index, node] of nodes) node.setAttribute("aria-selected", String(index === active));
    if (nodes.has(active)) element.setAttribute("aria-activedescendant", `${id}-${active}`);
    else element.removeAttribute("aria-activedescendant");
  };

  const ask = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(draw);
  };

  const go = (index) => {
    active = Math.max(0, Math.min(rows.length - 1, index));
    const height = rowHeight();
    const top = active * height;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + height > element.scrollTop + element.clientHeight) element.scrollTop = top + height - element.clientHeight;
    draw();
  };

  const inSight = () => Math.floor(element.scrollTop / rowHeight());
  element.addEventListener("scroll", ask, { passive: true, signal });
  element.addEventListener("click", (event) => {
    const node = event.target.closest(".window-row");
    if (!node || String(getSelection()).length > 0) return;
    active = Number(node.getAttribute("aria-posinset")) - 1;
    mark();
    open(node.row);
  }, { signal });
  element.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    const known = active >= 0 && nodes.has(active) ? active : inSight();
    if (event.key in steps) go(known + steps[event.key]);
    else if (event.key === "Enter" && rows[active]) open(rows[active]);
    else return;
    event.preventDefault();
  }, { signal });
  new ResizeObserver(ask).observe(element);

  const atEnd = () => element.scrollTop + element.clientHeight >= element.scrollHeight - 2 * rowHeight();
  return {
    element,
    atEnd,
    toEnd() {
      draw();
      element.scrollTop = element.scrollHeight;
    },
    changed(shift = 0) {
      if (shift !== 0) {
        if (active >= 0) active += shift;
        // First the room, then the place in it: else the browser cuts the place off.
        space.style.height = `${rows.length * rowHeight()}px`;
        element.scrollTop += shift * rowHeight();
      }
      ask();
    },
  };
}
