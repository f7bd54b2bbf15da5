/* The canvas side of the surface. Paths are kept per zoom level: a change only fills them anew.
   (One path per class would be slower by far: Chromium builds long paths in 330 ms.) */
(function () {
  "use strict";
  var K = (window.Kreisblick = window.Kreisblick || {});

  function hatch(context, style) {
    var tile = document.createElement("canvas");
    tile.width = tile.height = style.size;
    var pen = tile.getContext("2d");
    pen.fillStyle = style.paper;
    pen.fillRect(0, 0, style.size, style.size);
    pen.strokeStyle = style.ink;
    pen.lineWidth = style.width;
    pen.lineCap = "square";
    pen.stroke(new Path2D(style.path));
    return context.createPattern(tile, "repeat");
  }

  /** Areas by class, only those that meet the visible part of the map. */
  function visible(surface) {
    var scale = surface.shapes.scale, offset = surface.offset, bounds = surface._bounds;
    var west = (bounds.min.x - offset[0]) / scale, north = (bounds.min.y - offset[1]) / scale;
    var east = (bounds.max.x - offset[0]) / scale, south = (bounds.max.y - offset[1]) / scale;
    var byClass = {};
    surface.shown.forEach(function (i) {
      var box = surface.layer.boxes[i], code = surface.state.classes[i];
      if (box[2] < west || box[0] > east || box[3] < north || box[1] > south) return;
      (byClass[code] = byClass[code] || []).push(i);
    });
    return byClass;
  }

  function prepare(surface) {
    var size = surface._bounds.getSize(), ratio = window.devicePixelRatio || 1;
    var canvas = surface.canvas, width = Math.round(size.x * ratio), height = Math.round(size.y * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = size.x + "px";
      canvas.style.height = size.y + "px";
    }
    var context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.x, size.y);
    context.translate(surface.offset[0] - surface._bounds.min.x, surface.offset[1] - surface._bounds.min.y);
    return context;
  }

  function areaPath(surface, i) {
    var kept = (surface.shapes.paths = surface.shapes.paths || []);
    if (!kept[i]) {
      kept[i] = new Path2D();
      K.traceRings(surface.shapes.arcs, surface.layer.rings[i], kept[i]);
    }
    return kept[i];
  }

  function linesPath(surface) {
    var shapes = surface.shapes;
    if (shapes.linesOf !== surface.usedLines) {
      shapes.linesOf = surface.usedLines;
      shapes.lines = new Path2D();
      surface.usedLines.forEach(function (arc) { K.trace(shapes.arcs, arc, shapes.lines, false); });
    }
    return shapes.lines;
  }

  K.paintCanvas = function (surface) {
    var context = prepare(surface), state = surface.state;
    var byClass = visible(surface);
    context.globalAlpha = state.opacity;
    for (var code in byClass) {
      context.fillStyle = code >= K.FIRST_REASON
        ? hatch(context, surface.options.hatches[code]) : state.palette[code];
      byClass[code].forEach(function (i) { context.fill(areaPath(surface, i), "evenodd"); });
    }
    context.globalAlpha = 1;
    context.strokeStyle = surface.isDark ? K.LINE.dark : K.LINE.light;
    context.lineWidth = K.LINE.width;
    context.stroke(linesPath(surface));
    if (state.radii) paintCircles(context, surface);
  };

  function paintCircles(context, surface) {
    var state = surface.state, points = surface.layer.points, scale = surface.shapes.scale;
    context.fillStyle = state.circleColor;
    context.strokeStyle = "#ffffff";
    context.lineWidth = 1;
    K.largestFirst(surface.shown, state.radii).forEach(function (i) {
      context.beginPath();
      context.arc(points[i][0] * scale, points[i][1] * scale, state.radii[i], 0, 2 * Math.PI);
      context.globalAlpha = 0.75;
      context.fill();
      context.globalAlpha = 1;
      context.stroke();
    });
  }

  /** Whether two states draw the same areas. */
  K.sameShape = function (before, after) {
    for (var i = 0; i < after.length; i++) {
      if ((before[i] === K.OUTSIDE) !== (after[i] === K.OUTSIDE)) return false;
    }
    return before.length === after.length;
  };

  K.largestFirst = function (shown, radii) {
    return shown.filter(function (i) { return radii[i] > 0; })
      .sort(function (a, b) { return radii[b] - radii[a]; });
  };
})();
