// Money: who pays, what the scenario adds, the city's plan and its gap.
import {multiples} from "./panel_figures.js";
import {figuresText, intervalFigure, pairedQuantiles, quantiles} from "./interval_figures.js";
import {colours} from "./theme.js";

const cityItems = [
  "contract_need",
  "due",
  "funded",
  "waiting",
  "gap",
  "gap_cumulative",
  "carry_over",
  "net_debt",
  "debt_ceiling",
];

export function cityMoneyFigure(context) {
  const {say, scenario} = context;
  const zero = fan => fan.every(row => row.slice(1).every(value => value === 0));
  const fans = cityItems
    .map(id => scenario.money.city.find(one => one.name === id))
    .filter(one => one && !zero(one.fan));
  return multiples(context, {
    id: "city_money",
    kind: "city_finance",
    fans,
    observed: [],
    colour: colours.neutral,
    scale: 1,
    unit: say("unit.msek"),
    unitLabel: say("unit.msek"),
    dataUnit: "MSEK",
    hollow: false,
    note: say("city_money.note"),
  });
}

/// Panels by kind of money and years; `sums` in the order of the data.
function payerPanels({say}, sums) {
  const panels = [];
  for (const sum of sums) {
    const series = `${sum.kind} ${sum.from}-${sum.to}`;
    if (panels.some(panel => panel.series === series)) continue;
    panels.push({
      series,
      title: say("money.panel", {kind: say(`money.${sum.kind}`), from: sum.from, to: sum.to}),
      colour: sum.kind === "investment" ? colours.physical : colours.net,
    });
  }
  return panels;
}

function payerRows({name, say}, sums, values) {
  return sums
    .filter(values)
    .map(sum => ({
      series: `${sum.kind} ${sum.from}-${sum.to}`,
      label: sum.payer ? name("payer", sum.payer) : say("money.all"),
      ...values(sum),
    }));
}

export function payerFigure(context) {
  const {say, n, scenario} = context;
  const sums = scenario.money.sums;
  const panels = payerPanels(context, sums);
  const rows = payerRows(context, sums, sum => quantiles(sum.sum));
  const totals = rows.filter(row => row.label === say("money.all"));
  return intervalFigure(context, {
    id: "payers",
    rows,
    panels,
    unit: say("unit.msek"),
    dataUnit: "MSEK",
    own: true,
    note: say("payers.note"),
    caption: [
      say("payers.summary", {
        sums: totals
          .map(row => `${panels.find(panel => panel.series === row.series).title} ${figuresText(context, row)}`)
          .join("; "),
      }),
    ],
  });
}

export function payerChangeFigure(context) {
  const {say, n, scenario} = context;
  const sums = scenario.money.sums.filter(sum => sum.difference);
  const panels = payerPanels(context, sums);
  const rows = payerRows(context, sums, sum => sum.difference && pairedQuantiles(sum.difference));
  const total = sums.filter(sum => !sum.payer);
  return intervalFigure(context, {
    id: "payer_change",
    rows,
    panels,
    unit: say("unit.msek"),
    dataUnit: "MSEK",
    own: true,
    note: say("payer_change.note"),
    caption: [
      say("payer_change.summary", {
        sums: total
          .map(sum => {
            const {mean, half_width: half, members} = sum.difference;
            const interval = members > 1 ? ` (${n.signed(mean - half)} ${n.to} ${n.signed(mean + half)})` : "";
            const title = panels.find(panel => panel.series === `${sum.kind} ${sum.from}-${sum.to}`).title;
            return `${title} ${n.signed(mean)}${interval}`;
          })
          .join("; "),
      }),
    ],
  });
}

export function investmentFigure(context) {
  const {say, scenario} = context;
  return multiples(context, {
    id: "investment",
    kind: "payer",
    fans: scenario.money.investment,
    observed: [],
    colour: colours.physical,
    scale: 1,
    unit: say("unit.msek"),
    unitLabel: say("unit.msek_year"),
    dataUnit: "MSEK",
    hollow: false,
    note: say("investment.note"),
  });
}
