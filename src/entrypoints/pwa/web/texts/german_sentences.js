// What the server says about single orders in English, said in German.
//
// The server's sentences are for logs and the command line too, so they stay English there. A
// sentence that is not found here is shown as it came, marked as English.

import { named } from "../core/i18n.js";

const PARTS = {
  "the buyer's name": "der Name des Käufers", "the street": "die Straße", "the post code": "die Postleitzahl", "the city": "der Ort",
  "the country": "das Land", "the delivery address": "die Lieferadresse", "the amounts": "die Beträge",
  "the order's entry in the list": "der Eintrag in der Bestellliste", goods: "Ware", shipping: "Versand",
  "it still waits in the inbox": "sie wartet noch im Eingang", "it is no longer in the inbox": "sie ist nicht mehr im Eingang",
  "asked to cancel": "stornieren möchte", "asked for another address": "eine andere Adresse möchte", "is under a risk alert": "unter einer Warnung steht",
  "the decision on the buyer's cancellation request": "die Entscheidung über die Stornierung, die der Käufer möchte",
  "the decision on the buyer's new address": "die Entscheidung über die neue Adresse des Käufers",
  "the marketplace's risk check": "die Prüfung durch den Marktplatz", "the marketplace to release the order": "die Freigabe durch den Marktplatz",
  "it was handed over to the ERP": "sie wurde dem ERP übergeben", "it was not handed over to the ERP yet": "sie wurde dem ERP noch nicht übergeben",
  "it may have been handed over to the ERP": "sie wurde dem ERP vielleicht schon übergeben",
  "the buyer asks for another delivery address": "der Käufer möchte eine andere Lieferadresse",
  "the buyer asks to cancel": "der Käufer möchte stornieren",
  "the order was cancelled and is open again": "die Bestellung war storniert und ist wieder offen",
};

