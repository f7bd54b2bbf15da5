// Tables sort in the browser: a button in each header, by the cell's number where it has one.
(function () {
  "use strict";

  function sortKey(row, column) {
    var cell = row.cells[column];
    var number = cell.getAttribute("data-v");
    if (number !== null) { return parseFloat(number); }
    return cell.classList.contains("kb-none") ? null : cell.textContent;
  }

  function compared(a, b, sign) {
    if (a === null || b === null) { return (a === null) - (b === null); }
    if (typeof a === "number" && typeof b === "number") { return sign * (a - b); }
    return sign * String(a).localeCompare(String(b), "de", { numeric: true });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest(".kb-sort") : null;
    if (!button) { return; }
    var head = button.closest("th");
    var body = head.closest("table").tBodies[0];
    var sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    var rows = Array.prototype.map.call(body.rows, function (row) {
      return [sortKey(row, head.cellIndex), row];
    });
    rows.sort(function (a, b) { return compared(a[0], b[0], sign); });
    rows.forEach(function (pair) { body.appendChild(pair[1]); });
    Array.prototype.forEach.call(head.parentNode.cells, function (cell) {
      cell.removeAttribute("aria-sort");
    });
    head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
  });
})();
