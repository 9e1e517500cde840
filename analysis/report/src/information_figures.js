// Which unknown is worth a study before choosing between scenarios; or the command that tells.
import {element} from "./dom.js";
import {figureElement} from "./figure.js";
import {intervalFigure} from "./interval_figures.js";
import {expressionWords} from "./study_figures.js";
import {unitText} from "./settings.js";
import {entry, fanSymbols, lineSymbol} from "./symbols.js";
import {colours, ink} from "./theme.js";

/// A unit as shown, and what values in it are divided by.
function shownUnit(context, unit) {
  if (unit === "t CO2e") return [context.say("unit.kilotonnes"), 1000];
  return [unit === "1" ? "" : unitText(context, unit), 1];
}

/// Whether more assumptions stand above the line than chance puts there, nineteen times of twenty.
function isTold(report) {
  const byChance = 0.05 * report.tested;
  return report.above > byChance + 2 * Math.sqrt(0.95 * byChance);
}

/// The choice, what all knowledge would be worth, and what single assumptions would.
function words(context, report) {
  const {say, n, plain, data} = context;
  const [unit, scale] = shownUnit(context, report.unit);
  const title = id => say("quoted", {text: plain(data.scenarios.find(scenario => scenario.id === id)?.label ?? {sv: id, en: id})});
  const {value, low, high} = report.everything;
  const shown = n.beside(low / scale, high / scale, value / scale);
  const lines = [
    say(report.more_is_better ? "information.choice_more" : "information.choice", {
      scenarios: report.scenarios.map(title).join(", "),
      outcome: expressionWords(context, report.outcome),
      chosen: title(report.chosen),
    }),
  ];
  if (!(value > 0)) return [...lines, say("information.settled", {futures: n.count(report.futures)})];
  lines.push(
    say("information.everything", {worth: shown.number(value / scale), interval: shown.range(), unit, futures: n.count(report.futures)}),
  );
  const counts = {tested: n.count(report.tested), above: n.count(report.above), chance: n.count(Math.round(0.05 * report.tested))};
  const clear = report.inputs.filter(input => input.value > report.noise && (input.low ?? input.value) > 0);
  if (!isTold(report) || !clear.length) return [...lines, say("information.undecided", counts)];
  const one = input =>
    say("information.input", {
      what: plain(input.meaning) || input.name,
      worth: n.number(input.value / scale, 2),
      unit,
      changes: n.percent(input.changes_choice),
    });
  return [...lines, say("information.most", {...counts, inputs: clear.slice(0, 4).map(one).join("; ")})];
}

function figure(context, report, i) {
  const {say, n, plain} = context;
  const lines = words(context, report);
  const [unit, scale] = shownUnit(context, report.unit);
  const ends = input => [input.low ?? input.value, input.high ?? input.value, input.value].map(value => value / scale);
  const shown = n.beside(...ends(report.inputs[0])); // all in the steps of the largest
  const rows = report.inputs.map(input => {
    const [q05, q95, q50] = ends(input);
    const text = `${shown.number(q50)} (${shown.number(q05)}–${shown.number(q95)})`;
    return {series: "worth", label: plain(input.meaning) || input.name, name: input.name, q05, q50, q95, text};
  });
  const made = intervalFigure(context, {
    id: "information",
    rows,
    panels: [{series: "worth", title: "", colour: colours.neutral, marks: [report.noise / scale]}],
    unit,
    dataUnit: report.unit,
    note: say("information.note"),
    source: say("figure.results"),
    key: [
      entry(element("span", {class: "dot", "aria-hidden": "true"}), say("key.worth")),
      entry(fanSymbols(colours.neutral).most, say("key.interval")),
      entry(lineSymbol(ink, "6 4"), say("key.no_worth")),
    ],
    caption: lines.slice(-1),
  });
  return made && [lines.slice(0, -1).map(text => element("p", {}, text)), figureElement(context, {...made, id: `information-${i}`})];
}

/// The commands that make a study of the results shown.
function command(context) {
  const {say, data} = context;
  const last = context.scenario.emissions.physical.at(-1)?.[0];
  const years = `${data.created.slice(0, 4)}-${last}`;
  const files = data.origins.map(origin => origin.file).join(" ");
  return element(
    "div",
    {},
    element("p", {}, say("information.missing")),
    element(
      "p",
      {class: "command"},
      element("code", {}, `skifte value-of-information ${files} --outcome "cost@${years} + 0.0015 * emissions@${years}" --json > worth.json`),
    ),
    element("p", {class: "note"}, say("information.example")),
  );
}

export function informationContent(context) {
  const {data} = context;
  if (data.scenarios.length < 2) return [];
  if (!data.information.length) return [command(context)];
  return data.information.map((report, i) =>
    report.inputs.length && report.everything.value > 0
      ? element("div", {class: "choice-worth"}, figure(context, report, i))
      : element("div", {class: "choice-worth"}, words(context, report).map(text => element("p", {}, text))),
  );
}
