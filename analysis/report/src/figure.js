// A figure: title, key, chart, what it says in words, source, and its data one click away.
import {expressionInterpreter} from "vega-interpreter";
import {parse, View} from "vega";
import {compile} from "vega-lite";
import {element, table} from "./dom.js";
import {config} from "./theme.js";

/// Figures on the page, to be drawn again when its width changes.
const onPage = new Set();
let blobs = [];

export function forgetFigures() {
  for (const figure of onPage) figure.view?.finalize();
  onPage.clear();
  for (const address of blobs) URL.revokeObjectURL(address);
  blobs = [];
}

function cell(value) {
  if (value === undefined || value === null) return "";
  const text = typeof value === "number" ? String(Number(value.toPrecision(7))) : String(value);
  // A spreadsheet would run a text that begins with one of these as a formula.
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function columnsOf(rows) {
  return [...new Set(rows.flatMap(row => Object.keys(row)))];
}

export function csv(rows, unit) {
  const columns = columnsOf(rows);
  return (
    [[...columns, "unit"], ...rows.map(row => [...columns.map(column => row[column]), unit])]
      .map(line => line.map(cell).join(","))
      .join("\r\n") + "\r\n"
  );
}

function blobLink(label, file, type, content) {
  const address = URL.createObjectURL(new Blob([content], {type}));
  blobs.push(address);
  return element("a", {href: address, download: file}, label);
}

function dataTable(context, figure) {
  const columns = columnsOf(figure.rows);
  const numeric = i => !["series", "kind", "release", "account", "label"].includes(columns[i]);
  const show = (column, value) => {
    if (value === undefined || value === null) return "";
    if (column === "year") return String(value);
    if (column === "series") return figure.seriesName(value);
    if (column === "kind") return context.say(`kind.${value}`);
    if (column === "release") return context.releaseName(value);
    if (column === "account") return context.say(`account.${value}`);
    if (["share", "low", "high"].includes(column)) return context.n.percent(value);
    if (["met", "members"].includes(column)) return context.n.count(value);
    return typeof value === "number" ? context.n.number(value) : value;
  };
  return table({
    head: columns.map(column => context.say(`column.${column}`)),
    rows: figure.rows.map(row => columns.map(column => show(column, row[column]))),
    numeric,
  });
}

function tableDetails(context, figure) {
  const place = element("div", {
    class: "data-table",
    tabindex: 0,
    role: "region",
    "aria-label": `${figure.title}: ${context.say("figure.table")}`,
  });
  const details = element("details", {}, element("summary", {}, context.say("figure.table")), place);
  details.addEventListener("toggle", () => {
    if (details.open && !place.hasChildNodes()) place.append(dataTable(context, figure));
  });
  return details;
}

/// `figure`: {id, title, unit, dataUnit, key (list items), spec(width, legend) → Vega-Lite, rows, seriesName, caption, note,
/// source, tip(datum) → lines, more: {title, items} folded away}.
export function figureElement(context, figure) {
  const {say} = context;
  const title = `${figure.id}-title`;
  const caption = `${figure.id}-caption`;
  const file = `skifte-${context.scenario.id}-${figure.id}`.replace(/[^\w.-]+/g, "_");
  const spec = {...figure.spec(1000, true), config: config(context.language)};
  figure.place = element("div", {class: "chart", role: "img", "aria-labelledby": title, "aria-describedby": caption});
  onPage.add(figure);
  figure.context = context;
  return element(
    "figure",
    {class: "figure", id: figure.id, "aria-labelledby": title},
    element("h3", {id: title}, figure.title, " ", element("span", {class: "unit"}, figure.unit)),
    figure.key?.length ? element("ul", {class: figure.keyWhenNarrow ? "key when-narrow" : "key"}, figure.key) : null,
    figure.place,
    element(
      "figcaption",
      {id: caption},
      figure.caption.filter(Boolean).map(text => element("p", {}, text)),
      figure.note ? element("p", {class: "note"}, figure.note) : null,
    ),
    element(
      "div",
      {class: "under"},
      element("p", {class: "source"}, `${say("figure.source")}: `, figure.source),
      element(
        "p",
        {class: "links"},
        blobLink(
          say("figure.csv"),
          `${file}.csv`,
          "text/csv;charset=utf-8",
          "\ufeff" + csv(figure.rows, figure.dataUnit),
        ),
        " ",
        blobLink(say("figure.spec"), `${file}.vl.json`, "application/json", JSON.stringify(spec, null, 1)),
      ),
    ),
    figure.more
      ? element("details", {}, element("summary", {}, figure.more.title), element("ul", {}, figure.more.items.map(item => element("li", {}, item))))
      : null,
    tableDetails(context, figure),
  );
}

const bubble = element("div", {class: "tip", "aria-hidden": "true"});

function showTip(figure, event, datum) {
  const lines = datum && typeof datum === "object" ? figure.tip?.(datum) : null;
  if (!lines) {
    bubble.remove();
    return;
  }
  bubble.replaceChildren(...lines.map((line, i) => element(i ? "div" : "strong", {}, line)));
  document.body.append(bubble);
  const left = Math.min(event.clientX + 16, window.innerWidth - bubble.offsetWidth - 8);
  bubble.style.left = `${Math.max(8, left) + window.scrollX}px`;
  bubble.style.top = `${event.clientY + window.scrollY + 18}px`;
}

/// Draws a figure; one that fails says so in its place and leaves the others alone.
function draw(figure, width) {
  try {
    drawAt(figure, Math.floor(width ?? figure.place.clientWidth));
  } catch (error) {
    console.error(`figure ${figure.id}`, error);
    figure.place.textContent = figure.context.say("figure.failed");
  }
}

/// Draws one figure `available` pixels wide. Synchronous: nothing is loaded, and printing waits for no promise.
function drawAt(figure, available) {
  if (available < 50) return;
  figure.view?.finalize();
  figure.view = null;
  const spec = {...figure.spec(available, false), config: config(figure.context.language)};
  const runtime = parse(compile(spec).spec, null, {ast: true});
  figure.view = new View(runtime, {expr: expressionInterpreter, renderer: "svg", logLevel: 1})
    .tooltip((_, event, item, value) => showTip(figure, event, value ? item.datum : null))
    .initialize(figure.place)
    .run();
  const svg = figure.place.querySelector("svg");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  figure.drawnAt = available;
}

export function drawFigures(width) {
  for (const figure of onPage) draw(figure, width);
}

export function redrawResized() {
  for (const figure of onPage) if (figure.place.clientWidth !== figure.drawnAt) draw(figure);
}
