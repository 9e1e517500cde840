// People: what bills weigh, who pays more or less, who has what.
import {fanChart, fanRows} from "./fan_chart.js";
import {fanCaption, fanKey, fanTip, keyYearWords, sourcesOf, yearsOf} from "./fan_words.js";
import {intervalFigure, pairedQuantiles, quantiles} from "./interval_figures.js";
import {colours} from "./theme.js";

const divisions = ["quintile", "tenure", "dwelling", "type"];

function divisionOf(group) {
  return divisions.find(division => group.startsWith(`${division}_`)) ?? "other";
}

/// The first headline year that the groups cover, else the last of theirs.
function yearOf({data, scenario}, rows) {
  const years = [...new Set(rows.map(row => row.year))];
  return data.headline_years.find(year => years.includes(year)) ?? years.at(-1);
}

function panelsOf({say}, rows, colour) {
  return divisions
    .filter(division => rows.some(row => row.series === division))
    .map(division => ({series: division, title: say(`division.${division}`), colour}));
}

function label({name, say, n}, group) {
  return say("people.group", {group: name("group", group.name), people: n.number(group.people, 2)});
}

export function burdenFigure(context) {
  const {say, n, name, scenario} = context;
  const year = yearOf(context, scenario.people.groups);
  const groups = scenario.people.groups.filter(group => group.year === year && group.share);
  if (!groups.length) return null;
  const rows = groups.map(group => ({
    series: divisionOf(group.name),
    label: label(context, group),
    year,
    ...quantiles(group.share, 0.01),
  }));
  const of = id => groups.find(group => group.name === id);
  const figuresOf = share => n.beside(share[1] * 100, share[5] * 100, share[3] * 100);
  const [low, high] = [of("quintile_1_lowest"), of("quintile_5_highest")];
  return intervalFigure(context, {
    id: "burden",
    rows,
    panels: panelsOf(context, rows, colours.neutral),
    unit: say("unit.percent_income", {year}),
    dataUnit: "%",
    suffix: n.percentSign,
    note: say("burden.note"),
    caption: [
      low && high
        ? say("burden.summary", {
            year,
            low: figuresOf(low.share).number(low.share[3] * 100),
            low_range: figuresOf(low.share).range(),
            high: figuresOf(high.share).number(high.share[3] * 100),
            high_range: figuresOf(high.share).range(),
          })
        : null,
    ],
  });
}

export function billChangeFigure(context) {
  const {say, n, name, scenario} = context;
  const year = yearOf(context, scenario.people.groups);
  const groups = scenario.people.groups.filter(group => group.year === year && group.change);
  if (!groups.length) return null;
  const rows = groups.map(group => ({
    series: divisionOf(group.name),
    label: label(context, group),
    year,
    ...pairedQuantiles(group.change),
  }));
  const named = list =>
    list.length === groups.length
      ? say("bill_change.all")
      : list.map(group => name("group", group.name).toLowerCase()).join(", ");
  const more = groups.filter(group => group.change.q05 > 0);
  const less = groups.filter(group => group.change.q95 < 0);
  return intervalFigure(context, {
    id: "bill_change",
    rows,
    panels: panelsOf(context, rows, colours.neutral),
    unit: say("unit.sek_household", {year}),
    dataUnit: "SEK/year",
    note: say("bill_change.note"),
    caption: [
      say(less.length ? "bill_change.less" : "bill_change.none_less", {groups: named(less), count: less.length}),
      say(more.length ? "bill_change.more" : "bill_change.none_more", {groups: named(more), count: more.length}),
    ],
  });
}

export function adoptionFigure(context) {
  const {say, n, name, scenario} = context;
  const year = yearOf(context, scenario.people.adoption);
  const found = scenario.people.adoption.filter(one => one.year === year);
  if (!found.length) return null;
  const things = [...new Set(found.map(one => one.thing))];
  const panels = ["quintile", "tenure"].flatMap(division =>
    things
      .map(thing => ({
        series: `${thing} ${division}`,
        title: say("group_adoption.panel", {thing: name("thing", thing), division: say(`division.${division}`).toLowerCase()}),
        colour: colours.neutral,
      }))
      .filter(panel => found.some(one => `${one.thing} ${divisionOf(one.group)}` === panel.series)),
  );
  const rows = found.map(one => ({
    series: `${one.thing} ${divisionOf(one.group)}`,
    label: name("group", one.group),
    year,
    ...quantiles(one.share, 0.01),
  }));
  const row = (thing, group) => found.find(one => one.thing === thing && one.group === group)?.share;
  return intervalFigure(context, {
    id: "group_adoption",
    rows,
    panels,
    unit: say("unit.percent_households", {year}),
    dataUnit: "%",
    suffix: n.percentSign,
    caption: things
      .filter(thing => row(thing, "quintile_1_lowest") && row(thing, "quintile_5_highest"))
      .map(thing =>
        say("group_adoption.summary", {
          thing: name("thing", thing),
          year,
          low: n.percent(row(thing, "quintile_1_lowest")[3]),
          high: n.percent(row(thing, "quintile_5_highest")[3]),
        }),
      ),
    note: say("group_adoption.note"),
  });
}

export function giniFigure(context) {
  const {say, scenario, data} = context;
  const fan = scenario.people.gini;
  if (!fan.length) return null;
  const rows = fanRows("gini", fan);
  const name = () => say("gini.short");
  return {
    id: "gini",
    title: say("gini.title"),
    unit: say("unit.gini"),
    dataUnit: "1",
    rows,
    seriesName: name,
    key: fanKey(context, colours.neutral),
    spec: (width, legend) =>
      fanChart({
        rows,
        panels: [
          {
            series: "gini",
            title: "",
            colour: colours.neutral,
            subtitle: keyYearWords(context, fan, data.headline_years[0]),
            years: yearsOf(fan),
            keyYear: data.headline_years[0],
          },
        ],
        width,
        least: 400,
        height: 220,
        legend,
        description: say("gini.title"),
      }),
    caption: fanCaption(context, [{title: say("gini.short"), fan}], 1, say("unit.gini")),
    note: say("gini.note"),
    source: sourcesOf(context, []),
    tip: fanTip(context, "", name),
  };
}
