// The live log: every wanted line once and in order, however often the connection breaks.

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** The server gives a sign of life every 15 seconds. */
const SILENCE_MS = 40_000;

/**
 * Listen to the log until `signal` aborts.
 *
 * `after` is the position up to which everything is known; null: from now on.
 * `filter` is as the server takes it. `onLines(lines)` gets new lines, `onState(state)`
 * one of `connecting`, `live`, `waiting`, `paused`. Returns `{pause(), resume()}`:
 * what comes during a pause is asked for afterwards, and nothing is missed.
 */
export function listenToLog({ after = null, filter = {}, onLines, onState = () => {}, signal }) {
  let cursor = after;
  let socket = null;
  let tries = 0;
  let waiting = null;
  let silence = null;
  let paused = false;

  const connect = () => {
    clearTimeout(waiting);
    onState("connecting");
    socket = new WebSocket(logAddress());
    socket.addEventListener("open", () => {
      socket.send(JSON.stringify({ type: "subscribe", ...(cursor === null ? {} : { after: cursor }), filter }));
      watch();
    });
    socket.addEventListener("message", (event) => hear(JSON.parse(event.data)));
    const mine = socket;
    socket.addEventListener("close", () => mine === socket && again());
  };

  const hear = (message) => {
    watch();
    tries = 0;
    if (message.type === "lines") {
      const fresh = message.lines.filter((line) => cursor === null || line.position > cursor);
      if (fresh.length === 0) return;
      cursor = fresh.at(-1).position;
      onLines(fresh);
    } else {
      // Everything wanted up to here was sent: the next connection may begin here.
      cursor = Math.max(cursor ?? 0, message.position);
      if (message.type === "subscribed") onState("live");
    }
  };

  /** A connection can die without a word; then it is silent. */
  const watch = () => {
    clearTimeout(silence);
    silence = setTimeout(() => { drop(); again(); }, SILENCE_MS);
  };

  const again = () => {
    clearTimeout(silence);
    clearTimeout(waiting);
    if (paused || signal.aborted) return;
    onState("waiting");
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);
    tries += 1;
    // Not all listeners at the same moment after a restart.
    waiting = setTimeout(connect, longest / 2 + (Math.random() * longest) / 2);
  };

  const drop = () => {
    const old = socket;
    socket = null;
    clearTimeout(silence);
    clearTimeout(waiting);
    old?.close(1000);
  };

  const atOnce = () => {
    if (paused || document.hidden || (socket && socket.readyState <= WebSocket.OPEN)) return;
    tries = 0;
    connect();
  };

  window.addEventListener("online", atOnce, { signal });
  document.addEventListener("visibilitychange", atOnce, { signal });
  signal.addEventListener("abort", drop);
  connect();

  return {
    pause() {
      paused = true;
      drop();
      onState("paused");
    },
    resume() {
      paused = false;
      tries = 0;
      connect();
    },
  };
}

/** Return the live log's address: encrypted where the page is. */
export function logAddress() {
  return `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/ws/logs`;
}
