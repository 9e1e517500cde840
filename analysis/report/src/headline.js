// The answer in words: the chances first, then how much is left, where, and what the model does not know.
import {element, table} from "./dom.js";
import {driverLabel, driverSentence, strongDrivers} from "./driver_figures.js";
import {budgetBlock, moneyBlock} from "./headline_blocks.js";
import {known} from "./numbers.js";
import {unitText} from "./settings.js";

export function at(fan, year) {
  return fan.find(row => row[0] === year) ?? null;
}

/// A chance as it may be said: never rounded to none or to certainty.
export function chanceWords({say, n}, {met, members}) {
  if (members <= 1) return say("chance.unknown");
  if (met === 0) return say("chance.fewer", {members: n.count(members)});
  if (met === members) return say("chance.more", {met: n.count(members - 1), members: n.count(members)});
  const share = met / members;
  if (members < 100 || share < 0.01 || share > 0.99)
    return say("chance.count", {met: n.count(met), members: n.count(members)});
  return n.percent(share);
}

const unitKeys = {
  "t CO2e": "unit.kilotonnes",
  "t CO2e per person": "unit.tonnes_person",
  "t CO2e/person": "unit.tonnes_person",
  "t/person": "unit.tonnes_person",
};

/// A city's tonnes are kilotonnes on the whole page.
const scaleOf = unit => (unit === "t CO2e" ? 1000 : 1);
const scaled = (row, unit) => row.map(value => (value === null ? null : value / scaleOf(unit)));

function unitWords(context, unit) {
  const {say} = context;
  if (unit in unitKeys) return say(unitKeys[unit]);
  return unit === "1" ? "" : unitText(context, unit);
}

function lead(context) {
  const {say, plain, scenario} = context;
  const target = scenario.targets[0];
  if (!target || !target.outcomes.length) return null;
  const words = Object.fromEntries(
    target.outcomes.map(outcome => [outcome.account, chanceWords(context, outcome.chance)]),
  );
  const values = {target: plain(target.label), ...words, chance: Object.values(words)[0]};
  if (!words.physical || !words.published) return say("headline.lead_one", values);
  return say(words.physical === words.published ? "headline.lead_same" : "headline.lead_two", values);
}

function gapWords(context, target, gap) {
  const {say, n} = context;
  const [, q05, , q50, , q95] = scaled(gap, target.unit);
  const unit = unitWords(context, target.unit);
  const shown = q95 <= 0 ? n.beside(-q95, -q05, -q50) : n.beside(q05, q95, q50);
  const key = q05 > 0 ? "gap.over" : q95 <= 0 ? "gap.under" : "gap.either";
  if (key === "gap.under") return say(key, {gap: shown.number(-q50), range: shown.range(), unit});
  return say(key, {gap: key === "gap.either" ? shown.signed(q50) : shown.number(q50), range: shown.range(), unit});
}

function firstMetWords(context, row) {
  const {say, scenario} = context;
  const last = scenario.emissions.physical.at(-1)?.[0] ?? scenario.emissions.published.at(-1)?.[0] ?? "";
  const [q05, q50, q95] = [row[1], row[3], row[5]].map(year => (known(year) ? Math.round(year) : null));
  if (!known(q50)) return say("first.mostly_never", {last});
  if (!known(q95)) return say("first.met_open", {year: q50, low: q05, last});
  return say("first.met", {year: q50, range: `${q05}–${q95}`});
}

function outcomeElement(context, target, outcome) {
  const {say, n} = context;
  const {met, members, low, high} = outcome.chance;
  return element(
    "div",
    {class: `outcome ${outcome.account}`},
    element("h4", {}, say(`account.${outcome.account}`)),
    element("p", {class: "chance"}, chanceWords(context, outcome.chance)),
    element(
      "p",
      {class: "small"},
      members === 1
        ? say(met ? "chance.only_met" : "chance.only_missed")
        : say("chance.counted", {met: n.count(met), members: n.count(members), interval: n.percentRange(low, high)}),
    ),
    outcome.gap ? element("p", {}, gapWords(context, target, outcome.gap)) : null,
    outcome.first_met ? element("p", {}, firstMetWords(context, outcome.first_met)) : null,
  );
}

/// The targets of the headline's first year in full; the others, if any, follow as a table.
function targetCards(context) {
  const {own, scenario, data} = context;
  const first = scenario.targets.filter(target => target.year === data.headline_years[0]);
  const inFull = first.length ? first : scenario.targets;
  const others = scenario.targets.filter(target => !inFull.includes(target));
  const cards = element(
    "div",
    {class: "cards"},
    inFull.map(target =>
      element(
        "article",
        {class: "card"},
        element("h3", {}, own(target.label)),
        element(
          "div",
          {class: "outcomes"},
          target.outcomes.map(outcome => outcomeElement(context, target, outcome)),
        ),
      ),
    ),
  );
  return [cards, others.length ? otherTargets(context, others) : null];
}

function otherTargets(context, targets) {
  const {say, own} = context;
  const accounts = ["physical", "published", "footprint"].filter(account =>
    targets.some(target => target.outcomes.some(outcome => outcome.account === account)),
  );
  const cell = (target, account) => {
    const outcome = target.outcomes.find(one => one.account === account);
    if (!outcome) return "–";
    return [
      element("strong", {}, chanceWords(context, outcome.chance)),
      outcome.first_met ? element("div", {class: "small"}, firstMetWords(context, outcome.first_met)) : null,
    ];
  };
  return element(
    "div",
    {class: "scrolling others", tabindex: 0, role: "region", "aria-label": say("headline.other_targets")},
    table({
      caption: say("headline.other_targets"),
      head: [say("headline.target"), ...accounts.map(account => say(`account.${account}`))],
      rows: targets.map(target => [own(target.label), ...accounts.map(account => cell(target, account))]),
    }),
  );
}

