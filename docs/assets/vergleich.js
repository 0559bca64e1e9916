/* Comparison and theme filter: hides what was not chosen, keeps the choice in the address. Without it all is shown. */
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
  const vergleich = document.querySelector("form[data-vergleich]");
  if (vergleich) {
    const hoechstens = Number(vergleich.dataset.vergleich);
    const kaesten = alle("input[name=k]", vergleich);
    const name = new Map(kaesten.map((k) => [k.value, k.parentElement.textContent.trim()]));
    const gewaehlt = () => kaesten.filter((k) => k.checked).map((k) => k.value);
    const enthaelt = (text, wahl) => (text ?? "").split(" ").filter((k) => wahl.includes(k));

    const themensatz = (wahl) => {
      const satz = document.querySelector(".kp-themensatz");
      const zeilen = alle(".kp-themenmatrix tbody tr");
      const staerken = (zeile) => wahl.map((k) => zeile.querySelector(`td[data-k="${k}"]`)?.dataset.staerke);
      zeilen.forEach((z) => z.classList.remove("kp-gemeinsam"));
      if (wahl.length < 2) { satz.textContent = ""; return; }
      const gemeinsam = zeilen.filter((z) => staerken(z).every(Boolean));
      gemeinsam.forEach((z) => z.classList.add("kp-gemeinsam"));
      const titel = (z) => `„${z.querySelector("th").textContent.trim()}“`;
      const kern = gemeinsam.filter((z) => staerken(z).every((s) => s === "kern"));
      const wer = wahl.length === 2 ? "Beide" : "Alle gewählten";
      if (!gemeinsam.length) { satz.textContent = `${liste(wahl.map((k) => name.get(k)))} nennen kein gemeinsames Thema.`; return; }
      satz.textContent = `${wer} nennen ${wort(gemeinsam.length)} ${gemeinsam.length === 1 ? "Thema" : "Themen"} gemeinsam: ${liste(gemeinsam.map(titel))}. `
        + (kern.length ? `Kernthema bei ${wahl.length === 2 ? "beiden" : "allen"}: ${liste(kern.map(titel))}.` : "Ein gemeinsames Kernthema ist nicht dabei.");
    };

    const wende_an = (wahl) => {
      const frei = wahl.length === 0;
      kaesten.forEach((k) => { k.disabled = wahl.length >= hoechstens && !k.checked; });
      alle("[data-k]").forEach((e) => zeige(e, frei || wahl.includes(e.dataset.k)));
      let bloecke = 0;
      alle("[data-alle]").forEach((b) => {
        const ja = frei || enthaelt(b.dataset.alle, wahl).length >= Math.min(2, wahl.length);
        zeige(b, ja);
        bloecke += ja ? 1 : 0;
        alle("[data-a]", b).forEach((e) => {
          const a = enthaelt(e.dataset.a, wahl), c = enthaelt(e.dataset.b, wahl);
          const zwei = !("zwei" in e.dataset) || wahl.length < 2 || a.length > 1;
          zeige(e, frei || (a.length > 0 && c.length > 0 && zwei));
        });
      });
      const satz = document.querySelector(".kp-kennzahlsatz");
      satz.textContent = frei || wahl.length < 2 ? "" : bloecke
        ? `Für diese Auswahl gibt es ${bloecke === 1 ? "eine Kennzahl, zu der" : `${wort(bloecke)} Kennzahlen, zu denen`} mindestens zwei sagen, wie sie gezählt haben.`
        : "Zu keiner Kennzahl sagen mindestens zwei der gewählten Kommunen, wie sie gezählt haben.";
      alle("[data-vergleichsklappe]").forEach((d) => { d.open = !frei; });
      alle(".kp-profilkarte__teil").forEach((d) => { d.open = wahl.length > 1; });
      document.querySelector(".kp-themenmatrix")?.classList.toggle("kp-themenmatrix--wenige", !frei);
      themensatz(wahl);
      const stand = vergleich.querySelector(".kp-wahl__stand");
      stand.textContent = frei ? "Noch keine gewählt; unten stehen alle."
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
    vergleich.addEventListener("change", aendere);
    vergleich.addEventListener("reset", () => setTimeout(() => { kaesten.forEach((k) => { k.checked = false; }); aendere(); }));
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
