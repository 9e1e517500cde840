// Blocks of the headline: when the carbon budget is spent, what the scenario costs.
import {element} from "./dom.js";
import {decimalYear, known} from "./numbers.js";

const kilo = 1000; // the budget's tonnes are kilotonnes on the page

export function budgetWords(context, budget) {
  const {say, n, scenario, data} = context;
  const amount = n.number(budget.amount / kilo, 4);
  const last = scenario.emissions.physical.at(-1)?.[0] ?? "";
  const dates = budget.carbon_dioxide ?? budget.all_gases;
  const [low, median, high] = dates.on;
  const values = {
    amount,
    from: budget.from_year,
    last,
    spent: n.count(dates.count.met),
    members: n.count(dates.count.members),
  };
  if (dates.count.met === 0) return say("budget.lasts", values);
  if (!known(median)) return say("budget.mostly_lasts", values);
  const past = median < decimalYear(data.created);
  const [from, to] = [n.month(low), known(high) ? n.month(high) : say("budget.later", {last})];
  return (
    say(past ? "budget.spent" : "budget.will_be_spent", {...values, month: n.month(median)}) +
    " " +
    (from === to ? say("budget.same") : say("budget.range", {from, to}))
  );
}

/// What is held against the budget: carbon dioxide as far as the rows tell it, and the date by all gases beside it.
function gasesWords({say, n}, budget) {
  if (!budget.carbon_dioxide) return say("budget.gases");
  const median = budget.all_gases.on[1];
  return `${say("budget.rows")} ${known(median) ? say("budget.all_gases", {month: n.month(median)}) : ""}`.trim();
}

/// A figure that a city has by rule says so in the page's language: "rule: Helsingborg's figure over its 137909 (inhabitant)
/// (the source)".
function sourceWords({say}, source) {
  const rule = /^rule: .* \(inhabitant\) \((.*)\)$/.exec(source);
  return rule ? say("budget.by_rule", {source: rule[1]}) : source;
}

export function budgetBlock(context) {
  const {say, scenario} = context;
  if (!scenario.budget) return null;
  return element(
    "div",
    {class: "block"},
    element("h3", {}, say("headline.budget")),
    element("p", {}, `${budgetWords(context, scenario.budget)} ${gasesWords(context, scenario.budget)}`),
    scenario.budget.source
      ? element("p", {class: "small"}, `${say("figure.source")}: ${sourceWords(context, scenario.budget.source)}`)
      : null,
  );
}

/// What the measures cost in all, and who pays most of it.
export function moneyBlock(context) {
  const {say, n, name, scenario} = context;
  const sums = scenario.money.sums.filter(sum => sum.kind === "investment");
  const total = sums.find(sum => !sum.payer && sum.difference);
  if (!total) return null;
  const {mean, half_width: half, members} = total.difference;
  const parts = sums
    .filter(sum => sum.payer && sum.difference && sum.from === total.from && sum.to === total.to)
    .sort((a, b) => b.difference.mean - a.difference.mean)
    .slice(0, 3)
    .map(sum => `${name("payer", sum.payer).toLowerCase()} ${n.signed(sum.difference.mean)}`);
  return element(
    "div",
    {class: "block"},
    element("h3", {}, say("headline.money")),
    element(
      "p",
      {},
      say("headline.money_words", {
        from: total.from,
        to: total.to,
        sum: n.signed(mean),
        interval: members > 1 ? `${n.signed(mean - half)} ${n.to} ${n.signed(mean + half)}` : "–",
        parts: parts.join(", "),
      }),
    ),
    element("p", {class: "small"}, element("a", {href: "#money_all"}, say("headline.all_money"))),
  );
}
