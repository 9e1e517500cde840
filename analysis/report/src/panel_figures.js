// Small multiples of fans: sectors, cars, heating, district heat, bottlenecks.
import {fanChart, fanRows, observedRows} from "./fan_chart.js";
import {fanCaption, fanKey, fanTip, keyYearWords, kilo, releaseKey, releasesOf, roomy, sourcesOf, yearsOf} from "./fan_words.js";
import {at} from "./headline.js";
import {colours} from "./theme.js";

/// Small multiples: a panel per name, each with its own scale.
export function multiples(context, {id, kind, fans, observed, colour, scale, unit, dataUnit, hollow, unitLabel, note}) {
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
  const largest = Math.max(...inPeriod.map(row => row.q95 ?? row.value).filter(Number.isFinite).map(Math.abs), 0) / scale;
  const axisWidth = Math.max(68, 20 + 9 * context.n.count(2 * largest).length); // [px] room for 1 500 000
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

/// What makes the district network's heat; sources that never make any are left out.
export function heatProductionFigure(context) {
  const {say, scenario} = context;
  return multiples(context, {
    id: "heat_production",
    kind: "heat_source",
    fans: scenario.heat_production,
    observed: [],
    colour: colours.neutral,
    scale: 1000,
    unit: say("unit.gigawatt_hours"),
    unitLabel: say("unit.gigawatt_hours_year"),
    dataUnit: "MWh",
    hollow: false,
    note: say("heat_production.note"),
  });
}
