// For when something about the app itself is odd: does the live log reach us, is the app installed well?

import { badge, el, replace } from "../core/dom.js";
import { number, t } from "../core/i18n.js";
import { logAddress } from "../core/live_log.js";
import { clockTime } from "../core/times.js";
import { appChecks } from "../components/app_checks.js";
import { bones } from "../components/list_state.js";

const MOST_MESSAGES = 200;

export const page = {
  texts: "diagnostics",
  title: () => t("diagnostics.title"),
  async render(root, _params, ctx) {
    const checks = el("section", { class: "card", "aria-label": t("checks.title") }, el("h2", {}, t("checks.title")), bones(6));
    const tester = el("section", { class: "card" });
    replace(root, checks, tester);
    const close = showTester(tester);
    ctx.signal.addEventListener("abort", close);
    const found = await appChecks();
    replace(checks, el("h2", {}, t("checks.title")), el("ul", { class: "rows" }, found.map(({ name, ok, text }) =>
      el("li", {}, badge(ok === null ? "plain" : ok ? "good" : "bad", t(`check.${name}`)), el("span", { class: "quiet check-text" }, text)))));
  },
};

function showTester(place) {
  let socket = null;
  let count = 0;
  const state = el("span", { class: "badge badge-plain", role: "status" }, t("socket.closed"));
  const messages = el("ol", { class: "socket-messages", tabindex: "0", "aria-label": t("socket.messages") });
  const what = el("textarea", { id: "socket-message", rows: 3, class: "mono", spellcheck: "false",
    value: JSON.stringify({ type: "subscribe", after: 0, filter: {} }) });

  const say = (direction, text) => {
    count += 1;
    messages.append(el("li", { class: `socket-${direction}` },
      el("time", {}, clockTime(new Date().toISOString())), el("span", { class: "quiet" }, t(`socket.${direction}`)), el("code", {}, text)));
    while (messages.children.length > MOST_MESSAGES) messages.firstElementChild.remove();
    messages.scrollTop = messages.scrollHeight;
    replace(counter, t("socket.count", { n: count }));
  };
  const counter = el("span", { class: "quiet" }, t("socket.count", { n: 0 }));
  const show = (kind, text) => {
    state.className = `badge badge-${kind}`;
    replace(state, text);
    open.disabled = socket !== null;
    send.disabled = socket?.readyState !== WebSocket.OPEN;
    shut.disabled = socket === null;
  };

  const connect = () => {
    const begun = performance.now();
    socket = new WebSocket(logAddress());
    show("live", t("socket.connecting"));
    socket.addEventListener("open", () => show("good", t("socket.open", { ms: number(Math.round(performance.now() - begun)) })));
    socket.addEventListener("message", (event) => say("in", event.data));
    socket.addEventListener("close", (event) => {
      socket = null;
      show(event.code === 1000 ? "plain" : "bad", t("socket.ended", { code: String(event.code), why: event.reason || "–" }));
    });
  };
  const open = el("button", { type: "button", class: "button", on: { click: connect } }, t("socket.connect"));
  const send = el("button", { type: "button", class: "button", disabled: true, on: { click: () => { socket.send(what.value); say("out", what.value); } } }, t("socket.send"));
  const shut = el("button", { type: "button", class: "button", disabled: true, on: { click: () => socket?.close(1000) } }, t("socket.close"));

  replace(place,
    el("div", { class: "card-head" }, el("h2", {}, t("socket.title")), state),
    el("p", { class: "quiet mono" }, logAddress()),
    el("div", { class: "field" }, el("label", { class: "label", for: "socket-message" }, t("socket.message")), what),
    el("div", { class: "actions" }, open, send, shut, counter),
    messages);
  return () => socket?.close(1000);
}
