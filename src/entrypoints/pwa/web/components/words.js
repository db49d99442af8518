// Sentences with elements in them, and sentences of the server.

import { el } from "../core/dom.js";
import { language } from "../core/i18n.js";
import { dueMoment } from "../core/times.js";
import { inGerman } from "../texts/german_sentences.js";

/** How the server writes a moment in its sentences. */
const MOMENT = /(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/g;

/** Return a sentence of the server: in German where we know it, else marked as English. */
export function words(text) {
  if (!text) return null;
  const local = text.replace(MOMENT, (_all, day, time) => dueMoment(`${day}T${time}:00Z`));
  const german = language() === "de" ? inGerman(local) : null;
  if (german) return el("p", { class: "words" }, german);
  const sentence = local[0].toUpperCase() + local.slice(1);
  return el("p", { class: "words", lang: "en" }, /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`);
}

/** Return a sentence of the server as plain text: in German where we know it. */
export function saidPlainly(text) {
  return (language() === "de" && inGerman(text)) || text;
}

/** Return a text with an element in the place of `{time}`. */
export function within(text, element) {
  const [before, after] = text.split("{time}");
  return [before, element, after];
}

/** Return who did something by the name they came with; `run` or `person` first. */
export function whoDid(by) {
  const [kind, ...rest] = by.split(":");
  return { kind, name: rest.at(-1) || kind };
}
