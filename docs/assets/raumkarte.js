/* Swaps Kennzahl and period of the tile map and its list; the choice stands in the address and is handed on to the pages
   of the areas. All texts come ready-made from the page's data attribute; without this script the page shows the
   default view and every value in its tables. */
(function () {
  "use strict";

  /* Hands the choice on: to a link it is added, or taken off. */
  function reiche(links, wahl) {
    links.forEach(function (link) {
      var ziel = link.getAttribute("href").split("?")[0].split("#")[0];
      link.setAttribute("href", ziel + (wahl || ""));
    });
  }

  function alle(auswahl, wo) { return Array.prototype.slice.call((wo || document).querySelectorAll(auswahl)); }

  var karte = document.querySelector("[data-raumkarte]");
  if (!karte) {
    // The page of an area: its ways to the others and back keep the choice, its table shows the row.
    var gewaehlt = new URLSearchParams(location.search).get("kennzahl");
    if (!gewaehlt || !document.querySelector(".kp-raumwechsel")) { return; }
    reiche(alle(".kp-raumwechsel a, .kp-pfad li:nth-child(2) a, .kp-navigation a, a[data-kp-wahl]"), location.search);
    alle(".kp-raumtabelle tr[data-kennzahl]").forEach(function (zeile) {
      if (zeile.getAttribute("data-kennzahl") !== gewaehlt) { return; }
      zeile.classList.add("kp-gewaehlt");
      zeile.closest("details").open = true;
      zeile.closest("details").setAttribute("data-auf", "");
    });
    return;
  }
  var daten = JSON.parse(karte.getAttribute("data-raumkarte"));
  var form = karte.querySelector("form");
  var wahlKennzahl = karte.querySelector("[data-wahl=kennzahl]");
  var wahlZeit = karte.querySelector("[data-wahl=zeitraum]");

  function feld(name, wo) { return (wo || karte).querySelector("[data-feld=" + name + "]"); }

  function finde(liste, id) { return liste.filter(function (e) { return e.id === id; })[0]; }

  /* A statement as sign and word, as the page draws it. */
  function marke(code) {
    var marken = karte.querySelector("template[data-aussagen]").content;
    return marken.querySelector("[data-aussage=" + code + "]").firstElementChild.cloneNode(true);
  }

  function setzeAussage(ziel, code, wort, zusatz) {
    ziel.textContent = "";
    ziel.toggleAttribute("data-leer", !code && !wort);
    if (!code) { ziel.textContent = wort || "–"; return; }
    ziel.append(marke(code));
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
      kachel.querySelector(".kp-kacheln__wert").textContent = z[1];
      kachel.querySelector(".kp-kacheln__zeichen").replaceChildren(z[3] ? marke(z[3]).querySelector("svg") : "");
      kachel.setAttribute("aria-label", kachel.getAttribute("data-name") + ": " + z[0] + (z[4] ? ", " + z[4] : ""));
    });
    feld("meldung").textContent = window.kpSage("angezeigt", { kennzahl: kennzahl.name, zeit: zeit.name });
  }

  function letzte(kennzahl) { return kennzahl.zeiten[kennzahl.zeiten.length - 1]; }

  /* What the address asks for; what it does not know, or asks wrongly, is the default. */
  function lies() {
    var frage = new URLSearchParams(location.search);
    var kennzahl = finde(daten.kennzahlen, frage.get("kennzahl"));
    if (!kennzahl) {
      kennzahl = finde(daten.kennzahlen, daten.vorgabe[0]);
      return [kennzahl, finde(kennzahl.zeiten, daten.vorgabe[1]), ""];
    }
    var vorgabe = kennzahl.id === daten.vorgabe[0] ? finde(kennzahl.zeiten, daten.vorgabe[1]) : letzte(kennzahl);
    var zeit = finde(kennzahl.zeiten, frage.get("zeitraum")) || vorgabe;
    return [kennzahl, zeit, adresse(kennzahl, zeit)];
  }

  function adresse(kennzahl, zeit) {
    return "?" + new URLSearchParams([["kennzahl", kennzahl.id], ["zeitraum", zeit.id]]).toString();
  }

  function stelle(kennzahl, zeit, wahl) {
    wahlKennzahl.value = kennzahl.id;
    fuelleZeiten(kennzahl, zeit.id);
    reiche(alle("[data-raum] a[href], a[data-raum]", karte), wahl);
  }

  function waehle(kennzahl, zeit) {
    var wahl = adresse(kennzahl, zeit);
    history.pushState(null, "", location.pathname + wahl + location.hash);
    stelle(kennzahl, zeit, wahl);
    zeige(kennzahl, zeit);
  }

  wahlKennzahl.addEventListener("change", function () {
    var kennzahl = finde(daten.kennzahlen, wahlKennzahl.value);
    waehle(kennzahl, letzte(kennzahl));
  });
  wahlZeit.addEventListener("change", function () {
    var kennzahl = finde(daten.kennzahlen, wahlKennzahl.value);
    waehle(kennzahl, finde(kennzahl.zeiten, wahlZeit.value));
  });
  window.addEventListener("popstate", function () {
    var stand = lies();
    stelle(stand[0], stand[1], stand[2]);
    zeige(stand[0], stand[1]);
  });
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  var start = lies();
  stelle(start[0], start[1], start[2]);
  if (start[0].id !== daten.vorgabe[0] || start[1].id !== daten.vorgabe[1]) { zeige(start[0], start[1]); }
  // Only now does a choice have an effect.
  wahlKennzahl.disabled = wahlZeit.disabled = false;
})();
