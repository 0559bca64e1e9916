/* The page that checks spreadsheets (vorlagen/pruefen.html): takes files, starts the check beside the page
   (pruefarbeiter.js) and shows what it answers. Nothing is fetched before somebody presses the button, nothing is sent. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-kp-pruefen]");
  if (!form) return;
  const { worte, teile, einreichen, grenze } = JSON.parse(document.getElementById("kp-pruefen-daten").textContent);
  const basis = new URL(form.dataset.basis, document.baseURI).href;
  const stand = form.querySelector("output");
  const balken = form.querySelector("progress");
  const feld = form.elements.namedItem("dateien");
  const zone = form.querySelector(".kp-pruefen__zone");
  const ergebnis = document.querySelector(".kp-pruefen__ergebnis");
  const MEISTENS = 100;
  const MAPPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  let arbeiter;
  let bereit = false;
  let laeuft = false;
  let istGesendet = false;
  let ausstehend = false;
  let auftrag;
  let dateien = [];

  const sage = (art, werte = {}) => worte[art].replace(/[{](\w+)[}]/g, (_, n) => String(werte[n]));
  const element = (art, text = "", klasse = "") => {
    const neu = document.createElement(art);
    neu.textContent = text;
    if (klasse) neu.className = klasse;
    return neu;
  };
  const liste = (eintraege, mehr = "") => {
    const gezeigt = eintraege.slice(0, MEISTENS);
    const rest = eintraege.length - gezeigt.length;
    return [...gezeigt, ...(rest ? [element("li", mehr.replace("{anzahl}", () => String(rest)))] : [])];
  };

  if (typeof WebAssembly !== "object" || typeof Worker !== "function" || typeof DecompressionStream !== "function") {
    form.hidden = true;
    document.querySelector(".kp-pruefen__ohne").hidden = false;
    return;
  }

  function ende(text) {
    laeuft = false;
    istGesendet = false;
    balken.hidden = true;
    form.removeAttribute("aria-busy");
    stand.textContent = text;
    zeigeStand("nearest");
  }

  /* On a small screen what is said stands below the edge. */
  function zeigeStand(wohin) {
    stand.scrollIntoView({ block: wohin });
  }

  async function starte() {
    // From a blob: only so the policy of this page holds in it, too.
    const text = await (await fetch(form.dataset.arbeiter)).text();
    const adresse = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    arbeiter = new Worker(adresse, { type: "module" });
    arbeiter.addEventListener("error", (ereignis) => verloren(ereignis.message));
    arbeiter.addEventListener("message", ({ data }) => hoere(data));
    arbeiter.postMessage({ art: "lade", basis, teile });
  }

  function verloren(grund) {
    arbeiter?.terminate();
    arbeiter = undefined;
    bereit = false;
    ausstehend = false;
    // Of a whole list of calls the last line says what it was.
    ende(sage("kaputt", { grund: String(grund ?? "").trim().split("\n").pop() }));
  }

  /* Files that were put down while others were being checked: theirs is the answer that counts. */
  function faehrtFort() {
    if (!ausstehend) return false;
    ausstehend = false;
    laeuft = false;
    pruefe();
    return true;
  }

  function hoere(nachricht) {
    if (nachricht.art === "fortschritt") {
      balken.value = Math.min(nachricht.geholt, teile.groesse);
      const hundertstel = Math.round((100 * balken.value) / teile.groesse);
      balken.textContent = `${hundertstel} %`;
    } else if (nachricht.art === "startet") {
      balken.removeAttribute("value");
      stand.textContent = sage("startet");
    } else if (nachricht.art === "bereit") {
      bereit = true;
      auftrag();
    } else if (nachricht.art === "antwort") {
      if (!faehrtFort()) zeige(nachricht.antwort);
    } else if (nachricht.art === "mappe") {
      speichere(nachricht.mappe, nachricht.name, MAPPE);
      if (!faehrtFort()) ende(sage("erstellt", { datei: nachricht.name }));
    } else if (nachricht.art === "kaputt") {
      verloren(nachricht.text);
    }
  }

  async function pruefe() {
    if (laeuft) return;
    if (!dateien.length) {
      stand.textContent = sage("leer");
      feld.focus();
      return;
    }
    const gross = dateien.find((d) => d.size > grenze);
    if (gross) {
      // It is not even read.
      ergebnis.hidden = true;
      ende(sage("zu_gross", { datei: gross.name, mb: Math.ceil(gross.size / 1e6), grenze: grenze / 1e6 }));
      return;
    }
    await beginne(sende);
  }

  /* What is to be done once the program is there; it is fetched the first time. */
  async function beginne(was) {
    laeuft = true;
    auftrag = was;
    form.setAttribute("aria-busy", "true");
    ergebnis.hidden = true;
    balken.hidden = false;
    if (bereit) {
      await auftrag();
      zeigeStand("nearest");
      return;
    }
    balken.value = 0;
    stand.textContent = sage("laedt");
    zeigeStand("nearest");
    try {
      await starte();
    } catch (grund) {
      verloren(grund.message);
    }
  }

  async function sende() {
    istGesendet = true;
    balken.removeAttribute("value");
    stand.textContent = sage("prueft");
    try {
      const gelesen = await Promise.all(dateien.map(async (d) => ({ name: d.name, inhalt: await d.arrayBuffer() })));
      const wahl = { paket: form.elements.namedItem("paket").value, ersetzen: form.elements.namedItem("ersetzen").checked, start: einreichen.start };
      arbeiter.postMessage({ art: "pruefe", dateien: gelesen, wahl });
    } catch {
      ende(sage("unlesbar"));
    }
  }

  function erstelle() {
    const jahr = form.elements.namedItem("jahr");
    if (laeuft || !jahr.reportValidity()) return;
    beginne(() => {
      istGesendet = true;
      balken.removeAttribute("value");
      stand.textContent = sage("erstellt_gerade");
      arbeiter.postMessage({ art: "fuelle", paket: form.elements.namedItem("paket").value, jahr: jahr.valueAsNumber });
    });
  }

  function speichere(inhalt, name, art) {
    const anker = document.createElement("a");
    const adresse = URL.createObjectURL(new Blob([inhalt], { type: art }));
    anker.href = adresse;
    anker.download = name;
    anker.click();
    setTimeout(() => URL.revokeObjectURL(adresse));
  }

  function nimm() {
    dateien = [...feld.files];
    ausstehend = istGesendet;
    if (bereit) pruefe();
  }

  function teil(name, ...inhalt) {
    const ort = ergebnis.querySelector(`[data-teil="${name}"]`);
    if (!ort.querySelector("h2")) ort.prepend(element("h2", ort.dataset.titel));
    ort.hidden = !inhalt.length;
    ort.querySelector("ol, ul").replaceChildren(...inhalt);
    return ort;
  }

  const spaltenname = (spalte) => (spalte === "nachgerechnet" ? worte.nachgerechnet : spalte);

  /* New values of one Kennzahl and period in one table, each beside the one before it. What all rows share is said once;
     the number of what is printed anyway is not said again. */
  function neueWerte(zeilen) {
    const werte = zeilen.map(({ zellen }) => new Map(zellen.map(([spalte, , neu]) => [spalte, neu])));
    for (const w of werte) if (w.has("gedruckt") && !w.has("wert_bis")) w.delete("wert");
    const spalten = [...new Set(werte.flatMap((w) => [...w.keys()]))];
    const gleich = werte.length > 1 ? ["wertstatus", "quelle_id", "fundstelle"].filter((s) => new Set(werte.map((w) => w.get(s))).size === 1) : [];
    const eigene = spalten.filter((s) => !gleich.includes(s));
    const koepfe = (texte, wohin) => texte.map((text) => Object.assign(element("th", text), { scope: wohin }));
    const reihe = (...zellen) => {
      const tr = element("tr");
      tr.append(...zellen);
      return tr;
    };
    const tafel = element("table");
    const kopf = element("thead");
    const rumpf = element("tbody");
    kopf.append(reihe(...koepfe([worte.ort, worte.davor, ...eigene], "col")));
    rumpf.append(...zeilen.map(({ wo, davor }, nr) => reihe(
      ...koepfe([wo], "row"), element("td", davor || "–"), ...eigene.map((s) => element("td", werte[nr].get(s) ?? "")),
    )));
    tafel.append(element("caption", `${worte.neu} ${zeilen[0].was}`), kopf, rumpf);
    const zeile = element("li", "", "kp-pruefen__reihe");
    const rahmen = element("div", "", "kp-pruefen__tafel");
    Object.assign(rahmen, { tabIndex: 0, role: "region", ariaLabel: zeilen[0].was });
    rahmen.append(tafel);
    zeile.append(rahmen);
    if (gleich.length) zeile.append(element("p", gleich.map((s) => `${s}: ${werte[0].get(s)}`).join(" · ")));
    return zeile;
  }

  function aenderungen(alle) {
    const tafeln = new Map();
    for (const a of alle) {
      const schluessel = a.art === "neu" && a.was ? `${a.ort} ${a.was}` : a;
      tafeln.set(schluessel, [...(tafeln.get(schluessel) ?? []), a]);
    }
    return [...tafeln].map(([schluessel, zeilen]) => (typeof schluessel === "string" ? neueWerte(zeilen) : aenderung(schluessel)));
  }

  function aenderung({ ort, art, schluessel, zellen, was, wo }) {
    const zeile = element("li");
    const kennung = Object.values(schluessel).join(" · ");
    const woran = was ? `${was}, ${wo}` : `${ort}: ${kennung}`;
    zeile.append(element("strong", worte[art]), ` ${woran}`);
    const paare = element("ul");
    paare.append(...zellen.map(([spalte, vorher, nachher]) => {
      const neu = art === "neu" ? nachher : art === "entfernt" ? vorher : `${vorher || worte.nichts} → ${nachher || worte.nichts}`;
      return element("li", `${spaltenname(spalte)}: ${neu}`);
    }));
    zeile.append(paare);
    return zeile;
  }

  function zumLaden([ort, text]) {
    const zeile = element("li");
    const knopf = element("button", sage("laden", { datei: ort }), "kp-knopf");
    knopf.type = "button";
    knopf.addEventListener("click", () => speichere(text, ort.split("/").pop(), "text/csv;charset=utf-8"));
    zeile.append(knopf);
    if (einreichen.hochladen) {
      const weg = element("a", sage("hochladen", { datei: ort }));
      weg.href = einreichen.hochladen.replace("{ordner}", () => ort.split("/")[0]);
      // Whoever came back would find the answer gone, and the other files with it.
      weg.target = "_blank";
      zeile.append(" ", weg);
    }
    return zeile;
  }

  /* All files of a proposal go together: into one branch, or with one mail, which cannot attach them by itself. */
  function zusammen(orte) {
    const gesagt = (klasse, ...inhalt) => ergebnis.querySelector(`.kp-pruefen__${klasse}`).replaceChildren(...inhalt);
    gesagt("zusammen", ...(einreichen.hochladen && orte.length > 1 ? [worte.zusammen] : []));
    if (!einreichen.email) return;
    const betreff = sage("betreff", { dateien: orte.join(", ") });
    const text = sage("brief", { dateien: orte.join("\n") }).replaceAll("\n", "\r\n");
    const weg = element("a", worte.schicken);
    weg.href = `mailto:${einreichen.email}?subject=${encodeURIComponent(betreff)}&body=${encodeURIComponent(text)}`;
    gesagt("brief", weg, `. ${worte.anhaengen}`);
  }

  function zeige({ gelesen, zeilen, summe, anmerkungen, warnungen, aenderungen: alle, tabellen, seiten }) {
    const gut = !summe;
    const zaehle = (art) => alle.filter((a) => a.art === art).length;
    ergebnis.hidden = false;
    teil("gelesen", ...gelesen.map((satz) => element("li", satz)));
    teil("warnungen", ...warnungen.map((satz) => element("li", satz)));
    teil("anmerkungen", ...anmerkungen.map((satz) => element("li", satz)));
    teil("fehler", ...zeilen.map((zeile) => element("li", zeile)));
    teil("aenderungen", ...liste(aenderungen(alle), worte.weitere)).querySelector("p").textContent = sage("zahl", {
      neu: zaehle("neu"), geaendert: zaehle("geaendert"), umbenannt: zaehle("umbenannt"), entfernt: zaehle("entfernt"),
    });
    teil("seiten", ...liste(seiten.map((adresse) => {
      const zeile = element("li");
      const weg = element("a", adresse);
      weg.href = basis + adresse;
      zeile.append(weg);
      return zeile;
    }), worte.weitere));
    teil("dateien", ...(gut ? Object.entries(tabellen).map(zumLaden) : []));
    zusammen(Object.keys(tabellen));
    ende(gut ? sage(alle.length ? "gut" : "gleich") : summe);
    zeigeStand("start");
  }

  form.addEventListener("submit", (ereignis) => {
    ereignis.preventDefault();
    pruefe();
  });
  form.querySelector("[name=vorlage]").addEventListener("click", erstelle);
  // No browser tells when the same name is chosen again, and what was saved anew since cannot be read: begin afresh.
  feld.addEventListener("click", () => { feld.value = ""; });
  for (const art of ["change", "cancel"]) feld.addEventListener(art, nimm);
  for (const art of ["dragover", "dragleave", "drop"]) {
    zone.addEventListener(art, (ereignis) => {
      ereignis.preventDefault();
      zone.classList.toggle("kp-pruefen__zone--offen", art === "dragover");
      if (art !== "drop") return;
      if ([...ereignis.dataTransfer.items].some((e) => e.webkitGetAsEntry?.()?.isDirectory)) {
        if (!laeuft) stand.textContent = sage("ordner");
        return;
      }
      feld.files = ereignis.dataTransfer.files;
      nimm();
    });
  }
  form.classList.add("kp-pruefen--bereit");
})();
