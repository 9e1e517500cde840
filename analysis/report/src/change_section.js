// What a scenario changes against the baseline, and what difference it makes.
import {element, linked, table} from "./dom.js";
import {differenceFigure} from "./fan_figures.js";
import {figures, scrolling, section} from "./section.js";
import {valueText} from "./settings.js";

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
