// Deutsch: angehaltene Bestellungen.

export default {
  "held.title": "Angehalten",
  "held.lead": { one: "Eine Bestellung wartet auf Sie. Alle anderen laufen weiter.", other: "{n} Bestellungen warten auf Sie. Alle anderen laufen weiter." },
  "held.empty": "Keine Bestellung ist angehalten",
  "held.empty.text": "Alle Bestellungen laufen von selbst weiter.",
  "held.orders": { one: "1 Bestellung", other: "{n} Bestellungen" },
  "held.since": "älteste angehalten {time}",
  "held.ship_by": "erste Versandfrist {time}",
  "held.all": "Alle erneut versuchen",
  "held.all.done": { one: "Eine Bestellung wird beim nächsten Abgleich erneut versucht.", other: "{n} Bestellungen werden beim nächsten Abgleich erneut versucht." },
  "held.all.refused": { one: "Eine Bestellung bleibt angehalten.", other: "{n} Bestellungen bleiben angehalten." },
  "held.all.none": "Inzwischen ist keine mehr angehalten.",
  "held.more": "Weitere zeigen",
  "held.row.ship_by": "Versandfrist {time}",
  "held.row.late": "Versandfrist war {time}",
  "held.viewer": "Zum Ansehen. Beheben kann das, wer einen Zugang zum Bedienen hat.",
};
