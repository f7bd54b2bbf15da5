/* Geometry of one map layer: TopoJSON in, outlines in pixels out. */
(function () {
  "use strict";
  var K = (window.Kreisblick = window.Kreisblick || {});
  var ZOOM = 20;
  var WORLD = 256 * Math.pow(2, ZOOM);
  var THINNING = 0.8 / Math.max(1, window.devicePixelRatio || 1); // closer vertices cannot be told apart

  /** Web Mercator pixels at zoom 20. */
  function world(lon, lat) {
    var sine = Math.sin((lat * Math.PI) / 180);
    return [
      WORLD * (lon / 360 + 0.5),
      WORLD * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)),
    ];
  }

  function Layer(topology) {
    var self = this;
    var scale = topology.transform.scale;
    var shift = topology.transform.translate;
    this.origin = world(shift[0], shift[1]);
    function place(x, y) {
      var point = world(x * scale[0] + shift[0], y * scale[1] + shift[1]);
      return [point[0] - self.origin[0], point[1] - self.origin[1]];
    }
    this.arcs = topology.arcs.map(function (arc) {
      var x = 0, y = 0;
      var out = new Float64Array(arc.length * 2);
      for (var i = 0; i < arc.length; i++) {
        var point = place((x += arc[i][0]), (y += arc[i][1]));
        out[2 * i] = point[0];
        out[2 * i + 1] = point[1];
      }
      return out;
    });
    var areas = topology.objects.areas.geometries;
    this.count = areas.length;
    this.ids = areas.map(function (area) { return area.id; });
    this.names = areas.map(function (area) { return area.properties.n; });
    this.points = areas.map(function (area) { return place.apply(null, area.properties.p); });
    this.rings = areas.map(function (area) { return [].concat.apply([], area.arcs); });
    this.boxes = this.rings.map(function (rings) { return self.box(rings); });
    var borders = topology.objects.borders || { arcs: [] };
    this.borders = borders.arcs;
    this.beside = borders.properties ? borders.properties.u : [];
    this.uppers = areas.map(function (area) { return area.properties.u; });
    this.index = {};
    this.ids.forEach(function (id, i) { self.index[id] = i; });
  }

  /** Border arcs of the shown areas, and of their upper areas where none of the layer lies. */
  Layer.prototype.bordersOf = function (shown, used) {
    var uppers = this.uppers, beside = this.beside;
    var around = new Set(shown.map(function (area) { return uppers[area]; }));
    return this.borders.filter(function (line, i) {
      return used.has(line[0]) || (beside[i] || []).some(function (upper) { return around.has(upper); });
    }).map(function (line) { return line[0]; });
  };

  /** [west, north, east, south] of rings, in pixels at zoom 20 from the layer's origin. */
  Layer.prototype.box = function (rings) {
    var box = [Infinity, Infinity, -Infinity, -Infinity];
    var arcs = this.arcs;
    rings.forEach(function (ring) {
      ring.forEach(function (number) {
        var arc = arcs[number < 0 ? ~number : number];
        for (var i = 0; i < arc.length; i += 2) {
          if (arc[i] < box[0]) box[0] = arc[i];
          if (arc[i] > box[2]) box[2] = arc[i];
          if (arc[i + 1] < box[1]) box[1] = arc[i + 1];
          if (arc[i + 1] > box[3]) box[3] = arc[i + 1];
        }
      });
    });
    return box;
  };

  function thinned(arc, scale) {
    var last = arc.length - 2;
    var closed = arc[0] === arc[last] && arc[1] === arc[last + 1];
    var out = [arc[0] * scale, arc[1] * scale];
    var keep = THINNING * THINNING;
    for (var i = 2; i <= last; i += 2) {
      var x = arc[i] * scale, y = arc[i + 1] * scale;
      var dx = x - out[out.length - 2], dy = y - out[out.length - 1];
      if (i === last || dx * dx + dy * dy > keep) out.push(x, y);
    }
    if (closed && out.length < 8 && arc.length > out.length) {
      return Array.prototype.map.call(arc, function (value) { return value * scale; });
    }
    return out;
  }

  /** The layer at one zoom level: arcs in pixels from the layer's origin. Kept until the zoom changes. */
  Layer.prototype.at = function (zoom) {
    if (!this.shapes || this.shapes.zoom !== zoom) {
      var scale = Math.pow(2, zoom - ZOOM);
      this.shapes = {
        zoom: zoom,
        scale: scale,
        arcs: this.arcs.map(function (arc) { return thinned(arc, scale); }),
      };
    }
    return this.shapes;
  };

  /** Pixels by which the layer's origin lies right of and below Leaflet's pixel origin. */
  Layer.prototype.offset = function (map) {
    var scale = Math.pow(2, map.getZoom() - ZOOM);
    var corner = map.getPixelOrigin();
    return [this.origin[0] * scale - corner.x, this.origin[1] * scale - corner.y];
  };

  Layer.prototype.latLng = function (i) {
    var x = (this.points[i][0] + this.origin[0]) / WORLD;
    var y = (this.points[i][1] + this.origin[1]) / WORLD;
    return [
      (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI,
      360 * (x - 0.5),
    ];
  };

  /** Draw one arc with a pen that knows moveTo and lineTo; `~n` runs backwards. */
  K.trace = function (arcs, number, pen, goOn) {
    var back = number < 0;
    var arc = arcs[back ? ~number : number];
    var from = back ? arc.length - 2 : 0;
    var step = back ? -2 : 2;
    if (!goOn) pen.moveTo(arc[from], arc[from + 1]);
    for (var i = from + step; i >= 0 && i < arc.length; i += step) pen.lineTo(arc[i], arc[i + 1]);
  };

  K.traceRings = function (arcs, rings, pen) {
    for (var r = 0; r < rings.length; r++) {
      for (var a = 0; a < rings[r].length; a++) K.trace(arcs, rings[r][a], pen, a > 0);
      pen.closePath();
    }
  };

  function SvgPen() { this.text = ""; }
  function tenth(value) { return Math.round(value * 10) / 10; }
  SvgPen.prototype.moveTo = function (x, y) { this.text += "M" + tenth(x) + " " + tenth(y); };
  SvgPen.prototype.lineTo = function (x, y) { this.text += "L" + tenth(x) + " " + tenth(y); };
  SvgPen.prototype.closePath = function () { this.text += "Z"; };

  K.ringsPath = function (arcs, rings) {
    var pen = new SvgPen();
    K.traceRings(arcs, rings, pen);
    return pen.text;
  };

  K.linesPath = function (arcs, numbers) {
    var pen = new SvgPen();
    numbers.forEach(function (number) { K.trace(arcs, number, pen, false); });
    return pen.text;
  };

  function inside(arcs, rings, x, y) {
    var within = false, px, py;
    var pen = {
      moveTo: function (ax, ay) { px = ax; py = ay; },
      lineTo: function (ax, ay) {
        if (ay > y !== py > y && x < ((px - ax) * (y - ay)) / (py - ay) + ax) within = !within;
        px = ax;
        py = ay;
      },
      closePath: function () {},
    };
    K.traceRings(arcs, rings, pen);
    return within;
  }

  /** Number of the area at a place (pixels from the layer's origin), or -1. */
  Layer.prototype.find = function (shapes, x, y, isShown) {
    var wx = x / shapes.scale, wy = y / shapes.scale;
    for (var i = 0; i < this.count; i++) {
      var box = this.boxes[i];
      if (wx < box[0] || wx > box[2] || wy < box[1] || wy > box[3] || !isShown(i)) continue;
      if (inside(shapes.arcs, this.rings[i], x, y)) return i;
    }
    return -1;
  };

  K.Layer = Layer;
})();
