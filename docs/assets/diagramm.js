/* Interactive charts on demand.
 *
 * The static SVG of each <figure class="kp-diagramm"> is there from the start. When the reader presses "Interaktiv",
 * which charts of several series have, Plotly is fetched once from the same origin and drawn exactly over it: the file
 * of the chart has the figure and, for each width, the places of plots, lines and texts of the static picture.
 * Colours come from the stylesheet, by class.
 * No eval, no inline styles in markup; a strict content security policy holds.
 */
(() => {
  "use strict";

  const VENDOR = new URL("vendor/", document.currentScript?.src || document.baseURI);
  const STIL = "plotly-global.css";
  const SKRIPTE = ["plotly-basic-4.1.1.min.js", "plotly-locale-de-3.7.0.js"];
  const SCHRIFT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif';
  const KONFIG = {
    displayModeBar: false, locale: "de", responsive: false, scrollZoom: false, doubleClick: false, showTips: false,
    typesetMath: false,
  };
  const zustaende = new Map();
  let buendel = null;

  // ------------------------------------------------------------------ loading
  const ladeSkript = (datei) => new Promise((fertig, fehler) => {
    const skript = document.createElement("script");
    skript.src = new URL(datei, VENDOR).href;
    skript.onload = () => fertig();
    skript.onerror = () => { skript.remove(); fehler(new Error(datei)); };
    document.head.append(skript);
  });

  const ladeStil = () => new Promise((fertig) => {
    if (document.getElementById("plotly.js-style-global")) { fertig(); return; }
    const link = document.createElement("link");
    link.id = "plotly.js-style-global";
    link.className = "no-inline-styles";
    link.rel = "stylesheet";
    link.href = new URL(STIL, VENDOR).href;
    link.onload = link.onerror = () => fertig();
    document.head.append(link);
  });

  const ladeBuendel = () => {
    buendel ??= (async () => {
      await ladeStil();
      for (const datei of SKRIPTE) await ladeSkript(datei);
      if (!window.Plotly) throw new Error("Plotly");
    })().catch((grund) => { buendel = null; throw grund; });
    return buendel;
  };

  const ladeFigur = async (zustand) => {
    if (!zustand.roh) {
      const antwort = await fetch(new URL(zustand.figur.dataset.figur, document.baseURI));
      if (!antwort.ok) throw new Error(String(antwort.status));
      zustand.roh = await antwort.json();
    }
    return zustand.roh;
  };

  // ------------------------------------------------------------------ words and colours
  const klartext = (text) => new DOMParser().parseFromString(text, "text/html").documentElement.textContent;
  const maske = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  /** Put title and description into a drawing; they are words of the data, so nothing in them is a replacement pattern. */
  const beschrifte = (zeichnung, titel, text) => zeichnung.replace(/^<svg[^>]*>/,
    (kopf) => `${kopf}<title>${maske(titel)}</title><desc>${maske(text)}</desc>`);
  window.kpBeschrifte = beschrifte;

  /** Resolve a colour (custom property or system colour) to rgb(). */
  const farbe = (element, eigenschaft) => {
    const roh = getComputedStyle(element).getPropertyValue(eigenschaft).trim();
    const probe = document.createElement("span");
    probe.hidden = true;
    probe.style.forcedColorAdjust = "none";
    probe.style.color = roh;
    element.ownerDocument.body.append(probe);
    const ergebnis = getComputedStyle(probe).color;
    probe.remove();
    return ergebnis;
  };

  const durchsichtig = (rgb, deckung) => {
    const zahlen = rgb.match(/[\d.]+/g) || ["0", "0", "0"];
    return `rgba(${zahlen.slice(0, 3).join(",")},${deckung})`;
  };

  const sichtbaresBild = (figur) =>
    [...figur.querySelectorAll(".kp-svg")].find((svg) => getComputedStyle(svg).display !== "none");

  /** How the stylesheet draws an element of this class in this picture. */
  const aussehen = (svg, art, klasse) => {
    const probe = document.createElementNS("http://www.w3.org/2000/svg", art);
    probe.setAttribute("class", klasse);
    svg.append(probe);
    const stil = getComputedStyle(probe);
    const strich = stil.strokeDasharray;
    const ergebnis = { fuellung: farbe(probe, "fill"), strich: farbe(probe, "stroke"), farbe: farbe(probe, "--kp-f"),
      deckung: Number(stil.opacity), dicke: parseFloat(stil.strokeWidth) || 1, gewicht: Number(stil.fontWeight) >= 600 ? 600 : 400,
      muster: strich === "none" ? "solid" : strich.replaceAll(" ", "") };
    probe.remove();
    return ergebnis;
  };

  const brich = (text, breite, schrift) => {
    const stift = document.createElement("canvas").getContext("2d");
    stift.font = schrift;
    const zeilen = [];
    for (const wort of text.split(" ")) {
      const versuch = zeilen.length ? `${zeilen.at(-1)} ${wort}` : wort;
      if (zeilen.length && stift.measureText(versuch).width <= breite) zeilen[zeilen.length - 1] = versuch;
      else zeilen.push(wort);
    }
    return zeilen;
  };

  /** Text of a label at a point: what the notes below the picture say is not repeated, long lines are broken. */
  const kurztext = (text, breite) => {
    const zeilen = text.split("<br>");
    const hinweis = window.kpSage("hinweis", { hinweise: "" });
    const werte = zeilen.filter((z) => !z.startsWith(hinweis));
    if (werte.length < zeilen.length) werte.push(window.kpSage("hinweis_unten"));
    return werte.flatMap((z) => brich(z, breite, `14px ${SCHRIFT}`)).join("<br>");
  };

  /** Build data and layout for a static picture.
   *  oben/unten: extra room in pixels of the picture (for downloads); k: pixels on screen per pixel of the picture. */
  const baue = (zustand, svg, k, oben, unten) => {
    const roh = zustand.roh;
    const bild = roh.bilder[svg.classList.contains("kp-svg--breit") ? "breit" : "schmal"];
    const { breite, schrift } = bild;
    const ganz = bild.hoehe + oben + unten;
    const grund = farbe(zustand.figur, "--kp-grund");
    const text = farbe(zustand.figur, "--kp-text");
    const stark = farbe(zustand.figur, "--kp-linie-stark");
    const aus = zustand.aus;
    const hochkontrast = matchMedia("(forced-colors: active)").matches;
    const gesehen = new Map();
    const stil = (art, klasse) => {
      const name = `${art} ${klasse}`;
      if (!gesehen.has(name)) gesehen.set(name, aussehen(svg, art, klasse));
      return gesehen.get(name);
    };

    const data = roh.data.map((quelle) => {
      const spur = structuredClone(quelle);
      const f = stil("g", spur.meta.klasse).farbe;
      if (aus.has(String(spur.meta.reihe))) spur.visible = false;
      if (spur.customdata) spur.customdata = spur.customdata.map((t) => kurztext(t, breite * k * 0.5));
      for (const name of ["error_x", "error_y"]) {
        if (!spur[name]) continue;
        const bereich = stil("path", "kp-whisker");
        Object.assign(spur[name], { color: bereich.strich, thickness: bereich.dicke * k, width: 0 });
      }
      if (spur.type === "bar") {
        const rand = spur.meta.art === "teil" || hochkontrast ? k : 0;
        spur.marker = { color: f, line: { color: stark, width: rand } };
      } else {
        if (spur.line) { spur.line.color = f; spur.line.width *= k; }
        if (spur.fill) spur.fillcolor = durchsichtig(f, 0.16);
        if (spur.marker) {
          const einzeln = Array.isArray(spur.marker.symbol);
          const symbole = einzeln ? spur.marker.symbol : [spur.marker.symbol];
          const jeFarbe = symbole.map((s) => (s.endsWith("-open") ? grund : f));
          const jeRand = symbole.map((s) => (s.endsWith("-open") ? f : grund));
          const jeBreite = symbole.map((s) => (s.endsWith("-open") ? 2 : 1) * k);
          const zuege = symbole.map((s) => s.replace("-open", ""));
          spur.marker = einzeln
            ? { size: spur.marker.size * k, symbol: zuege, color: jeFarbe, line: { color: jeRand, width: jeBreite } }
            : { size: spur.marker.size * k, symbol: zuege[0], color: jeFarbe[0],
              line: { color: jeRand[0], width: jeBreite[0] } };
        }
      }
      return spur;
    });

    const x = (wert) => wert / breite;
    const y = (wert) => 1 - (oben + wert) / ganz;
    const layout = structuredClone(roh.layout);
    Object.assign(layout, {
      width: breite * k, height: ganz * k, autosize: false, margin: { l: 0, r: 0, t: 0, b: 0, pad: 0 },
      paper_bgcolor: oben || unten ? grund : "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: SCHRIFT, color: text }, hoverdistance: 40, bargap: bild.luecke,
      hoverlabel: { bgcolor: grund, bordercolor: stark, align: "left", font: { family: SCHRIFT, size: 14, color: text } },
    });
    bild.felder.forEach(([links, hoch, weit, tief], i) => {
      const mehr = { showticklabels: false, ticks: "", automargin: false, showline: false, showgrid: false };
      const nr = i ? i + 1 : "";
      Object.assign(layout[`xaxis${nr}`], mehr, { domain: [x(links), x(links + weit)] });
      Object.assign(layout[`yaxis${nr}`], mehr, { domain: [y(hoch + tief), y(hoch)] });
    });
    // All lines come from the picture, the grid too: Plotly leaves out grid lines at the very end of an axis.
    layout.shapes = bild.striche.map(({ klasse, ort: [x0, y0, x1, y1], vorn }) => {
      const s = stil("path", klasse);
      return { type: "line", layer: vorn ? "above" : "below", xref: "paper", yref: "paper", x0: x(x0), x1: x(x1),
        y0: y(y0), y1: y(y1), line: { color: s.strich, width: s.dicke * k, dash: s.muster } };
    });
    layout.shapes.unshift(...bild.flaechen.map(({ klasse, ort: [x0, y0, x1, y1] }) => {
      const { fuellung, deckung } = stil("rect", klasse);
      return { type: "rect", layer: "below", xref: "paper", yref: "paper", x0: x(x0), x1: x(x1), y0: y(y0), y1: y(y1),
        fillcolor: fuellung, opacity: deckung, line: { width: 0 } };
    }));
    layout.shapes.push(...bild.marken.filter((m) => !aus.has(String(m.reihe))).map(({ ort: [mx, my], r, ecken, klasse }) => {
      const lage = { layer: "above", xref: "paper", yref: "paper", fillcolor: stil("g", klasse).farbe,
        line: { color: stark, width: k } };
      if (!ecken.length) return { ...lage, type: "circle", x0: x(mx - r), x1: x(mx + r), y0: y(my - r), y1: y(my + r) };
      return { ...lage, type: "path", path: `M${ecken.map(([dx, dy]) => `${x(mx + dx)},${y(my + dy)}`).join("L")}Z` };
    }));
    const anker = { start: "left", middle: "center", end: "right" };
    layout.annotations = bild.texte.filter((t) => !aus.has(String(t.reihe))).map((t) => {
      const s = stil("text", t.klasse);
      return { text: t.text, xref: "paper", yref: "paper", x: x(t.ort[0]), y: y(t.ort[1] - schrift * 0.35),
        xanchor: anker[t.anker], yanchor: "middle", align: anker[t.anker], showarrow: false, borderpad: 0,
        borderwidth: 0, bgcolor: "rgba(0,0,0,0)",
        font: { family: SCHRIFT, size: schrift * k, color: s.fuellung, weight: s.gewicht } };
    });
    return { data, layout };
  };

  const zeichne = (zustand) => {
    const svg = sichtbaresBild(zustand.figur);
    if (!svg) return Promise.resolve();
    zustand.breite = svg.getBoundingClientRect().width;
    const { data, layout } = baue(zustand, svg, zustand.breite / svg.viewBox.baseVal.width, 0, 0);
    return window.Plotly.react(zustand.plot, data, layout, KONFIG);
  };

  // ------------------------------------------------------------------ on and off
  const melde = (zustand, text) => { zustand.meldung.textContent = text; };

  const aktiviere = async (zustand, mitFokus) => {
    if (zustand.aktiv || zustand.laedt) return;
    zustand.laedt = true;
    zustand.bild.setAttribute("aria-busy", "true");
    try {
      await Promise.all([ladeBuendel(), ladeFigur(zustand)]);
      const plot = document.createElement("div");
      plot.className = "kp-diagramm__plot";
      plot.tabIndex = 0;
      plot.setAttribute("role", "application");
      plot.setAttribute("aria-label", window.kpSage("bedienen", { titel: zustand.roh.layout.meta.titel }));
      zustand.plot = plot;
      zustand.bild.append(plot);
      await zeichne(zustand);
      zustand.aktiv = true;
      zustand.figur.classList.add("kp-ist-interaktiv");
      zustand.knopf?.setAttribute("aria-pressed", "true");
      zustand.bild.tabIndex = -1;
      melde(zustand, "");
      if (mitFokus || document.activeElement === zustand.bild) plot.focus({ preventScroll: true });
    } catch (grund) {
      zustand.plot?.remove();
      zustand.plot = null;
      melde(zustand, window.kpSage("plotly_fehlt"));
    } finally {
      zustand.laedt = false;
      zustand.bild.removeAttribute("aria-busy");
    }
  };

  const deaktiviere = (zustand) => {
    if (!zustand.aktiv) return;
    const hatteFokus = zustand.figur.contains(document.activeElement);
    window.Plotly.purge(zustand.plot);
    zustand.plot.remove();
    Object.assign(zustand, { plot: null, aktiv: false, stelle: null });
    zustand.aus.clear();
    zustand.reihen?.remove();
    zustand.reihen = null;
    zustand.figur.classList.remove("kp-ist-interaktiv");
    zustand.knopf?.setAttribute("aria-pressed", "false");
    zustand.bild.tabIndex = 0;
    zustand.ansage.textContent = "";
    if (hatteFokus) zustand.knopf?.focus({ preventScroll: true });
  };

  // ------------------------------------------------------------------ series on and off
  const zeigeReihen = (zustand, knopf) => {
    if (zustand.reihen) {
      zustand.reihen.hidden = !zustand.reihen.hidden;
      knopf.setAttribute("aria-expanded", String(!zustand.reihen.hidden));
      return;
    }
    const kasten = document.createElement("div");
    kasten.className = "kp-diagramm__reihen";
    kasten.setAttribute("role", "group");
    kasten.setAttribute("aria-label", window.kpSage("reihen"));
    for (const spur of zustand.roh.data) {
      if (!spur.name || !["reihe", "teil"].includes(spur.meta.art)) continue;
      const reihe = String(spur.meta.reihe);
      const schalter = document.createElement("button");
      schalter.type = "button";
      schalter.className = "kp-knopf";
      schalter.textContent = klartext(spur.name);
      schalter.setAttribute("aria-pressed", "true");
      schalter.addEventListener("click", () => {
        const an = schalter.getAttribute("aria-pressed") === "false";
        if (an) zustand.aus.delete(reihe); else zustand.aus.add(reihe);
        schalter.setAttribute("aria-pressed", String(an));
        zeichne(zustand);
      });
      kasten.append(schalter);
    }
    zustand.reihen = kasten;
    knopf.setAttribute("aria-expanded", "true");
    zustand.leiste.after(kasten);
  };

  // ------------------------------------------------------------------ keyboard
  const stellen = (zustand) => zustand.roh.data.flatMap((spur, curveNumber) => {
    if (!spur.customdata || zustand.aus.has(String(spur.meta.reihe))) return [];
    const punkte = spur.customdata.flatMap((text, pointNumber) => (text ? [{ curveNumber, pointNumber, text }] : []));
    return punkte.length ? [punkte] : [];
  });

  const gehe = (zustand, taste) => {
    const alle = stellen(zustand);
    if (!alle.length) return false;
    const liegend = zustand.roh.layout.yaxis.type === "category";
    const [vor, zurueck, naechste, vorige] = liegend
      ? ["ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft"] : ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"];
    let { s = 0, p = -1 } = zustand.stelle || {};
    s = Math.min(s, alle.length - 1);
    if (taste === vor) p = Math.min(p + 1, alle[s].length - 1);
    else if (taste === zurueck) p = Math.max(p - 1, 0);
    else if (taste === "Home") p = 0;
    else if (taste === "End") p = alle[s].length - 1;
    else if (taste === naechste) s = (s + 1) % alle.length;
    else if (taste === vorige) s = (s + alle.length - 1) % alle.length;
    else return false;
    p = Math.max(0, Math.min(p, alle[s].length - 1));
    zustand.stelle = { s, p };
    const punkt = alle[s][p];
    const spur = zustand.roh.data[punkt.curveNumber];
    window.Plotly.Fx.hover(zustand.plot, [{ curveNumber: punkt.curveNumber, pointNumber: punkt.pointNumber }],
      `${spur.xaxis || "x"}${spur.yaxis || "y"}`);
    zustand.ansage.textContent = klartext(punkt.text.replaceAll("<br>", ", "));
    return true;
  };

  // ------------------------------------------------------------------ downloads
  const lade = (blob, name) => {
    const anker = document.createElement("a");
    anker.href = URL.createObjectURL(blob);
    anker.download = name;
    document.body.append(anker);
    anker.click();
    anker.remove();
    setTimeout(() => URL.revokeObjectURL(anker.href), 10000);
  };

  /** Download a picture; Plotly is fetched for it if it is not there yet. */
  const speichere = async (zustand, knopf, art) => {
    knopf.setAttribute("aria-busy", "true");
    melde(zustand, "");
    try {
      await Promise.all([ladeBuendel(), ladeFigur(zustand)]);
      await exportiere(zustand, art);
    } catch (grund) {
      melde(zustand, window.kpSage("bild_fehlt"));
    } finally {
      knopf.removeAttribute("aria-busy");
    }
  };

  const exportiere = async (zustand, art) => {
    const meta = zustand.roh.layout.meta;
    const svg = zustand.figur.querySelector(".kp-svg--breit");
    const { breite } = zustand.roh.bilder.breit;
    const text = farbe(zustand.figur, "--kp-text");
    const leise = farbe(zustand.figur, "--kp-text-leise");
    const kopf = [
      ...brich(meta.titel, breite, `600 20px ${SCHRIFT}`).map((t) => ({ t, size: 20, weight: 600, color: text, h: 26 })),
      ...brich(meta.untertitel, breite, `14px ${SCHRIFT}`).map((t) => ({ t, size: 14, weight: 400, color: leise, h: 20 })),
    ];
    const notizen = [
      ...meta.notizen, meta.quelle, location.href.split("#")[0],
    ].filter(Boolean).flatMap((t) => brich(t, breite, `12px ${SCHRIFT}`))
      .map((t) => ({ t, size: 12, weight: 400, color: leise, h: 17 }));
    const hoch = (liste) => liste.reduce((summe, z) => summe + z.h, 0);
    const oben = hoch(kopf) + 14;
    const unten = hoch(notizen) + 16;
    const rand = 20;
    const { data, layout } = baue(zustand, svg, 1, oben, unten);
    const ganz = layout.height;
    const setze = (liste, start) => {
      let y = start;
      for (const z of liste) {
        layout.annotations.push({ text: maske(z.t), xref: "paper", yref: "paper", x: 0, y: 1 - y / ganz, xanchor: "left",
          yanchor: "top", showarrow: false, borderpad: 0, borderwidth: 0,
          font: { family: SCHRIFT, size: z.size, color: z.color, weight: z.weight } });
        y += z.h;
      }
    };
    setze(kopf, 0);
    setze(notizen, ganz - unten + 10);
    layout.margin = { l: rand, r: rand, t: rand, b: rand, pad: 0 };
    layout.width += 2 * rand;
    layout.height += 2 * rand;
    const url = await window.Plotly.toImage({ data, layout, config: KONFIG },
      { format: "svg", width: layout.width, height: layout.height });
    const beschriftet = beschrifte(decodeURIComponent(url.slice(url.indexOf(",") + 1)), meta.titel,
      `${meta.beschreibung} ${meta.quelle}`);
    if (art === "svg") {
      lade(new Blob([beschriftet], { type: "image/svg+xml" }), `${zustand.roh.datei}.svg`);
      return;
    }
    const bild = new Image();
    await new Promise((fertig, fehler) => {
      bild.onload = fertig;
      bild.onerror = fehler;
      bild.src = `data:image/svg+xml,${encodeURIComponent(beschriftet)}`;
    });
    const flaeche = document.createElement("canvas");
    flaeche.width = layout.width * 2;
    flaeche.height = layout.height * 2;
    const stift = flaeche.getContext("2d");
    stift.drawImage(bild, 0, 0, flaeche.width, flaeche.height);
    const blob = await new Promise((fertig) => { flaeche.toBlob(fertig, "image/png"); });
    lade(blob, `${zustand.roh.datei}.png`);
  };

  // ------------------------------------------------------------------ citation
  const kopiere = async (knopf) => {
    const text = knopf.parentElement.previousElementSibling;
    const stand = knopf.parentElement.querySelector('[role="status"]');
    try {
      await navigator.clipboard.writeText(text.textContent.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim());
      stand.textContent = window.kpSage("kopiert");
    } catch (grund) {
      getSelection().selectAllChildren(text);
      stand.textContent = window.kpSage("markiert");
    }
  };

  // The page may be read at another address than the one it was built for.
  for (const ort of document.querySelectorAll(".kp-zitat__adresse")) {
    ort.textContent = `${location.href.split("#")[0]}#${ort.closest("figure").id}`;
  }
  for (const ort of document.querySelectorAll(".kp-zitat__code [data-einbetten]")) {
    ort.textContent = new URL(ort.dataset.einbetten, location.href).href;
  }
  document.addEventListener("click", (e) => {
    const knopf = e.target.closest?.('[data-kp="kopieren"]');
    if (knopf) kopiere(knopf);
  });

  // ------------------------------------------------------------------ wiring
  const richteEin = (figur) => {
    const bild = figur.querySelector(".kp-diagramm__bild");
    const leiste = figur.querySelector(".kp-diagramm__leiste");
    const meldung = figur.querySelector(".kp-diagramm__meldung");
    if (!bild || !leiste || !meldung || !figur.dataset.figur) return;
    const ansage = document.createElement("p");
    ansage.className = "kp-unsichtbar";
    ansage.setAttribute("aria-live", "polite");
    figur.append(ansage);
    const zustand = { figur, bild, leiste, meldung, ansage, knopf: leiste.querySelector('[data-kp="interaktiv"]'),
      roh: null, plot: null, aktiv: false, laedt: false, reihen: null, stelle: null, aus: new Set(), breite: 0 };
    zustaende.set(figur, zustand);
    figur.addEventListener("keydown", (e) => {
      if (!zustand.aktiv) return;
      if (e.key === "Escape") { e.preventDefault(); deaktiviere(zustand); }
      else if (e.target === zustand.plot && gehe(zustand, e.key)) e.preventDefault();
    });
    leiste.addEventListener("click", (e) => {
      const knopf = e.target.closest("[data-kp]");
      if (!knopf) return;
      const was = knopf.dataset.kp;
      if (was === "interaktiv") {
        if (zustand.aktiv) deaktiviere(zustand); else aktiviere(zustand, true);
      } else if (was === "reihen") zeigeReihen(zustand, knopf);
      else if (was === "png" || was === "svg") speichere(zustand, knopf, was);
    });
    new ResizeObserver(() => {
      const svg = zustand.aktiv && sichtbaresBild(figur);
      if (svg && Math.abs(svg.getBoundingClientRect().width - zustand.breite) > 0.5) zeichne(zustand);
    }).observe(bild);
  };

  const neuFaerben = () => {
    for (const zustand of zustaende.values()) if (zustand.aktiv) zeichne(zustand);
  };

  document.documentElement.classList.add("kp-js");
  document.querySelectorAll("figure.kp-diagramm").forEach(richteEin);
  if (zustaende.size) {
    new MutationObserver(neuFaerben).observe(document.body,
      { attributes: true, attributeFilter: ["data-md-color-scheme"] });
    for (const abfrage of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
      matchMedia(abfrage).addEventListener("change", neuFaerben);
    }
  }
})();