function levels(context) {
  const {say, n, scenario, data, hasSpread} = context;
  const lines = [
    ["physical", scenario.emissions.physical],
    ["published", scenario.emissions.published],
    ["net", scenario.net],
  ];
  const cellFor = row => {
    if (row === null) return "–";
    const [, low, , median, , high] = scaled(row, "t CO2e");
    const shown = n.beside(low, high, median);
    const range = hasSpread ? [" ", element("span", {class: "range"}, shown.range())] : [];
    return [element("strong", {}, shown.number(median)), ...range];
  };
  return element(
    "div",
    {class: "block"},
    element("h3", {}, say("headline.levels")),
    table({
      head: [say("unit.kilotonnes"), ...data.headline_years.map(String)],
      className: "levels",
      rows: lines
        .filter(([, fan]) => fan.length)
        .map(([account, fan]) => [
          say(`account.${account}`),
          ...data.headline_years.map(year => cellFor(at(fan, year))),
        ]),
      numeric: i => i > 0,
    }),
    element("p", {class: "small"}, say("headline.levels_note")),
  );
}

/// The three largest sub-sectors (or sectors) of the physical account in `year`.
export function largest(scenario, year, most = 3) {
  const [kind, fans] = scenario.subsectors.length
    ? ["subsector", scenario.subsectors]
    : ["sector", scenario.sectors.physical];
  return fans
    .map(({name, fan}) => ({kind, name, row: at(fan, year)}))
    .filter(source => source.row)
    .sort((a, b) => b.row[3] - a.row[3])
    .slice(0, most);
}

function remaining(context) {
  const {say, n, name, scenario, data, hasSpread} = context;
  const year = data.headline_years[0];
  const sources = largest(scenario, year);
  if (!sources.length) return null;
  return element(
    "div",
    {class: "block"},
    element("h3", {}, say("headline.remaining", {year})),
    element(
      "ol",
      {class: "largest"},
      sources.map(({kind, name: id, row}) => {
        const [, low, , median, , high] = scaled(row, "t CO2e");
        const shown = n.beside(low, high, median);
        return element(
          "li",
          {},
          element("span", {class: "what"}, name(kind, id)),
          " ",
          element(
            "span",
            {},
            element("strong", {}, shown.number(median)),
            " kt",
            ...(hasSpread ? [" ", element("span", {class: "range"}, `(${shown.range()})`)] : []),
          ),
        );
      }),
    ),
  );
}

function decides(context) {
  const {say, scenario} = context;
  if (!scenario.drivers.length) return null;
  return element(
    "div",
    {class: "block"},
    element("h3", {}, say("headline.drivers")),
    element("p", {}, driverSentence(context, scenario.drivers[0])),
    element("p", {class: "small"}, element("a", {href: "#drivers_all"}, say("headline.all_drivers"))),
  );
}

function notCovered(context) {
  const {say, own, data} = context;
  if (!data.limits.length) return null;
  return element(
    "div",
    {class: "block"},
    element("h3", {}, say("headline.limits")),
    element(
      "ul",
      {},
      data.limits.slice(0, 3).map(limit => element("li", {}, own(limit.title))),
    ),
    element("p", {class: "small"}, element("a", {href: "#limits"}, say("headline.all_limits"))),
  );
}

const limitWords = (n, limit) => (Number.isInteger(limit) ? n.count(limit) : n.number(limit, 3));

/// How far emissions are from the tightest limit on them in the headline's first year.
function gapSentence(context) {
  const {say, n, scenario, data} = context;
  const limits = scenario.targets
    .filter(target => target.variable === "emissions" && target.year === data.headline_years[0])
    .flatMap(target => target.outcomes.map(outcome => ({target, outcome})))
    .filter(({outcome}) => outcome.account === "physical" && outcome.gap)
    .sort((a, b) => a.target.at_most - b.target.at_most);
  if (!limits.length) return null;
  const {target, outcome} = limits[0];
  return say("headline.short_gap", {
    year: target.year,
    limit: limitWords(n, target.at_most / scaleOf(target.unit)),
    unit: unitWords(context, target.unit),
    gap: gapWords(context, target, outcome.gap),
  });
}

/// The answer's other parts on the first screen: the gap, what decides it, what is not in it. The blocks below tell more.
function inShort(context) {
  const {say, n, name, plain, scenario, data} = context;
  const lowered = text => text.charAt(0).toLowerCase() + text.slice(1);
  const report = scenario.drivers[0];
  const drivers = report ? strongDrivers(report).slice(0, 3).map(driver => lowered(driverLabel(context, driver))) : [];
  const limits = data.limits.slice(0, 3).map(limit => lowered(plain(limit.title)));
  const sentences = [
    gapSentence(context),
    drivers.length
      ? say("headline.short_drivers", {
          outcome: name("outcome", report.outcome).toLowerCase(),
          year: report.year,
          tested: n.count(report.tested),
          drivers: drivers.join("; "),
        })
      : null,
    limits.length ? say("headline.short_limits", {limits: limits.join("; ")}) : null,
  ].filter(sentence => sentence);
  return element("div", {class: "short"}, sentences.map(sentence => element("p", {}, sentence)));
}

export function headlineSection(context) {
  const words = lead(context);
  return element(
    "section",
    {id: "headline", "aria-labelledby": "headline-title"},
    element("h2", {id: "headline-title"}, context.say("section.headline")),
    words ? element("p", {class: "lead"}, words) : null,
    inShort(context),
    targetCards(context),
    element("div", {class: "blocks"}, levels(context), remaining(context), decides(context), moneyBlock(context), budgetBlock(context), notCovered(context)),
  );
}
