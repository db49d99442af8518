// Trying every connection, now.

import { post } from "../core/api.js";
import { badge, el, replace } from "../core/dom.js";
import { named, t } from "../core/i18n.js";
import { clockTime, duration, timeOf } from "../core/times.js";
import { failedState } from "../components/list_state.js";
import { section } from "../components/section.js";
import { within, words } from "../components/words.js";

/** Return the part about connections. */
export function connections() {
  const place = el("div", { class: "tests", "aria-live": "polite" });
  const button = el("button", { type: "button", class: "button", on: { click: test } }, t("tests.run"));

  async function test() {
    button.disabled = true;
    replace(button, t("tests.running"));
    place.setAttribute("aria-busy", "true");
    try {
      show(place, await post("/api/connection-tests", {}));
    } catch (problem) {
      replace(place, failedState(problem, test));
    } finally {
      place.removeAttribute("aria-busy");
      button.disabled = false;
      replace(button, t("tests.run"));
    }
  }

  return { element: section(t("tests.title"), t("tests.text"), button, place) };
}

function show(place, { at, ok, tests }) {
  const wrong = tests.filter((test) => !test.ok).length;
  const targets = [...new Set(tests.map((test) => test.target))];
  replace(place,
    el("p", {}, ok ? badge("good", t("tests.fine")) : badge("bad", t("tests.wrong", { n: wrong })), " ",
      el("span", { class: "quiet" }, within(t("tests.at"), timeOf(at, clockTime)))),
    targets.map((target) => el("section", { class: "test-group" }, el("h3", {}, t(`target.${target}`)),
      el("ul", {}, tests.filter((test) => test.target === target).map(testRow)))));
}

function testRow({ name, ok, text, duration_s: seconds }) {
  return el("li", { class: ok ? "test" : "test is-wrong" },
    badge(ok ? "good" : "bad", named("test", name)), el("span", { class: "unseen" }, t(ok ? "tests.ok" : "tests.bad")),
    words(text), el("span", { class: "quiet number" }, duration(seconds)));
}
