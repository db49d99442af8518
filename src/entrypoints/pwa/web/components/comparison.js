// Starting a comparison with the marketplace, and waiting for its end.

import { get, post } from "../core/api.js";
import { badge, el, icon, replace } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { ACTIVE } from "./runs_table.js";
import { saidPlainly } from "./words.js";

const JOB = "/api/jobs/temu_reconciliation/run-now";
const AGAIN_EVERY_S = 2;

/** Return the button that starts one and the place that says how it goes; `done` is called after a good end. */
export function comparison(ctx, done) {
  const said = el("div", { class: "compare-said", role: "status" });
  const say = (...content) => replace(said, el("p", { class: "compare-state" }, content));
  let run = null;
  const link = () => el("a", { href: `#/runs/${run}` }, t("compare.run"), icon("right"));
  const button = el("button", { type: "button", class: "button" }, icon("play"), t("compare.start"));

  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      run = (await post(JOB, { parameters: {}, queue_behind: true })).run_id;
      say(badge("live", t("compare.running")), " ", link());
    } catch (problem) {
      replace(said, el("p", { class: "field-error" }, saidPlainly(problem.detail) || t("unreached")));
      button.disabled = false;
    }
  });

  ctx.every(AGAIN_EVERY_S, async () => {
    if (!run) return;
    const asked = run;
    const found = await get(`/api/runs/${asked}`, {}, ctx).catch(() => null);
    // Out of reach: the frame says so, and the next look may know more.
    if (!found || ACTIVE.includes(found.state) || asked !== run || ctx.signal.aborted) return;
    if (found.state === "success") {
      replace(said, el("p", { class: "what-next" }, t("compare.done")));
      await done();
    } else {
      say(badge("bad", t("compare.failed")), " ", link());
    }
    run = null;
    button.disabled = false;
  });
  return { button, said };
}
