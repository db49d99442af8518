// Times in the shop's zone, by the server's clock; relative ones keep moving.

import { el } from "./dom.js";
import { language, t } from "./i18n.js";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
let ahead = 0;

/** Show times in this IANA zone from now on. */
export function useZone(name) {
  if (name) zone = name;
}

/** Return the zone in which times are shown. */
export function zoneInUse() {
  return zone;
}

/** Believe the server's clock, not this machine's. */
export function useServerTime(at) {
  if (at) ahead = Date.parse(at) - Date.now();
}

/** Return the server's time in milliseconds. */
export function now() {
  return Date.now() + ahead;
}

/** Return a moment as short as it can be understood: the day is left out today. */
export function moment(at) {
  const today = day(now()) === day(Date.parse(at));
  const clock = { hour: "2-digit", minute: "2-digit" };
  return formatted(at, today ? clock : { day: "2-digit", month: "2-digit", ...clock });
}

/** Return a moment to the second, with its day. */
export function exactMoment(at) {
  return formatted(at, { dateStyle: "medium", timeStyle: "medium" });
}

/** Return the time of day to the second. */
export function clockTime(at) {
  return formatted(at, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

/** Return a day of the week with date and time, for what is due. */
export function dueMoment(at) {
  const clock = { hour: "2-digit", minute: "2-digit" };
  return formatted(at, { weekday: "short", day: "2-digit", month: "2-digit", ...clock });
}

/** Return a calendar day, which has no zone any more: `2026-11-27`. */
export function calendarDay(day) {
  return new Intl.DateTimeFormat(language(), { timeZone: "UTC", weekday: "short", day: "2-digit", month: "2-digit" }).format(Date.parse(day));
}

/** Return how long something took. */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  const short = new Intl.NumberFormat(language(), { maximumFractionDigits: seconds < 10 ? 1 : 0 });
  if (seconds < MINUTE) return t("time.seconds", { s: short.format(seconds) });
  const whole = Math.round(seconds);
  if (whole < HOUR) return t("time.minutes", { m: Math.floor(whole / MINUTE), s: whole % MINUTE });
  return t("time.hours", { h: Math.floor(whole / HOUR), m: Math.floor((whole % HOUR) / MINUTE) });
}

/** Return how far away a moment is: "in 4 minutes", "2 days ago". */
export function relative(at) {
  const seconds = (Date.parse(at) - now()) / 1000;
  const size = Math.abs(seconds);
  const [unit, length] =
    size < MINUTE ? ["second", 1] : size < HOUR ? ["minute", MINUTE] : size < 2 * DAY ? ["hour", HOUR] : ["day", DAY];
  const words = new Intl.RelativeTimeFormat(language(), { numeric: "auto", style: "short" });
  return words.format(Math.trunc(seconds / length), unit);
}

/** Return how long it is until a moment, to the second within the next hour. */
export function countdown(at) {
  const seconds = Math.round((Date.parse(at) - now()) / 1000);
  if (seconds <= 0) return t("time.due");
  if (seconds >= HOUR) return relative(at);
  return t("time.in", { time: `${Math.floor(seconds / MINUTE)}:${String(seconds % MINUTE).padStart(2, "0")}` });
}

/** Return a `<time>` that keeps moving; its full moment is its title. */
export function relativeTime(at, words = relative) {
  const element = el("time", { datetime: at, title: exactMoment(at), "data-moves": true }, words(at));
  moving.set(element, () => words(at));
  return element;
}

/** Return a `<time>` with a moment that stays. */
export function timeOf(at, words = moment) {
  return el("time", { datetime: at, title: exactMoment(at) }, words(at));
}

/** Return the instant that a date field's text (`2026-11-27T18:00`) means in the shop's zone. */
export function instantOf(text) {
  let instant = Date.parse(`${text}:00Z`);
  // Twice, because the zone's offset may differ between the first guess and the answer.
  for (let i = 0; i < 2; i += 1) instant += Date.parse(`${text}:00Z`) - Date.parse(`${fieldText(instant)}:00Z`);
  return new Date(instant).toISOString();
}

/** Return an instant as a date field wants it, in the shop's zone. */
export function fieldText(at) {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone, ...parts }).format(at).replace(" ", "T");
}

const moving = new WeakMap();

setInterval(() => {
  for (const element of document.querySelectorAll("time[data-moves]")) {
    const text = moving.get(element)?.();
    if (text !== undefined && element.textContent !== text) element.textContent = text;
  }
}, 1000);

function day(at) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(at);
}

function formatted(at, options) {
  return new Intl.DateTimeFormat(language(), { timeZone: zone, ...options }).format(Date.parse(at));
}
