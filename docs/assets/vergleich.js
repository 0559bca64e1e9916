/* Comparison and theme filter: fetches what is chosen, hides what is not, keeps the choice in the address. Without it the
   comparison shows an example pair, and the themes are all there. */
(() => {
  "use strict";
  const alle = (wahl, wurzel = document) => [...wurzel.querySelectorAll(wahl)];
  const adresse = () => new URLSearchParams(location.search);
  const schreibe = (paare) => {
    const teile = paare.filter(([, wert]) => wert).map(([name, wert]) => `${name}=${encodeURIComponent(wert).replaceAll("%2C", ",")}`);
    history.replaceState(null, "", location.pathname + (teile.length ? `?${teile.join("&")}` : "") + location.hash);
  };
  const zeige = (element, ja) => { element.hidden = !ja; };
  const liste = (namen) => (namen.length < 2 ? namen.join("") : `${namen.slice(0, -1).join(", ")} und ${namen.at(-1)}`);
  const woerter = ["keine", "eine", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"];
  const wort = (n) => woerter[n] ?? String(n);
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
      if (e.dataset.urteil && e.dataset.urteil !== daten.urteil) e.remove();
      for (const name of ["href", "text", "urteil"]) delete e.dataset[name];
    }
    return knoten;
  };

  const vergleich = document.querySelector("form[data-vergleich]");
  if (vergleich) {
    const hoechstens = Number(vergleich.dataset.vergleich);
    const kaesten = alle("input[name=k]", vergleich);
    const name = new Map(kaesten.map((k) => [k.value, k.parentElement.textContent.trim()]));
    const gewaehlt = () => kaesten.filter((k) => k.checked).map((k) => k.value);
    const stand = vergleich.querySelector(".kp-wahl__stand");
    const worte = JSON.parse(document.getElementById("kp-vergleich-worte").textContent);
    const baue = (art, daten) => fuelle(document.getElementById(`kp-vorlage-${art}`).content.querySelector("tr, section").cloneNode(true), daten);
    const orte = ["kp-profile", "kp-kennzahlvergleiche", "kp-aehnliche"].map((id) => document.getElementById(id)).filter(Boolean);
    const themen = document.getElementById("kp-themenvergleich");
    const beispiel = { stand: stand.textContent, orte: orte.map((o) => [...o.childNodes]), kopf: [...themen.tHead.rows[0].cells].slice(1), zeilen: [...themen.tBodies[0].rows].map((z) => [...z.cells].slice(1)) };

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

    const zeigeThemen = (saetze) => {
      const satz = document.querySelector(".kp-themensatz");
      const zeilen = [...themen.tBodies[0].rows];
      const setze = (zeile, zellen) => { [...zeile.cells].slice(1).forEach((z) => z.remove()); zeile.append(...zellen); };
      const zelle = (art, text) => Object.assign(document.createElement(art), { textContent: text });
      zeilen.forEach((z) => z.classList.remove("kp-gemeinsam"));
      satz.textContent = "";
      if (!saetze.length) {
        setze(themen.tHead.rows[0], beispiel.kopf);
        zeilen.forEach((z, i) => setze(z, beispiel.zeilen[i]));
        return;
      }
      setze(themen.tHead.rows[0], saetze.map((s) => Object.assign(zelle("th", s.name), { scope: "col" })));
      zeilen.forEach((z) => setze(z, saetze.map((s) => zelle("td", worte.staerken[s.themen[z.dataset.thema] ?? ""]))));
      if (saetze.length < 2) return;
      const gemeinsam = zeilen.filter((z) => saetze.every((s) => s.themen[z.dataset.thema]));
      gemeinsam.forEach((z) => z.classList.add("kp-gemeinsam"));
      const titel = (z) => `„${z.querySelector("th").textContent.trim()}“`;
      const kern = gemeinsam.filter((z) => saetze.every((s) => s.themen[z.dataset.thema] === "kern"));
      const zwei = saetze.length === 2;
      satz.textContent = gemeinsam.length
        ? `${zwei ? "Beide" : "Alle gewählten"} nennen ${wort(gemeinsam.length)} ${gemeinsam.length === 1 ? "Thema" : "Themen"} gemeinsam: ${liste(gemeinsam.map(titel))}. `
          + (kern.length ? `Kernthema bei ${zwei ? "beiden" : "allen"}: ${liste(kern.map(titel))}.` : "Ein gemeinsames Kernthema ist nicht dabei.")
        : `${liste(saetze.map((s) => s.name))} nennen kein gemeinsames Thema.`;
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
        return { wer: `${a.name} und ${b.name}`, urteil, worin: gut ? "" : `${anders.join("; ")}.`,
          note: gut && offen.length ? worte.note.replace("{felder}", () => offen.join(" und ")) : "" };
      }));
      return {
        name: zahlen[0].name, paare, spalten: dabei.map((s) => s.name),
        zeilen: dabei.map((s, i) => ({ ...zahlen[i], name: s.name })),
        felder: Object.keys(zahlen[0].felder).map((f) => ({ feld: worte.felder[f], zellen: zahlen.map((z) => z.felder[f].text) })),
        erklaert: dabei.map((s, i) => ({ name: s.name, text: zahlen[i].erklaert })).filter((e) => e.text),
        rang: Math.min(...paare.map((p) => worte.urteile.indexOf(p.urteil))),
      };
    };

    const zeigeSaetze = (saetze) => {
      const satz = document.querySelector(".kp-kennzahlsatz");
      zeigeThemen(saetze);
      satz.textContent = "";
      if (!saetze.length) { orte.forEach((o, i) => o.replaceChildren(...beispiel.orte[i])); return; }
      const schluessel = [...new Set(saetze.flatMap((s) => Object.keys(s.kennzahlen)))].sort()
        .filter((k) => saetze.filter((s) => s.kennzahlen[k]).length > 1);
      const bloecke = schluessel.map((k) => block(k, saetze)).sort((a, b) => a.rang - b.rang);
      const inhalt = {
        "kp-profile": saetze.map((s) => baue("karte", s.karte)),
        "kp-kennzahlvergleiche": bloecke.map((b) => baue("block", b)),
        "kp-aehnliche": saetze.map((s) => baue("aehnlich", s.aehnlich)),
      };
      orte.forEach((o) => o.replaceChildren(...inhalt[o.id]));
      alle(".kp-profilkarte__teil").forEach((d) => { d.open = saetze.length > 1; });
      if (saetze.length > 1) {
        satz.textContent = bloecke.length
          ? `Für diese Auswahl gibt es ${bloecke.length === 1 ? "eine Kennzahl, zu der" : `${wort(bloecke.length)} Kennzahlen, zu denen`} mindestens zwei sagen, wie sie gezählt haben.`
          : "Zu keiner Kennzahl sagen mindestens zwei der gewählten Kommunen, wie sie gezählt haben.";
      }
    };

    let lauf = 0;
    const wende_an = async (wahl) => {
      const nr = ++lauf;
      kaesten.forEach((k) => { k.disabled = wahl.length >= hoechstens && !k.checked; });
      alle("tr[data-k]").forEach((e) => zeige(e, !wahl.length || wahl.includes(e.dataset.k)));
      try {
        const saetze = await Promise.all(wahl.map(hole));
        if (nr !== lauf) return;
        zeigeSaetze(saetze);
      } catch {
        if (nr === lauf) stand.textContent = "Die Angaben lassen sich gerade nicht laden. Die Profile der Kommunen sind in der Tabelle verlinkt.";
        return;
      }
      stand.textContent = !wahl.length ? beispiel.stand
        : wahl.length === 1 ? `${name.get(wahl[0])} ist gewählt. Zum Vergleichen fehlt noch eine.`
          : `Gewählt: ${liste(wahl.map((k) => name.get(k)))}. Die Adresse dieser Seite merkt sich die Auswahl.`
            + (wahl.length >= hoechstens ? ` Mehr als ${wort(hoechstens)} geht nicht.` : "");
    };

    const lies = () => {
      const gewuenscht = (adresse().get("k") ?? "").split(",").filter((k) => name.has(k)).slice(0, hoechstens);
      const vorher = gewaehlt().length;
      kaesten.forEach((k) => { k.checked = gewuenscht.includes(k.value); });
      // Nothing chosen is how the page already stands: no work for the first view.
      if (gewuenscht.length || vorher) wende_an(gewaehlt());
    };
    const aendere = () => { const wahl = gewaehlt(); schreibe([["k", wahl.join(",")]]); wende_an(wahl); };
    vergleich.addEventListener("change", (e) => { if (e.target.name === "k") aendere(); });
    vergleich.addEventListener("input", (e) => {
      if (e.target.dataset.namen === undefined) return;
      const gesucht = e.target.value.trim().toLocaleLowerCase("de");
      kaesten.forEach((k) => zeige(k.parentElement, k.checked || name.get(k.value).toLocaleLowerCase("de").includes(gesucht)));
    });
    vergleich.addEventListener("reset", () => setTimeout(() => {
      kaesten.forEach((k) => { k.checked = false; zeige(k.parentElement, true); });
      aendere();
    }));
    vergleich.addEventListener("submit", (e) => e.preventDefault());
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
      const wie = nurKern ? "als Kernthema" : "";
      const auswahl = (n) => filter.querySelector(`select[name=${n}] option:checked`).textContent;
      const kommunenname = kommune && auswahl("k");
      if (zeile) {
        const alleK = alle("td[data-k]", zeile).filter((t) => passt(t.dataset.staerke)).map((t) => t.dataset.k);
        const weitere = alleK.filter((k) => k !== kommune);
        satz.textContent = kommune && !alleK.includes(kommune)
          ? `${kommunenname} nennt „${auswahl("thema")}“ nicht${wie ? " als Kernthema" : ""}.`
          : kommune ? `${kommunenname} nennt „${auswahl("thema")}“ ${wie}, mit ${wort(weitere.length)} weiteren ${weitere.length === 1 ? "Kommune" : "Kommunen"}.`.replace(" ,", ",")
            : `${gross(wort(alleK.length))} ${alleK.length === 1 ? "Kommune nennt" : "Kommunen nennen"} „${auswahl("thema")}“ ${wie}`.trim() + ".";
      } else {
        satz.textContent = kommune ? `${kommunenname} nennt ${wort(themen.size)} ${themen.size === 1 ? "Thema" : "Themen"} ${wie}`.trim() + ". Unten steht, wer noch daran arbeitete." : "";
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
