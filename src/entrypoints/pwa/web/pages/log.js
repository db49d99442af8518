// The whole log, live, under a filter.

import { get } from "../core/api.js";
import { el, replace } from "../core/dom.js";
import { named, t } from "../core/i18n.js";
import { field } from "../components/form.js";
import { logView } from "../components/log_view.js";

const LEVELS = ["debug", "info", "warning", "error"];
const AFTER_TYPING_MS = 400;

export const page = {
  wide: true,
  texts: ["jobs", "log"],
  title: () => t("nav.log"),
  async render(root, _params, ctx) {
    const { items: jobs } = await get("/api/jobs", {}, ctx);
    const place = el("div", {});
    const form = el("form", { class: "filters", role: "search", "aria-label": t("log.filter") },
      field("job", t("runs.job"), { kind: "select", value: ctx.query.get("job") ?? "",
        options: [["", t("log.all")], ...jobs.map((job) => [job.id, named("job", job.id)])] }),
      field("text", t("log.text"), { kind: "search", maxlength: 200 }),
      el("fieldset", { class: "levels" }, el("legend", { class: "label" }, t("log.levels")),
        el("div", { class: "chips" }, LEVELS.map((level) => el("label", { class: "chip" },
          el("input", { type: "checkbox", name: "level", value: level }), el("span", {}, named("level", level)))))));
    replace(root, form, place);

    let ending = null;
    const show = () => {
      ending?.abort();
      ending = new AbortController();
      replace(place, logView({ filter: wanted(form), ctx, signal: AbortSignal.any([ctx.signal, ending.signal]) }));
    };
    let later = 0;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => {
      clearTimeout(later);
      later = setTimeout(show, event.target.name === "text" ? AFTER_TYPING_MS : 0);
    });
    show();
    return () => clearTimeout(later);
  },
};

function wanted(form) {
  const data = new FormData(form);
  const levels = data.getAll("level");
  return {
    ...(data.get("job") && { job: data.get("job") }),
    ...(data.get("text") && { text: data.get("text") }),
    ...(levels.length > 0 && levels.length < LEVELS.length && { levels }),
  };
}
