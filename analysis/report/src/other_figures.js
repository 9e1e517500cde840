// The figures that are not fans: stacked sectors, chance by year, scenarios side by side.
import {at, chanceWords} from "./headline.js";
import {intervalChart} from "./interval_chart.js";
import {figuresText, intervalKey} from "./interval_figures.js";
import {chanceChart, sectorColour, stackedChart} from "./other_charts.js";
import {entry, lineSymbol, swatch} from "./symbols.js";
import {colours} from "./theme.js";

const kilo = 1000;
const directFrom = 640; // [px] from here on the stack is labelled directly; page.css hides its key

export function stackedFigure(context, account, order) {
  const {say, name, n, scenario, data} = context;
  const fans = scenario.sectors[account];
  if (!fans.length) return null;
  const sectors = order.map((id, i) => ({id, label: name("sector", id), colour: sectorColour(id, i)}));
  const rows = order.flatMap(id =>
    fans.find(one => one.name === id).fan.map(row => ({series: id, year: row[0], q50: row[3]})),
  );
  const shown = rows.map(row => ({...row, q50: row.q50 / kilo}));
  const year = data.headline_years[0];
  const ranked = fans
    .map(one => ({id: one.name, row: at(one.fan, year)}))
    .filter(one => one.row)
    .sort((a, b) => b.row[3] - a.row[3]);
  return {
    id: "stacked",
    title: say("stacked.title"),
    unit: `${say("unit.kilotonnes_year")}, ${say(`account.${account}`).toLowerCase()}`,
    dataUnit: "t CO2e",
    rows,
    seriesName: id => name("sector", id),
    keyWhenNarrow: true,
    key: [...sectors].reverse().map(sector => entry(swatch(sector.colour), sector.label)),
    spec: width =>
      stackedChart({rows: shown, sectors, width, direct: width >= directFrom, description: say("stacked.title")}),
    caption: [
      say("stacked.summary", {
        year,
        sectors: ranked
          .slice(0, 4)
          .map(({id, row}) => `${name("sector", id).toLowerCase()} ${n.number(row[3] / kilo)}`)
          .join(", "),
      }),
    ],
    note: say("stacked.note"),
    source: say("figure.model", {scenario: context.plain(scenario.label), members: n.count(scenario.members)}),
    tip: row => [
      `${name("sector", row.series)}, ${row.year}`,
      `${say("key.median")}: ${n.number(row.q50)} ${say("unit.kilotonnes")}`,
    ],
  };
}

/// Targets that share a limit share its panel: the same curve, read in several years.
function byLimit(targets) {
  const groups = new Map();
  for (const target of targets) {
    const key = JSON.stringify([target.variable, target.at_most, target.outcomes.map(outcome => outcome.account)]);
    groups.set(key, [...(groups.get(key) ?? []), target]);
  }
  return [...groups.values()];
}

