/* What has to happen before the page is drawn. Runs in the head, before the theme's bundle. */

/* The classes that the theme and the charts would put on the root element when the page is already drawn: each of them
   late makes the browser compute the style of every element again. */
document.documentElement.className = "js js-focus-visible kp-js";

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
      if (ziel instanceof Element && ziel.closest(".md-search, [for='__search']")) los();
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

  const Arbeiter = window.Worker;
  window.Worker = function (adresse, optionen) {
    const stelle = new EventTarget();
    const wartend = [];
    let echt;
    stelle.postMessage = (nachricht) => (echt ? echt.postMessage(nachricht) : wartend.push(nachricht));
    stelle.terminate = () => echt?.terminate();
    gewollt.then(() => {
      echt = new Arbeiter(adresse, optionen);
      echt.addEventListener("message", (e) => stelle.dispatchEvent(new MessageEvent("message", { data: e.data })));
      for (const nachricht of wartend.splice(0)) echt.postMessage(nachricht);
    });
    return stelle;
  };
})();
