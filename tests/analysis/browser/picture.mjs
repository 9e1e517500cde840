// The picture of a report in the user guide: the figure of total emissions in Chromium, 1100 pixels wide.
//
//   BROWSER_PACKAGES=FOLDER node picture.mjs REPORT.html OUT.png [sv|en]
//
// $BROWSER_PACKAGES is the folder that holds node_modules (run.sh fills one), $CHROMIUM the browser (default
// /usr/bin/chromium).
import {createRequire} from "node:module";
import {dirname, join, resolve} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(join(process.env.BROWSER_PACKAGES ?? here, "package.json"));
const {chromium} = require("playwright-core");

const [report, picture, language = "sv"] = process.argv.slice(2);
if (!report || !picture) throw new Error("usage: node picture.mjs REPORT.html OUT.png [sv|en]");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage({viewport: {width: 1156, height: 1000}});
await page.goto(pathToFileURL(resolve(report)).href);
await page.waitForSelector("footer");
await page.click(`#language-${language}`);
await page.locator("#total").screenshot({path: picture});
await browser.close();
