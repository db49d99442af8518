// What a plan's lines say in English, said in German.

const LINES = [
  [/^not in the ERP$/, () => "nicht im ERP"],
  [/^not confirmed$/, () => "nicht gemeldet"],
  [/^unknown$/, () => "unbekannt"],
  [/^(\d+) positions, (.+)$/, (n, sum) => `${n} ${n === "1" ? "Position" : "Positionen"}, ${sum}`],
  [/^(\d+ × .+), (\S+ \S+) each, (\S+) % VAT$/, (what, each, rate) => `${what}, je ${each}, ${rate} % MwSt.`],
  [/^customer: a new one, (.*)$/, (country) => `Kunde: ein neuer, ${country}`],
  [/^customer: (.+), (.*)$/, (customer, country) => `Kunde: ${customer}, ${country}`],
  [/^parcel (.+), carrier (\S+): (\d+) of line (\S+) of (\S+)$/, (parcel, carrier, units, line, order) => `Paket ${parcel}, Versanddienst ${carrier}: ${units} Stück der Zeile ${line} von ${order}`],
  [/^carrier (\S+), number (.+), (\d+) units$/, (carrier, parcel, units) => `Versanddienst ${carrier}, Nummer ${parcel}, ${units} Stück`],
  [/^goods (\d+), offer (\d+)$/, (goods, offer) => `Produkt ${goods}, Angebot ${offer}`],
];

/** Return a line of a plan in German; null when it is not known. */
export function planInGerman(text) {
  const parts = text.split("; ").map(line);
  return parts.every(Boolean) ? parts.join("; ") : null;
}

function line(text) {
  for (const [pattern, say] of LINES) {
    const found = pattern.exec(text);
    if (found) return say(...found.slice(1));
  }
  return null;
}
