// Says everything in the reader's language; texts come by area, one file per language and area.

const KNOWN = ["de", "en"];
const REMEMBERED = "language";

let current = "en";
let texts = {};
const areas = new Set(["base"]);
const changed = new Set();

/** Return the language in use: `de` or `en`. */
export function language() {
  return current;
}

/** Load the language that was chosen before, else the browser's first that we know. */
export async function startLanguage() {
  const chosen = localStorage.getItem(REMEMBERED);
  const wanted = (navigator.languages ?? []).map((tag) => tag.slice(0, 2).toLowerCase());
  await load(KNOWN.includes(chosen) ? chosen : wanted.find((tag) => KNOWN.includes(tag)) ?? "en");
}

/** Change the language, remember it, and tell whoever shows texts. */
export async function chooseLanguage(wanted) {
  await load(wanted);
  localStorage.setItem(REMEMBERED, wanted);
  for (const listener of changed) listener();
}

/** Call back after each change of language. */
export function onLanguageChange(listener) {
  changed.add(listener);
}

/** Load the texts of an area; a second call costs nothing. */
export async function needTexts(area) {
  if (!area || areas.has(area)) return;
  const asked = current;
  const found = await read(asked, area);
  areas.add(area);
  // Who changed the language meanwhile did so without this area.
  texts = { ...texts, ...(asked === current ? found : await read(current, area)) };
}

/**
 * Return a text with its `{places}` filled.
 *
 * A text with plural forms is chosen by `n`. An unknown key shows itself, so
 * that it is noticed.
 */
export function t(key, values = {}) {
  const found = texts[key];
  if (found === undefined) return key;
  const text = typeof found === "string" ? found : found[form(values.n)] ?? found.other;
  return text.replace(/\{(\w+)\}/g, (place, name) =>
    name in values ? said(values[name]) : place,
  );
}

/** Tell whether there is such a text. */
export function hasText(key) {
  return key in texts;
}

/** Return what a code of the server is called: `named("state", "in_erp")`. */
export function named(kind, code) {
  const key = `${kind}.${code}`;
  return hasText(key) ? t(key) : String(code).replaceAll("_", " ");
}

/** Return a number as the reader writes it. */
export function number(value, options = {}) {
  return new Intl.NumberFormat(current, options).format(value);
}

/** Return cents as an amount of money. */
export function money(cents, currency) {
  return number(cents / 100, { style: "currency", currency: currency || "EUR" });
}

/** Return a share from 0 to 1 in per cent. */
export function percent(share) {
  return number(share, { style: "percent", maximumFractionDigits: 1 });
}

async function load(wanted) {
  const found = await Promise.all([...areas].map((area) => read(wanted, area)));
  texts = Object.assign({}, ...found);
  current = wanted;
  document.documentElement.lang = wanted;
}

async function read(wanted, area) {
  return (await import(`../texts/${wanted}/${area}.js`)).default;
}

function form(n) {
  return new Intl.PluralRules(current).select(Number(n ?? 2));
}

function said(value) {
  return typeof value === "number" ? number(value) : String(value);
}
