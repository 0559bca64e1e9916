/* Checks spreadsheets beside the page, in a worker: Python for browsers, the program, the published packages. The page
   (pruefen.js) starts it from a blob, so that the policy of the page holds here, too: nothing leaves this computer. */
"use strict";

let python;
let quelle;
const dieses = (adresse) => new URL(adresse, quelle).href;

/* Fetches one part and says how much has come. What a server sent compressed twice over is unpacked here. */
async function hole(adresse, melde) {
  const antwort = await fetch(dieses(adresse));
  if (!antwort.ok) throw new Error(`${adresse}: ${antwort.status}`);
  const stuecke = [];
  const leser = antwort.body.getReader();
  for (let stueck = await leser.read(); !stueck.done; stueck = await leser.read()) {
    stuecke.push(stueck.value);
    melde(stueck.value.length);
  }
  const ganz = new Blob(stuecke);
  const kopf = new Uint8Array(await ganz.slice(0, 2).arrayBuffer());
  const gepackt = kopf[0] === 0x1f && kopf[1] === 0x8b;
  return gepackt ? new Response(ganz.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer() : ganz.arrayBuffer();
}

async function lade({ basis, teile }) {
  quelle = basis;
  let geholt = 0;
  const melde = (bytes) => postMessage({ art: "fortschritt", geholt: (geholt += bytes) });
  const [wasm, bibliothek, programm, daten] = await Promise.all(
    [teile.laufzeit.wasm, teile.laufzeit.bibliothek, teile.programm, teile.daten].map((a) => hole(a, melde)),
  );
  postMessage({ art: "startet" });
  const [lader, modul] = await Promise.all([import(dieses(teile.laufzeit.lader)), import(dieses(teile.laufzeit.modul))]);
  // It asks for its parts by address; what has come already is handed over.
  const da = { "pyodide.asm.wasm": [wasm, "application/wasm"], "python_stdlib.zip": [bibliothek, "application/zip"] };
  const draussen = self.fetch;
  self.fetch = (adresse, ...mehr) => {
    const [inhalt, art] = da[String(adresse).split("/").pop()] ?? [];
    return inhalt ? Promise.resolve(new Response(inhalt, { headers: { "Content-Type": art } })) : draussen(adresse, ...mehr);
  };
  python = await lader.loadPyodide({
    indexURL: basis,
    createPyodideModule: modul.default,
    // Nothing is installed from anywhere.
    lockFileContents: { info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", version: "0", python: "3.14.2" }, packages: {} },
    env: { PYTHONDONTWRITEBYTECODE: "1" },
  });
  self.fetch = draussen;
  python.unpackArchive(programm, "zip", { extractDir: "/programm" });
  python.unpackArchive(daten, "zip", { extractDir: "/daten" });
  python.runPython("import sys; sys.path.insert(0, '/programm'); import kekiz.wege.pruefstelle");
  postMessage({ art: "bereit" });
}

function pruefe({ dateien, wahl }) {
  python.FS.mkdirTree("/pruefen/dateien");
  dateien.forEach((datei, nr) => python.FS.writeFile(`/pruefen/dateien/${nr}`, new Uint8Array(datei.inhalt)));
  const stelle = python.pyimport("kekiz.wege.pruefstelle");
  const antwort = stelle.answer("/daten", "/pruefen/dateien", JSON.stringify({ ...wahl, namen: dateien.map((d) => d.name) }));
  stelle.destroy();
  postMessage({ art: "antwort", antwort: JSON.parse(antwort) });
}

function fuelle({ paket, jahr }) {
  const stelle = python.pyimport("kekiz.wege.pruefstelle");
  const gelesen = stelle.fill_in("/daten", paket, jahr);
  const mappe = gelesen.toJs();
  gelesen.destroy();
  stelle.destroy();
  postMessage({ art: "mappe", name: `${paket}-${jahr}.xlsx`, mappe }, [mappe.buffer]);
}

const AUFTRAG = { lade, pruefe, fuelle };
onmessage = async ({ data }) => {
  try {
    await AUFTRAG[data.art](data);
  } catch (grund) {
    postMessage({ art: "kaputt", schritt: data.art, text: String(grund.message ?? grund) });
  }
};
