// What other commands found: sensitivity indices as a figure, discovered rules as a table in words.
import {element, table} from "./dom.js";
import {intervalFigure} from "./interval_figures.js";
import {unitText} from "./settings.js";
import {entry, fanSymbols, lineSymbol} from "./symbols.js";
import {colours, ink} from "./theme.js";

const label = ({plain}, input) => plain(input.meaning) || input.name;

/// "emissions@2030 > 370 kt" as the reader says it: "Emissions 2030 > 370 kt".
export function expressionWords({n, name, dictionaryHas}, text) {
  return text
    .replace(/(?<![\w.])\d+\.\d+/g, number => n.exact(Number(number)))
    .replaceAll("*", "×")
    .replace(/([a-z_]+)@(\d{4})(?:-(\d{4}))?/g, (whole, outcome, from, to) =>
      dictionaryHas(`outcome.${outcome}`) ? `${name("outcome", outcome)} ${from}${to ? `–${to}` : ""}` : whole,
    );
}

export function sensitivityFigure(context) {
  const {say, n, name, scenario} = context;
  const reports = scenario.sensitivity.filter(report => report.inputs.length);
  if (!reports.length) return null;
  const series = (report, i) => `${i} ${report.method}`;
  const panels = reports.map((report, i) => ({
    series: series(report, i),
    title: say("sensitivity.panel", {
      outcome: expressionWords(context, report.outcome),
      measure: name("measure_of", `${report.method}_${report.measure}`),
    }),
    colour: colours.neutral,
    marks: report.threshold > 0 ? [report.threshold] : [],
  }));
  const rows = reports.flatMap((report, i) =>
    report.inputs.map(input => ({
      series: series(report, i),
      label: label(context, input),
      name: input.name,
      q05: input.low ?? input.value,
      q50: input.value,
      q95: input.high ?? input.value,
      text:
        input.low === null
          ? n.number(input.value, 2)
          : `${n.beside(input.low, input.high, input.value).number(input.value)} (${n.beside(input.low, input.high, input.value).range()})`,
    })),
  );
  // Named is only what stands above the threshold with its whole interval: of many assumptions some reach it by chance.
  const clear = report => report.inputs.filter(input => (input.low ?? input.value) > report.threshold);
  return intervalFigure(context, {
    id: "sensitivity",
    rows,
    panels,
    own: true,
    unit: say("unit.index"),
    dataUnit: "1",
    note: say("sensitivity.note"),
    key: [
      entry(element("span", {class: "dot", "aria-hidden": "true"}), say("key.index")),
      entry(fanSymbols(colours.neutral).most, say("key.interval")),
      ...(panels.some(panel => panel.marks.length)
        ? [entry(lineSymbol(ink, "6 4"), say("key.no_effect"))]
        : []),
    ],
    caption: reports.map(report =>
      [
        say(clear(report).length ? "sensitivity.summary" : "sensitivity.nothing", {
          outcome: expressionWords(context, report.outcome),
          used: n.count(report.used),
          inputs: clear(report)
            .slice(0, 4)
            .map(input => `${label(context, input)} ${n.number(input.value, 2)}`)
            .join("; "),
        }),
        report.threshold > 0 && report.tested > 0
          ? say("sensitivity.by_chance", {
              tested: n.count(report.tested),
              above: n.count(report.above),
              chance: n.count(Math.round(0.05 * report.tested)),
            })
          : "",
        report.is_of_tables ? say("study.of_tables") : "",
      ]
        .filter(Boolean)
        .join(" "),
    ),
  });
}

function boundWords(context, bound) {
  const {say, n} = context;
  const unit = bound.unit === "1" || !bound.unit ? "" : ` ${unitText(context, bound.unit)}`;
  const what = label(context, bound);
  if (bound.low === null) return say("bound.below", {what, high: n.number(bound.high), unit});
  if (bound.high === null) return say("bound.above", {what, low: n.number(bound.low), unit});
  return say("bound.between", {what, low: n.number(bound.low), high: n.number(bound.high), unit});
}

function ruleTable(context, discovery, rules, key) {
  const {say, n} = context;
  const isCondition = discovery.interest > 0 || discovery.boxes.length > 0;
  const share = rule => {
    if (!isCondition) return n.number(rule.mean);
    const met = rule.met || Math.round(rule.mean * rule.members);
    return say("discovery.of", {met: n.count(met), members: n.count(rule.members)});
  };
  return element(
    "div",
    {class: "scrolling", tabindex: 0, role: "region", "aria-label": say(key)},
    table({
      caption: say(key),
      head: [
        say("discovery.where"),
        isCondition ? say("discovery.holds") : say("discovery.mean"),
        ...(key === "discovery.boxes" ? [say("discovery.coverage")] : []),
      ],
      rows: rules.map(rule => [
        rule.bounds.length
          ? element(
              "ul",
              {class: "bounds"},
              rule.bounds.map(bound => element("li", {}, boundWords(context, bound))),
            )
          : say("discovery.anywhere"),
        share(rule),
        ...(key === "discovery.boxes" ? [n.percent(rule.coverage)] : []),
      ]),
      numeric: i => i > 0,
    }),
  );
}

export function discoveryContent(context) {
  const {say, n, scenario} = context;
  return scenario.discovery.map(discovery =>
    element(
      "div",
      {class: "discovery"},
      element("h3", {}, say("discovery.title"), " ", expressionWords(context, discovery.outcome)),
      discovery.interest > 0
        ? element(
            "p",
            {},
            say("discovery.lead", {met: n.count(discovery.interest), members: n.count(discovery.members)}),
          )
        : null,
      discovery.boxes.length ? ruleTable(context, discovery, discovery.boxes, "discovery.boxes") : null,
      !discovery.boxes.length && discovery.rules.length === 1 ? element("p", {}, say("discovery.no_rule")) : null,
      discovery.rules.length > 1 ? ruleTable(context, discovery, discovery.rules, "discovery.rules") : null,
      discovery.is_of_tables ? element("p", {class: "note"}, say("study.of_tables")) : null,
      element("p", {class: "note"}, say("discovery.note")),
    ),
  );
}
