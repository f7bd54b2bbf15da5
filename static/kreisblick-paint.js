/* Draws a layer into the map. Few areas are SVG. More are painted on a canvas, many times faster,
   with unpainted SVG elements over it for keyboard and screen reader; above `reachable`
   areas these are left out too. */
(function () {
  "use strict";
  var K = (window.Kreisblick = window.Kreisblick || {});
  var NS = "http://www.w3.org/2000/svg";
  var OUTSIDE = 255;
  var FIRST_REASON = 250;
  var LINE = { light: "#40484a", dark: "#66757a", width: 0.5 };

  function element(name, attributes, parent) {
    var node = document.createElementNS(NS, name);
    for (var key in attributes) node.setAttribute(key, attributes[key]);
    if (parent) parent.appendChild(node);
    return node;
  }

  K.Surface = L.Renderer.extend({
    options: { padding: 0.25, hatches: {}, label: "", vector: 400, reachable: 2500, mode: "auto" },

    initialize: function (layer, options) {
      L.Renderer.prototype.initialize.call(this, options);
      this.layer = layer;
      this.state = null;
      this.marked = { hover: -1, focus: -1, selected: -1 };
    },

    _initContainer: function () {
      var box = (this._container = L.DomUtil.create("div", "kb-surface"));
      this.canvas = L.DomUtil.create("canvas", "kb-canvas", box);
      this.canvas.setAttribute("aria-hidden", "true");
      this.svg = element("svg", { class: "kb-svg" }, box);
      this._hatches(element("defs", {}, this.svg));
      this.root = element("g", {}, this.svg);
      this.areas = element("g", { role: "listbox", "aria-label": this.options.label }, this.root);
      this.lines = element("path", { class: "kb-lines" }, this.root);
      this.borders = element("path", { class: "kb-borders" }, this.root);
      this.outlines = element("g", { class: "kb-outlines" }, this.root);
      this.symbols = element("g", { class: "kb-circles" }, this.root);
      this.marks = {};
      ["hover", "selected", "focus"].forEach(function (kind) {
        this.marks[kind] = [
          element("path", { class: "kb-halo" }, this.root),
          element("path", { class: "kb-mark kb-" + kind }, this.root),
        ];
      }, this);
    },

    _destroyContainer: function () {
      L.DomUtil.remove(this._container);
      delete this._container;
    },

    _hatches: function (defs) {
      for (var code in this.options.hatches) {
        var hatch = this.options.hatches[code];
        var pattern = element("pattern", {
          id: "kb-hatch-" + code, width: hatch.size, height: hatch.size,
          patternUnits: "userSpaceOnUse",
        }, defs);
        element("rect", { width: hatch.size, height: hatch.size, fill: hatch.paper }, pattern);
        element("path", {
          d: hatch.path, stroke: hatch.ink, "stroke-width": hatch.width, fill: "none",
          "stroke-linecap": "square",
        }, pattern);
      }
    },

    _update: function () {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      var corner = this._bounds.min, size = this._bounds.getSize();
      L.DomUtil.setPosition(this._container, corner);
      this.svg.setAttribute("width", size.x);
      this.svg.setAttribute("height", size.y);
      this.svg.setAttribute("viewBox", [corner.x, corner.y, size.x, size.y].join(" "));
      this.offset = this.layer.offset(this._map);
      this.root.setAttribute("transform", "translate(" + this.offset.join(" ") + ")");
      if (this.state) this._place();
      this.fire("update");
    },

    /** Follow the theme of the page. */
    darken: function (isDark) {
      if (this.isDark === isDark) return;
      this.isDark = isDark;
      this._container.classList.toggle("kb-dark", isDark);
      if (this.state && !this.svgMode) K.paintCanvas(this);
    },

    /** Show new values. A state holds classes, palette, opacity, selected, radii, outlines, text(i). */
    show: function (state) {
      var before = this.state;
      this.state = state;
      if (!before || !K.sameShape(before.classes, state.classes)) {
        this._choose();
        this._place();
      } else {
        this._fill();
      }
      this._circles();
      K.outline(this);
      this.mark("selected", state.selected);
    },

    _choose: function () {
      var classes = this.state.classes, used = new Set();
      this.shown = [];
      for (var i = 0; i < this.layer.count; i++) if (classes[i] !== OUTSIDE) this.shown.push(i);
      this.shown.forEach(function (area) {
        this.layer.rings[area].forEach(function (ring) {
          ring.forEach(function (arc) { used.add(arc < 0 ? ~arc : arc); });
        });
      }, this);
      this.usedLines = Array.from(used);
      this.usedBorders = this.layer.bordersOf(this.shown, used);
      var mode = this.options.mode, count = this.shown.length;
      this.svgMode = mode === "auto" ? count <= this.options.vector : mode === "svg";
      this.isReachable = this.svgMode || (mode === "auto" && count <= this.options.reachable);
      this.canvas.hidden = this.svgMode;
      this.areas.textContent = "";
      this.symbols.textContent = "";
      this.paths = {};
      this.fills = {};
      this.circles = {};
      this.placed = null;
      if (this.isReachable) this._elements();
    },

    _elements: function () {
      var group = document.createDocumentFragment();
      this.shown.forEach(function (i) {
        var is = { class: "kb-area", role: "option", tabindex: -1, "data-key": this.layer.ids[i], fill: "none" };
        this.paths[i] = element("path", Object.assign(is, { "aria-label": this.layer.names[i] }), group);
        this.paths[i].kbArea = i;
      }, this);
      this.areas.appendChild(group);
      this.active = -1;
      this.activate(this.shown[0]);
    },

    /** Make one area the one that the Tab key reaches. */
    activate: function (i) {
      if (this.paths[this.active]) this.paths[this.active].setAttribute("tabindex", -1);
      if (this.paths[i]) this.paths[i].setAttribute("tabindex", 0);
      this.active = i;
    },

    _place: function () {
      var zoom = this._map.getZoom();
      var shapes = (this.shapes = this.layer.at(zoom));
      if (this.placed !== shapes) {
        for (var i in this.paths) this.paths[i].setAttribute("d", this._outline(shapes, i));
        this.lines.setAttribute("d", this.svgMode ? K.linesPath(shapes.arcs, this.usedLines) : "");
        this.borders.setAttribute("d", K.linesPath(shapes.arcs, this.usedBorders));
        this.placed = shapes;
        this._circles();
        K.outline(this);
        for (var kind in this.marked) this.mark(kind, this.marked[kind]);
      }
      this._fill();
    },

    /** The area itself where it is painted, else the rectangle around it. */
    _outline: function (shapes, i) {
      if (this.svgMode) return K.ringsPath(shapes.arcs, this.layer.rings[i]);
      var box = this.layer.boxes[i].map(function (side) { return Math.round(side * shapes.scale); });
      return "M" + box[0] + " " + box[1] + "H" + box[2] + "V" + box[3] + "H" + box[0] + "Z";
    },

    _fill: function () {
      if (this.isReachable) this.label();
      if (!this.svgMode) return K.paintCanvas(this);
      var state = this.state;
      this.areas.setAttribute("fill-opacity", state.opacity);
      this.shown.forEach(function (i) {
        var code = state.classes[i];
        var fill = code >= FIRST_REASON ? "url(#kb-hatch-" + code + ")" : state.palette[code];
        if (this.fills[i] !== fill) {
          this.paths[i].setAttribute("fill", fill);
          this.fills[i] = fill;
        }
      }, this);
    },

    /** Names for screen readers follow after the drawing. */
    label: function () {
      var self = this;
      clearTimeout(this.labelling);
      this.labelling = setTimeout(function () {
        self.shown.forEach(function (i) {
          self.paths[i].setAttribute("aria-label", self.state.text(i).join(", "));
          self.paths[i].setAttribute("aria-selected", i === self.state.selected);
        });
      }, 400);
    },

    _circles: function () {
      var state = this.state, scale = this.shapes.scale;
      if (!this.svgMode || !state.radii) {
        this.symbols.textContent = "";
        this.circles = {};
        return;
      }
      var order = K.largestFirst(this.shown, state.radii);
      order.forEach(function (i) {
        var circle = this.circles[i] || (this.circles[i] = element("circle", {}));
        circle.setAttribute("r", state.radii[i]);
        circle.setAttribute("cx", this.layer.points[i][0] * scale);
        circle.setAttribute("cy", this.layer.points[i][1] * scale);
        circle.setAttribute("fill", state.circleColor);
        this.symbols.appendChild(circle);
      }, this);
    },

    /** Outline one area as hover, focus or selected; -1 takes the outline away. */
    mark: function (kind, i) {
      this.marked[kind] = i;
      var isShown = i >= 0 && this.state && this.state.classes[i] !== OUTSIDE;
      var path = isShown ? K.ringsPath(this.shapes.arcs, this.layer.rings[i]) : "";
      this.marks[kind].forEach(function (node) { node.setAttribute("d", path); });
    },

    /** Number of the drawn area under a point of the map, or -1. Circles lie on top. */
    find: function (latlng) {
      if (!this.state || !this.shapes) return -1;
      var point = this._map.latLngToLayerPoint(latlng);
      var x = point.x - this.offset[0], y = point.y - this.offset[1];
      var classes = this.state.classes;
      var hit = this.state.radii ? this._circleAt(x, y) : -1;
      return hit >= 0 ? hit : this.layer.find(this.shapes, x, y, function (i) { return classes[i] !== OUTSIDE; });
    },

    _circleAt: function (x, y) {
      var radii = this.state.radii, scale = this.shapes.scale, points = this.layer.points, best = -1;
      this.shown.forEach(function (i) {
        var dx = points[i][0] * scale - x, dy = points[i][1] * scale - y;
        var isHit = dx * dx + dy * dy <= radii[i] * radii[i];
        if (isHit && (best < 0 || radii[i] < radii[best])) best = i;
      });
      return best;
    },
  });

  K.LINE = LINE;
  K.OUTSIDE = OUTSIDE;
  K.FIRST_REASON = FIRST_REASON;
})();
