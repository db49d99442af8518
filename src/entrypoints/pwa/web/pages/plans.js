// Plans: what would be written outside, and saying yes to it.

import { get, post } from "../core/api.js";
import { badge, el, icon, replace } from "../core/dom.js";
import { language, named, number, t } from "../core/i18n.js";
import { dueMoment, relativeTime, timeOf } from "../core/times.js";
import { confirmed } from "../components/dialogs.js";
import { listState } from "../components/list_state.js";
import { table } from "../components/table.js";
import { whoDid, within, words } from "../components/words.js";
import { planInGerman } from "../texts/german_plans.js";

const AT_ONCE = 25;
const KINDS = { waiting: "warn", approved: "good", applied: "plain" };

export const page = {
  wide: true,
  texts: "plans",
  title: () => t("plans.title"),
  async render(root, _params, ctx) {
    ctx.lead(t("plans.lead"));
    const place = el("div", { class: "plans" });
    replace(root, place);
    const load = listState(place, {
      load: () => get("/api/plans", {}, ctx),
      show: ({ items }) => items.map((plan) => planCard(plan, ctx, () => load())),
      empty: () => [el("strong", {}, t("plans.empty")), el("p", {}, t("plans.empty.text"))],
      rows: 4,
      signal: ctx.signal,
    });
    await load();
  },
};

function planCard(plan, ctx, again) {
  const foot = el("div", { class: "plan-foot" });
  if (ctx.mayChange && plan.state === "waiting") replace(foot, buttons(plan, foot, again));
  const id = `plan-${plan.id}`;
  return el("section", { class: "card plan", id, "aria-labelledby": `${id}-title` },
    el("header", { class: "plan-head" },
      el("div", {},
        el("h2", { id: `${id}-title` }, named("plan.kind", plan.kind), " ", el("span", { class: "pill" }, t("plan.writes", { n: plan.writes.length }))),
        el("p", { class: "quiet" }, badge(KINDS[plan.state] ?? "plain", named("plan.state", plan.state)), " · ", moments(plan)))),
    el("div", {}, el("h3", {}, t("plan.why")), words(plan.approval_reason)),
    foot, diff(plan));
}

function moments(plan) {
  if (plan.decided_at) {
    return within(t("plan.approved.by", { name: whoDid(plan.decided_by).name }), timeOf(plan.decided_at, dueMoment));
  }
  return within(t("plan.stored"), relativeTime(plan.stored_at));
}

function buttons(plan, foot, again) {
  const approve = (path, done) => async (event) => {
    const button = event.currentTarget;
    const yes = await confirmed(t("plan.approve.ask", { n: plan.writes.length }), t("plan.approve.text"), { action: button.textContent });
    if (!yes) return;
    for (const one of foot.querySelectorAll("button")) one.disabled = true;
    try {
      done(await post(`/api/plans/${plan.id}/${path}`), foot);
    } catch (problem) {
      replace(foot, el("p", { class: "field-error", role: "alert" }, problem.code === "unknown_plan" ? t("plan.gone") : problem.detail || t("unreached")),
        el("button", { type: "button", class: "button", on: { click: again } }, t("plan.again")));
    }
  };
  return [
    el("button", { type: "button", class: "button button-primary", on: { click: approve("apply", applying) } }, t("plan.apply")),
    el("button", { type: "button", class: "button", on: { click: approve("approve", approved) } }, t("plan.approve")),
  ];
}

function approved(_answer, foot) {
  say(foot, t("plan.approved"));
}

function applying(run, foot) {
  say(foot, t("plan.applying"), " ", el("a", { href: `#/runs/${encodeURIComponent(run.run_id)}` }, t("plan.applying.look"), icon("right")));
}

function say(foot, ...content) {
  const said = el("p", { class: "what-next", role: "status", tabindex: "-1" }, content);
  replace(foot, said);
  said.focus();
}

/** Return every write as "now" and "then", the first ones open. */
function diff(plan) {
  const place = el("div", {});
  let shown = AT_ONCE;
  const draw = () => {
    const left = plan.writes.length - shown;
    replace(place, table(columns(), plan.writes.slice(0, shown), { caption: t("plan.diff") }),
      left > 0 && el("button", { type: "button", class: "button", on: { click: () => { shown = plan.writes.length; draw(); } } }, t("plan.more", { n: left })));
  };
  draw();
  return place;
}

function columns() {
  return [
    { label: t("plan.what"), main: true, cell: what },
    { label: t("plan.before"), cell: ({ before }) => value(before, "before") },
    { label: t("plan.after"), cell: ({ after }) => value(after, "after") },
  ];
}

function what({ subject, details = [] }) {
  return el("div", { class: "order-cell" }, line("strong", subject), details.map((detail) => line("quiet", detail)));
}

function value(text, kind) {
  if (text === "") return line(`diff diff-${kind}`, t("plan.nothing"));
  return line(`diff diff-${kind}`, /^\d+$/.test(text) ? number(Number(text)) : text);
}

/** A line of the server: in German where we know it, else marked as English where it has words. */
function line(kind, text) {
  const german = language() === "de" ? planInGerman(text) : null;
  return el("span", { class: kind, lang: !german && language() === "de" && /[a-z]{3}/.test(text) ? "en" : null }, german ?? text);
}
