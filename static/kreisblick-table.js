// Makes tables of the data that monitoring/ui/tables.py sends, and sorts them.
(function () {
  "use strict";
  var LONG = 40; // letters of a text that gets a wider column

  function element(name, words, className) {
    var made = document.createElement(name);
    if (words) { made.textContent = words; }
    if (className) { made.className = className; }
    return made;
  }

  function sortButton(words) {
    var button = element("button", words, "kb-sort");
    button.type = "button";
    return button;
  }

  function headOf(data) {
    var row = element("tr");
    data.heads.forEach(function (words, place) {
      var head = element("th", "", data.numbers.indexOf(place) >= 0 ? "n" : "");
      head.scope = "col";
      head.appendChild(data.sorts ? sortButton(words[0]) : element("span", words[0]));
      if (words[1]) { head.appendChild(element("small", words[1])); }
      row.appendChild(head);
    });
    var heads = element("thead");
    heads.appendChild(row);
    return heads;
  }

  function cellOf(cell) {
    if (typeof cell !== "string") { return element("td", cell[0], "n"); }
    return element("td", cell, cell.length > LONG ? "w" : "");
  }

  function rowOf(cells, data, place) {
    var row = element("tr", "", data.own.indexOf(place) >= 0 ? "kb-own" : "");
    var tints = data.tints ? data.tints[place] : null;
    cells.forEach(function (cell, column) {
      var made = tints && column === 0 ? element("th", cell) : cellOf(cell);
      if (tints && column === 0) { made.scope = "row"; }
      if (tints && tints[column]) { made.classList.add("kb-is-" + tints[column]); }
      row.appendChild(made);
    });
    row.figures = cells;
    return row;
  }

  function tableOf(data) {
    var table = element("table", "", data.tints ? "kb-table kb-matrix" : "kb-table"), body = element("tbody");
    data.rows.forEach(function (cells, place) { body.appendChild(rowOf(cells, data, place)); });
    table.appendChild(headOf(data));
    table.appendChild(body);
    return table;
  }

  function sortKey(row, column) {
    var cell = row.figures[column];
    if (typeof cell === "string") { return cell; }
    return cell.length > 1 ? cell[1] : null;
  }

  function compared(a, b, sign) {
    if (a === null || b === null) { return (a === null) - (b === null); }
    if (typeof a === "number" && typeof b === "number") { return sign * (a - b); }
    return sign * String(a).localeCompare(String(b), "de", { numeric: true });
  }

  function sort(table, column, direction) {
    var body = table.tBodies[0], sign = direction === "ascending" ? 1 : -1;
    var rows = Array.prototype.map.call(body.rows, function (row) {
      return [sortKey(row, column), row];
    });
    rows.sort(function (a, b) { return compared(a[0], b[0], sign); });
    rows.forEach(function (pair) { body.appendChild(pair[1]); });
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell) {
      cell.removeAttribute("aria-sort");
    });
    table.tHead.rows[0].cells[column].setAttribute("aria-sort", direction);
  }

  function titleOf(head) { return head.querySelector(".kb-sort").textContent; }

  /* The new rows take the place of the old ones. Other figures keep the order that the reader
     has chosen by a column of this name; another page of the same figures has its own. */
  function fill(frame, otherFigures) {
    if (!frame.isConnected) { return; }
    var data = JSON.parse(frame.dataset.table);
    var old = frame.querySelector("table"), table = tableOf(data);
    var sorted = otherFigures && old && old.querySelector("th[aria-sort]");
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head) {
      if (sorted && data.sorts && titleOf(head) === titleOf(sorted)) {
        sort(table, head.cellIndex, sorted.getAttribute("aria-sort"));
      }
    });
    frame.replaceChildren(table);
    frame.removeAttribute("aria-busy");
  }

  var whenIdle = window.requestIdleCallback || function (work) { setTimeout(work, 50); };

  function framesIn(nodes) {
    return Array.prototype.flatMap.call(nodes, function (node) {
      if (node.nodeType !== Node.ELEMENT_NODE) { return []; }
      return node.matches("[data-table]") ? [node] : Array.from(node.querySelectorAll("[data-table]"));
    });
  }

  /* Until the browser is idle the frame shows the table that stood in this place before. */
  function take(frames, before) {
    frames.forEach(function (frame, place) {
      var last = before[place], old = last && last.querySelector("table");
      var otherFigures = Boolean(old) && last.getAttribute("aria-label") !== frame.getAttribute("aria-label");
      frame.setAttribute("aria-busy", "true");
      if (old) { frame.appendChild(old); }
      if (otherFigures) { frame.scrollTop = last.scrollTop; }
      whenIdle(function () { fill(frame, otherFigures); }, { timeout: 400 });
    });
  }

  new MutationObserver(function (records) {
    records.forEach(function (record) {
      var frames = framesIn(record.addedNodes);
      if (frames.length) { take(frames, framesIn(record.removedNodes)); }
    });
  }).observe(document.documentElement, { childList: true, subtree: true });

  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest(".kb-sort") : null;
    if (!button) { return; }
    var head = button.closest("th");
    var up = head.getAttribute("aria-sort") !== "ascending";
    sort(head.closest("table"), head.cellIndex, up ? "ascending" : "descending");
  });
})();
