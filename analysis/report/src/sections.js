// The page's sections below the headline.
import {element, linked, table} from "./dom.js";
import {attributionFigures, driverFigure} from "./driver_figures.js";
import {bottleneckFigure, carFigures, differenceFigure, heatingFigure, netFigure, sectorMultiples, totalFigure} from "./fan_figures.js";
import {figureElement} from "./figure.js";
import {chanceWords} from "./headline.js";
import {cityMoneyFigure, investmentFigure, payerChangeFigure, payerFigure} from "./money_figures.js";
import {chanceFigure, comparisonFigure, stackedFigure} from "./other_figures.js";
import {adoptionFigure, billChangeFigure, burdenFigure, giniFigure} from "./people_figures.js";
import {valueText} from "./settings.js";
import {discoveryContent, sensitivityFigure} from "./study_figures.js";
import {sectorColours} from "./theme.js";

function section(context, id, ...content) {
  const inside = content.flat().filter(Boolean);
  if (!inside.length) return null;
  return element(
    "section",
    {id, "aria-labelledby": `${id}-heading`},
    element("h2", {id: `${id}-heading`}, context.say(`section.${id}`)),
    inside,
  );
}

const figures = (context, list) => list.filter(Boolean).map(figure => figureElement(context, figure));

/// A table that scrolls by itself when it is wider than the page.
function scrolling(label, content) {
  return element("div", {class: "scrolling", tabindex: 0, role: "region", "aria-label": label}, content);
}

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
  return section(context, "heating_all", figures(context, [heatingFigure(context)]));
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
export function attributionSection(context) {
  return section(context, "attribution_all", figures(context, attributionFigures(context)));
}
export function chanceSection(context) {
  return section(context, "chance_all", figures(context, [chanceFigure(context)]));
}

/// A lever or assumption as it is set: its parameters, what differs from `other` in bold.
function settingsCell(context, settings, other) {
  const {say, own} = context;
  if (!settings) return say("changes.absent");
  if (!settings.length) return say("changes.on");
  const same = one => !other || other.some(before => before.key === one.key && before.value === one.value);
  return element(
    "ul",
    {class: "settings"},
    settings.map(one => {
      const value = valueText(context, one.value, one.key);
      const words = one.name.sv || one.name.en ? [own(one.name), ": ", value] : [value];
      return element("li", {}, same(one) ? words : element("strong", {}, words));
    }),
  );
}

function changeTable(context, kind) {
  const {say, own, plain, scenario} = context;
  const changes = scenario.changes.filter(change => change.kind === kind);
  if (!changes.length) return null;
  const title = say(`changes.${kind}`);
  return scrolling(
    title,
    table({
      caption: title,
      className: "changes",
      stacked: true,
      head: [say("changes.what"), say("changes.from"), say("changes.to"), say("changes.source")],
      rows: changes.map(change => [
        [own(change.meaning), element("div", {}, element("code", {}, change.name))],
        settingsCell(context, change.from, change.to),
        settingsCell(context, change.to, change.from),
        linked(plain(change.source)),
      ]),
    }),
  );
}

export function changeSection(context) {
  const {say, own, scenario, data} = context;
  if (scenario.is_baseline) return section(context, "changes", element("p", {}, say("changes.is_baseline")));
  const baseline = data.scenarios.find(other => other.id === data.baseline);
  if (!scenario.changes.length && !scenario.difference.physical.length) return null;
  return section(
    context,
    "changes",
    element(
      "p",
      {class: "about"},
      say("changes.against"),
      " ",
      element("strong", {}, baseline ? own(baseline.label) : data.baseline),
      ".",
    ),
    scenario.unpaired ? element("p", {class: "about"}, say("changes.unpaired")) : null,
    changeTable(context, "lever"),
    changeTable(context, "rule"),
    changeTable(context, "assumption"),
    figures(context, [differenceFigure(context)]),
  );
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

export function sourceSection(context) {
  const {say, own, plain, n, data} = context;
  const sources = data.sources.length
    ? scrolling(
        say("sources.table"),
        table({
          caption: say("sources.table"),
          head: [say("sources.title"), say("sources.source"), say("sources.certainty")],
          rows: data.sources.map(source => [
            own(source.title),
            linked(plain(source.source)),
            source.certainty ? context.name("certainty", source.certainty) : "",
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
    sources,
    certainties,
  );
}
