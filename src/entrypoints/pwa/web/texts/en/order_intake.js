// English: orders from a file, and orders taken later.

export default {
  "file.open": "Read a file",
  "file.title": "Read an order file",
  "file.text": "The file that you export from the orders in Seller Center. What is known already is not taken twice.",
  "file.field": "CSV file",
  "file.hint": "Choose it or drop it here, at most {n} MiB.",
  "file.large": "The file is larger than {n} MiB. Export fewer days at a time.",
  "file.dry": "Dry run",
  "file.dry.hint": "Takes the orders and shows what would go to the ERP, but hands nothing over.",
  "file.send": "Read it",
  "file.progress": "Transfer",
  "file.sending": "{share} sent",
  "file.reading": "Sent; the file is being read …",

  "backfill.open": "Take orders",
  "backfill.title": "Take orders again or late",
  "backfill.text": "Asks the marketplace for certain orders, even if the sync knows them or thinks them too old.",
  "backfill.which": "Which orders",
  "backfill.by.numbers": "With these numbers",
  "backfill.by.days": "Placed on these days",
  "backfill.numbers": "Order numbers",
  "backfill.numbers.hint": "With blanks, commas or lines between them; at most 1,000.",
  "backfill.from": "First day",
  "backfill.to": "Last day",
  "backfill.days.hint": "At most 90 days at a time.",
  "backfill.send": "Take them",
};
