// What can be done about a stopped order: buttons, and forms that open in place.

import { get, post } from "../core/api.js";
import { el, replace } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { confirmed } from "./dialogs.js";
import { clearProblem, field, showProblem, valuesOf } from "./form.js";
import { words } from "./words.js";

/** Asked about first; true: cannot be taken back. */
const ASKED = { done_by_hand: true, deliver_again: false };
const LINE_NAME = /^line\.(.+)\.name$/;

/**
 * Return the remedies of one order.
 *
 * `done(remedy, mended)` hears what became of it: `{orders, refused}` by number.  `first` says
 * how the most helpful remedy looks.
 */
export function remedies({ number, forms, done, first = "button" }) {
  const place = el("div", { class: "remedy-form" });
  const failure = el("div", { class: "remedy-failure", role: "alert" });
  const buttons = el("div", { class: "remedy-buttons" }, forms.map((form, n) => {
    const button = el("button", {
      type: "button", class: n === 0 ? first : "button button-quiet",
      "aria-expanded": form.fields.length > 0 ? "false" : null,
      on: { click: () => begin(form, button) },
    }, t(`remedy.${form.remedy}`));
    return button;
  }));

  async function begin(form, button) {
    replace(failure);
    if (form.fields.length > 0) return toggle(form, button);
    close();
    if (form.remedy in ASKED && !(await sure(form.remedy))) return undefined;
    try {
      told(form.remedy, await busy(buttons, () => post(form.path, { numbers: [number], remedy: form.remedy })));
    } catch (problem) {
      replace(failure, problem.detail || t("unreached"));
    }
    return undefined;
  }

  function sure(remedy) {
    return confirmed(t(`confirm.${remedy}`), t(`confirm.${remedy}.text`, { number }), {
      action: t(`remedy.${remedy}`), danger: ASKED[remedy],
    });
  }

  async function toggle(form, button) {
    const open = button.getAttribute("aria-expanded") === "true";
    close();
    if (open) return;
    button.setAttribute("aria-expanded", "true");
    const shown = await remedyForm({ number, form, told, cancel: () => { close(); button.focus(); } });
    if (button.getAttribute("aria-expanded") !== "true") return;
    replace(place, shown);
    (shown.querySelector("[data-at-fault] :is(input, select)") ?? shown.querySelector("input, select"))?.focus();
  }

  function close() {
    replace(place);
    for (const button of buttons.children) {
      if (button.hasAttribute("aria-expanded")) button.setAttribute("aria-expanded", "false");
    }
  }

  function told(remedy, mended) {
    const why = mended.refused[number];
    if (why === undefined) done(remedy, mended);
    else replace(failure, t("next.refused"), words(why));
  }

  return el("div", { class: "remedies" }, buttons, place, failure);
}

/** Return what happens next, for the place where the remedies were. */
export function whatNext(remedy, number, mended) {
  const others = mended.orders.filter((one) => one !== number).length;
  return el("p", { class: "what-next", role: "status", tabindex: "-1" },
    t(`next.${remedy}`), others > 0 && ` ${t("next.more", { n: others })}`);
}

async function remedyForm({ number, form, told, cancel }) {
  const send = el("button", { type: "submit", class: "button button-primary" }, t(`form.send.${form.remedy}`));
  const before = {};
  const element = el("form", { novalidate: true, on: { submit } }, await fieldsOf(number, form, before),
    el("p", { class: "form-error field-error", role: "alert" }),
    el("div", { class: "form-foot" }, send, el("button", { type: "button", class: "button", on: { click: cancel } }, t("cancel"))));

  async function submit(event) {
    event.preventDefault();
    clearProblem(element);
    const values = valuesOf(element);
    const empty = Object.keys(values).find((name) => values[name].trim() === "" && before[name] !== "");
    if (empty !== undefined) return showProblem(element, { field: empty, detail: t("form.empty") });
    const body = bodyOf(number, form, values, before);
    if (body === null) return showProblem(element, { detail: t("form.unchanged") });
    try {
      told(form.remedy, await busy(element, () => post(form.path, body)));
    } catch (problem) {
      // What was typed stays.
      showProblem(element, problem);
    }
    return undefined;
  }

  return element;
}

