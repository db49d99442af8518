// The live log as people read it: follow, pause, scroll back as far as it goes, look at one line.

import { el, icon, replace } from "../core/dom.js";
import { named, number, t } from "../core/i18n.js";
import { notifyProblem } from "../core/notices.js";
import { clockTime, exactMoment } from "../core/times.js";
import { logLines } from "./log_lines.js";
import { windowedList } from "./windowed_list.js";

const WIDE_ROW = 28;
const PHONE_ROW = 52;
const phone = matchMedia("(max-width: 47.99rem)");
const STATES = { live: "good", connecting: "live", waiting: "warn", paused: "warn" };

/** Return the log under a filter, live until the page is left or `signal` aborts. */
export function logView({ filter = {}, ctx, signal = ctx.signal, height = "tall", withDownload = true }) {
  const state = el("span", { class: "badge badge-plain", role: "status" }, t("log.connecting"));
  const count = el("span", { class: "quiet" });
  const fresh = el("button", { type: "button", class: "button log-fresh", hidden: true, on: { click: () => follow() } });
  const none = el("p", { class: "log-none quiet", hidden: true }, t("log.none"));
  let unseen = 0;
  let paused = false;

  const onChange = (shift, added) => {
    const atEnd = list.atEnd();
    list.changed(shift);
    if (added > 0 && atEnd) list.toEnd();
    else if (added > 0) unseen += added;
    showCount();
  };

  const lines = logLines({
    filter, shop: ctx.session.shop, onChange, signal,
    onState: (name) => {
      state.className = `badge badge-${STATES[name]}`;
      replace(state, t(`log.${name}`));
    },
  });

  const list = windowedList({
    rows: lines.rows,
    rowHeight: () => (phone.matches ? PHONE_ROW : WIDE_ROW),
    label: t("log.label"),
    fill: (node, line) => fillRow(node, line),
    open: showLine,
    nearStart: () => lines.older().catch(notifyProblem),
    signal,
  });
  list.element.classList.add("log-lines", `log-${height}`);

  const showCount = () => {
    replace(count, t("log.count", { n: lines.rows.length }));
    none.hidden = lines.rows.length > 0;
    fresh.hidden = unseen === 0 || list.atEnd();
    if (fresh.hidden) unseen = 0;
    else replace(fresh, t("log.fresh", { n: unseen }));
  };

  const follow = () => {
    list.toEnd();
    unseen = 0;
    showCount();
  };

  list.element.addEventListener("scroll", showCount, { passive: true, signal });
  phone.addEventListener("change", () => list.changed(), { signal });

  const pauseButton = el("button", { type: "button", class: "button", "aria-pressed": "false", on: { click: () => {
    paused = !paused;
    pauseButton.setAttribute("aria-pressed", String(paused));
    replace(pauseButton, icon(paused ? "play" : "pause"), t(paused ? "log.resume" : "log.pause"));
    if (paused) lines.pause();
    else lines.resume();
  } } }, icon("pause"), t("log.pause"));

  const toStart = el("button", { type: "button", class: "button", on: { click: async () => {
    toStart.disabled = true;
    await lines.toBeginning().catch(notifyProblem);
    list.element.scrollTop = 0;
    toStart.disabled = false;
  } } }, t("log.beginning"));

  lines.start().then(follow, (problem) => notifyProblem(problem));
  return el("div", { class: "log" },
    el("div", { class: "log-bar" }, state, count,
      el("div", { class: "actions" }, toStart, pauseButton, withDownload && downloadButton(lines, filter))),
    el("div", { class: "log-frame" }, list.element, none, fresh));
}

function fillRow(node, line) {
  node.className = `window-row log-row log-${line.level}`;
  replace(node,
    el("time", { datetime: line.at }, clockTime(line.at)),
    el("span", { class: "log-level" }, line.level === "info" ? "" : named("level", line.level)),
    el("span", { class: "log-job" }, named("job", line.job)),
    el("span", { class: "log-text" }, line.text));
}

function showLine(line) {
  const close = () => dialog.close();
  const fact = (label, value) => el("div", {}, el("dt", {}, label), el("dd", {}, value));
  const dialog = el("dialog", { class: "sheet", "aria-label": t("log.line") },
    el("header", { class: "sheet-head" }, el("h2", {}, exactMoment(line.at)),
      el("button", { type: "button", class: "icon-button", "aria-label": t("close"), on: { click: close } }, icon("close"))),
    el("p", { class: "log-whole" }, line.text),
    el("dl", { class: "facts" },
      fact(t("log.level"), named("level", line.level)),
      fact(t("runs.job"), named("job", line.job)),
      fact(t("log.step"), line.step || "–"),
      fact(t("log.run"), el("a", { href: `#/runs/${line.run_id}`, on: { click: close } }, line.run_id)),
      fact(t("log.position"), number(line.position)),
      Object.entries(line.facts).map(([name, value]) => fact(name, String(value)))));
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  document.body.append(dialog);
  dialog.showModal();
}

function downloadButton(lines, filter) {
  const button = el("button", { type: "button", class: "button", on: { click: async () => {
    button.disabled = true;
    try {
      save(await lines.wholeText(), `temu-jtl-log${filter.run_id ? `-${filter.run_id}` : ""}.txt`);
    } catch (problem) {
      notifyProblem(problem);
    } finally {
      button.disabled = false;
    }
  } } }, icon("download"), t("log.download"));
  return button;
}

function save(text, name) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
