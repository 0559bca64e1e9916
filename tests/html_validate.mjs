// Reads pages of a built site with html-validate, in one process, and prints what it found as JSON: a list of
// {rule, message, selector, pages, example}, alike on many pages being one entry.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const [, , site, regeln, ...seiten] = process.argv;
const pruefer = new HtmlValidate(new StaticConfigLoader(JSON.parse(readFileSync(regeln, "utf-8"))));
const gefunden = new Map();
for (const seite of seiten) {
  const bericht = pruefer.validateStringSync(readFileSync(join(site, seite), "utf-8"), seite);
  for (const { messages } of bericht.results) {
    for (const { ruleId, message, selector } of messages) {
      const wo = (selector ?? "").replace(/:nth-child\(\d+\)/g, "").replace(/^.*#([\w-]*\d[\w-]*)/, "#…");
      const key = `${ruleId}|${message}`;
      const eintrag = gefunden.get(key) ?? { rule: ruleId, message, selector: wo, pages: new Set(), example: seite };
      eintrag.pages.add(seite);
      gefunden.set(key, eintrag);
    }
  }
}
const liste = [...gefunden.values()].map((e) => ({ ...e, pages: e.pages.size }));
process.stdout.write(JSON.stringify(liste));
