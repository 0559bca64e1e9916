/* Filters for registers and tables. Without JavaScript everything is shown and the form stays hidden
   (kekiz.css: scripting media query, so that nothing moves; the class covers browsers without it).
   <form data-kp-filter="ID" data-einheit="Einträgen" [data-summe="Teilnahmen"]>: its selects match data-<name> of the
   items in #ID (space-separated words), so do its radio buttons, its search field their text; [data-kp-gruppe] hides when it is empty; a folded
   one unfolds while something is chosen, and [data-kp-gefunden] in its summary tells how many of its items are left. */
(() => {
  "use strict";
  let format;
  const zahl = (n) => (format ??= new Intl.NumberFormat(document.documentElement.lang || "de")).format(n);
  const EINTRAG = "[data-kp-eintrag], .kp-register > li";
  const KLAPPE = "details.kp-registergruppe";
  // Whoever types a plain space finds the unbreakable one too.
  const klein = (text) => text.toLocaleLowerCase(document.documentElement.lang || "de").normalize("NFC").replace(/\u00ad/g, "").replace(/\s+/g, " ");

  function einrichten(form) {
    const liste = document.getElementById(form.dataset.kpFilter);
    if (!liste) return;
    const gruppen = [...liste.querySelectorAll("[data-kp-gruppe]")];
    // Read when the first choice is made: most readers look before they search.
    let eintraege;
    const lies = () => [...liste.querySelectorAll(EINTRAG)].map((element) => ({ element, text: klein(element.textContent) }));
    const stand = form.querySelector("output");
    const felder = [...form.querySelectorAll("select, input")];
    const istKnopf = (f) => f.type === "radio";

    function anwenden() {
      const wahl = felder.filter((f) => (f.tagName === "SELECT" || (istKnopf(f) && f.checked)) && f.value);
      const suche = felder.filter((f) => f.tagName === "INPUT" && !istKnopf(f)).map((f) => klein(f.value.trim())).join(" ");
      const worte = suche.split(/\s+/).filter(Boolean);
      const aktiv = wahl.length + worte.length > 0;
      eintraege ??= lies();
      let sichtbar = 0;
      let summe = 0;
      for (const { element, text } of eintraege) {
        const passt =
          wahl.every((f) => (element.dataset[f.name] || "").split(" ").includes(f.value)) &&
          worte.every((wort) => text.includes(wort));
        element.hidden = !passt;
        if (passt) {
          sichtbar += 1;
          summe += Number(element.dataset.zahl || 0);
        }
      }
      for (const gruppe of gruppen) {
        const rest = [...gruppe.querySelectorAll(EINTRAG)].filter((e) => !e.hidden).length;
        gruppe.hidden = rest === 0;
        const klappe = gruppe.querySelector(KLAPPE);
        if (!klappe) continue;
        klappe.open = aktiv;
        klappe.querySelector("[data-kp-gefunden]").textContent = aktiv ? window.kpSage("gefunden", { anzahl: zahl(rest) }) : "";
      }
      stand.textContent = window.kpSage(form.dataset.summe ? "von_summe" : "von", {
        anzahl: zahl(sichtbar), alle: zahl(eintraege.length), einheit: form.dataset.einheit,
        summe: zahl(summe), sache: form.dataset.summe,
      });
    }

    function merken() {
      const adresse = new URL(location.href);
      for (const f of felder) {
        if (istKnopf(f) && !f.checked) continue;
        if (f.value) adresse.searchParams.set(f.name, f.value);
        else adresse.searchParams.delete(f.name);
      }
      history.replaceState(null, "", adresse);
    }

    const vorgabe = new URLSearchParams(location.search);
    for (const f of felder) {
      const wert = vorgabe.get(f.name);
      if (wert === null) continue;
      if (istKnopf(f)) {
        f.checked ||= f.value === wert;
        continue;
      }
      if (f.tagName !== "SELECT" || [...f.options].some((o) => o.value === wert)) f.value = wert;
    }
    form.addEventListener("input", () => {
      anwenden();
      merken();
    });
    form.addEventListener("reset", () => {
      setTimeout(() => {
        for (const f of felder) {
          if (istKnopf(f)) f.checked = !f.value;
          else f.value = "";
        }
        anwenden();
        merken();
      });
    });
    form.addEventListener("submit", (ereignis) => ereignis.preventDefault());
    // Only where the style does not know by itself: all of the form would be styled again.
    if (!matchMedia("(scripting: enabled)").matches) form.classList.add("kp-filter--bereit");
    if (felder.some((f) => f.value && (!istKnopf(f) || f.checked))) anwenden();
  }

  document.querySelectorAll("form[data-kp-filter]").forEach(einrichten);
})();
