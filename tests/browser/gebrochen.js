/* Every word of the page whose parts stand on different lines. Code, addresses and what only screen readers read are no
   running text; a word with joints breaks there. All browsers are asked with this. */
() => {
  const gebrochen = new Set();
  const lauf = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let n = lauf.nextNode(); n; n = lauf.nextNode()) {
    const e = n.parentElement;
    if (e.closest("script, style, svg, code, .kp-unsichtbar, .kp-zitat__adresse") || !e.checkVisibility()) continue;
    for (const wort of n.data.matchAll(/[\p{L}\p{N}\u00ad]{4,}/gu)) {
      if (wort[0].includes("\u00ad")) continue;
      const r = document.createRange();
      r.setStart(n, wort.index);
      r.setEnd(n, wort.index + wort[0].length);
      // WebKit counts the end of the line before a word that begins one, without any width.
      const oben = [...r.getClientRects()].filter((k) => k.width > 0).map((k) => k.top);
      if (Math.max(...oben) - Math.min(...oben) > 6) gebrochen.add(`${wort[0]} in ${e.tagName} ${e.className}`);
    }
  }
  return [...gebrochen];
}
