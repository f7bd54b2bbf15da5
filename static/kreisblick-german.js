// Streamlit's own words are English and cannot be set: each is replaced as soon as it appears.
(function () {
  "use strict";
  var words = {
    "Upload": "Dateien auswählen",
    "Selected values": "Ausgewählt",
    "Show data": "Daten zeigen",
    "Download as PNG": "Als PNG speichern",
    "Download as SVG": "Als SVG speichern",
    "Download": "Speichern",
    "Show chart": "Diagramm zeigen",
    "Skip to main content": "Zum Inhalt springen",
    "Open": "Öffnen",
    "App pages": "Seiten",
    "info icon": "Hinweis",
    "error icon": "Fehler",
    "warning icon": "Warnung",
    "success icon": "Erfolg",
    "Browse files": "Dateien auswählen",
    "Drag and drop files here": "Dateien hierher ziehen",
    "Drag and drop file here": "Datei hierher ziehen",
    "Choose an option": "Bitte auswählen",
    "Choose options": "Bitte auswählen",
    "No results": "Keine Treffer",
    "No options to select": "Keine Auswahl möglich",
    "No options to select.": "Keine Auswahl möglich",
    "Select all": "Alle auswählen",
    "Select All": "Alle auswählen",
    "Clear all": "Auswahl leeren",
    "Clear value": "Auswahl leeren",
    "Close": "Schließen",
    "Failed to generate file for download":
      "Die Datei konnte nicht erstellt werden. Bitte noch einmal versuchen.",
    "Remove": "Entfernen",
    "Delete": "Löschen",
    "empty": "leer",
    "Page not found": "Seite nicht gefunden",
    "The page that you have requested does not seem to exist. Running the app's main page.":
      "Diese Seite gibt es nicht. Gezeigt wird die Startseite.",
    "Connection error": "Verbindung unterbrochen",
    "Connection failed with status 0.": "Der Server antwortet nicht.",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "Der Server ist nicht erreichbar. Bitte wenden Sie sich an die Stelle, die Kreisblick betreibt.",
    "Sort ascending": "Aufsteigend sortieren",
    "Sort descending": "Absteigend sortieren",
    "Hide column": "Spalte ausblenden",
    "Pin column": "Spalte anheften",
    "Unpin column": "Spalte lösen",
    "Autosize": "Breite anpassen",
    "Format": "Format",
    "Statistics": "Kennwerte",
    "Show/hide columns": "Spalten ein- und ausblenden",
    "Search": "Suchen",
    "Fullscreen": "Vollbild",
    "Close fullscreen": "Vollbild beenden",
    "Download as CSV": "Als CSV speichern",
    "Open sidebar": "Menü öffnen",
    "Close sidebar": "Menü schließen",
    "Main menu": "Menü",
    "More": "Mehr",
    "View more": "Mehr anzeigen",
    "View less": "Weniger anzeigen",
    "Next page": "Nächste Seite",
    "Previous page": "Vorige Seite",
    "Increment value": "Wert erhöhen",
    "Decrement value": "Wert verringern",
    "Loading...": "Wird geladen …",
    "Running...": "Wird berechnet …",
    "Connecting": "Verbindung wird hergestellt",
    "Stop": "Anhalten"
  };
  var patterns = [
    [/^Remove (.*)$/, "$1 entfernen"],
    [/^Download as (.*)$/, "Als $1 speichern"],
    [/^Help for (.*)$/, "Hilfe zu $1"],
    [/^Selected (.*?)\. (.*)$/, "Ausgewählt: $1. $2"],
    [/^(\d+)\.(\d)\s?([KMG]?B)$/, "$1,$2 $3"],
    [/^(\d+)\s?MB per file(?: • .*)?$/, "höchstens $1 MB je Datei"],
    [/^You can only select up to (\d+) options?\. Remove an option first\.$/,
      "Höchstens $1 möglich. Entfernen Sie zuerst eine Auswahl."],
    [/^(.*) file must be (\d+)(?:\.0)?MB or smaller\.$/, "Die Datei ist größer als $2 MB."],
    [/^(.*) files are not allowed\.$/, "Dateien der Art $1 können nicht eingelesen werden."]
  ];
  var attributes = ["title", "aria-label", "placeholder"];

  function german(text) {
    var key = text.trim();
    if (!key) { return null; }
    if (Object.prototype.hasOwnProperty.call(words, key)) { return words[key]; }
    for (var i = 0; i < patterns.length; i++) {
      if (patterns[i][0].test(key)) { return key.replace(patterns[i][0], patterns[i][1]); }
    }
    return null;
  }

  function mendText(node) {
    var other = german(node.data);
    if (other !== null && other !== node.data) { node.data = other; }
  }

  // wide charts scroll sideways on a telephone: whoever has no pointer must reach them too
  function makeReachable(element) {
    var name = typeof element.className === "string" ? element.className : "";
    if (name.indexOf("st-key-breit_") >= 0 && !element.hasAttribute("tabindex")) {
      element.setAttribute("tabindex", "0");
      element.setAttribute("role", "region");
      element.setAttribute("aria-label", "Breites Diagramm, seitlich verschiebbar");
    }
  }

  function mendAttributes(element) {
    makeReachable(element);
    attributes.forEach(function (name) {
      var value = element.getAttribute(name);
      var other = value === null ? null : german(value);
      if (other !== null && other !== value) { element.setAttribute(name, other); }
    });
  }

  function mend(node) {
    if (node.nodeType === Node.TEXT_NODE) { mendText(node); return; }
    if (node.nodeType !== Node.ELEMENT_NODE) { return; }
    mendAttributes(node);
    var walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      var current = walker.currentNode;
      if (current.nodeType === Node.TEXT_NODE) { mendText(current); } else { mendAttributes(current); }
    }
  }

  new MutationObserver(function (changes) {
    changes.forEach(function (change) {
      if (change.type === "childList") { change.addedNodes.forEach(mend); }
      else { mend(change.target); }
    });
  }).observe(document.documentElement, {
    childList: true, subtree: true, characterData: true,
    attributes: true, attributeFilter: attributes
  });
})();
