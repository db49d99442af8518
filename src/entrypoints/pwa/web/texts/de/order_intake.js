// Deutsch: Bestellungen aus einer Datei, und nachgeholte.

export default {
  "file.open": "Datei einlesen",
  "file.title": "Bestelldatei einlesen",
  "file.text": "Die Datei, die Sie im Seller Center unter den Bestellungen exportieren. Was schon bekannt ist, wird nicht doppelt aufgenommen.",
  "file.field": "CSV-Datei",
  "file.hint": "Auswählen oder hierher ziehen, höchstens {n} MiB.",
  "file.large": "Die Datei ist größer als {n} MiB. Exportieren Sie weniger Tage auf einmal.",
  "file.dry": "Probelauf",
  "file.dry.hint": "Nimmt die Bestellungen auf und zeigt, was ans ERP ginge; übergibt aber nichts.",
  "file.send": "Einlesen",
  "file.progress": "Übertragung",
  "file.sending": "{share} übertragen",
  "file.reading": "Übertragen; die Datei wird gelesen …",

  "backfill.open": "Nachholen",
  "backfill.title": "Bestellungen nachholen",
  "backfill.text": "Fragt den Marktplatz nach bestimmten Bestellungen, auch wenn der Abgleich sie schon kennt oder älter findet.",
  "backfill.which": "Welche Bestellungen",
  "backfill.by.numbers": "Mit diesen Nummern",
  "backfill.by.days": "Eingegangen an diesen Tagen",
  "backfill.numbers": "Bestellnummern",
  "backfill.numbers.hint": "Mit Leerzeichen, Komma oder Zeilen dazwischen; höchstens 1.000.",
  "backfill.from": "Erster Tag",
  "backfill.to": "Letzter Tag",
  "backfill.days.hint": "Höchstens 90 Tage auf einmal.",
  "backfill.send": "Nachholen",
};
