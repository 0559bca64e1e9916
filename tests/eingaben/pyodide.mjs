// node pyodide.mjs ORDNER: what the check says of every case in ORDNER/faelle.json, run by the Python of the browser.
import fs from "node:fs";

const ordner = process.argv[2];
const { loadPyodide } = await import(`${ordner}/pyodide.mjs`);
const python = await loadPyodide({
  indexURL: `${ordner}/`,
  lockFileContents: { info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", version: "0", python: "3.14.2" }, packages: {} },
});
const auspacken = (name, wohin) =>
  python.unpackArchive(new Uint8Array(fs.readFileSync(`${ordner}/${name}.zip`)).buffer, "zip", { extractDir: wohin });
auspacken("programm", "/programm");
auspacken("stadt", "/stadt");
python.globals.set("text", fs.readFileSync(`${ordner}/faelle.json`, "utf-8"));
process.stdout.write(python.runPython(fs.readFileSync(`${ordner}/treiber.py`, "utf-8")));