export function chanceFigure(context) {
  const {say, n, plain, scenario} = context;
  const targets = scenario.targets.filter(target => target.outcomes.some(outcome => outcome.by_year.length));
  if (!targets.length) return null;
  const groups = byLimit(targets);
  const rows = groups.flatMap(([target]) =>
    target.outcomes.flatMap(outcome =>
      outcome.by_year.map(entry => ({
        series: target.name,
        account: outcome.account,
        year: entry.year,
        share: entry.members ? entry.met / entry.members : 0,
        low: entry.low,
        high: entry.high,
        met: entry.met,
        members: entry.members,
      })),
    ),
  );
  const label = id => plain(targets.find(target => target.name === id).label);
  const inYear = target =>
    target.outcomes
      .map(outcome =>
        say("chance.in_account", {
          account: say(`account.${outcome.account}`),
          chance: chanceWords(context, outcome.chance),
        }),
      )
      .join("; ");
  const short = target =>
    `${target.year}: ` + [...new Set(target.outcomes.map(outcome => chanceWords(context, outcome.chance)))].join(" / ");
  const panels = groups.map(group => ({
    series: group[0].name,
    title: label(group[0].name),
    years: group.map(target => target.year),
    subtitle: group.map(short).join("; "),
  }));
  const accounts = [...new Set(rows.map(row => row.account))];
  return {
    id: "chance",
    title: say("chance.title"),
    unit: say("unit.share"),
    dataUnit: "1",
    rows,
    seriesName: label,
    key: [
      ...accounts.map(account =>
        entry(lineSymbol(colours[account], account === "published" ? "9 4" : null), say(`account.${account}`)),
      ),
      entry(lineSymbol(colours.limit, "3 4"), say("key.target_year")),
    ],
    spec: width => chanceChart({rows, panels, width, description: say("chance.title")}),
    caption: targets.map(target =>
      say("chance.summary", {target: plain(target.label), year: target.year, chances: inYear(target)}),
    ),
    note: say("chance.note"),
    source: say("figure.model", {scenario: plain(scenario.label), members: n.count(scenario.members)}),
    tip: row =>
      row.account
        ? [
            `${label(row.series)}, ${row.year}`,
            `${say(`account.${row.account}`)}: ${chanceWords(context, row)}`,
            say("chance.interval", {interval: n.percentRange(row.low, row.high)}),
          ]
        : null,
  };
}

export function comparisonFigure(context) {
  const {say, n, plain, data} = context;
  const scenarios = data.scenarios;
  const panels = [];
  const rows = [];
  for (const account of ["physical", "published"]) {
    for (const year of data.headline_years) {
      if (!scenarios.some(scenario => at(scenario.emissions[account], year))) continue;
      const series = `${account} ${year}`;
      panels.push({series, title: `${say(`account.${account}`)} ${year}`, year, colour: colours[account]});
      scenarios.forEach((scenario, order) => {
        const row = at(scenario.emissions[account], year);
        if (row)
          rows.push({
            series,
            label: plain(scenario.label),
            order,
            year,
            q05: row[1],
            q25: row[2],
            q50: row[3],
            q75: row[4],
            q95: row[5],
          });
      });
    }
  }
  const limits = context.scenario.targets.filter(
    target => target.variable === "emissions" && target.at_most !== null,
  );
  for (const panel of panels)
    panel.marks = limits.filter(target => target.year === panel.year).map(target => target.at_most / kilo);
  const shown = rows.map(row => {
    const scaled = Object.fromEntries(["q05", "q25", "q50", "q75", "q95"].map(field => [field, row[field] / kilo]));
    return {...row, ...scaled, text: figuresText(context, scaled)};
  });
  const title = series => panels.find(panel => panel.series === series).title;
  const exported = rows.map(({order, ...row}) => row);
  return {
    id: "comparison",
    title: say("comparison.title"),
    unit: say("unit.kilotonnes_year"),
    dataUnit: "t CO2e",
    rows: exported,
    seriesName: title,
    key: [
      ...intervalKey(context, "#5b6670"),
      ...(limits.length ? [entry(lineSymbol(colours.limit, "6 4"), say("key.limit"))] : []),
    ],
    spec: width => intervalChart({rows: shown, panels, width, description: say("comparison.title")}),
    caption: [
      say("comparison.summary", {
        year: data.headline_years[0],
        account: say("account.physical"),
        scenarios: shown
          .filter(row => row.series === panels[0].series)
          .map(row => `${row.label} ${row.text}`)
          .join("; "),
      }),
    ],
    note: say("comparison.note"),
    source: say("figure.results"),
    tip: row =>
      row.label
        ? [
            `${row.label}, ${row.year}`,
            `${say("key.median")}: ${n.number(row.q50)} ${say("unit.kilotonnes")}`,
            `${say("key.half")}: ${n.range(row.q25, row.q75)}`,
            `${say("key.most")}: ${n.range(row.q05, row.q95)}`,
          ]
        : null,
  };
}
