// Small drawings of numbers; what they show is also said in words.

import { el, svg } from "../core/dom.js";
import { named, t } from "../core/i18n.js";
import { duration, moment } from "../core/times.js";

const WIDTH = 600;
const HEIGHT = 140;
const TOP = 8;
const FLOOR = HEIGHT - 10;
const SHORTEST = 3;
const BAD = ["failed", "timed_out", "abandoned"];

/** Draw how long runs took, oldest first; those that failed stand out by colour and by a mark. */
export function durationChart(runs, { most = 50 } = {}) {
  const shown = runs.filter((run) => run.finished_at).slice(0, most).reverse();
  const longest = Math.max(...shown.map((run) => run.duration_s ?? 0), 0.1);
  const failed = shown.filter((run) => BAD.includes(run.state)).length;
  const summary = t("chart.summary", { n: shown.length, failed, longest: duration(longest), average: duration(average(shown)) });
  const step = WIDTH / most;
  const first = most - shown.length;
  return el("figure", { class: "chart" },
    svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": summary, preserveAspectRatio: "none" },
      [0, 0.5, 1].map((share) => svg("line", { class: "chart-line", x1: 0, x2: WIDTH, y1: level(share), y2: level(share) })),
      shown.map((run, i) => bar(run, (first + i) * step, step, longest))),
    el("figcaption", { class: "chart-legend" },
      el("span", {}, t("chart.longest", { time: duration(longest) })),
      el("span", { class: "chart-key chart-key-good" }, t("chart.good")),
      el("span", { class: "chart-key chart-key-warn" }, t("chart.partial")),
      el("span", { class: "chart-key chart-key-bad" }, t("chart.bad"))));
}

function bar(run, x, step, longest) {
  const kind = BAD.includes(run.state) ? "bad" : run.state === "success" ? "good" : "warn";
  const height = Math.max(SHORTEST, ((run.duration_s ?? 0) / longest) * (FLOOR - TOP));
  const title = svg("title", {}, `${moment(run.started_at ?? run.requested_at)} · ${duration(run.duration_s)} · ${named("run", run.state)}`);
  const gap = step * 0.2;
  return svg("g", { class: `chart-bar chart-${kind}` }, title,
    svg("rect", { x: x + gap / 2, y: FLOOR - height, width: step - gap, height, rx: 1.5 }),
    // Failures are marked below the floor too: red alone tells some people nothing.
    kind === "bad" && svg("rect", { x: x + gap / 2, y: FLOOR + 4, width: step - gap, height: 4 }));
}

function level(share) {
  return FLOOR - share * (FLOOR - TOP);
}

function average(runs) {
  const times = runs.map((run) => run.duration_s ?? 0);
  return times.length ? times.reduce((all, one) => all + one, 0) / times.length : 0;
}
