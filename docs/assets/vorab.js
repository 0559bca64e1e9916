/* What has to happen before the page is drawn. Runs in the head, before the theme's bundle. */

/* The classes that the theme and the charts would put on the root element when the page is already drawn: each of them
   late makes the browser compute the style of every element again. */
document.documentElement.className = "js js-focus-visible kp-js";

/* What the theme writes into every page as a script of its own: where it keeps what a reader has set. Here it is a file,
   so that the policy of a page names no inline script at all. */
window.__md_scope = new URL("..", document.currentScript.src);
window.__md_hash = (text) => [...text].reduce((summe, zeichen) => (summe << 5) - summe + zeichen.charCodeAt(0), 0);
window.__md_get = (name, speicher = localStorage, ort = window.__md_scope) => JSON.parse(speicher.getItem(`${ort.pathname}.${name}`));
window.__md_set = (name, wert, speicher = localStorage, ort = window.__md_scope) => {
  try {
    speicher.setItem(`${ort.pathname}.${name}`, JSON.stringify(wert));
  } catch {
    // Storage is closed: nothing is kept.
  }
};

/* What scripts say stands in the page, in its language: kpSage("angezeigt", { zeit: "2018" }); kpWort(3) is "drei". */
(() => {
  "use strict";
  let worte;
  const lies = () => (worte ??= JSON.parse(document.getElementById("kp-worte").textContent));
  window.kpSage = (satz, werte = {}) => lies()[satz].replace(/\{(\w+)\}/g, (_, n) => werte[n]);
  window.kpWort = (n) => lies().zahlen[n] ?? String(n);
})();

/* Colours: those of the device until the reader chooses others. The theme's own switch is not used, since it draws the
   page in light colours first and has the style of the whole page computed four times while it loads. */
(() => {
  "use strict";
  const fach = `${new URL("..", document.currentScript.src).pathname}farben`;
  const dunkel = matchMedia("(prefers-color-scheme: dark)");
  let gewaehlt = null;
  try {
    gewaehlt = localStorage.getItem(fach);
  } catch {
    // Storage is closed: the device decides.
  }
  const faerbe = () => {
    document.body.setAttribute("data-md-color-scheme", gewaehlt ?? (dunkel.matches ? "slate" : "default"));
  };
  dunkel.addEventListener("change", faerbe);
  new MutationObserver((_, waechter) => {
    if (!document.body) return;
    waechter.disconnect();
    faerbe();
  }).observe(document.documentElement, { childList: true });
  document.addEventListener("click", (ereignis) => {
    if (!(ereignis.target instanceof Element && ereignis.target.closest("[data-kp-farben]"))) return;
    gewaehlt = document.body.getAttribute("data-md-color-scheme") === "slate" ? "default" : "slate";
    faerbe();
    try {
      localStorage.setItem(fach, gewaehlt);
    } catch {
      // The choice holds for this page.
    }
  });
})();

