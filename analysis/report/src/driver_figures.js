// What decides: assumptions that move with the outcome, and the measures' shares of the difference.
import {intervalFigure} from "./interval_figures.js";
import {entry, fanSymbols, lineSymbol} from "./symbols.js";
import {element} from "./dom.js";
import {colours, ink} from "./theme.js";

/// The drivers that chance alone would not give.
export function strongDrivers(report) {
  return report.drivers.filter(driver => Math.abs(driver.correlation) > report.threshold);
}

export function driverLabel({plain}, driver) {
  return plain(driver.meaning) || driver.name;
}

export function driverSentence(context, report) {
  const {say, n, name} = context;
  const strong = strongDrivers(report);
  const values = {
    outcome: name("outcome", report.outcome).toLowerCase(),
    year: report.year,
    members: n.count(report.members),
    tested: n.count(report.tested),
    threshold: n.number(report.threshold, 2),
    drivers: strong
      .slice(0, 5)
      .map(driver => `${driverLabel(context, driver)} (${n.signed(driver.correlation, 2)})`)
      .join("; "),
  };
  return say(strong.length ? "drivers.strong" : "drivers.none", values);
}

function correlationText(n, {correlation, low, high}) {
  const shown = n.beside(low, high, correlation);
  return `${shown.signed(correlation)} (${shown.range()})`;
}

export function driverFigure(context) {
  const {say, n, name, scenario} = context;
  const reports = scenario.drivers.filter(report => report.drivers.length);
  if (!reports.length) return null;
  const panels = reports.map(report => ({
    series: String(report.year),
    title: say("drivers.panel", {outcome: name("outcome", report.outcome), year: report.year}),
    colour: colours.neutral,
    marks: [-report.threshold, report.threshold],
  }));
  const rows = reports.flatMap(report =>
    report.drivers.map(driver => ({
      series: String(report.year),
      label: driverLabel(context, driver),
      name: driver.name,
      q05: driver.low,
      q50: driver.correlation,
      q95: driver.high,
      text: correlationText(n, driver),
    })),
  );
  return intervalFigure(context, {
    id: "drivers",
    rows,
    panels,
    unit: say("unit.correlation"),
    dataUnit: "1",
    note: say("drivers.note"),
    key: [
      entry(element("span", {class: "dot", "aria-hidden": "true"}), say("key.correlation")),
      entry(fanSymbols(colours.neutral).most, say("key.interval")),
      entry(lineSymbol(ink, "6 4"), say("key.chance_alone")),
    ],
    caption: reports.map(report => driverSentence(context, report)),
  });
}

const scales = {"t": [1000, "unit.kilotonnes"], "t CO2e": [1000, "unit.kilotonnes"], MSEK: [1, "unit.msek"]};

/// "emissions@2030" in words.
function outcomeWords({name, say}, outcome) {
  const [what, years] = outcome.split("@");
  const [base, label] = what.split(".");
  if (base === "target") return say("attribution.target", {target: label.replaceAll("_", " ")});
  const words = label ? `${name("outcome", base)}, ${name("payer", label).toLowerCase()}` : name("outcome", base);
  return years ? `${words} ${years.replace("-", "\u2013")}` : words;
}

/// What each group of levers holds: its name alone says little.
function groupsHeld({say, plain}, report, label) {
  const groups = report.shares.filter(one => one.levers.length && !(one.levers.length === 1 && plain(one.label)));
  if (!groups.length) return null;
  const held = one => one.levers.map(lever => plain(lever.label) || lever.name).join("; ");
  return {title: say("attribution.groups"), items: groups.map(one => `${label(one)}: ${held(one)}`)};
}

export function attributionFigures(context) {
  const {say, n, name, plain, scenario} = context;
  return scenario.attribution
    .filter(report => report.shares.length && report.shares.some(one => one.share.mean !== 0))
    .map((report, i) => {
      const [scale, unitKey] = report.is_chance ? [0.01, "unit.percentage_points"] : (scales[report.unit] ?? [1, null]);
      const unit = unitKey ? say(unitKey) : report.unit === "1" ? "" : report.unit.replace("CO2", "CO\u2082");
      const title = outcomeWords(context, report.outcome);
      const label = one => plain(one.label) || name("system", one.name);
      const {mean, half_width: half, members} = report.difference;
      // All in the steps in which the whole difference is known: what is smaller is 0 as far as is known.
      const shown = n.beside((mean - half) / scale, (mean + half) / scale, mean / scale);
      const scaled = value => (value === null ? null : value / scale);
      const hasEnds = report.shares.some(one => one.alone !== null);
      const rows = report.shares.map(one => ({
        series: "shares",
        label: label(one),
        q05: one.share.q05 / scale,
        q50: one.share.mean / scale,
        q95: one.share.q95 / scale,
        alone: scaled(one.alone),
        last: scaled(one.last),
        text: `${shown.signed(one.share.mean / scale)} (${shown.number(one.share.q05 / scale)} ${n.to} ${shown.number(one.share.q95 / scale)})`,
      }));
      const isNothing = row => Number(shown.plain(row.q50)) === 0;
      const figure = intervalFigure(context, {
        id: "attribution",
        rows,
        panels: [{series: "shares", title: "", colour: colours.neutral}],
        unit,
        dataUnit: report.unit,
        note: hasEnds ? `${say("attribution.note")} ${say("attribution.note_ends")}` : say("attribution.note"),
        source: say("figure.model", {scenario: plain(scenario.label), members: n.count(members)}),
        key: [
          entry(element("span", {class: "dot", "aria-hidden": "true"}), say("key.share")),
          entry(fanSymbols(colours.neutral).most, say("key.most")),
          ...(hasEnds
            ? [
                entry(element("span", {class: "mark", "aria-hidden": "true"}, "\u25b3"), say("key.alone")),
                entry(element("span", {class: "mark", "aria-hidden": "true"}, "\u25a1"), say("key.last")),
              ]
            : []),
        ],
        caption: [
          say("attribution.summary", {
            difference: shown.signed(mean / scale),
            interval: members > 1 ? shown.range() : "–",
            unit,
            members: n.count(members),
            shares: rows
              .filter(row => !isNothing(row))
              .slice(0, 4)
              .map(row => `${row.label} ${shown.signed(row.q50)}`)
              .join("; "),
          }),
        ],
      });
      return {...figure, id: `attribution-${i}`, title: say("attribution.of", {outcome: title}), more: groupsHeld(context, report, label)};
    });
}
