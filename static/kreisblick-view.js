/* What stands around the areas: buttons, notes, background tiles, and views that move together. */
(function () {
  "use strict";
  var K = (window.Kreisblick = window.Kreisblick || {});

  function note(map, name, text) {
    var box = L.DomUtil.create("div", name, map.getContainer());
    box.textContent = text;
    return box;
  }

  /** A line over the map that says one thing at a time, or nothing. */
  K.notice = function (map) {
    var box = null;
    return function (text, role) {
      if (box) box.remove();
      box = text ? note(map, "kb-note", text) : null;
      if (box) box.setAttribute("role", role);
    };
  };

  function addButtons(map, showAll) {
    L.control.zoom({ zoomInTitle: "Vergrößern", zoomOutTitle: "Verkleinern" }).addTo(map);
    var Whole = L.Control.extend({
      options: { position: "topleft" },
      onAdd: function () {
        var bar = L.DomUtil.create("div", "leaflet-bar");
        var button = L.DomUtil.create("a", "kb-whole", bar);
        button.href = "#";
        button.title = "Ganzes Gebiet zeigen";
        button.setAttribute("role", "button");
        button.setAttribute("aria-label", button.title);
        button.textContent = "⤢";
        L.DomEvent.disableClickPropagation(bar);
        L.DomEvent.on(button, "click", function (event) { L.DomEvent.stop(event); showAll(); });
        return bar;
      },
    });
    new Whole().addTo(map);
  }

  /** Set up everything that needs no layer; gives back the note that says that it is loading. */
  K.furnish = function (map, options, showAll) {
    var box = map.getContainer();
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", options.label + ". Pfeiltasten verschieben, Plus und Minus ändern den Maßstab.");
    document.documentElement.lang = "de";
    borrowFont();
    addButtons(map, showAll);
    if (options.tiles) {
      L.tileLayer(options.tiles.url, { maxZoom: options.tiles.maxZoom }).addTo(map);
    }
    if (options.attribution) note(map, "kb-attribution", options.attribution);
    // the wheel scrolls the page until someone has clicked into the map
    map.scrollWheelZoom.disable();
    map.on("mousedown", function () { map.scrollWheelZoom.enable(); });
    box.addEventListener("mouseleave", function () { map.scrollWheelZoom.disable(); });
    return note(map, "kb-note", "Karte wird geladen …");
  };

  /** Use the page's own font; the frame has no address of it. */
  function borrowFont() {
    var link = window.parent.document.querySelector("link[rel=preload][as=font]");
    if (!link) return;
    var font = new FontFace("Source Sans", "url(" + JSON.stringify(link.href) + ")", { weight: "200 900" });
    font.load().then(function () { document.fonts.add(font); }, function () {});
  }

  /** Call back with true or false for a dark or light theme, now and after every change. */
  K.watchTheme = function (changed) {
    function look() {
      var colour = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g) || [255];
      changed(colour.slice(0, 3).every(function (part) { return part < 110; }) && colour[3] !== "0");
    }
    window.Streamlit.events.addEventListener("streamlit:render", look);
    look();
  };

  /** A map in a hidden tab has no size; call back when it gets one. */
  K.watchSize = function (map, changed) {
    new ResizeObserver(function () {
      map.invalidateSize({ animate: false, pan: false });
      changed();
    }).observe(map.getContainer());
  };

  /** Maps of one page with the same channel share position and zoom, without the server. */
  K.link = function (map, channel) {
    var page = window.parent, name = "kreisblick:view", me = Math.random(), isListening = false;
    function tell() {
      if (isListening) return;
      var centre = map.getCenter();
      page.dispatchEvent(new page.CustomEvent(name, {
        detail: { channel: channel, from: me, centre: [centre.lat, centre.lng], zoom: map.getZoom() },
      }));
    }
    function hear(event) {
      var view = event.detail;
      if (view.channel !== channel || view.from === me) return;
      isListening = true;
      map.setView(view.centre, view.zoom, { animate: false });
      isListening = false;
    }
    map.on("move zoomend", tell);
    page.addEventListener(name, hear);
    window.addEventListener("pagehide", function () { page.removeEventListener(name, hear); });
  };
})();
