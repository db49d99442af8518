// What is behind the name of whoever is here: the rest of the pages, language, theme, log-out.

import { get, remove } from "./api.js";
import { el, icon, replace } from "./dom.js";
import { chooseLanguage, language, t } from "./i18n.js";
import { chooseTheme, shopChoice, themeInUse } from "./shell.js";
import { forgetEverything, installButton } from "./installed.js";

/** Open the menu; it closes when something was chosen. */
export function openMenuDialog({ given, links }) {
  const { session, leave } = given;
  const dialog = el("dialog", { class: "sheet menu", "aria-label": t("menu.label") });
  const close = () => dialog.close();
  const name = el("strong", {}, "\u00a0");
  get("/api/session").then((found) => replace(name, found.name), () => {});
  dialog.append(
    el("header", { class: "sheet-head" },
      el("div", {}, name, el("div", { class: "quiet" }, t(`role.${session.role}`))),
      el("button", { type: "button", class: "icon-button", "aria-label": t("close"), on: { click: close } }, icon("close"))),
    el("nav", { class: "menu-links phone-only", "aria-label": t("nav.label"), on: { click: close } }, links),
    el("div", { class: "menu-choices" },
      session.shops.length > 1 && el("div", { class: "phone-only" }, shopChoice()),
      choice(t("menu.language"), [["de", "Deutsch"], ["en", "English"]], language(), async (chosen) => {
        close();
        await chooseLanguage(chosen);
      }),
      choice(t("menu.theme"), [["", t("theme.system")], ["light", t("theme.light")], ["dark", t("theme.dark")]], themeInUse(), chooseTheme)),
    el("div", { class: "menu-end" },
      installButton(),
      el("a", { class: "button", href: "#/diagnostics", on: { click: close } }, t("menu.diagnostics")),
      el("button", { type: "button", class: "button", on: { click: () => logOut(close, leave) } }, t("menu.logout"))),
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  document.body.append(dialog);
  dialog.showModal();
}

async function logOut(close, leave) {
  // The server forgets the session; the browser forgets the rest, also where it ignores that header.
  await remove("/api/session");
  await forgetEverything();
  close();
  leave();
}

function choice(label, options, chosen, choose) {
  const name = `choice-${label}`;
  return el("fieldset", { class: "segments" }, el("legend", { class: "label" }, label),
    el("div", { class: "segment-row" }, options.map(([value, text]) =>
      el("label", {}, el("input", { type: "radio", name, value, checked: value === chosen, on: { change: () => choose(value) } }),
        el("span", {}, text)))));
}
