/* Groups of areas outlined in colours of their own, over whatever the areas show. Between two
   groups the line has both colours in turn. */
(function () {
  "use strict";
  var K = (window.Kreisblick = window.Kreisblick || {});
  var NO_GROUP = -1;

  /** Arcs of the drawn areas by the two groups they lie between: "2|-1" is the edge of group 2. */
  function arcsBetween(surface, groups) {
    var sides = new Map(), found = {};
    surface.shown.forEach(function (area) {
      surface.layer.rings[area].forEach(function (ring) {
        ring.forEach(function (number) {
          var arc = number < 0 ? ~number : number;
          sides.set(arc, (sides.get(arc) || []).concat(groups[area]));
        });
      });
    });
    sides.forEach(function (beside, arc) {
      var other = beside.length > 1 ? beside[1] : NO_GROUP;
      var high = Math.max(beside[0], other), low = Math.min(beside[0], other);
      if (high !== low) (found[high + "|" + low] = found[high + "|" + low] || []).push(arc);
    });
    return found;
  }

  K.outline = function (surface) {
    var outlines = surface.state.outlines, parent = surface.outlines;
    parent.textContent = "";
    if (!outlines) return;
    var found = arcsBetween(surface, outlines.groups), shapes = surface.shapes;
    function line(name, path, colour) {
      var node = document.createElementNS(parent.namespaceURI, "path");
      node.setAttribute("class", name);
      node.setAttribute("d", path);
      if (colour) node.setAttribute("stroke", colour);
      parent.appendChild(node);
    }
    var every = [].concat.apply([], Object.values(found));
    line("kb-casing", K.linesPath(shapes.arcs, every));
    Object.keys(found).forEach(function (pair) {
      var path = K.linesPath(shapes.arcs, found[pair]), groups = pair.split("|").map(Number);
      line("kb-outline", path, outlines.colours[groups[0]]);
      if (groups[1] !== NO_GROUP) line("kb-outline kb-other", path, outlines.colours[groups[1]]);
    });
  };
})();
