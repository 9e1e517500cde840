// The page's sections below the headline.
import {element, linked, table} from "./dom.js";
import {attributionFigures, driverFigure} from "./driver_figures.js";
import {netFigure, totalFigure} from "./fan_figures.js";
import {at, chanceWords} from "./headline.js";
import {cityMoneyFigure, investmentFigure, payerChangeFigure, payerFigure} from "./money_figures.js";
import {chanceFigure, comparisonFigure, stackedFigure} from "./other_figures.js";
import {bottleneckFigure, carFigures, heatingFigure, heatProductionFigure, sectorMultiples} from "./panel_figures.js";
import {adoptionFigure, billChangeFigure, burdenFigure, giniFigure} from "./people_figures.js";
import {figures, scrolling, section} from "./section.js";
import {informationContent} from "./information_figures.js";
import {discoveryContent, sensitivityFigure} from "./study_figures.js";
import {sectorColours} from "./theme.js";

export function comparisonSection(context) {
  const {say, own, plain, n, data} = context;
  if (data.scenarios.length < 2) return null;
  const names = [...new Set(data.scenarios.flatMap(scenario => scenario.targets.map(target => target.name)))];
  const find = (scenario, id) => scenario.targets.find(target => target.name === id);
  const label = id => data.scenarios.map(scenario => find(scenario, id)).find(Boolean).label;
  const cell = (scenario, id) => {
    const words =
      find(scenario, id)?.outcomes.map(outcome => [outcome.account, chanceWords(context, outcome.chance)]) ?? [];
    if (!words.length) return "–";
    if (words.every(([, chance]) => chance === words[0][1])) return words[0][1];
    return words.map(([account, chance]) => element("div", {}, `${say(`account.${account}`)}: ${chance}`));
  };
  const chances = names.length
    ? scrolling(
        say("comparison.chances"),
        table({
          caption: say("comparison.chances"),
          stacked: true,
          head: [say("headline.target"), ...data.scenarios.map(scenario => own(scenario.label))],
          rows: [
            ...names.map(id => [own(label(id)), ...data.scenarios.map(scenario => cell(scenario, id))]),
            [say("comparison.members"), ...data.scenarios.map(scenario => n.count(scenario.members))],
          ],
        }),
      )
    : null;
  return section(context, "comparison_all", figures(context, [comparisonFigure(context)]), chances);
}

export function totalSection(context) {
  return section(context, "emissions", figures(context, [totalFigure(context), netFigure(context)]));
}

/// Which account the sectors show is the reader's choice; the two are never added or overlaid.
function accountChoice(context) {
  const {say, scenario, account, choose} = context;
  const present = ["physical", "published"].filter(one => scenario.sectors[one].length);
  if (present.length < 2) return null;
  return element(
    "div",
    {class: "choice", role: "group", "aria-label": say("account.choice")},
    present.map(one =>
      element(
        "button",
        {
          type: "button",
          "aria-pressed": String(one === account),
          id: `account-${one}`,
          onclick: () => choose({account: one}, `account-${one}`),
        },
        say(`account.${one}`),
      ),
    ),
  );
}

export function sectorSection(context) {
  const {scenario} = context;
  const account = scenario.sectors[context.account].length ? context.account : "physical";
  const names = scenario.sectors[account].map(one => one.name);
  const order = [
    ...Object.keys(sectorColours).filter(id => names.includes(id)),
    ...names.filter(id => !(id in sectorColours)),
  ];
  if (!order.length) return null;
  return section(
    context,
    "sectors_all",
    element("p", {class: "about"}, context.say("account.about")),
    accountChoice(context),
    figures(context, [stackedFigure(context, account, order), sectorMultiples(context, account, order)]),
  );
}

export function carSection(context) {
  return section(context, "cars_all", figures(context, carFigures(context)));
}
export function heatingSection(context) {
  return section(context, "heating_all", figures(context, [heatingFigure(context), heatProductionFigure(context)]));
}
export function bottleneckSection(context) {
  return section(context, "bottlenecks_all", figures(context, [bottleneckFigure(context)]));
}
export function moneySection(context) {
  const list = [
    payerChangeFigure(context),
    cityMoneyFigure(context),
    payerFigure(context),
    investmentFigure(context),
  ];
  return section(context, "money_all", figures(context, list));
}
export function peopleSection(context) {
  const list = [burdenFigure(context), billChangeFigure(context), adoptionFigure(context), giniFigure(context)];
  return section(context, "people_all", figures(context, list));
}
export function driverSection(context) {
  const found = figures(context, [sensitivityFigure(context), driverFigure(context)]);
  return section(context, "drivers_all", found);
}
export function discoverySection(context) {
  return section(context, "discovery_all", discoveryContent(context));
}
export function informationSection(context) {
  return section(context, "information_all", informationContent(context));
}
export function attributionSection(context) {
  return section(context, "attribution_all", figures(context, attributionFigures(context)));
}
export function chanceSection(context) {
  return section(context, "chance_all", figures(context, [chanceFigure(context)]));
}