const SENTENCES = [
  // Waiting.
  [/^waits for another look: .*$/, () => "Wird noch einmal geprüft, weil der Marktplatz sie wieder offen zeigt."],
  [/^waits for the permission to read (.+); ask your Temu account manager for it$/, (what) => `Wartet auf das Recht, etwas zu lesen: ${part(what)}. Fragen Sie Ihren Betreuer bei Temu danach.`],
  [/^waits for (.+)$/, (what) => part(what) !== what && `Wartet auf: ${part(what)}.`],
  [/^complete and checked$/, () => "Vollständig und geprüft."],
  // Over.
  [/^the marketplace cancelled the order$/, () => "Der Marktplatz hat die Bestellung storniert."],
  [/^the marketplace ships the order itself$/, () => "Der Marktplatz versendet die Bestellung selbst."],
  [/^the order was shipped before it was exported$/, () => "Die Bestellung wurde vor der Übergabe versandt."],
  [/^the order was placed before the day we start from$/, () => "Die Bestellung ist vor dem eingestellten Beginn eingegangen."],
  [/^done by hand$/, () => "Von Hand erledigt."],
  // To the ERP.
  [/^export decided in batch (.+)$/, (batch) => `Übergabe beschlossen, Stapel ${batch}.`],
  [/^handed over to the ERP$/, () => "Dem ERP übergeben."],
  [/^it waits for the ERP already$/, () => "Wartet schon auf das ERP."],
  [/^found waiting for the ERP$/, () => "Wartet schon auf das ERP."],
  [/^it is in the ERP as (.+)$/, (number) => `Steht im ERP als ${number}.`],
  [/^the ERP has it as an open order again: (.+)$/, (number) => `Das ERP führt sie wieder als offenen Auftrag: ${number}.`],
  [/^a person wants it handed over again, with the same content$/, () => "Soll mit demselben Inhalt noch einmal übergeben werden."],
  [/^to be tried again$/, () => "Soll erneut versucht werden."],
  [/^(\w+) allowed once$/, (reason) => `Einmal zugelassen: ${named("reason", reason)}.`],
  [/^(address\..+|line\..+) corrected(?: \(before: (.*)\))?$/s, (_fields, before) => (before ? `Text berichtigt (vorher: ${before === "as the marketplace has it" ? "wie am Marktplatz" : before}).` : "Adresse berichtigt.")],
  // Parcels.
  [/^everything has left the house$/, () => "Alles ist versandt."],
  [/^a part has left the house$/, () => "Ein Teil ist versandt."],
  [/^nothing has left the house \(any more\)$/, () => "Nichts ist (mehr) versandt."],
  [/^every parcel is confirmed$/, () => "Jedes Paket ist gemeldet."],
  [/^the marketplace accepted the parcels$/, () => "Der Marktplatz hat die Pakete angenommen."],
  [/^some units are not in parcels$/, () => "Einige Stücke sind in keinem Paket."],
  [/^cancelled in the ERP$/, () => "Im ERP storniert."],
  [/^open again on the marketplace$/, () => "Auf dem Marktplatz wieder offen."],
  // Held.
  [/^the order is in (\w+)$/, (currency) => `Die Bestellung lautet auf ${currency}.`],
  [/^the buyer pays cash on delivery$/, () => "Der Käufer zahlt per Nachnahme."],
  [/^the order is to be picked up or delivered by a store$/, () => "Die Bestellung soll abgeholt oder von einem Laden geliefert werden."],
  [/^the marketplace does not take the seller's own parcel for this order$/, () => "Der Marktplatz nimmt für diese Bestellung kein eigenes Paket an."],
  [/^line (\S+) stands for (\d+) products, (\d+) units each$/, (line, products, units) => `Zeile ${line} steht für ${products} Produkte zu je ${units} Stück.`],
  [/^the connector does not know (\S+) (.+)$/, (field, value) => `temu-jtl kennt den Wert ${value} von „${field}“ nicht.`],
  [/^part of the order was shipped before it was exported$/, () => "Ein Teil der Bestellung wurde vor der Übergabe versandt."],
  [/^(the .+) is missing or hidden$/, (what) => `Es fehlt oder ist verborgen: ${part(what)}.`],
  [/^no country is known by the name '(.*)'$/, (name) => `Ein Land namens „${name}“ ist nicht bekannt.`],
  [/^(\S+) has (\d+) characters, the ERP takes (\d+)$/, (_field, length, room) => `Der Text hat ${length} Zeichen, Ihr ERP nimmt ${room}.`],
  [/^(\S+) has characters the ERP cannot read$/, () => "Der Text enthält Zeichen, die Ihr ERP nicht lesen kann."],
  [/^(goods|shipping).*: the lines sum to (\S+) (\w+), the order says (\S+) \w+$/, (what, lines, currency, order) => `${part(what)}: Die Zeilen ergeben ${amount(lines)} ${currency}, die Bestellung nennt ${amount(order)} ${currency}.`],
  [/^the positions sum to (\S+) (\w+), the order to (\S+) \w+$/, (lines, currency, order) => `Die Positionen ergeben ${amount(lines)} ${currency}, die Bestellung ${amount(order)} ${currency}.`],
  [/^line (\S+): (\S+) (\w+) VAT in (\S+) \w+ fits no rate of the destination \((.*)\)$/, (line, tax, currency, gross, rates) => `Zeile ${line}: ${amount(tax)} ${currency} Steuer in ${amount(gross)} ${currency} passen zu keinem Satz des Ziellandes (${rates}).`],
  [/^line (\S+): (\d+) units are due, the amounts stand for (\d+)$/, (line, due, paid) => `Zeile ${line}: ${due} Stück sind zu liefern, die Beträge gelten für ${paid}.`],
  [/^line (\S+) carries no article number$/, (line) => `Zeile ${line} hat keine Artikelnummer.`],
  [/^no line is left to be shipped by the seller$/, () => "Es ist keine Zeile mehr übrig, die Sie versenden."],
  [/^the ERP has no article (.+)$/, (sku) => `Ihr ERP hat keinen Artikel ${sku}.`],
  [/^No marketplace carrier is mapped to '(.*)'$/, (method) => `Der Versandart „${method}“ ist kein Versanddienst des Marktplatzes zugeordnet.`],
  [/^Parcel number (\S+) has two different carriers$/, (number) => `Die Sendungsnummer ${number} hat zwei verschiedene Versanddienste.`],
  [/^Parcel (\S+) does not hold what the order asks for \(now\)$/, (number) => `Paket ${number} enthält nicht (mehr), was die Bestellung verlangt.`],
  [/^Parcel number (\S+) was already confirmed for other units of this order$/, (number) => `Die Sendungsnummer ${number} wurde schon für andere Stücke dieser Bestellung gemeldet.`],
  [/^Parcel (.+) stands on several orders, and not all of order (\S+) is in that parcel alone and unconfirmed$/, (number, order) => `Paket ${number} steht bei mehreren Bestellungen, und Bestellung ${order} liegt nicht ganz und nur in diesem Paket.`],
  [/^the marketplace refused the parcel: (.+)$/s, (why) => `Der Marktplatz hat das Paket abgelehnt: ${why}`],
  [/^the marketplace knows several warehouses and no default: (.+)$/, (names) => `Der Marktplatz kennt mehrere Lager und kein voreingestelltes: ${names}.`],
  [/^it could not be handed over: (.+)$/s, (why) => `Die Übergabe ist gescheitert: ${why}`],
  [/^handed over on (.+) and still not in the ERP; (it .+); see what the ERP's worker says.*$/, (at, where) => `Am ${at} übergeben und noch nicht im ERP; ${part(where)}. Sehen Sie nach, was der Dienst Ihres ERP meldet; übergeben Sie dann erneut, oder erfassen Sie die Bestellung von Hand.`],
  [/^handed over on (.+) and still not in the ERP; its document still lies in the outbox; .*$/, (at) => `Am ${at} übergeben und noch nicht im ERP; ihr Dokument liegt noch im Ausgangsordner. Importieren Sie es. Hat das ERP die Bestellung abgelehnt, nehmen Sie das Dokument weg, sobald seine anderen Bestellungen im ERP sind; übergeben Sie dann erneut, oder erfassen Sie die Bestellung von Hand.`],
  [/^handed over on (.+) and still not in the ERP; its document is no longer in the outbox; .*$/, (at) => `Am ${at} übergeben und noch nicht im ERP; ihr Dokument liegt nicht mehr im Ausgangsordner. Sehen Sie nach, was der Import Ihres ERP meldet; übergeben Sie dann erneut, oder erfassen Sie die Bestellung von Hand.`],
  [/^(.+) could not be read (\d+) times in a row \((.*)\)$/s, (what, times, why) => `${capital(part(what))}: ${times}-mal hintereinander nicht lesbar (${why}).`],
  // Alerts.
  [/^Order (\S+) (must be|should have been) confirmed as shipped by (.+); it is (.+)$/, (order, should, at, standing) => (should === "must be" ? `Bis ${at} muss der Versand von ${order} gemeldet sein; sie ist ${state(standing)}.` : `Bis ${at} hätte der Versand von ${order} gemeldet sein müssen; sie ist ${state(standing)}.`)],
  [/^(?:Order (\S+) )?cancelled on the marketplace after export; (.+)$/, (_order, where) => `Nach der Übergabe auf dem Marktplatz storniert; ${whereabouts(where)}.`],
  [/^Order (\S+) was cancelled on the marketplace and is (?:order (\S+) in the ERP|waiting for the ERP) all the same; cancel it there$/, (order, number) => `${order} ist auf dem Marktplatz storniert und ${number ? `trotzdem im ERP, als Auftrag ${number}` : "dem ERP trotzdem übergeben"}. Stornieren Sie sie dort.`],
  [/^(?:Order (\S+) )?changed after export: (.+); (it .+)$/, (_order, what, where) => `Nach der Übergabe geändert: ${what.split("; ").map(difference).join("; ")}; ${whereabouts(where)}.`],
  [/^(\S+) was cancelled in the ERP \((.+)\) but is open on the marketplace; cancel it there or ship it(?: before (.+))?$/, (order, number, at) => `${order} ist im ERP storniert (${number}), auf dem Marktplatz aber offen. Stornieren Sie dort, oder versenden Sie${at ? ` bis ${at}` : ""}.`],
  [/^Order (\S+) has left although the buyer (.+); the marketplace decides by itself at (.+) at the latest\. Answer it there, .*$/, (order, asked, at) => `${order} ist unterwegs, obwohl der Käufer ${asked.split(" and ").map(part).join(" und ")}. Spätestens am ${at} entscheidet der Marktplatz selbst. Antworten Sie dort, oder melden Sie das Paket und lehnen Sie die Anfrage ab.`],
  [/^the daily check found orders that no list of changes had shown; they are stored now$/, () => "Die tägliche Prüfung hat Bestellungen gefunden, die keine Liste gezeigt hatte. Sie sind jetzt aufgenommen."],
  [/^the access token expires in (-?\d+) days; renew it in Seller Center$/, (days) => `Der Zugang läuft in ${days} Tagen ab. Erneuern Sie ihn im Seller Center.`],
  [/^the marketplace refused the stock of offer (\d+): (.+)$/s, (offer, why) => `Der Marktplatz hat den Bestand von Angebot ${offer} abgelehnt: ${why}`],
  [/^(\d+) orders are held: .*$/, (n) => `${n} Bestellungen sind angehalten.`],
  // Order files, and orders that a person names.
  [/^the order file, row (\d+), column ["'](.+?)["']: (.+)$/s, (row, column, what) => `Zeile ${row}, Spalte „${column}“: ${fault(what)}.`],
  [/^the order file, row 1: no column of Temu's order export is there$/, () => "Zeile 1: Keine Spalte des Bestellexports von Temu ist darin."],
  [/^row (\d+), column ["'](.+?)["']: (.+)$/s, (row, column, what) => `Zeile ${row} der Datei, Spalte „${column}“: ${fault(what)}.`],
  [/^the last day is before the first$/, () => "Der letzte Tag liegt vor dem ersten."],
  [/^name the first and the last day$/, () => "Nennen Sie den ersten und den letzten Tag."],
  [/^name either orders or days$/, () => "Nennen Sie entweder Bestellungen oder Tage."],
  [/^at most (\d+) days at a time$/, (n) => `Höchstens ${n} Tage auf einmal.`],
  [/^at most (\d+) orders at a time$/, (n) => `Höchstens ${n} Bestellungen auf einmal.`],
  // Connections.
  [/^(.+) can be written$/, (folder) => `${folder} ist beschreibbar.`],
  [/^made as this shop knows them$/, () => "So gebaut, wie der Shop sie kennt."],
  [/^all that is needed is there; the first sync remembers how they are made$/, () => "Alles Nötige ist da; der erste Abgleich merkt sich den Aufbau."],
  [/^not made as this shop knows them: (.+); nothing is written outside\. Look .*$/s, (what) => `Anders gebaut, als der Shop sie kennt: ${what}. Es wird nichts nach außen geschrieben. Prüfen Sie Bestellungen und Bestand, und nehmen Sie die Änderung dann an.`],
  [/^the ERP's database has no (.+), or does not let us see it; .*$/s, (what) => `Es fehlt ${what}, oder unser Zugang darf es nicht sehen. Diese Fassung von JTL-Wawi kennt der Connector nicht: Aktualisieren Sie ihn, oder geben Sie dem Zugang Leserechte.`],
  [/^can be read$/, () => "Lässt sich lesen."],
  [/^version (\S+)$/, (version) => `Stand ${version}.`],
  [/^orders are put into (.+), which is made when it is needed$/, (folder) => `Bestellungen kommen nach ${folder}; der Ordner entsteht bei Bedarf.`],
  [/^orders are put into (.+)$/, (folder) => `Bestellungen kommen nach ${folder}.`],
  [/^the inbox can be read; whether it may be written shows with the first order$/, () => "Der Eingang lässt sich lesen; ob auch schreiben, zeigt die erste Bestellung."],
  [/^(.+) knows us as mall (\S+)$/, (place, mall) => `${place} kennt uns als Shop ${mall}.`],
  [/^local seller$/, () => "Lokaler Verkäufer."],
  [/^expires in (\d+) days, on (\S+?)(; renew it in Seller Center soon)?$/, (days, day, soon) => `Läuft in ${days} Tagen ab, am ${day}.${soon ? " Erneuern Sie ihn bald im Seller Center." : ""}`],
  [/^expired on (\S+); make a new one in Seller Center$/, (day) => `Am ${day} abgelaufen. Machen Sie im Seller Center einen neuen.`],
  [/^all that are needed$/, () => "Alle nötigen sind da."],
  [/^missing: (.+); tick them in Seller Center, copy the new token$/, (rights) => `Es fehlen: ${rights}. Haken Sie sie im Seller Center an, und übernehmen Sie den neuen Schlüssel.`],
  [/^([+-]\d+) s against the marketplace's(; .*)?$/, (seconds, wrong) => `${seconds} s gegenüber dem Marktplatz.${wrong ? " Stellen Sie die Uhr, am besten über einen Zeitserver." : ""}`],
  [/^nothing waits$/, () => "Nichts wartet."],
  [/^runs are taken$/, () => "Abläufe werden abgearbeitet."],
  [/^no answer within (\S+) s$/, (seconds) => `Keine Antwort innerhalb von ${seconds} s.`],
  // Plans, and what stops stock.
  [/^The ERP answered no stock at all; last time it knew (\d+) articles$/, (known) => `Das ERP hat gar keinen Bestand genannt; zuletzt kannte es ${known} Artikel.`],
  [/^The ERP answered the stock of only (\d+) articles; last time of (\d+)$/, (found, known) => `Das ERP hat nur den Bestand von ${found} Artikeln genannt; zuletzt von ${known}.`],
  [/^(\d+) of (\d+) offers on sale would be set to 0, more than (\d+)%$/, (zeros, all, share) => `${zeros} von ${all} Angeboten mit Bestand würden auf 0 gesetzt, mehr als ${share} %.`],
  [/^(\d+) offers would change by (\d+) units or more and (\S+) times, (.+) from (\d+) to (\d+)$/, (n, least, factor, name, before, after) => `Bei ${n} Angeboten würde sich der Bestand um mindestens ${least} Stück und auf das ${factor}-Fache oder den entsprechenden Teil ändern, bei ${name} von ${before} auf ${after}.`],
  [/^Look at the plan and approve it$/, () => "Sehen Sie den Plan an, und geben Sie ihn frei."],
  [/^the first plan of a shop must be approved once$/, () => "Der erste Plan eines Shops braucht einmal Ihre Freigabe."],
];

/** Return what the server says in English in German; null when a sentence of it is not known. */
export function inGerman(text) {
  const whole = sentence(text);
  if (whole) return whole;
  const said = text.split(/(?<=\.) (?=[A-Z\d])/).map(sentence);
  return said.length > 1 && said.every(Boolean) ? said.join(" ") : null;
}

function sentence(text) {
  const plain = text.replace(/\.$/, "");
  for (const [pattern, say] of SENTENCES) {
    const found = pattern.exec(plain);
    const said = found && say(...found.slice(1));
    if (said) return said;
  }
  return null;
}

function part(text) {
  return PARTS[text] ?? text;
}

/** What is wrong with a cell of an order file. */
function fault(text) {
  return text
    .replace(/^is missing$/, "fehlt")
    .replace(/^is no number of an order$/, "ist keine Bestellnummer")
    .replace(/^more than (\d+) rows$/, "mehr als $1 Zeilen")
    .replace(/^(\d+) cells under (\d+) headers$/, "$1 Zellen unter $2 Überschriften")
    .replace(/^means the same as ["'](.+)["']$/, "bedeutet dasselbe wie „$1“")
    .replace(/^the file has more than (\d+) MiB$/, "die Datei hat mehr als $1 MiB")
    .replace(/^this is a spreadsheet; save it as CSV$/, "das ist eine Tabelle; speichern Sie sie als CSV")
    .replace(/^this is no CSV.*$/s, "das ist keine CSV-Datei");
}

function whereabouts(text) {
  return text.replace(/^it is order (\S+) in the ERP$/, "im ERP ist sie Auftrag $1").replace(/^it .*$/, part);
}

function difference(text) {
  return text
    .replace(/^line (\S+) had (\d+) units and has (\d+)$/, "Zeile $1 hatte $2 Stück und hat jetzt $3")
    .replace(/^line (\S+) is new with (\d+) units$/, "Zeile $1 ist neu mit $2 Stück")
    .replace(/^(.+): do not ship it before that is decided$/, (_all, asked) => `${part(asked)}; versenden Sie nicht, bevor das entschieden ist`)
    .replace(/^the .*$/, part);
}

function state(standing) {
  const [, code, reason] = /^(.+?)(?: \((.+)\))?$/.exec(standing);
  return reason ? `${named("state", asCode(code))} (${named("reason", asCode(reason))})` : named("state", asCode(code));
}

function asCode(said) {
  return said.replaceAll("the ERP", "erp").replaceAll("SKU", "sku").replaceAll(" ", "_").toLowerCase();
}

function amount(text) {
  return text.replace(".", ",");
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}
