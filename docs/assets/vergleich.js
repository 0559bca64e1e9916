/* Comparison and theme filter: fetches what is chosen, hides what is not, keeps the choice in the address. Without it the
   comparison links the profiles, and the themes are all there. */
(() => {
  "use strict";
  const alle = (wahl, wurzel = document) => [...wurzel.querySelectorAll(wahl)];
  const adresse = () => new URLSearchParams(location.search);
  const schreibe = (paare, wie = "replaceState") => {
    const teile = paare.filter(([, wert]) => wert).map(([name, wert]) => `${name}=${encodeURIComponent(wert).replaceAll("%2C", ",")}`);
    history[wie](null, "", location.pathname + (teile.length ? `?${teile.join("&")}` : "") + location.hash);
  };
  const zeige = (element, ja) => { element.hidden = !ja; };
  const liste = (namen) => new Intl.ListFormat(document.documentElement.lang || "de").format(namen);
  const wort = window.kpWort;
  const gross = (text) => text.charAt(0).toUpperCase() + text.slice(1);

  /* ------------------------------------------------------------ comparison */
  /* The rule of rechnen/vergleichbarkeit.py for two ways of counting; a test holds both together. Each field has its
     value, "" where it is not known. */
  const vergleiche = (a, b) => {
    const kern = (code) => code.split("-", 1)[0];
    const quelle = a.quelle.wert === b.quelle.wert;
    const sache = (x, y) => (x === "ohne_nenner" && y === x ? "ohne_bezug" : !x || !y ? "unbekannt"
      : x === y ? "gleich" : kern(x) === kern(y) ? "abgrenzung" : "verschieden");
    const umstand = (x, y) => (!x && !y && quelle ? "gleich_offen" : !x || !y ? "unbekannt"
      : x === y ? "gleich" : "unterschied");
    const felder = {};
    for (const f of Object.keys(a)) {
      felder[f] = (f === "zaehler" || f === "nenner" ? sache : umstand)(a[f].wert, b[f].wert);
    }
    const grund = [felder.zaehler, felder.nenner];
    const umstaende = ["einschluss", "stichtag", "jahr", "quelle"].map((f) => felder[f]);
    const urteil = grund.some((g) => ["verschieden", "unbekannt", "ohne_bezug"].includes(g)) ? "nicht_vergleichbar"
      : grund.includes("abgrenzung") || umstaende.some((u) => ["unterschied", "unbekannt"].includes(u)) ? "nur_nebeneinander"
        : "vergleichbar";
    return { urteil, felder };
  };
  globalThis.kpZaehlregel = vergleiche;

  /* Fills a part of the page (vorlagen/vergleich_teile.html says what the attributes mean). */
  const feld = (daten, pfad) => (pfad ? pfad.split(".").reduce((d, teil) => d?.[teil], daten) : daten);
  const fuelle = (knoten, daten) => {
    let liste;
    while ((liste = knoten.querySelector("[data-je]"))) {
      const name = liste.dataset.je;
      const gleiche = [...liste.parentElement.children].filter((e) => e.dataset.je === name);
      liste.before(...(feld(daten, name) ?? []).map((eintrag) => {
        const kopie = liste.cloneNode(true);
        delete kopie.dataset.je;
        return fuelle(kopie, eintrag);
      }));
      gleiche.forEach((e) => e.remove());
    }
    for (const e of [knoten, ...knoten.querySelectorAll("[data-text], [data-href], [data-urteil]")]) {
      if (e.dataset.href !== undefined) e.setAttribute("href", feld(daten, e.dataset.href) ?? "");
      if (e.dataset.text !== undefined) e.textContent = feld(daten, e.dataset.text) ?? "";
      if (e.dataset.in !== undefined) e.dataset.spalte = feld(daten, e.dataset.in);
      if (e.dataset.urteil && e.dataset.urteil !== daten.urteil) e.remove();
      for (const name of ["href", "text", "in", "urteil"]) delete e.dataset[name];
    }
    return knoten;
  };

  const vergleich = document.querySelector("form[data-vergleich]");
  if (vergleich) {
    const hoechstens = Number(vergleich.dataset.vergleich);
    const worte = JSON.parse(document.getElementById("kp-vergleich-worte").textContent);
    const themen = alle("a", document.getElementById("kp-themen").content)
      .map((a) => ({ id: a.dataset.thema, name: a.textContent, url: a.getAttribute("href") }));
    const sage = (satz, werte = {}) => worte.saetze[satz].replace(/\{(\w+)\}/g, (_, n) => werte[n]);
    const dazu = vergleich.elements.namedItem("dazu");
    const name = new Map([...dazu.options].filter((o) => o.value).map((o) => [o.value, o.textContent.trim()]));
    const [chips, stand, aufheben] = [".kp-wahl__gewaehlt", ".kp-wahl__stand", "[type=reset]"].map((w) => vergleich.querySelector(w));
    const gewaehlt = document.getElementById("kp-gewaehlt");
    const kennzahlen = document.getElementById("kennzahlen");
    const baue = (art, daten) => fuelle(document.getElementById(`kp-vorlage-${art}`).content.querySelector("tr, section").cloneNode(true), daten);
    const mache = (art, inhalt, eigen = {}) => {
      const e = document.createElement(art);
      for (const [n, wert] of Object.entries(eigen)) e.setAttribute(n, wert);
      e.append(...[inhalt].flat());
      return e;
    };
    const setze = (element, paare) => element.replaceChildren(...paare.filter(([, was]) => was).flatMap(([wer, was]) => [mache("dt", wer), mache("dd", was)]));
    let wahl = [];

    const geholt = new Map();
    const hole = (k) => {
      if (!geholt.has(k)) {
        geholt.set(k, fetch(new URL(`${vergleich.dataset.daten}${k}.json`, document.baseURI)).then((a) => {
          if (!a.ok) throw new Error(String(a.status));
          return a.json();
        }).catch((grund) => { geholt.delete(k); throw grund; }));
      }
      return geholt.get(k);
    };

    /* What all name, what only one names: the answer of the page. */
    const unterschiede = (saetze) => {
      const zwei = saetze.length === 2;
      const nennen = (t) => saetze.filter((s) => s.themen[t.id]);
      const titel = (genannte) => genannte.map((t) => t.name).join("; ");
      const alle = themen.filter((t) => nennen(t).length === saetze.length);
      const kern = alle.filter((t) => saetze.every((s) => s.themen[t.id] === "kern"));
      const einige = themen.filter((t) => nennen(t).length > 1 && nennen(t).length < saetze.length);
      return [
        [sage(zwei ? "beide" : "alle"), alle.length
          ? `${titel(alle)}. ${kern.length ? `${sage(zwei ? "kern_beide" : "kern_alle")} ${titel(kern)}.` : sage("ohne_kern")}` : sage("gemeinsam")],
        ...saetze.map((s) => [sage("nur", { name: s.name }), titel(themen.filter((t) => s.themen[t.id] && nennen(t).length === 1)) || sage("nichts")]),
        [sage("einige"), titel(einige)],
        [sage("keine"), titel(themen.filter((t) => !nennen(t).length))],
      ];
    };

    /* Rows side by side; what all have in common first. */
    const tabelle = (saetze) => {
      const t = gewaehlt.querySelector(".kp-nebeneinander");
      t.dataset.spalten = saetze.length;
      t.caption.textContent = sage("nebeneinander", { namen: liste(saetze.map((s) => s.name)) });
      t.tHead.replaceChildren(mache("tr", [mache("th", mache("span", sage("thema"), { class: "kp-unsichtbar" }), { scope: "col" }),
        ...saetze.map((s) => mache("th", mache("a", s.name, { href: s.karte.url }), { scope: "col" }))]));
      const zeile = (kopf, zellen) => mache("tr", [mache("th", kopf, { scope: "row" }), ...zellen.map((z) => mache("td", z))]);
      /* How strongly a profile names a theme, and where it does first. */
      const genanntVon = (s, thema) => {
        const staerke = s.themen[thema] ?? "";
        const marke = document.getElementById("kp-marken").content.querySelector(`[data-staerke="${staerke}"] svg`);
        return [marke.cloneNode(true), worte.staerken[staerke], ...(s.belege[thema] ? [mache("span", s.belege[thema], { class: "kp-klein" })] : [])];
      };
      const zahl = (thema) => saetze.filter((s) => s.themen[thema.id]).length;
      const genannt = themen.filter(zahl).sort((a, b) => zahl(b) - zahl(a));
      t.tBodies[0].replaceChildren(
        ...worte.eckdaten.map(([feld, kopf]) => zeile(kopf, saetze.map((s) => s.eckdaten[feld]))),
        ...genannt.map((thema) => {
          const z = zeile(thema.url ? mache("a", thema.name, { href: thema.url }) : thema.name, saetze.map((s) => genanntVon(s, thema.id)));
          z.classList.toggle("kp-gemeinsam", zahl(thema) === saetze.length);
          return z;
        }),
      );
      alle("td", t).forEach((z) => z.classList.toggle("kp-leer", z.textContent === worte.staerken[""]));
    };

    const block = (schluessel, saetze) => {
      const dabei = saetze.filter((s) => s.kennzahlen[schluessel]);
      const zahlen = dabei.map((s) => s.kennzahlen[schluessel]);
      const paare = dabei.flatMap((a, i) => dabei.slice(i + 1).map((b, j) => {
        const { urteil, felder } = vergleiche(zahlen[i].felder, zahlen[i + 1 + j].felder);
        const namen = (wahl) => Object.keys(felder).filter((f) => wahl(felder[f]));
        const offen = namen((w) => w === "gleich_offen").map((f) => worte.felder[f]);
        const anders = namen((w) => w !== "gleich").map((f) => `${worte.felder[f]}: ${worte.befunde[felder[f]]}`);
        const gut = urteil === "vergleichbar";
        return { wer: liste([a.name, b.name]), urteil, worin: gut ? "" : `${anders.join("; ")}.`,
          note: gut && offen.length ? worte.note.replace("{felder}", () => liste(offen)) : "" };
      }));
      return {
        name: zahlen[0].name, paare, spalten: dabei.map((s) => s.name),
        zeilen: dabei.map((s, i) => ({ ...zahlen[i], name: s.name })),
        felder: Object.keys(zahlen[0].felder).map((f) => ({ feld: worte.felder[f], zellen: zahlen.map((z, i) => ({ spalte: dabei[i].name, text: z.felder[f].text })) })),
        erklaert: dabei.map((s, i) => ({ name: s.name, text: zahlen[i].erklaert })).filter((e) => e.text),
        rang: Math.min(...paare.map((p) => worte.urteile.findIndex(([code]) => code === p.urteil))),
      };
    };

    const zeigeKennzahlen = (saetze) => {
      const [saetzeliste, klappe] = [kennzahlen.querySelector("dl"), kennzahlen.querySelector("details")];
      const schluessel = [...new Set(saetze.flatMap((s) => Object.keys(s.kennzahlen)))].sort()
        .filter((k) => saetze.filter((s) => s.kennzahlen[k]).length > 1);
      const bloecke = schluessel.map((k) => block(k, saetze)).sort((a, b) => a.rang - b.rang);
      const namen = liste(saetze.map((s) => s.name));
      setze(saetzeliste, saetze.length < 2 ? [] : bloecke.length
        ? worte.urteile.map(([, urteil], i) => [gross(urteil), bloecke.filter((b) => b.rang === i).map((b) => b.name).join("; ")])
        : [[namen, sage("kennzahlen_keine")]]);
      klappe.querySelector("summary").textContent = sage("kennzahlen_werte", { namen });
      klappe.querySelector("div").replaceChildren(...bloecke.map((b) => baue("block", b)));
      zeige(klappe, bloecke.length);
    };

    /* The chosen ones among all: their dots and names stand out, the others step back. */
    const betone = () => {
      for (const bild of alle(".kp-gleichgezaehlt .kp-svg")) {
        bild.classList.toggle("kp-hat-wahl", wahl.length > 0);
        const punkte = alle("[data-ort]", bild);
        const mitte = (p) => Number(p.getAttribute("cy"));
        const schritt = punkte.length > 1 ? mitte(punkte[1]) - mitte(punkte[0]) : Infinity;
        const gemeint = punkte.filter((p) => wahl.includes(p.dataset.ort));
        punkte.forEach((p) => p.classList.toggle("kp-betont", gemeint.includes(p)));
        alle("text", bild).forEach((t) => {
          const y = Number(t.getAttribute("y"));
          t.classList.toggle("kp-betont", gemeint.some((p) => y - mitte(p) > schritt * -0.6 && y - mitte(p) < schritt * 0.4));
        });
      }
    };

    const zeigeSaetze = (saetze) => {
      zeige(gewaehlt, saetze.length > 1);
      zeigeKennzahlen(saetze);
      const aehnliche = document.getElementById("kp-aehnliche");
      aehnliche.replaceChildren(...saetze.map((s) => baue("aehnlich", s.aehnlich)));
      zeige(aehnliche.closest(".kp-tabelle-rahmen"), saetze.length);
      if (saetze.length < 2) return;
      gewaehlt.querySelector("h2").textContent = liste(saetze.map((s) => s.name));
      setze(gewaehlt.querySelector("dl"), unterschiede(saetze));
      tabelle(saetze);
      document.getElementById("kp-profile").replaceChildren(...saetze.map((s) => baue("karte", s.karte)));
      alle(".kp-profilkarte details").forEach((d) => { d.open = true; });
    };

    let lauf = 0;
    const wende_an = async (neu) => {
      const nr = ++lauf;
      wahl = neu;
      const voll = wahl.length >= hoechstens;
      chips.replaceChildren(...wahl.map((k) => mache("li", mache("button", [name.get(k), mache("span", "×", { "aria-hidden": "true" })],
        { type: "button", class: "kp-knopf", value: k, "aria-label": sage("weg", { name: name.get(k) }) }))));
      zeige(chips, wahl.length);
      zeige(aufheben, wahl.length);
      zeige(vergleich.querySelector(".kp-wahl__wie"), !wahl.length);
      [...dazu.options].forEach((o) => { o.disabled = wahl.includes(o.value); });
      dazu.value = "";
      dazu.disabled = voll;
      vergleich.querySelector("[type=submit]").disabled = voll;
      betone();
      try {
        const saetze = await Promise.all(wahl.map(hole));
        if (nr !== lauf) return;
        zeigeSaetze(saetze);
        stand.replaceChildren(!wahl.length ? sage("leer") : voll ? sage("voll", { anzahl: wort(hoechstens) }) : "");
        if (wahl.length === 1) {
          const [s] = saetze;
          stand.replaceChildren(sage("eine", { name: s.name }), ...s.aehnlich.andere.flatMap((a, i) => [i ? ", " : " ", mache("a", a.name, { href: a.url })]), ".");
        }
      } catch {
        if (nr === lauf) stand.textContent = sage("fehler");
      }
    };

    const lies = () => {
      const gewuenscht = [...new Set(adresse().getAll("k").flatMap((k) => k.split(",")))].filter((k) => name.has(k)).slice(0, hoechstens);
      // Nothing chosen is how the page already stands: no work for the first view.
      if (gewuenscht.length || wahl.length) wende_an(gewuenscht);
    };
    const aendere = (neu) => { schreibe([["k", neu.join(",")]], "pushState"); wende_an(neu); };
    const nimmDazu = () => { if (dazu.value) aendere([...wahl, dazu.value]); };
    // Who moves through the list with the keyboard chooses with the button, not with every step.
    let tastatur = false;
    dazu.addEventListener("keydown", () => { tastatur = true; });
    dazu.addEventListener("pointerdown", () => { tastatur = false; });
    dazu.addEventListener("change", () => { if (!tastatur) nimmDazu(); });
    chips.addEventListener("click", (e) => {
      const knopf = e.target.closest("button");
      if (!knopf) return;
      aendere(wahl.filter((k) => k !== knopf.value));
      dazu.focus();
    });
    vergleich.addEventListener("reset", () => setTimeout(() => { aendere([]); dazu.focus(); }));
    vergleich.addEventListener("submit", (e) => { e.preventDefault(); nimmDazu(); dazu.focus(); });
    addEventListener("popstate", lies);
    lies();
  }

  /* ------------------------------------------------------------ themes */
  const filter = document.querySelector("form[data-themenfilter]");
  if (filter) {
    const feld = (n) => filter.elements.namedItem(n);
    const zeilen = alle(".kp-themenmatrix tbody tr");
    const abschnitte = alle("section[data-thema]");
    const zelle = (zeile, k) => zeile.querySelector(`td[data-k="${k}"]`)?.dataset.staerke;

    const wende_an = () => {
      const thema = feld("thema").value, kommune = feld("k").value, nurKern = feld("staerke").value === "kern";
      const passt = (staerke) => Boolean(staerke) && (!nurKern || staerke === "kern");
      const themen = new Set(zeilen.filter((z) => (!thema || z.dataset.thema === thema) && (!kommune || passt(zelle(z, kommune)))).map((z) => z.dataset.thema));
      zeilen.forEach((z) => {
        zeige(z, themen.has(z.dataset.thema));
        alle("td[data-k]", z).forEach((t) => t.classList.toggle("kp-blass", Boolean(t.dataset.staerke) && !passt(t.dataset.staerke)));
      });
      abschnitte.forEach((a) => {
        zeige(a, themen.has(a.dataset.thema));
        alle("li[data-k]", a).forEach((l) => zeige(l, passt(l.dataset.staerke)));
        alle("details", a).forEach((d) => { d.open = Boolean(thema || kommune); });
      });
      const satz = document.querySelector(".kp-themensatz");
      const zeile = thema && zeilen.find((z) => z.dataset.thema === thema);
      const kern = nurKern ? window.kpSage("kern") : "";
      const auswahl = (n) => filter.querySelector(`select[name=${n}] option:checked`).textContent;
      const kommunenname = kommune && auswahl("k");
      if (zeile) {
        const alleK = alle("td[data-k]", zeile).filter((t) => passt(t.dataset.staerke)).map((t) => t.dataset.k);
        const weitere = alleK.filter((k) => k !== kommune);
        const worte = { kommune: kommunenname, thema: auswahl("thema"), kern };
        satz.textContent = kommune && !alleK.includes(kommune) ? window.kpSage("nennt_nicht", worte)
          : kommune ? window.kpSage(weitere.length === 1 ? "nennt_auch_eine" : "nennt_auch", { ...worte, anzahl: wort(weitere.length) })
            : window.kpSage(alleK.length === 1 ? "nennt_eine" : "nennen", { ...worte, anzahl: gross(wort(alleK.length)) });
      } else {
        satz.textContent = kommune
          ? window.kpSage(themen.size === 1 ? "themen_eines" : "themen", { kommune: kommunenname, anzahl: wort(themen.size), kern }) : "";
      }
    };
    const lies = () => {
      const a = adresse();
      const felder = ["thema", "k", "staerke"].map(feld);
      const vorher = felder.some((f) => f.value);
      felder.forEach((f) => {
        const wert = a.get(f.name) ?? "";
        if ([...f.options].some((o) => o.value === wert)) f.value = wert;
      });
      if (vorher || felder.some((f) => f.value)) wende_an();
    };
    const aendere = () => { schreibe(["thema", "k", "staerke"].map((n) => [n, feld(n).value])); wende_an(); };
    filter.addEventListener("change", aendere);
    filter.addEventListener("reset", () => setTimeout(aendere));
    filter.addEventListener("submit", (e) => e.preventDefault());
    addEventListener("popstate", lies);
    lies();
  }
})();
