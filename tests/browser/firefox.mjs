// Opens pages in Firefox over WebDriver BiDi and tells what a reader there would meet, as JSON on standard output.
// Usage: node firefox.mjs ADDRESS [--anker] [PATH …]; --anker: goes to every place of a page that its own links lead to.
import { existsSync, readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [adresse, ...weitere] = process.argv.slice(2);
const mitAnkern = weitere[0] === "--anker";
const pfade = weitere.slice(mitAnkern ? 1 : 0);
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: ["/usr/bin/firefox-esr", "/usr/bin/firefox"].find(existsSync),
  headless: true,
  extraPrefsFirefox: { "intl.accept_languages": "de-DE,de" },
});

const gebrochen = readFileSync(new URL("gebrochen.js", import.meta.url), "utf-8");

// Folds that a click on their heading does not open, so that something is to be seen.
const stumm = () => {
  const namen = [];
  for (const d of document.querySelectorAll("details:not([open])")) {
    const kopf = d.querySelector(":scope > summary");
    if (!kopf?.checkVisibility()) continue;
    kopf.click();
    const gezeigt = [...d.children].some((k) => k !== kopf && k.getBoundingClientRect().height > 0);
    if (!d.open || !gezeigt) namen.push(kopf.textContent.trim());
  }
  return namen;
};

// Places of the page that its own links lead to, but that are not there, stay folded or stand under the header.
const verfehlt = async () => {
  const hier = (url) => url.split("#")[0] === location.href.split("#")[0];
  const namen = new Set([...document.links].filter((a) => a.hash.length > 1 && hier(a.href))
    .map((a) => decodeURIComponent(a.hash.slice(1))));
  const kopf = document.querySelector(".md-header");
  const angekommen = (ziel) => {
    const { top, bottom } = ziel.getBoundingClientRect();
    const oben = kopf ? kopf.getBoundingClientRect().bottom : 0;
    return (ziel.checkVisibility() || bottom === top) && top >= Math.min(oben, top + scrollY) - 1 && top < innerHeight;
  };
  const falsch = [];
  for (const name of namen) {
    const ziel = document.getElementById(name);
    if (!ziel) { falsch.push(`${name} fehlt`); continue; }
    location.hash = name;
    // A fold that opens moves the page once more, a little later.
    let still = 0;
    for (let n = 0, oben = NaN; n < 100 && still < 4; n += 1) {
      await new Promise((fertig) => setTimeout(fertig, 50));
      const jetzt = ziel.getBoundingClientRect().top;
      still = jetzt === oben ? still + 1 : 0;
      oben = jetzt;
    }
    if (!angekommen(ziel)) falsch.push(name);
  }
  return falsch;
};

// Takes every chart over that can be; null: there is none.
const takeOver = async (seite) => {
  const anzahl = await seite.evaluate(() => {
    const knoepfe = [...document.querySelectorAll('[data-kp="interaktiv"]')].filter((k) => k.checkVisibility());
    for (const k of knoepfe) k.click();
    return knoepfe.length;
  });
  if (!anzahl) return null;
  for (let n = 0; n < 600; n += 1) {
    const fertig = await seite.evaluate(() =>
      [...document.querySelectorAll(".kp-ist-interaktiv")].filter((f) => f.querySelector(".main-svg")).length);
    if (fertig === anzahl) return true;
    await new Promise((weiter) => setTimeout(weiter, 100));
  }
  return false;
};

const befunde = [];
for (const pfad of pfade) {
  const seite = await browser.newPage();
  const meldungen = [];
  const fremd = [];
  // A chart for other sites may load its own style alone; opened by itself, Firefox looks for the icon of its site in vain.
  const egal = (text) => pfad.startsWith("einbetten/") && text.includes("/favicon.ico");
  const melde = (text) => egal(text) || meldungen.push(text);
  seite.on("console", (m) => ["error", "warn", "warning"].includes(m.type()) && melde(m.text()));
  seite.on("pageerror", (f) => melde(String(f)));
  seite.on("requestfailed", (a) => melde(`nicht geladen: ${a.url()}`));
  seite.on("request", (a) => a.url().startsWith(adresse) || /^(data|blob):/.test(a.url()) || fremd.push(a.url()));
  const breiten = {};
  for (const breite of [1280, 360]) {
    await seite.setViewport({ width: breite, height: 900 });
    if (breite === 1280) await seite.goto(adresse + pfad, { waitUntil: "load" });
    breiten[breite] = await seite.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    breiten[`${breite} gebrochen`] = await seite.evaluate(`(${gebrochen.trim().replace(/^\/\*.*?\*\/\s*/s, "")})()`);
  }
  befunde.push({
    pfad,
    breiten,
    titel: await seite.title(),
    verfehlt: mitAnkern ? await seite.evaluate(verfehlt) : [],
    stumm: await seite.evaluate(stumm),
    offen: await seite.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    diagramm: await takeOver(seite),
    meldungen,
    fremd,
  });
  await seite.close();
}
await browser.close();
console.log(JSON.stringify(befunde));
