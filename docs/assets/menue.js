/* Menu and search are buttons that say whether they are open; what is closed takes no focus. Without this script the
   theme's own labels stand there. What an address names is unfolded. */
(() => {
  "use strict";
  const breit = { __drawer: matchMedia("(min-width: 76.25em)"), __search: matchMedia("(min-width: 60em)") };
  for (const knopf of document.querySelectorAll("[data-kp-schalter]")) {
    const art = knopf.dataset.kpSchalter;
    const schalter = document.getElementById(art);
    const feld = document.getElementById(knopf.getAttribute("aria-controls"));
    if (!schalter || !feld) continue;
    const zeige = () => {
      knopf.setAttribute("aria-expanded", String(schalter.checked));
      feld.inert = !schalter.checked && !breit[art].matches;
    };
    zeige();
    schalter.addEventListener("change", zeige);
    breit[art].addEventListener("change", zeige);
    knopf.addEventListener("click", () => {
      schalter.click();
      zeige();
      if (schalter.checked) feld.querySelector("a, input")?.focus();
    });
    if (art === "__search") {
      // The theme closes the search by Tab and leaves results to the arrow keys; here Tab reaches them, and leaving closes.
      feld.addEventListener("keydown", (e) => {
        if (e.key !== "Tab") return;
        e.stopPropagation();
        for (const treffer of feld.querySelectorAll(".md-search-result__link")) treffer.removeAttribute("tabindex");
      });
      feld.addEventListener("focusout", (e) => {
        if (!schalter.checked || !e.relatedTarget || feld.contains(e.relatedTarget)) return;
        schalter.click();
        zeige();
      });
    }
    document.addEventListener("keydown", (e) => {
      if (e.key !== "Escape" || !schalter.checked || breit[art].matches) return;
      schalter.click();
      zeige();
      knopf.focus();
    });
  }
  // On a phone rows of tables are blocks. Safari then forgets that they are rows; other browsers do not.
  if (/AppleWebKit/.test(navigator.userAgent) && !/Chrom/.test(navigator.userAgent)) {
    const rollen = { table: "table", "thead, tbody, tfoot": "rowgroup", tr: "row", td: "cell", "[scope=col]": "columnheader", "[scope=row]": "rowheader" };
    for (const [auswahl, rolle] of Object.entries(rollen)) {
      for (const teil of document.querySelectorAll(`.kp-tabelle:is(${auswahl}), .kp-tabelle :is(${auswahl})`)) teil.setAttribute("role", rolle);
    }
  }

  /** What the address names; a sign that is no code (#50%) stands for itself. */
  function genannt() {
    const roh = location.hash.slice(1);
    try {
      return decodeURIComponent(roh);
    } catch {
      return roh;
    }
  }

  // An address that names something folded unfolds it and all around it; not every browser does that by itself.
  function zeigeZiel() {
    const ziel = document.getElementById(genannt());
    if (!ziel) return;
    let bewegt = false;
    for (let e = ziel.querySelector(":scope > details") ?? ziel; e; e = e.parentElement) {
      if (e.tagName !== "DETAILS" || e.open) continue;
      e.open = true;
      e.dataset.auf = "";
      bewegt = true;
    }
    if (bewegt) ziel.scrollIntoView();
  }

  // The theme opens everything folded before it prints; what the reader has opened is told apart from that.
  document.addEventListener("click", (ereignis) => {
    const klappe = ereignis.target.closest("summary")?.parentElement;
    klappe?.toggleAttribute("data-auf", !klappe.open);
  });

  document.querySelectorAll("details[open]").forEach((klappe) => klappe.toggleAttribute("data-auf", true));
  zeigeZiel();
  addEventListener("hashchange", zeigeZiel);
})();
