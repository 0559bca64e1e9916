// Judges pages with Lighthouse on a simulated slow phone, all in one Chromium, and tells their marks as JSON.
// Usage: node lighthouse.mjs ADDRESS RUNS ENOUGH [PATH …]
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [adresse, laeufe, genuegt, ...pfade] = process.argv.slice(2);
// Lighthouse computes a phone as a desktop slowed down by four; that holds for desktops of this benchmark index, slower
// machines are slowed down less, as its guide says.
const BREMSE = 4;
const DESKTOP = 1500;
const GANZ = ["accessibility", "best-practices", "seo"];

const chrome = await launch({
  chromePath: "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"],
});
const weigh = (noten, gewichte) =>
  Object.entries(gewichte).reduce((summe, [n, g]) => summe + g * noten[n], 0) /
  Object.values(gewichte).reduce((summe, g) => summe + g, 0);

let bremse = BREMSE;
const urteile = [];
for (const pfad of pfade) {
  // The best mark of each measure counts: other work on the machine can only make a page look slower.
  const urteil = { pfad, noten: {}, ganz: {}, tempo: 0 };
  for (let lauf = 0; lauf < Number(laeufe) && urteil.tempo < Number(genuegt); lauf += 1) {
    const { lhr } = await lighthouse(adresse + pfad, {
      port: chrome.port,
      logLevel: "error",
      output: "json",
      disableFullPageScreenshot: true,
      onlyCategories: lauf ? ["performance"] : ["performance", ...GANZ],
      throttling: { rttMs: 150, throughputKbps: 1638.4, cpuSlowdownMultiplier: bremse },
      throttlingMethod: "simulate",
      // What is simulated needs no waiting for a network that is slow; the page is quiet when nothing loads any more.
      pauseAfterFcpMs: 250,
      pauseAfterLoadMs: 250,
      networkQuietThresholdMs: 500,
      cpuQuietThresholdMs: 500,
    });
    bremse = BREMSE * Math.min(1, lhr.environment.benchmarkIndex / DESKTOP);
    if (!lauf) for (const n of GANZ) urteil.ganz[n] = lhr.categories[n].score;
    const gewichte = Object.fromEntries(
      lhr.categories.performance.auditRefs.filter((a) => a.weight).map((a) => [a.id, a.weight]),
    );
    for (const n of Object.keys(gewichte)) urteil.noten[n] = Math.max(urteil.noten[n] ?? 0, lhr.audits[n].score ?? 0);
    urteil.tempo = weigh(urteil.noten, gewichte);
    urteil.laeufe = lauf + 1;
  }
  urteile.push(urteil);
}
chrome.kill();
console.log(JSON.stringify(urteile));