export function limitSection(context) {
  const {own, plain, data} = context;
  if (!data.limits.length) return null;
  return section(
    context,
    "limits",
    element(
      "dl",
      {class: "limits"},
      data.limits.map(limit =>
        element(
          "div",
          {},
          element("dt", {}, own(limit.title)),
          plain(limit.detail) ? element("dd", {}, own(limit.detail)) : null,
        ),
      ),
    ),
  );
}

function origins(context) {
  const {say, n, data} = context;
  const fields = [
    "scenario",
    "city",
    "members",
    "design",
    "seed",
    "created",
    "version",
    "commit",
    "command",
    "data_hash",
  ];
  const shown = (origin, field) =>
    field === "members"
      ? n.count(origin.members)
      : field === "created"
        ? n.date(origin.created)
        : field === "design"
          ? context.name("design", origin.design)
          : ["city", "scenario", "version", "seed", "command", "commit", "data_hash"].includes(field)
            ? element("code", {}, origin[field])
            : origin[field];
  return data.origins.map(origin =>
    element(
      "div",
      {class: "origin"},
      element("h3", {}, element("code", {}, origin.file)),
      element(
        "dl",
        {},
        fields
          .filter(field => origin[field])
          .map(field =>
            element(
              "div",
              {class: ["command", "data_hash"].includes(field) ? "wide" : null},
              element("dt", {}, say(`origin.${field}`)),
              element("dd", {}, shown(origin, field)),
            ),
          ),
      ),
    ),
  );
}

/// Commands for the studies of the shown scenario that nobody has made.
function missingStudies(context) {
  const {say, scenario, data} = context;
  const year = data.headline_years[0];
  const file = data.origins[data.scenarios.indexOf(scenario)]?.file;
  const median = at(scenario.emissions.physical, year)?.[3];
  const bound = Number((median / 1000).toPrecision(3)); // kt: half of the futures on each side, so that rules can be found
  const commands = [
    ["attribution", !scenario.is_baseline, `skifte attribute ${scenario.id} --outcome emissions@${year} --json > attribution.json`],
    ["sensitivity", true, `skifte sensitivity ${file} --outcome emissions@${year} --json > sensitivity.json`],
    ["discovery", median > 0, `skifte discover ${file} --outcome "emissions@${year} > ${bound} kt" --json > discovery.json`],
  ].filter(([kind, can]) => can && file && !scenario[kind].length);
  if (!commands.length) return null;
  return element(
    "div",
    {class: "origin"},
    element("h3", {}, say("studies.title")),
    element("p", {}, say("studies.about")),
    element("dl", {}, commands.map(([kind, , command]) => element("div", {class: "wide"}, element("dt", {}, say(`studies.${kind}`)), element("dd", {}, element("code", {}, command))))),
  );
}

export function sourceSection(context) {
  const {say, own, plain, n, data} = context;
  const sources = data.sources.length
    ? scrolling(
        say("sources.table"),
        table({
          caption: say("sources.table"),
          stacked: true,
          head: [say("sources.title"), say("sources.source"), say("sources.certainty")],
          rows: data.sources.map(source => [
            own(source.title),
            linked(plain(source.source)),
            source.certainty ? context.name("certainty", source.certainty) : "–",
          ]),
        }),
      )
    : null;
  const certainties = data.certainties.length
    ? scrolling(
        say("certainties.title"),
        table({
          caption: say("certainties.title"),
          head: [say("sources.certainty"), say("certainties.assumptions"), say("certainties.uncertain")],
          rows: data.certainties.map(one => [
            context.name("certainty", one.certainty),
            n.count(one.assumptions),
            n.count(one.uncertain),
          ]),
          numeric: i => i > 0,
        }),
      )
    : null;
  return section(
    context,
    "sources",
    element("p", {class: "about"}, say("sources.about")),
    origins(context),
    missingStudies(context),
    sources,
    certainties,
  );
}