function bodyOf(number, form, values, before) {
  if (form.remedy === "correct_text") {
    const corrections = form.fields
      .map(({ name }) => ({ field: name, value: values[dataName(name)].trim() }))
      .filter(({ field: path, value }) => value !== before[dataName(path)]);
    return corrections.length === 0 ? null : { numbers: [number], remedy: form.remedy, corrections };
  }
  const fixed = form.fields.filter((one) => one.kind === "fixed").map((one) => [one.name, one.value]);
  const given = form.fields.filter((one) => one.kind !== "fixed").map(({ name, kind }) =>
    [name, kind === "carrier" ? Number(values[name]) : values[name].trim()]);
  return Object.fromEntries([...fixed, ...given]);
}

/** A problem names a field by the last part of its path. */
function dataName(path) {
  return LINE_NAME.test(path) ? "name" : path.split(".").at(-1);
}

/** Return the fields of a form; *before* learns what stood in them. */
async function fieldsOf(number, form, before) {
  const fixed = form.fields.find((one) => one.kind === "fixed")?.value ?? "";
  const asked = form.fields.filter((one) => one.kind !== "fixed");
  if (asked[0].kind === "carrier") return carrierField(asked[0], fixed);
  if (asked[0].kind === "article") {
    return field(asked[0].name, t("form.article"), {
      hint: t("form.article.hint", { sku: fixed }), maxlength: asked[0].longest, spellcheck: "false", required: true,
    });
  }
  return textFields(number, asked, before);
}

async function carrierField({ name }, method) {
  const found = await get("/api/carriers").catch((problem) => ({ known: [], problem: problem.detail || t("unreached") }));
  const options = [["", t("form.carrier.choose")], ...found.known.map((carrier) => [carrier.id, carrier.name])];
  const hint = t("form.carrier.hint", { method });
  return [field(name, t("form.carrier"), { kind: "select", hint, options, required: true }),
    found.problem && el("p", { class: "field-error", role: "alert" }, t("form.carrier.away", { why: found.problem }))];
}

async function textFields(number, asked, before) {
  const nodes = [];
  let texts = {};
  if (asked.some((one) => one.value === null)) {
    try {
      ({ texts } = await post(`/api/orders/${encodeURIComponent(number)}/texts`));
      nodes.push(el("p", { class: "hint" }, t("form.personal")));
    } catch (problem) {
      nodes.push(el("p", { class: "field-error", role: "alert" }, problem.detail || t("unreached")));
    }
  }
  for (const one of asked) {
    const now = one.value ?? texts[one.name] ?? "";
    // What is missing must be filled in; what else is empty may stay so.
    before[dataName(one.name)] = one.at_fault && now === "" ? null : now;
    nodes.push(textField(one, now));
  }
  return el("div", { class: "form-grid" }, nodes);
}

function textField({ name, longest, at_fault: atFault }, value) {
  const tooLong = value.length > longest;
  const count = (length) => t("form.count", { n: length, longest });
  const hint = tooLong ? count(value.length) : atFault && value === "" ? t("form.at_fault") : "";
  const one = field(dataName(name), labelOf(name), { kind: tooLong ? "area" : "text", value, hint, maxlength: longest, spellcheck: "false" });
  if (atFault) one.setAttribute("data-at-fault", "");
  if (tooLong) one.querySelector("textarea").addEventListener("input", ({ target }) => replace(one.querySelector(".hint"), count(target.value.length)));
  return one;
}

function labelOf(path) {
  const line = LINE_NAME.exec(path);
  return line ? t("text.line.name", { line: line[1] }) : t(`text.${path}`);
}

/** Keep everything in an element from being pressed twice; returns what the work does. */
async function busy(element, work) {
  const controls = [...element.querySelectorAll("button, input, select, textarea")];
  for (const control of controls) control.disabled = true;
  element.setAttribute("aria-busy", "true");
  try {
    return await work();
  } finally {
    element.removeAttribute("aria-busy");
    for (const control of controls) control.disabled = false;
  }
}
