/* The form about one's own chain (vorlagen/bogen.html): checks what is filled in and hands it over as a file. Nothing is
   kept: no storage, no request. Without it the form is a sheet to be filled in by hand. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-kp-bogen]");
  if (!form) return;
  const worte = JSON.parse(document.getElementById("kp-bogen-worte").textContent);
  const stand = form.querySelector("output");
  const fragen = [...form.querySelectorAll("[data-frage]")];
  const datum = form.elements.namedItem("datum");
  const heute = () => {
    const jetzt = new Date();
    return [jetzt.getFullYear(), jetzt.getMonth() + 1, jetzt.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  };
  const zelle = (text) => (/[",]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text);

  const lies = (frage) => ({
    frage_id: frage.dataset.frage,
    antwort: frage.querySelector("input:checked")?.value ?? "",
    beleg: frage.querySelector("textarea").value.trim().replace(/\s+/g, " "),
    datum: datum.value,
  });
  const fehlt = ({ antwort, beleg }) => (!antwort && beleg ? "antwort"
    : /[<>]/.test(beleg) ? "klammern"
      : antwort && antwort !== "offen" && !beleg ? "beleg" : "");

  function melde(frage, art) {
    frage.querySelector(".kp-bogen__fehlt").textContent = art ? worte[art] : "";
    frage.querySelector("textarea").toggleAttribute("aria-invalid", Boolean(art) && art !== "antwort");
  }

  function lade(text) {
    const adresse = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    const anker = document.createElement("a");
    anker.href = adresse;
    anker.download = "selbstbewertung.csv";
    anker.click();
    setTimeout(() => URL.revokeObjectURL(adresse));
  }

  form.addEventListener("submit", (ereignis) => {
    ereignis.preventDefault();
    const zeilen = fragen.map(lies);
    const offen = zeilen.map(fehlt);
    fragen.forEach((frage, nr) => melde(frage, offen[nr]));
    const anzahl = offen.filter(Boolean).length;
    const fertig = zeilen.filter((z) => z.antwort);
    if (anzahl) {
      stand.textContent = anzahl === 1 ? worte.eine : worte.mehrere.replace("{anzahl}", () => window.kpWort(anzahl));
      const nr = offen.findIndex(Boolean);
      fragen[nr].querySelector(offen[nr] === "antwort" ? "input" : "textarea").focus();
      return;
    }
    if (!fertig.length) {
      stand.textContent = worte.leer;
      return;
    }
    const tabelle = [Object.keys(fertig[0]), ...fertig.map(Object.values)];
    lade(tabelle.map((z) => z.map(zelle).join(",") + "\n").join(""));
    stand.textContent = worte.fertig.replace("{anzahl}", () => String(fertig.length));
  });
  form.addEventListener("reset", () => {
    setTimeout(() => {
      fragen.forEach((frage) => melde(frage, ""));
      stand.textContent = "";
      datum.value = heute();
    });
  });
  datum.value = heute();
  // Not the whole form: all of it would be styled again.
  stand.classList.add("kp-bogen--bereit");
})();
