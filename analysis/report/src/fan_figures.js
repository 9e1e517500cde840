// The figures made of fans: totals, net emissions, sectors, cars, heating, the difference a scenario makes.
import {fanChart, fanRows, observedRows} from "./fan_chart.js";
import {
  fanCaption,
  fanKey,
  fanTip,
  keyYearWords,
  kilo,
  limitsOn,
  observedSentence,
  releaseKey,
  releasesOf,
  roomy,
  sourcesOf,
  yearsOf,
} from "./fan_words.js";
import {at} from "./headline.js";
import {entry, lineSymbol} from "./symbols.js";
import {colours} from "./theme.js";

/// The straight way from the contract's own base year to its strictest limit; nothing where either is missing.
function contractPath(observed, limits) {
  const base = observed.find(one => one.release === "contract")?.points[0];
  const end = limits.at(-1);
  return base && end && end.year > base[0]
    ? [
        {year: base[0], value: base[1]},
        {year: end.year, value: end.value},
      ]
    : null;
}

export function totalFigure(context) {
  const {say, scenario, data, n} = context;
  const observed = data.observed.emissions;
  const accounts = ["physical", "published"].filter(account => scenario.emissions[account].length);
  if (!accounts.length) return null;
  const releases = releasesOf(observed);
  const years = roomy(
    yearsOf(
      accounts.flatMap(account => scenario.emissions[account]),
      observed,
    ),
    observed,
  );
  const limits = limitsOn(context, "emissions");
  const path = contractPath(observed, limits);
  const rows = accounts.flatMap(account => [
    ...fanRows(account, scenario.emissions[account]),
    ...observedRows(account, observed),
  ]);
  const name = account => say(`account.${account}`);
  const panels = accounts.map(account => ({
    series: account,
    title: name(account),
    subtitle: keyYearWords(context, scenario.emissions[account], data.headline_years[0], kilo),
    colour: colours[account],
    limits,
    path,
    hollow: account === "physical",
    years,
    keyYear: data.headline_years[0],
  }));
  return {
    id: "total",
    title: say("total.title"),
    unit: say("unit.kilotonnes_year"),
    dataUnit: "t CO2e",
    rows,
    seriesName: name,
    key: [
      ...fanKey(context, "#5b6670"),
      ...releaseKey(context, releases),
      ...(limits.length ? [entry(lineSymbol(colours.limit, "7 4"), say("key.limit"))] : []),
      ...(path ? [entry(lineSymbol(colours.limit, "2 4"), say("key.contract_path"))] : []),
    ],
    spec: (width, legend) =>
      fanChart({
        rows,
        panels,
        releases,
        scale: kilo,
        width,
        least: 400,
        height: 360,
        legend,
        description: say("total.title"),
      }),
    caption: [
      ...fanCaption(
        context,
        accounts.map(account => ({title: name(account), fan: scenario.emissions[account]})),
        kilo,
        say("unit.kilotonnes"),
      ),
      observedSentence(context, observed, kilo, say("unit.kilotonnes")),
    ],
    note: say("total.note"),
    source: sourcesOf(context, observed),
    tip: fanTip({n, say}, say("unit.kilotonnes"), name),
  };
}

export function netFigure(context) {
  const {say, scenario, data} = context;
  if (!scenario.net.length) return null;
  const rows = fanRows("net", scenario.net);
  const name = () => say("account.net");
  const panels = [
    {
      series: "net",
      title: "",
      colour: colours.net,
      limits: limitsOn(context, "net_emissions"),
      subtitle: keyYearWords(context, scenario.net, data.headline_years[0], kilo),
      years: yearsOf(scenario.net),
      keyYear: data.headline_years[0],
    },
  ];
  return {
    id: "net",
    title: say("net.title"),
    unit: say("unit.kilotonnes_year"),
    dataUnit: "t CO2e",
    rows,
    seriesName: name,
    key: fanKey(context, colours.net),
    spec: (width, legend) =>
      fanChart({rows, panels, scale: kilo, width, least: 400, height: 280, legend, description: say("net.title")}),
    caption: fanCaption(context, [{title: say("account.net"), fan: scenario.net}], kilo, say("unit.kilotonnes")),
    note: say("net.note"),
    source: sourcesOf(context, []),
    tip: fanTip(context, say("unit.kilotonnes"), name),
  };
}

