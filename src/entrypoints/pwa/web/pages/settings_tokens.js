// Who may come in: a new token is shown once.

import { get, post } from "../core/api.js";
import { el, icon, replace } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { notify, notifyProblem } from "../core/notices.js";
import { exactMoment, moment, timeOf } from "../core/times.js";
import { confirmed, formDialog } from "../components/dialogs.js";
import { field, valuesOf } from "../components/form.js";
import { listState } from "../components/list_state.js";
import { section } from "../components/section.js";
import { table } from "../components/table.js";
import { within } from "../components/words.js";

const ROLES = ["viewer", "operator", "metrics"];

/** Return the part about tokens. */
export function tokens(ctx) {
  const place = el("div", {});
  const made = el("div", { class: "token-made" });
  let own = "";
  const load = listState(place, {
    load: async () => {
      own ||= (await get("/api/session", {}, ctx)).name;
      return get("/api/tokens", {}, ctx);
    },
    show: ({ items }) => table(columns(own, load), valid(items), { caption: t("tokens.title") }),
    empty: () => "",
    rows: 2,
    signal: ctx.signal,
  });
  const add = el("button", { type: "button", class: "button", on: { click: () => addToken(made, load) } }, t("tokens.add"));
  return { element: section(t("tokens.title"), t("tokens.text"), add, made, place), load };
}

/** Those that let somebody in come first. */
function valid(items) {
  return items.toSorted((a, b) => Number(a.revoked_at !== null) - Number(b.revoked_at !== null));
}

function columns(own, load) {
  return [
    { label: t("tokens.column.name"), main: true, cell: ({ name }) => [name, name === own && el("span", { class: "pill" }, t("tokens.you"))] },
    { label: t("tokens.column.role"), cell: ({ role }) => t(`tokens.role.${role}`) },
    { label: t("tokens.column.created"), cell: ({ created_at: at }) => timeOf(at, exactMoment) },
    { label: t("tokens.revoke"), cell: (token) => revoking(token, own, load) },
  ];
}

function revoking({ name, revoked_at: at }, own, load) {
  if (at) return el("span", { class: "quiet" }, within(t("tokens.revoked"), timeOf(at, moment)));
  if (name === own) return "–";
  return el("button", {
    type: "button", class: "link link-danger", "aria-label": t("tokens.revoke.label", { name }),
    on: {
      click: async () => {
        if (!(await confirmed(t("tokens.revoke.ask"), t("tokens.revoke.text", { name }), { action: t("tokens.revoke"), danger: true }))) return;
        await post(`/api/tokens/${encodeURIComponent(name)}/revoke`).catch(notifyProblem);
        await load();
      },
    },
  }, t("tokens.revoke"));
}

async function addToken(place, load) {
  const issued = await formDialog(t("tokens.add.title"), [
    field("name", t("tokens.name"), { hint: t("tokens.name.hint"), required: true, maxlength: 40 }),
    field("role", t("tokens.role"), { kind: "select", options: ROLES.map((role) => [role, t(`tokens.role.${role}`)]), value: "viewer" }),
  ], { action: t("tokens.create"), act: (form) => post("/api/tokens", valuesOf(form)) });
  if (!issued) return;
  showSecret(place, issued);
  await load();
}

/** Show the secret until somebody says that it is noted. */
function showSecret(place, { name, secret }) {
  const input = el("input", { type: "text", readonly: true, value: secret, class: "mono", "aria-label": t("tokens.secret"), on: { focus: () => input.select() } });
  const copy = async () => {
    await navigator.clipboard.writeText(secret).then(() => notify(t("tokens.copied"), { kind: "good" }), () => input.focus());
  };
  replace(place, el("div", { class: "secret", role: "status" }, el("h3", {}, t("tokens.made", { name })), el("p", {}, t("tokens.made.text")),
    el("div", { class: "secret-row" }, input,
      el("button", { type: "button", class: "button", on: { click: copy } }, icon("copy"), t("tokens.copy"))),
    el("button", { type: "button", class: "button button-primary", on: { click: () => replace(place) } }, t("tokens.noted"))));
  input.focus();
}
