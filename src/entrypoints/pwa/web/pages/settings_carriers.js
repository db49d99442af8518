// Which shipping method of the ERP is which carrier; what is missing comes first.

import { get, post } from "../core/api.js";
import { badge, el, replace } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { clearProblem, field, showProblem, valuesOf } from "../components/form.js";
import { listState } from "../components/list_state.js";
import { section } from "../components/section.js";

/** Return the part about carriers. */
export function carriers(ctx) {
  const place = el("div", {});
  const load = listState(place, {
    load: () => get("/api/carriers", {}, ctx),
    isEmpty: ({ mapped }) => mapped.length === 0,
    show: ({ mapped, known, problem }) => [
      problem && el("p", { class: "field-error" }, t("carriers.away", { why: problem })),
      el("ul", { class: "carriers" }, mapped.map((one) => carrierRow(one, known, ctx))),
    ],
    empty: () => [el("strong", {}, t("carriers.empty")), el("p", {}, t("carriers.empty.text"))],
    rows: 3,
    signal: ctx.signal,
  });
  return { element: section(t("carriers.title"), t("carriers.text"), null, place), load };
}

function carrierRow(entry, known, ctx) {
  const row = el("li", {});
  const method = entry.shipping_method;
  const names = new Map(known.map((carrier) => [carrier.id, carrier.name]));
  const state = { carrier: entry.carrier, waiting: entry.orders_waiting, said: null };

  function rest() {
    const open = el("button", {
      type: "button", class: `button ${state.carrier === null ? "button-primary" : ""}`,
      "aria-label": t("carriers.map.label", { method }), on: { click: edit },
    }, t(state.carrier === null ? "carriers.map" : "carriers.change"));
    replace(row, el("div", { class: "carrier-row" },
      el("div", {}, el("h3", {}, method),
        state.carrier === null ? badge("warn", t("carriers.unmapped")) : el("span", {}, names.get(state.carrier) ?? t("carriers.unlisted", { id: state.carrier })),
        state.waiting > 0 && el("span", { class: "quiet" }, ` · ${t("carriers.waiting", { n: state.waiting })}`),
        state.said && el("p", { class: "what-next", role: "status" }, state.said)),
      ctx.mayChange && known.length > 0 && open));
    return open;
  }

  function edit() {
    state.said = null;
    const options = [["", t("carriers.choose")], ...known.map((carrier) => [carrier.id, carrier.name])];
    const form = el("form", { class: "carrier-form", novalidate: true, on: { submit: save } },
      field("carrier", t("carriers.of", { method }), { kind: "select", options, value: state.carrier ?? "", required: true }),
      el("div", { class: "form-foot" }, el("button", { type: "submit", class: "button button-primary" }, t("carriers.save")),
        el("button", { type: "button", class: "button", on: { click: () => rest().focus() } }, t("cancel"))),
      el("p", { class: "form-error field-error", role: "alert" }));
    replace(row, form);
    form.querySelector("select").focus();
  }

  async function save(event) {
    event.preventDefault();
    const form = event.currentTarget;
    clearProblem(form);
    const carrier = Number(valuesOf(form).carrier);
    if (!carrier) return showProblem(form, { field: "carrier", detail: t("carriers.choose") });
    try {
      const { orders } = await post("/api/carriers", { shipping_method: method, carrier });
      Object.assign(state, {
        carrier, waiting: 0,
        said: orders.length > 0 ? `${t("carriers.saved")} ${t("carriers.saved.orders", { n: orders.length })}` : t("carriers.saved"),
      });
      return rest().focus();
    } catch (problem) {
      return showProblem(form, problem);
    }
  }

  rest();
  return row;
}
