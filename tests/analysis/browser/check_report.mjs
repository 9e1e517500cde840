// Opens a report in Chromium without a network and checks it. Screenshots and a PDF are left in OUTDIR.
//
//   node check_report.mjs REPORT.html OUTDIR
//
// $CHROMIUM names the browser (default /usr/bin/chromium); $BROWSER_PACKAGES is the folder that holds node_modules (default: this
// one). Exit status 0: all well; 1: something is wrong, each fault on its line.
import {mkdir, readFile, stat} from "node:fs/promises";
import {createRequire} from "node:module";
import {dirname, join, resolve} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(join(process.env.BROWSER_PACKAGES ?? here, "package.json"));
const {chromium} = require("playwright-core");
const axe = require.resolve("axe-core/axe.min.js");

const [report, outdir] = process.argv.slice(2);
if (!report || !outdir) throw new Error("usage: node check_report.mjs REPORT.html OUTDIR");
await mkdir(outdir, {recursive: true});
const address = pathToFileURL(resolve(report)).href;
const faults = [];
const expect = (holds, what) => {
  if (!holds) faults.push(what);
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ],
});

async function open(width, height) {
  const context = await browser.newContext({viewport: {width, height}, offline: true, acceptDownloads: true});
  const page = await context.newPage();
  page.on("console", message => expect(!["error", "warning"].includes(message.type()), `console: ${message.text()}`));
  page.on("dialog", dialog => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("pageerror", error => faults.push(`exception: ${error.message}`));
  page.on("request", request => expect(/^(file|blob|data):/.test(request.url()), `request to ${request.url()}`));
  await page.goto(address);
  await page.waitForSelector("footer");
  return page;
}

/// Every figure holds a drawing with marks, a title, a caption in words, and no text below 14 px.
async function checkFigures(page, where) {
  const figures = await page.$$eval("figure", nodes =>
    nodes.map(node => {
      const box = node.querySelector(".chart svg")?.getBoundingClientRect();
      const view = node.querySelector(".chart svg")?.viewBox.baseVal;
      return {
        id: node.id,
        marks: node.querySelectorAll(
          ".chart svg .mark-area path, .chart svg .mark-line path, .chart svg .mark-symbol path, .chart svg .mark-rule line",
        ).length,
        broken: /NaN|undefined|Infinity/.test(node.querySelector(".chart svg")?.outerHTML ?? ""),
        width: box?.width ?? 0,
        shrunk: view && box ? box.width / view.width : 0,
        smallest: Math.min(
          ...[...node.querySelectorAll(".chart svg text")].map(text => parseFloat(text.getAttribute("font-size"))),
        ),
        summary: node.querySelector("figcaption")?.textContent.trim().length ?? 0,
        links: node.querySelectorAll(".links a[download]").length,
        named:
          document.getElementById(node.querySelector(".chart").getAttribute("aria-labelledby"))?.textContent.length ??
          0,
      };
    }),
  );
  expect(figures.length >= 5, `${where}: only ${figures.length} figures`);
  for (const figure of figures) {
    expect(figure.marks > 2, `${where}: figure ${figure.id} is not drawn (${figure.marks} marks)`);
    expect(!figure.broken, `${where}: figure ${figure.id} holds NaN or undefined`);
    expect(figure.width > 200, `${where}: figure ${figure.id} is ${figure.width} px wide`);
    expect(
      figure.smallest * Math.min(1, figure.shrunk) >= 13.5,
      `${where}: figure ${figure.id} has text of ${figure.smallest * figure.shrunk} px`,
    );
    expect(figure.summary > 20, `${where}: figure ${figure.id} has no summary in words`);
    expect(figure.links === 2, `${where}: figure ${figure.id} has ${figure.links} data links`);
    expect(figure.named > 3, `${where}: figure ${figure.id} has no name`);
  }
  return figures.length;
}

async function checkAccess(page, where) {
  // Through the debugger, past the page's own security policy.
  await page.evaluate(await readFile(axe, "utf8"));
  const result = await page.evaluate(() =>
    globalThis.axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}),
  );
  for (const violation of result.violations)
    faults.push(
      `${where}: axe ${violation.id}: ${violation.help}: ${violation.nodes
        .slice(0, 3)
        .map(node => node.target)
        .join(" ")}`,
    );
  return result.passes.length;
}

async function checkWidth(page, where) {
  const [inside, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(inside <= window, `${where}: scrolls sideways (${inside} px in ${window} px)`);
}

async function checkDownload(page) {
  for (const [i, pattern] of [
    [0, /^\ufeff?series,kind,/],
    [1, /"\$schema"/],
  ]) {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator("#total .links a").nth(i).click(),
    ]);
    const stream = await download.createReadStream();
    const parts = [];
    for await (const part of stream) parts.push(part);
    expect(
      pattern.test(Buffer.concat(parts).toString("utf8").slice(0, 3000)),
      `download ${download.suggestedFilename()} is not what it says`,
    );
  }
}

