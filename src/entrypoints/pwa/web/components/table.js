// A table on wide screens; on phones each row is a card with its labels.

import { el } from "../core/dom.js";

/**
 * Return a table.
 *
 * A column is `{label, cell(row), number, main}`: `number` aligns to the right,
 * `main` names the row, for eyes and screen readers. `caption` says what the
 * table is, for screen readers.
 */
export function table(columns, rows, { caption }) {
  return el("div", { class: "table-frame" },
    el("table", { class: "table", role: "table" },
      el("caption", { class: "unseen" }, caption),
      el("thead", { role: "rowgroup" }, el("tr", { role: "row" },
        columns.map((column) => el("th", { scope: "col", role: "columnheader", class: column.number ? "number" : "" }, column.label)))),
      el("tbody", { role: "rowgroup" }, rows.map((row) => el("tr", { role: "row" }, columns.map((column) => cell(column, row)))))));
}

function cell(column, row) {
  // The roles are said again, because a cell shown as a block loses its own.
  const properties = { class: column.number ? "number" : "", "data-label": column.label };
  return column.main
    ? el("th", { ...properties, scope: "row", role: "rowheader" }, column.cell(row))
    : el("td", { ...properties, role: "cell" }, column.cell(row));
}
