/* Values by their address. The page says which values the map shows; the browser asks for them
   once. When somebody points at another indicator they are asked for ahead, and painted at the
   press: the page's own answer, which follows, has the last word. */
(function () {
  "use strict";
  var K = (window.Kreisblick = window.Kreisblick || {});
  var KEPT = 24;
  var PAGE = window.parent.document;

  /** `show(payload, selected)` draws; `say(text, role)` tells the reader why nothing is drawn. */
  function Values(show, say) {
    this.show = show;
    this.say = say;
    this.kept = new Map();
    this.turn = 0;
    this.said = null;
  }

  Values.prototype.load = function (address) {
    var kept = this.kept;
    if (!kept.has(address)) {
      var answer = fetch(address).then(function (response) {
        if (!response.ok) throw new Error("HTTP " + response.status);
        kept.set(response.headers.get("Content-Location"), answer);
        return response.json();
      });
      answer.catch(function () { kept.delete(address); });
      kept.set(address, answer);
      if (kept.size > KEPT) kept.delete(kept.keys().next().value);
    }
    return kept.get(address);
  };

  /** What the page says: address and selected area. */
  Values.prototype.follow = function (question) {
    this.said = question;
    this.paint(question, false);
  };

  Values.prototype.paint = function (question, isAhead) {
    var self = this, turn = ++this.turn;
    var patience = setTimeout(function () { self.say("Werte werden geladen …", "status"); }, 400);
    function isCurrent() {
      clearTimeout(patience);
      if (turn === self.turn) self.say(null);
      return turn === self.turn;
    }
    this.load(question.address).then(
      function (payload) {
        if (!isCurrent()) return;
        self.show(payload, question.selected);
        PAGE.documentElement.classList.toggle("kb-ahead", question.address !== self.said.address);
      },
      function (error) {
        if (!isCurrent() || isAhead) return;
        self.say("Die Werte konnten nicht geladen werden. Bitte die Seite neu laden.", "alert");
        console.error(error);
      }
    );
  };

  /** The same question with another choice, e.g. indikator=… */
  Values.prototype.other = function (name, value) {
    var cut = this.said.address.indexOf("?");
    var words = new URLSearchParams(this.said.address.slice(cut));
    words.set(name, value);
    return this.said.address.slice(0, cut) + "?" + words;
  };

  /** Ask ahead, one question at a time: of those passed over meanwhile only the last. */
  Values.prototype.prepare = function (address) {
    this.wanted = address;
    if (this.isPreparing || this.kept.has(address)) return;
    var self = this;
    function next() {
      self.isPreparing = false;
      if (self.wanted !== address) self.prepare(self.wanted);
    }
    this.isPreparing = true;
    this.load(address).then(next, next);
  };

  function titleOf(option) { return option ? option.textContent.trim() : null; }

  /** Title of the option of the box that an event is about. */
  function pointedAt(event, box) {
    var option = event.target.closest && event.target.closest("[role=option]");
    var list = option && option.closest("[role=listbox]");
    return list && list.getAttribute("aria-label") === box ? titleOf(option) : null;
  }

  function highlighted(event, box) {
    var input = event.target;
    if (!input.matches || !input.matches("[role=combobox]") || input.getAttribute("aria-label") !== box) return null;
    return titleOf(PAGE.getElementById(input.getAttribute("aria-activedescendant")));
  }

  /** Follow the box of the page whose choice changes the values: {box, name, titles}. */
  K.foresee = function (values, ahead) {
    var ids = null, listening = new AbortController();
    function act(way, title) {
      if (ids && values.said && title !== null && ids[title] !== undefined) way(values.other(ahead.name, ids[title]));
    }
    function prepare(address) { values.prepare(address); }
    function paint(address) { values.paint({ address: address, selected: values.said.selected }, true); }
    function listen(kind, act) {
      PAGE.addEventListener(kind, act, { capture: true, signal: listening.signal });
    }
    fetch(ahead.titles)
      .then(function (answer) { return answer.ok ? answer.json() : {}; })
      .then(function (found) { ids = found; });
    listen("pointerover", function (event) { act(prepare, pointedAt(event, ahead.box)); });
    listen("pointerup", function (event) { if (event.button === 0) act(paint, pointedAt(event, ahead.box)); });
    listen("keydown", function (event) { if (event.key === "Enter") act(paint, highlighted(event, ahead.box)); });
    listen("keyup", function (event) { act(prepare, highlighted(event, ahead.box)); });
    window.addEventListener("pagehide", function () {
      listening.abort();
      PAGE.documentElement.classList.remove("kb-ahead");
    });
  };

  K.Values = Values;
})();