/* Holds back the search (its worker and its index) until somebody wants to search: most readers never do. */
(() => {
  "use strict";
  const gewollt = new Promise((los) => {
    const pruefe = (ereignis) => {
      const ziel = ereignis.target;
      if (ziel instanceof Element && ziel.closest(".md-search, [for='__search'], [data-kp-schalter='__search']")) los();
    };
    for (const art of ["focusin", "pointerdown", "click"]) document.addEventListener(art, pruefe, true);
    document.addEventListener("keydown", (e) => { if (["f", "s", "/"].includes(e.key)) los(); }, true);
    if (new URLSearchParams(location.search).has("q") || new URLSearchParams(location.search).has("h")) los();
  });

  const sende = XMLHttpRequest.prototype.send;
  const oeffne = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (art, adresse, ...rest) {
    this.istSuche = String(adresse).endsWith("search/search_index.json");
    return oeffne.call(this, art, adresse, ...rest);
  };
  XMLHttpRequest.prototype.send = function (inhalt) {
    if (!this.istSuche) return sende.call(this, inhalt);
    gewollt.then(() => sende.call(this, inhalt));
    return undefined;
  };

  /* What is asked besides the typed words. The index knows "Hebamme" and "Betreuung", people type "Hebammen" and
     "Kinderbetreuung": first every long word also without its ending, then, where no title and no search word answered,
     also the beginnings and ends of compound words, and last only the beginning. The whole word counts most. */
  const LANG = 5;
  const TREFFER = 100;
  const stamm = (wort) => {
    const kurz = wort.replace(/(ungen|ung|innen|ern|in|en|er|es|e|n|s)$/i, "");
    return kurz.length < LANG - 1 ? [] : [kurz, kurz.replace(/ä/gi, "a").replace(/ö/gi, "o").replace(/ü/gi, "u")];
  };
  const formen = (wort) => [wort, ...stamm(wort)].flatMap((s) => ["", "e", "en", "er", "n"].map((ende) => s + ende));
  const ganz = (wort) => [`${wort}^120`, `${wort}*^12`, ...formen(wort).map((f) => `${f}^30`), ...stamm(wort).map((s) => `${s}*^4`)];
  const teile = (wort) => {
    const stellen = Array.from({ length: Math.max(wort.length - LANG + 1, 0) }, (_, i) => i + 1);
    const vorn = stellen.map((i) => wort.slice(0, -i));
    const hinten = stellen.slice(2).map((i) => wort.slice(i));
    return [
      ...vorn.map((v) => `${v}^${v.length ** 2}`), ...vorn.filter((v) => v.length > LANG + 2).map((v) => `${v}*^5`),
      ...hinten.flatMap(formen).map((h) => `${h}^3`),
    ];
  };
  // Nearly every title is about children: beside a longer word they say nothing.
  const wichtige = (worte) => {
    const rest = worte.filter((w) => !/^(kind(er|ern)?|für)$/i.test(w));
    return rest.some((w) => w.length > LANG) ? rest : worte;
  };
  const je = (worte, mach) => [...new Set(worte.flatMap((w) => (w.length < LANG ? [`${w}^90`, `${w}*^12`] : mach(w))))].join(" ");
  const STUFEN = [
    (worte) => je(worte, ganz),
    (worte) => je(worte, (w) => [...ganz(w), ...teile(w)]),
    (worte) => je(worte, (w) => [w.slice(0, LANG)]),
    (worte) => je(worte, (w) => [w.slice(0, LANG - 1)]),
  ];
  // The theme lists what was asked and not found; of what was asked besides, nobody wants to know.
  const gefunden = (antwort) => {
    for (const e of antwort.data.items.flat()) e.terms = Object.fromEntries(Object.entries(e.terms).filter(([, da]) => da));
    return antwort;
  };
  const beste = (antwort) => Math.max(0, ...antwort.data.items.flat().map((e) => e.score));

  const Arbeiter = window.Worker;
  window.Worker = function (adresse, optionen) {
    // Only the search is waited for and asked again; a page that computes (pruefen.js) gets what it asks for.
    if (String(adresse).startsWith("blob:")) return new Arbeiter(adresse, optionen);
    const stelle = new EventTarget();
    const wartend = [];
    const fragen = [];
    let echt;
    let juengste;
    const frage = (f) => {
      fragen.push(f);
      echt.postMessage({ type: 2, data: f.worte ? STUFEN[f.stufe](f.worte) : f.roh });
    };
    const sende = (nachricht) => {
      if (nachricht.type !== 2) return echt.postMessage(nachricht);
      // Who writes signs of the search's own language, or nothing, is taken at the word.
      const roh = nachricht.data.trim();
      juengste = { roh, stufe: 0, worte: roh && !/["*+:^~]/.test(roh) ? wichtige(roh.split(/[\s-]+/).filter(Boolean)) : undefined };
      return frage(juengste);
    };
    const nimm = (antwort) => {
      const f = antwort.type === 3 ? fragen.shift() : undefined;
      // Somebody has typed on: this answer is no longer wanted.
      if (f && f !== juengste) return;
      if (f && (!f.antwort || beste(antwort) >= TREFFER)) f.antwort = antwort;
      const leer = f && !f.antwort.data.items.length;
      // Once something was found, only the parts of compound words may still answer better.
      if (f?.worte && beste(f.antwort) < TREFFER && f.stufe < (leer ? STUFEN.length - 1 : 1)) {
        frage(Object.assign(f, { stufe: f.stufe + 1, antwort: leer ? undefined : f.antwort }));
      } else stelle.dispatchEvent(new MessageEvent("message", { data: f ? gefunden(f.antwort) : antwort }));
    };
    stelle.postMessage = (nachricht) => (echt ? sende(nachricht) : wartend.push(nachricht));
    stelle.terminate = () => echt?.terminate();
    gewollt.then(() => {
      echt = new Arbeiter(adresse, optionen);
      echt.addEventListener("message", (e) => nimm(e.data));
      for (const nachricht of wartend.splice(0)) sende(nachricht);
    });
    return stelle;
  };
})();
