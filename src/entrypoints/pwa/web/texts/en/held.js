// English: held orders.

export default {
  "held.title": "Held",
  "held.lead": { one: "One order waits for you. All others go on.", other: "{n} orders wait for you. All others go on." },
  "held.empty": "No order is held",
  "held.empty.text": "All orders go on by themselves.",
  "held.orders": { one: "1 order", other: "{n} orders" },
  "held.since": "oldest held {time}",
  "held.ship_by": "first ship-by time {time}",
  "held.all": "Try all again",
  "held.all.done": { one: "One order is tried again by the next sync.", other: "{n} orders are tried again by the next sync." },
  "held.all.refused": { one: "One order stays held.", other: "{n} orders stay held." },
  "held.all.none": "None is held any more.",
  "held.more": "Show more",
  "held.row.ship_by": "Ship by {time}",
  "held.row.late": "Should have been shipped {time}",
  "held.viewer": "For viewing only. Whoever has a token of role operator can mend this.",
};
