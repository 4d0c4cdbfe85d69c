/**
 * @param {HTMLTableElement} table first cell of a row is the category, `th[data-key]` the series
 * @returns {{categories: string[], series: {key: string, name: string, values: (number | null)[]}[]}}
 */
export function readTable(table) {
  const headings = [...table.tHead.rows[0].cells];
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  const series = headings
    .map((heading, column) => ({ heading, column }))
    .filter(({ heading }) => heading.dataset.key)
    .map(({ heading, column }) => ({
      key: heading.dataset.key,
      name: heading.textContent.trim(),
      values: rows.map((row) => cellValue(row.cells[column])),
    }));
  return { categories: rows.map((row) => row.cells[0].textContent.trim()), series };
}

function cellValue(cell) {
  const raw = cell?.dataset.value;
  if (raw === undefined || raw === "") return null;
  const value = Number(raw);
  return Number.isFinite(value) ? value : null;
}
