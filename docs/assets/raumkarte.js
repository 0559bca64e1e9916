/* Swaps Kennzahl and period of the tile map and its list. All texts come ready-made from the page's data attribute;
   without this script the page shows the default view and every value in its tables. */
(function () {
  "use strict";
  var karte = document.querySelector("[data-raumkarte]");
  if (!karte) { return; }
  var daten = JSON.parse(karte.getAttribute("data-raumkarte"));
  var form = karte.querySelector("form");
  var wahlKennzahl = karte.querySelector("[data-wahl=kennzahl]");
  var wahlZeit = karte.querySelector("[data-wahl=zeitraum]");

  function feld(name, wo) { return (wo || karte).querySelector("[data-feld=" + name + "]"); }

  function finde(liste, id) { return liste.filter(function (e) { return e.id === id; })[0]; }

  function setzeAussage(ziel, code, wort, zusatz) {
    ziel.textContent = "";
    if (!code) { ziel.textContent = wort || "–"; return; }
    var a = daten.aussagen[code];
    var marke = document.createElement("span");
    var zeichen = document.createElement("span");
    marke.className = a[0];
    zeichen.className = "kp-marke__zeichen";
    zeichen.setAttribute("aria-hidden", "true");
    zeichen.textContent = a[1];
    marke.append(zeichen, " " + a[2]);
    ziel.append(marke);
    if (!zusatz) { return; }
    var klein = document.createElement("span");
    klein.className = "kp-raum-intervall kp-raum-zusatz";
    klein.textContent = zusatz;
    ziel.append(" ", klein);
  }

  function fuelleZeiten(kennzahl, zeitraum) {
    wahlZeit.textContent = "";
    kennzahl.zeiten.forEach(function (z) {
      wahlZeit.append(new Option(z.name, z.id, false, z.id === zeitraum));
    });
  }

  function zeige(kennzahl, zeit) {
    feld("name").textContent = kennzahl.name;
    feld("zeit").textContent = zeit.name;
    feld("text").textContent = kennzahl.text;
    feld("url").hidden = !kennzahl.url;
    feld("url").setAttribute("href", kennzahl.url);
    Object.keys(zeit.zellen).forEach(function (raum) {
      var z = zeit.zellen[raum];
      var zeile = karte.querySelector('tr[data-raum="' + CSS.escape(raum) + '"]');
      feld("wert", zeile).textContent = z[0];
      feld("wert", zeile).className = z[5] ? "kp-raum-wert" : "kp-leer";
      feld("intervall", zeile).textContent = z[2];
      setzeAussage(feld("aussage", zeile), z[3], z[4], z[6]);
      var kachel = karte.querySelector('svg [data-raum="' + CSS.escape(raum) + '"]');
      if (!kachel) { return; }
      kachel.querySelector(".kp-kacheln__wert").textContent = z[1] + (z[3] ? " " + daten.aussagen[z[3]][1] : "");
      kachel.setAttribute("aria-label", kachel.getAttribute("data-name") + ": " + z[0] + (z[4] ? ", " + z[4] : ""));
    });
    feld("meldung").textContent = "Angezeigt: " + kennzahl.name + ", " + zeit.name;
  }

  wahlKennzahl.addEventListener("change", function () {
    var kennzahl = finde(daten.kennzahlen, wahlKennzahl.value);
    var zeit = kennzahl.zeiten[kennzahl.zeiten.length - 1];
    fuelleZeiten(kennzahl, zeit.id);
    zeige(kennzahl, zeit);
  });
  wahlZeit.addEventListener("change", function () {
    var kennzahl = finde(daten.kennzahlen, wahlKennzahl.value);
    zeige(kennzahl, finde(kennzahl.zeiten, wahlZeit.value));
  });
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  // A link from a goal may name its Kennzahl; a form kept by the browser shows its choice again.
  var gewuenscht = new URLSearchParams(location.search).get("kennzahl");
  var start = finde(daten.kennzahlen, gewuenscht) || finde(daten.kennzahlen, daten.vorgabe[0]);
  wahlKennzahl.value = start.id;
  var zeit = start.id === daten.vorgabe[0] ? finde(start.zeiten, daten.vorgabe[1]) : start.zeiten[start.zeiten.length - 1];
  fuelleZeiten(start, zeit.id);
  if (start.id !== daten.vorgabe[0]) { zeige(start, zeit); }
  // Only now does a choice have an effect.
  wahlKennzahl.disabled = wahlZeit.disabled = false;
})();
