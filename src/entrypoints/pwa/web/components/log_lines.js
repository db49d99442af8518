// The lines of a log that this page knows: older ones on demand, newer ones as they come.

import { get } from "../core/api.js";
import { listenToLog } from "../core/live_log.js";

/** More are not kept; the oldest go first. */
const MOST_LINES = 150_000;
const AT_ONCE = 1000;
const LONGEST_DOWNLOAD = 100_000;

/**
 * Follow the log under a filter; returns `{rows, older, start, pause, resume, wholeText}`.
 *
 * `onChange(shift, fresh)` hears that rows came or went: `shift` at the beginning,
 * `fresh` at the end.
 */
export function logLines({ filter, shop, onChange, onState, signal }) {
  const rows = [];
  const query = { job: filter.job, run_id: filter.run_id, level: filter.levels, text: filter.text };
  let before = null;
  let complete = false;
  let loading = null;
  let live = null;
  let begun = null;

  const older = () => {
    if (complete || before === null || rows.length >= MOST_LINES) return Promise.resolve();
    loading ??= load().finally(() => { loading = null; });
    return loading;
  };

  const load = async () => {
    const page = await get("/api/logs", { ...query, before, limit: AT_ONCE }, { signal });
    before = page.before;
    complete = page.items.length < AT_ONCE;
    rows.unshift(...page.items);
    onChange(page.items.length, 0);
  };

  const newest = async () => {
    const page = await get("/api/logs", { ...query, limit: AT_ONCE }, { signal });
    before = page.before;
    complete = page.items.length < AT_ONCE;
    rows.push(...page.items);
    onChange(0, page.items.length);
    return page;
  };

  const take = (lines) => {
    for (const line of lines) rows.push(line);
    const tooMany = Math.max(0, rows.length - MOST_LINES);
    if (tooMany > 0) {
      before = rows[tooMany].position;
      complete = false;
      rows.splice(0, tooMany);
    }
    onChange(-tooMany, lines.length);
  };

  return {
    rows,
    older,
    isComplete: () => complete,
    /** Show the newest lines and go on from there. */
    async start() {
      begun = newest();
      const page = await begun;
      if (signal.aborted) return;
      live = listenToLog({ after: page.after, filter: { shop, ...filter }, onLines: take, onState, signal });
    },
    /** Load everything up to the beginning, as far as it may be kept. */
    async toBeginning() {
      // Before the newest lines are here nobody knows what is older than they are.
      await begun;
      while (!complete && rows.length < MOST_LINES && !signal.aborted) await older();
    },
    pause: () => live?.pause(),
    resume: () => live?.resume(),
    /** Return all wanted lines as one text, the newest hundred thousand at most. */
    async wholeText() {
      const parts = [];
      let count = 0;
      let page = await get("/api/logs", { ...query, limit: AT_ONCE }, { signal });
      for (;;) {
        parts.unshift(page.items.map(asText).join(""));
        count += page.items.length;
        if (page.items.length < AT_ONCE || count >= LONGEST_DOWNLOAD) return parts.join("");
        page = await get("/api/logs", { ...query, before: page.before, limit: AT_ONCE }, { signal });
      }
    },
  };
}

/** Return a line as it stands in a file; its moment is in UTC. */
export function asText({ at, level, job, run_id: run, step, text, facts }) {
  const said = Object.entries(facts).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`).join("");
  return `${at} ${level.toUpperCase().padEnd(7)} ${job} ${run} ${step} ${text}${said}\n`;
}
