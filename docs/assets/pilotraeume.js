/* Where to begin: weighs the areas as the reader sets the weights, which stand in the address. Without it the page shows
   equal weights. The rule is that of rechnen/pilotraeume.py; a test holds both together. */
(() => {
  "use strict";
  const GLEICH = 1e-9;
  const summe = (zahlen) => zahlen.reduce((a, b) => a + b, 0);

  /* Numbers between 0 and 1 that depend only on what they are for (FNV-1a, mulberry32). */
  const zufall = (samen, ...wofuer) => {
    let h = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(wofuer.join("|"))) h = Math.imul(h ^ byte, 0x01000193);
    let a = h ^ samen;
    return () => {
      a = (a + 0x6d2b79f5) | 0;
      let t = Math.imul(a ^ (a >>> 15), a | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 2 ** 32;
    };
  };
  const abstaende = (werte, vorzeichen) => {
    const mitte = summe(werte) / werte.length;
    const ab = werte.map((w) => w - mitte);
    const breite = Math.sqrt(summe(ab.map((x) => x * x)) / ab.length);
    return ab.map((x) => (breite > GLEICH ? (vorzeichen * x) / breite : 0));
  };
  /* Of each area: how many have more points, and how many as many, itself included. */
  const lage = (punkte) => punkte.map((p) => [
    punkte.filter((q) => q - p > GLEICH).length,
    punkte.filter((q) => Math.abs(q - p) <= GLEICH).length,
  ]);
  const mische = (anteile, zeilen) => zeilen[0].map((_, i) => summe(anteile.map((a, k) => a * zeilen[k][i])));

  const reihe = ({ orte, merkmale, regel }, gewichte) => {
    const gezaehlt = merkmale.filter((m) => gewichte[m.id]);
    if (orte.length <= regel.erste) return { urteil: "keine_wahl", plaetze: [], bestaendig: [] };
    if (!gezaehlt.length) return { urteil: "ohne_gewicht", plaetze: [], bestaendig: [] };
    const ganz = summe(gezaehlt.map((m) => Math.abs(gewichte[m.id])));
    const anteile = gezaehlt.map((m) => gewichte[m.id] / ganz);
    const fest = gezaehlt.map((m) => abstaende(m.werte, m.vorzeichen));
    const punkte = mische(anteile, fest);
    const dabei = (liste) => liste.map(([davor, gleich]) => Math.min(1, Math.max(0, (regel.erste - davor) / gleich)));
    const quellen = gezaehlt.map((m) => m.mitte && orte.map((o) => zufall(regel.samen, o.id, m.id)));
    const wuerfel = gezaehlt.map((m) => zufall(regel.samen, "gewicht", m.id));
    const zieh = (m, k) => (m.mitte ? m.mitte.map((mitte, i) => {
      const [u, v] = [quellen[k][i](), quellen[k][i]()];
      const winkel = mitte + m.streuung[i] * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
      return Math.sin(Math.min(Math.PI / 2, Math.max(0, winkel))) ** 2;
    }) : m.werte);
    const ergebnis = orte.map(() => ({ zufall: 0, andere: 0, von: [], bis: [] }));
    for (let d = 0; d < regel.ziehungen; d += 1) {
      const gezogen = lage(mische(anteile, gezaehlt.map((m, k) => abstaende(zieh(m, k), m.vorzeichen))));
      dabei(gezogen).forEach((x, i) => {
        ergebnis[i].zufall += x;
        ergebnis[i].von.push(gezogen[i][0] + 1);
        ergebnis[i].bis.push(gezogen[i][0] + gezogen[i][1]);
      });
      const lose = wuerfel.map((w) => -Math.log(w()));
      const andere = mische(lose.map((l, k) => (Math.sign(anteile[k]) * l) / summe(lose)), fest);
      dabei(lage(andere)).forEach((x, i) => { ergebnis[i].andere += x; });
    }
    const rand = Math.floor(regel.ziehungen / 20);
    const sortiert = (liste) => liste.sort((a, b) => a - b);
    const plaetze = ergebnis.map((e, i) => ({
      id: orte[i].id, punkte: punkte[i], zufall: e.zufall / regel.ziehungen, andere: e.andere / regel.ziehungen,
      von: sortiert(e.von)[rand], bis: sortiert(e.bis)[regel.ziehungen - 1 - rand],
    }));
    const verschieden = (m) => Math.max(...m.mitte) > Math.min(...m.mitte);
    if (gezaehlt.some((m) => !m.mitte)) return { urteil: "ohne_fallzahl", plaetze, bestaendig: [] };
    if (!gezaehlt.some(verschieden)) return { urteil: "nur_zufall", plaetze, bestaendig: [] };
    const bestaendig = plaetze.filter((p) => p.zufall >= regel.bestaendig).map((p) => p.id);
    return { urteil: bestaendig.length === regel.erste ? "traegt" : "traegt_nicht", plaetze, bestaendig };
  };
  globalThis.kpPilotregel = reihe;

  const form = document.getElementById("gewichte");
  if (!form) return;
  const daten = JSON.parse(document.getElementById("kp-pilot").textContent);
  const { worte } = daten;
  const sprache = document.documentElement.lang || "de";
  const liste = (namen) => new Intl.ListFormat(sprache).format(namen);
  const punktzahl = new Intl.NumberFormat(sprache, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: "exceptZero" });
  const vonHundert = (anteil) => {
    const h = 100 * anteil;
    return h > 0 && h < 0.5 ? worte.selten : h >= 99.5 && h < 100 ? worte.fast : String(Math.round(h));
  };
  const felder = [...form.querySelectorAll("select")];
  const fuelle = (satz, werte) => satz.replace(/\{(\w+)\}/g, (_, n) => werte[n]);

  const zeige = () => {
    const gewichte = Object.fromEntries(felder.map((f) => [f.name, Number(f.value)]));
    const { urteil, plaetze, bestaendig } = reihe(daten, gewichte);
    const gezaehlt = daten.merkmale.filter((m) => gewichte[m.id]);
    const orte = liste(daten.orte.filter((o) => bestaendig.includes(o.id)).map((o) => o.name));
    const merkmale = liste(gezaehlt.filter((m) => !m.mitte).map((m) => m.name));
    const saetze = [fuelle(worte.urteile[urteil], { orte, merkmale, erste: worte.erste })];
    if (urteil === "traegt_nicht" && bestaendig.length) saetze.push(fuelle(worte.einzelne, { orte }));
    document.querySelector("[data-pilot=satz]").textContent = saetze.join(" ");
    /* Of one Kennzahl there are no other weights, so that column stays away. */
    for (const zelle of document.querySelectorAll("[data-feld=andere]")) zelle.hidden = gezaehlt.length < 2;
    for (const zeile of document.querySelectorAll("tr[data-ort]")) {
      const p = plaetze.find((x) => x.id === zeile.dataset.ort);
      const setze = (feld, text) => {
        const zelle = zeile.querySelector(`[data-feld=${feld}]`);
        if (zelle) zelle.textContent = p ? text() : worte.ohne;
      };
      setze("zufall", () => vonHundert(p.zufall));
      setze("platz", () => (p.von === p.bis ? String(p.von) : fuelle(worte.spanne, p)));
      setze("andere", () => (gezaehlt.length > 1 ? vonHundert(p.andere) : worte.ohne));
      setze("punkte", () => punktzahl.format(p.punkte).replace("-", "\u2212"));
      zeile.querySelector("rect").setAttribute("width", p ? Math.round(100 * p.zufall) : 0);
    }
  };

  /* The address holds what differs from equal weights; what it asks wrongly is left as it is. */
  const lies = () => {
    const frage = new URLSearchParams(location.search);
    for (const f of felder) {
      const wunsch = frage.get(f.name);
      f.value = [...f.options].some((o) => o.value === wunsch) ? wunsch : String(daten.vorgabe[f.name]);
    }
    zeige();
  };
  const merke = () => {
    const frage = new URLSearchParams(felder.filter((f) => Number(f.value) !== daten.vorgabe[f.name]).map((f) => [f.name, f.value]));
    history.replaceState(null, "", location.pathname + (String(frage) && `?${frage}`) + location.hash);
    zeige();
  };
  form.addEventListener("change", merke);
  form.addEventListener("reset", () => setTimeout(() => {
    for (const f of felder) f.value = String(daten.vorgabe[f.name]);
    merke();
  }));
  form.addEventListener("submit", (e) => e.preventDefault());
  for (const f of form.elements) f.disabled = false;
  if (location.search) lies();
})();
