// The rows of a table, brought up to date: what is as before stays untouched, so that typing is quick.
import { element } from "./element.js";

// like: tag and attributes of each cell of a row. rows: [{ kind, cells: [{ text, part, label }] }], where a cell with a
// `part` from 0 to 1 has a bar of that length, and `label` is what a screen reader says instead of the text.
export function showRows(body, like, rows) {
  while (body.children.length > rows.length) body.lastChild.remove();
  while (body.children.length < rows.length) {
    body.append(element("tr", {}, ...like.map(([tag, attributes]) => element(tag, attributes))));
  }
  rows.forEach(({ kind, cells }, i) => {
    const row = body.children[i];
    if (row.className !== kind) row.className = kind;
    cells.forEach((cell, j) => showCell(row.children[j], cell));
  });
}

// The style sheet draws the bar as the cell's background.
function showCell(node, { text, part, label }) {
  if (node.textContent !== text) node.textContent = text;
  if (label !== undefined && node.getAttribute("aria-label") !== label) node.setAttribute("aria-label", label);
  if (part === undefined) return;
  const width = `${(100 * Math.min(1, part)).toFixed(1)}%`;
  if (node.style.getPropertyValue("--part") !== width) node.style.setProperty("--part", width);
}
