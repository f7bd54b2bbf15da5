// A button that makes a file is out of use until the file is there and loses the focus meanwhile:
// the next key then belongs to the open dialog, which Escape closes and Tab goes on in.
(function () {
  "use strict";

  document.addEventListener("keydown", function (event) {
    var dialog = document.querySelector('section[role="dialog"]');
    if (!event.isTrusted || !dialog || document.activeElement !== document.body) { return; }
    dialog.focus();
    if (event.key === "Escape") {
      dialog.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    }
  }, true);
})();
