/* Holds back the search (its worker and its index) until somebody wants to search: most readers never do.
   Runs before the theme's bundle, which would fetch both at once. */
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