/// The language named by its button is shown, and nothing of the other one is left among our own texts.
async function switchTo(page, language, heading) {
  await page.focus(`#language-${language}`);
  await page.keyboard.press("Enter");
  expect((await page.getAttribute("html", "lang")) === language, `language ${language}: html lang is not set`);
  expect((await page.textContent("#headline h2")) === heading, `language ${language}: headline not in that language`);
  expect(
    (await page.evaluate(() => document.activeElement.id)) === `language-${language}`,
    `language ${language}: the focus is lost`,
  );
}

/// What no reader should meet: keys and decimal points that belong to the machine, words of the other language. Names that a
/// user wrote in another language carry its lang, and code is code.
async function checkWords(page, language, where) {
  const words = await page.evaluate(shown => {
    const found = [];
    const walker = document.createTreeWalker(document.getElementById("page"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      const other = parent.closest("[lang]");
      if (parent.closest("code") || (other && other.lang !== shown)) continue;
      const text = walker.currentNode.textContent.trim();
      if (text) found.push(text);
    }
    return found;
  }, language);
  const alien = {
    sv: /(?<![\wåäö])(the|and|of|with|per year|what|which|dwellings?|vehicles?|households?|futures?|mean|at most)(?![\wåäö])/i,
    en: /(?<![\wåäö])(och|är|av|som|inte|till|framtider|hushåll|bostäder|utsläpp)(?![\wåäö])/i,
  };
  for (const text of words) {
    if (/avsnitt|section/.test(text)) continue; // a document's sections are numbered 5.2
    const address = /https?:|doi:|\.(se|com|org|eu|h5)\b/.test(text);
    const oneLongName = /^[^\s\d]\S{14,}…$/.test(text); // a scenario's own name without a place to break it
    expect(!/…$/.test(text) || oneLongName, `${where}: cut off: ${text.slice(0, 90)}`);
    expect(!/(?<!\d)1 (av|på|in|of) 1(?!\d)|(?<!\d)1 (framtider|futures)/.test(text), `${where}: a chance of one future: ${text.slice(0, 90)}`);
    expect(!/[a-z]{2,}_[a-z0-9]/.test(text) || address, `${where}: a key leaks: ${text.slice(0, 90)}`);
    expect(!alien[language].test(text) || address, `${where}: not in ${language}: ${text.slice(0, 90)}`);
    if (language === "sv")
      expect(!/\d\.\d/.test(text) || address, `${where}: a decimal point: ${text.slice(0, 90)}`);
    else expect(!/\d,\d(?!\d\d)/.test(text) || address, `${where}: a decimal comma: ${text.slice(0, 90)}`);
  }
}

const headings = {sv: "Det viktigaste", en: "In short"};
const desktop = await open(1280, 900);
const initial = await desktop.getAttribute("html", "lang");
for (const language of [initial, initial === "sv" ? "en" : "sv"]) {
  await switchTo(desktop, language, headings[language]);
  const figures = await checkFigures(desktop, `desktop ${language}`);
  const passes = await checkAccess(desktop, `desktop ${language}`);
  await checkWidth(desktop, `desktop ${language}`);
  await checkWords(desktop, language, `desktop ${language}`);
  await desktop.screenshot({path: join(outdir, `desktop-${language}.png`), fullPage: true});
  console.log(`desktop ${language}: ${figures} figures, ${passes} accessibility rules pass`);
}
await checkDownload(desktop);
await desktop.locator("#total details summary").focus();
await desktop.keyboard.press("Enter");
expect((await desktop.locator("#total .data-table tbody tr").count()) > 30, "the total's table is not filled");
for (const id of await desktop.$$eval(".scenarios button", buttons => buttons.map(button => button.id))) {
  await desktop.click(`#${id}`);
  await checkFigures(desktop, id);
  for (const language of ["sv", "en"]) {
    await switchTo(desktop, language, headings[language]);
    await checkWords(desktop, language, `${id} ${language}`);
  }
}

const phone = await open(360, 780);
for (const language of ["sv", "en"]) {
  await switchTo(phone, language, headings[language]);
  await checkFigures(phone, `phone ${language}`);
  await checkWidth(phone, `phone ${language}`);
  await checkAccess(phone, `phone ${language}`);
  await checkWords(phone, language, `phone ${language}`);
  await phone.screenshot({path: join(outdir, `phone-${language}.png`), fullPage: true});
}

const print = await open(1280, 900);
const pdf = join(outdir, "report.pdf");
await print.pdf({path: pdf, preferCSSPageSize: true, printBackground: true});
expect((await stat(pdf)).size > 50000, "the printed page is empty");

await browser.close();
for (const fault of faults) console.error(fault);
console.log(faults.length ? `${faults.length} faults` : "the report page is in order");
process.exit(faults.length ? 1 : 0);