/// Small multiples: a panel per name, each with its own scale.
export function multiples(context, {id, kind, fans, observed, colour, scale, unit, dataUnit, hollow, unitLabel, note, axisWidth = 68}) {
  const {say, name, data} = context;
  const shown = fans.filter(({fan}) => fan.length);
  if (!shown.length) return null;
  const known = new Set(shown.map(one => one.name));
  const seen = observed.filter(one => known.has(one.category));
  const releases = releasesOf(seen);
  const rows = shown.flatMap(one => [
    ...fanRows(one.name, one.fan),
    ...observedRows(
      one.name,
      seen.filter(other => other.category === one.name),
    ),
  ]);
  const years = yearsOf(shown.flatMap(one => one.fan));
  const inPeriod = rows.filter(row => row.year >= years[0]);
  const title = series => name(kind, series);
  const panels = shown.map(one => ({
    series: one.name,
    title: title(one.name),
    colour,
    hollow,
    years: roomy(years, seen),
    keyYear: data.headline_years[0],
    subtitle: keyYearWords(context, one.fan, data.headline_years[0], scale),
  }));
  const year = data.headline_years[0];
  const ranked = shown
    .map(one => ({one, row: at(one.fan, year)}))
    .filter(({row}) => row)
    .sort((a, b) => b.row[3] - a.row[3]);
  return {
    id,
    title: say(`${id}.title`),
    unit: unitLabel,
    dataUnit,
    rows: inPeriod,
    seriesName: title,
    key: [...fanKey(context, colour), ...releaseKey(context, releases, hollow)],
    spec: (width, legend) =>
      fanChart({
        rows: inPeriod,
        panels,
        releases,
        scale,
        width,
        least: 225,
        height: 170,
        axisWidth,
        legend,
        description: say(`${id}.title`),
      }),
    caption: fanCaption(
      context,
      ranked.slice(0, 3).map(({one}) => ({title: title(one.name), fan: one.fan})),
      scale,
      unit,
    ),
    note,
    source: sourcesOf(context, seen),
    tip: fanTip(context, unit, title),
  };
}

export function sectorMultiples(context, account, order) {
  const {say, scenario, data} = context;
  const fans = order.map(id => scenario.sectors[account].find(one => one.name === id));
  return multiples(context, {
    id: "sectors",
    kind: "sector",
    fans,
    observed: data.observed.sectors,
    colour: colours[account],
    scale: kilo,
    unit: say("unit.kilotonnes"),
    unitLabel: `${say("unit.kilotonnes_year")}, ${say(`account.${account}`).toLowerCase()}`,
    dataUnit: "t CO2e",
    hollow: account === "physical",
    note: say("sectors.note"),
  });
}

export function carFigures(context) {
  const {say, scenario, data} = context;
  const common = {
    kind: "powertrain",
    colour: colours.neutral,
    scale: 1,
    unit: say("unit.vehicles"),
    dataUnit: "vehicles",
    hollow: false,
  };
  return [
    multiples(context, {
      ...common,
      id: "cars",
      fans: scenario.cars,
      observed: data.observed.cars,
      unitLabel: say("unit.vehicles"),
      note: say("cars.note"),
    }),
    multiples(context, {
      ...common,
      id: "new_cars",
      fans: scenario.new_cars,
      observed: data.observed.new_cars,
      unitLabel: say("unit.vehicles_year"),
      note: say("new_cars.note"),
    }),
  ];
}

export function heatingFigure(context) {
  const {say, scenario, data} = context;
  return multiples(context, {
    id: "heating_systems",
    kind: "heating",
    fans: scenario.heating,
    observed: data.observed.heating,
    colour: colours.neutral,
    scale: 1,
    unit: say("unit.dwellings"),
    unitLabel: say("unit.dwellings"),
    dataUnit: "dwellings",
    hollow: false,
    note: say("heating_systems.note"),
  });
}

export function bottleneckFigure(context) {
  const {say, scenario} = context;
  return multiples(context, {
    id: "bottlenecks",
    kind: "bottleneck",
    fans: scenario.bottlenecks,
    observed: [],
    colour: colours.published,
    scale: 1,
    unit: say("unit.of_panel"),
    unitLabel: say("unit.bottleneck"),
    dataUnit: "1",
    hollow: false,
    note: say("bottlenecks.note"),
  });
}

export function differenceFigure(context) {
  const {say, scenario, data} = context;
  const accounts = ["physical", "published"].filter(account => scenario.difference[account].length);
  if (!accounts.length) return null;
  const rows = accounts.flatMap(account => fanRows(account, scenario.difference[account]));
  const name = account => say(`account.${account}`);
  const panels = accounts.map(account => ({
    series: account,
    title: name(account),
    colour: colours[account],
    subtitle: keyYearWords(context, scenario.difference[account], data.headline_years[0], kilo),
    years: yearsOf(scenario.difference[account]),
    keyYear: data.headline_years[0],
  }));
  return {
    id: "difference",
    title: say("difference.title"),
    unit: say("unit.kilotonnes_year"),
    dataUnit: "t CO2e",
    rows,
    seriesName: name,
    key: fanKey(context, "#5b6670"),
    spec: (width, legend) =>
      fanChart({
        rows,
        panels,
        scale: kilo,
        width,
        least: 400,
        height: 260,
        legend,
        description: say("difference.title"),
      }),
    caption: fanCaption(
      context,
      accounts.map(account => ({title: name(account), fan: scenario.difference[account]})),
      kilo,
      say("unit.kilotonnes"),
    ),
    note: say("difference.note"),
    source: sourcesOf(context, []),
    tip: fanTip(context, say("unit.kilotonnes"), name),
  };
}
