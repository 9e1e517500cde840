// The figures made of fans: totals, net emissions, the difference a scenario makes.
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
