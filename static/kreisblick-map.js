/* One map of areas in the component's frame: loads the layer once, repaints on every change.
   Names and texts are data: they reach the page as textContent only. */
(function () {
  "use strict";
  var K = (window.Kreisblick = window.Kreisblick || {});
  var engine = null;
  var values = null;
  var waiting = null;

  function decodeBytes(text) {
    var raw = atob(text), bytes = new Uint8Array(raw.length);
    for (var i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    return bytes;
  }

  /** Whole numbers of `width` bytes each, little-endian, counted from `base`. */
  function decodeSeries(series) {
    var bytes = decodeBytes(series.data), count = bytes.length / series.width;
    var out = new Float64Array(count), step = Math.pow(10, -series.decimals);
    for (var i = 0; i < count; i++) {
      var number = 0;
      for (var b = series.width - 1; b >= 0; b--) number = number * 256 + bytes[i * series.width + b];
      out[i] = (number + series.base) * step;
    }
    return out;
  }

  function formatter(series) {
    var format = new Intl.NumberFormat("de-DE", {
      minimumFractionDigits: series.decimals, maximumFractionDigits: series.decimals,
      signDisplay: series.signed ? "exceptZero" : "auto",
    });
    return function (value) { return format.format(value).replace("-", "−") + (series.unit ? " " + series.unit : ""); };
  }

  /** What the tooltip and the screen reader say about area i: name, value or reason. */
  function describer(layer, payload, classes) {
    var values = decodeSeries(payload.values), format = formatter(payload.values);
    return function (i) {
      var code = classes[i], remark = payload.remarks[i] || "";
      var said = payload.reasons[code];
      if (said || code >= K.FIRST_REASON) return [layer.names[i], remark || said || ""];
      return [layer.names[i], format(values[i]) + (remark ? ", " + remark : "")];
    };
  }

  /** Leaflet focuses the map on mousedown: were the page scrolled by that, the click would miss. */
  function keepStill(box) {
    box.focus = function () { HTMLElement.prototype.focus.call(box, { preventScroll: true }); };
  }

  function Engine(map, layer, options) {
    this.map = map;
    this.layer = layer;
    this.box = map.getContainer();
    keepStill(this.box);
    this.surface = new K.Surface(layer, { hatches: options.hatches, label: options.label, mode: options.renderer });
    this.surface.addTo(map);
    this.tooltip = L.DomUtil.create("div", "kb-tooltip", this.box);
    this.tooltip.hidden = true;
    this.tooltip.setAttribute("aria-hidden", "true");
    this.paints = 0;
    map.on("mousemove", this.hover, this).on("mouseout", this.leave, this).on("click", this.click, this);
    map.on("movestart", this.leave, this);
    this.surface.svg.addEventListener("focusin", this.focus.bind(this));
    this.surface.svg.addEventListener("focusout", this.leave.bind(this));
    this.surface.svg.addEventListener("keydown", this.key.bind(this));
  }

  Engine.prototype.paint = function (payload, selected) {
    selected = selected === null ? -1 : this.layer.index[selected];
    if (payload === this.payload) return this.choose(selected);
    this.payload = payload;
    var classes = decodeBytes(payload.classes), layer = this.layer;
    if (classes.length !== layer.count) throw new Error("Kreisblick: " + classes.length + " classes for " + layer.count + " areas");
    if (JSON.stringify(payload.bounds) !== this.bounds) {
      this.bounds = JSON.stringify(payload.bounds);
      this.fit();
    }
    var circles = payload.circles;
    this.surface.show({
      classes: classes,
      palette: payload.palette,
      opacity: payload.opacity,
      text: describer(layer, payload, classes),
      selected: selected,
      radii: circles ? Array.prototype.map.call(decodeBytes(circles.radii), function (r) { return r / 4; }) : null,
      circleColor: circles ? circles.color : null,
      outlines: payload.outlines,
    });
    this.box.setAttribute("data-painted", ++this.paints);
    this.box.setAttribute("data-drawn-as", this.surface.svgMode ? "svg" : "canvas");
  };

  Engine.prototype.fit = function () {
    if (!this.bounds || !this.map.getSize().x || !this.map.getSize().y) return;
    this.map.fitBounds(JSON.parse(this.bounds), { animate: false, padding: [8, 8] });
    this.fitted = true;
  };

  Engine.prototype.say = function (i, x, y) {
    var tooltip = this.tooltip;
    tooltip.textContent = "";
    this.surface.state.text(i).forEach(function (line, n) {
      L.DomUtil.create("div", n === 0 ? "kb-name" : "kb-line", tooltip).textContent = line;
    });
    tooltip.hidden = false;
    var size = this.map.getSize();
    var left = x + 14 + tooltip.offsetWidth > size.x ? x - 14 - tooltip.offsetWidth : x + 14;
    var top = y + 14 + tooltip.offsetHeight > size.y ? y - 14 - tooltip.offsetHeight : y + 14;
    tooltip.style.transform = "translate(" + Math.max(2, left) + "px," + Math.max(2, top) + "px)";
  };

  Engine.prototype.hover = function (event) {
    var i = this.surface.find(event.latlng);
    if (i < 0) return this.leave();
    if (this.surface.marked.hover !== i) this.surface.mark("hover", i);
    this.box.style.cursor = "pointer";
    this.say(i, event.containerPoint.x, event.containerPoint.y);
  };

  Engine.prototype.leave = function () {
    this.tooltip.hidden = true;
    this.box.style.cursor = "";
    this.surface.mark("hover", -1);
    if (!this.surface.svg.contains(document.activeElement)) this.surface.mark("focus", -1);
  };

  Engine.prototype.click = function (event) {
    this.select(this.surface.find(event.latlng));
  };

  Engine.prototype.choose = function (i) {
    this.surface.state.selected = i;
    this.surface.mark("selected", i);
    if (this.surface.isReachable) this.surface.label();
  };

  /** Tell the page once which area was chosen; the time makes every choice a new one. */
  Engine.prototype.select = function (i) {
    if (i < 0) return;
    this.choose(i);
    window.Streamlit.setComponentValue({ clicked: this.layer.ids[i], at: Date.now() });
  };

  Engine.prototype.focus = function (event) {
    var i = event.target.kbArea;
    if (i === undefined) return;
    this.surface.activate(i);
    this.surface.mark("focus", i);
    this.map.panInside(this.layer.latLng(i), { padding: [40, 40], animate: false });
    var point = this.map.latLngToContainerPoint(this.layer.latLng(i));
    this.say(i, point.x, point.y);
  };

  var WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  Engine.prototype.key = function (event) {
    var i = event.target.kbArea, shown = this.surface.shown, key = event.key;
    if (i === undefined) return;
    if (WAYS[key]) this.go(this.towards(i, WAYS[key]));
    else if (key === "Home") this.go(shown[0]);
    else if (key === "End") this.go(shown[shown.length - 1]);
    else if (key === "Enter" || key === " ") this.select(i);
    else if (key === "+") this.map.zoomIn();
    else if (key === "-") this.map.zoomOut();
    else if (key === "Escape") this.tooltip.hidden = true;
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  Engine.prototype.go = function (i) {
    if (i >= 0) this.surface.paths[i].focus({ preventScroll: true });
  };

  /** The nearest drawn area in a direction; what lies aside counts as further away. */
  Engine.prototype.towards = function (from, way) {
    var points = this.layer.points, best = -1, least = Infinity;
    this.surface.shown.forEach(function (i) {
      var dx = points[i][0] - points[from][0], dy = points[i][1] - points[from][1];
      var ahead = dx * way[0] + dy * way[1], aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
      if (i === from || ahead <= 0 || ahead + 2 * aside >= least) return;
      least = ahead + 2 * aside;
      best = i;
    });
    return best;
  };

  function show(payload, selected) {
    if (engine) engine.paint(payload, selected);
    else waiting = [payload, selected];
  }

  /** What the page says: values that came along, or the address that gives them. */
  K.paint = function (change) {
    window.feature_group = []; // the component would keep one group per change for ever
    if (change.address) values.follow(change);
    else show(change, change.selected);
  };

  K.start = function (map, options) {
    var note = K.furnish(map, options, function () { if (engine) engine.fit(); });
    values = new K.Values(show, K.notice(map));
    if (options.ahead) K.foresee(values, options.ahead);
    fetch(options.layer)
      .then(function (answer) {
        if (!answer.ok) throw new Error("HTTP " + answer.status);
        return answer.json();
      })
      .then(function (topology) {
        engine = new Engine(map, new K.Layer(topology), options);
        note.remove();
        K.watchSize(map, function () { if (!engine.fitted) engine.fit(); });
        K.watchTheme(engine.surface.darken.bind(engine.surface));
        if (options.channel) K.link(map, options.channel);
        if (waiting) engine.paint.apply(engine, waiting);
        waiting = null;
      })
      .catch(function (error) {
        note.textContent = "Die Karte konnte nicht geladen werden. Bitte die Seite neu laden.";
        note.setAttribute("role", "alert");
        console.error(error);
      });
  };
})();
