// Opens pages in Firefox over WebDriver BiDi and tells what a reader there would meet, as JSON on standard output.
// Usage: node firefox.mjs ADDRESS [PATH …]
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [adresse, ...pfade] = process.argv.slice(2);
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: "/usr/bin/firefox-esr",
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

const takeOver = async (seite) => {
  const knopf = await seite.evaluateHandle(
    () => [...document.querySelectorAll('[data-kp="interaktiv"]')].find((k) => k.checkVisibility()) ?? null,
  );
  if (!knopf.asElement()) return null;
  await knopf.click();
  for (let n = 0; n < 150; n += 1) {
    if (await seite.evaluate(() => document.querySelector(".kp-diagramm__plot .main-svg") !== null)) return true;
    await new Promise((fertig) => setTimeout(fertig, 100));
  }
  return false;
};

const befunde = [];
for (const pfad of pfade) {
  const seite = await browser.newPage();
  const meldungen = [];
  const fremd = [];
  seite.on("console", (m) => ["error", "warn", "warning"].includes(m.type()) && meldungen.push(m.text()));
  seite.on("pageerror", (f) => meldungen.push(String(f)));
  seite.on("requestfailed", (a) => meldungen.push(`nicht geladen: ${a.url()}`));
  seite.on("request", (a) => a.url().startsWith(adresse) || /^(data|blob):/.test(a.url()) || fremd.push(a.url()));
  const breiten = {};
  for (const breite of [1280, 360]) {
    await seite.setViewport({ width: breite, height: 900 });
    if (breite === 1280) await seite.goto(adresse + pfad, { waitUntil: "load" });
    breiten[breite] = await seite.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    breiten[`${breite} gebrochen`] = await seite.evaluate(`(${gebrochen.trim().replace(/^\/\*.*?\*\/\s*/s, "")})()`);
  }
  befunde.push({
    pfad,
    breiten,
    titel: await seite.title(),
    stumm: await seite.evaluate(stumm),
    offen: await seite.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    diagramm: await takeOver(seite),
    meldungen,
    fremd,
  });
  await seite.close();
}
await browser.close();
console.log(JSON.stringify(befunde));
