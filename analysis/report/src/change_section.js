// What a scenario changes against the baseline, and what difference it makes.
import {element, linked, table} from "./dom.js";
import {differenceFigure} from "./fan_figures.js";
import {figures, scrolling, section} from "./section.js";
import {outcomeText, valueText} from "./settings.js";

/// A rule by what it reads: "När publicerade utsläpp, transporter, ligger över en bana". Its name stands below it.
function ruleWords(context, rule) {
  const read = (rule.to ?? rule.from)?.find(one => one.key === "variable");
  return read ? context.say("changes.rule_words", {
    outcome: outcomeText(context, read.value).toLowerCase().replace(/, (.*)$/, " ($1)"),
  }) : null;
}

/// A value as it is set; rules and levers that it names in their words.
function settingText(context, {key, value}) {
  const {plain, scenario} = context;
  const find = (kind, name) => scenario.changes.find(change => change.kind === kind && change.name === name);
  if (key === "variable") return outcomeText(context, value);
  if (key === "rule") {
    const rule = find("rule", value);
    return (rule && ruleWords(context, rule)) ?? value;
  }
  if (key === "levers")
    return value
      .split(", ")
      .map(name => plain(find("lever", name)?.meaning ?? {}) || name.replaceAll("_", " "))
      .join("; ");
  if (key === "above")
    return value
      .split(", ")
      .map(point => point.split(": "))
      .map(([year, limit]) => (limit ? `${valueText(context, limit)} (${year})` : valueText(context, year)))
      .join("; ");
  return valueText(context, value, key);
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
      const value = settingText(context, one);
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
        [
          (kind === "rule" && ruleWords(context, change)) || own(change.meaning),
          element("div", {}, element("code", {}, change.name)),
        ],
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
