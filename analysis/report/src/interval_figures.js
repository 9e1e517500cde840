// What figures of intervals share: rows, words, tips.
import {intervalChart} from "./interval_chart.js";
import {element} from "./dom.js";
import {entry, fanSymbols} from "./symbols.js";

const fields = ["q05", "q25", "q50", "q75", "q95"];

export function intervalKey({say}, colour, {half = true} = {}) {
  const symbols = fanSymbols(colour);
  return [
    entry(element("span", {class: "dot", "aria-hidden": "true"}), say("key.median")),
    ...(half ? [entry(symbols.half, say("key.half"))] : []),
    entry(symbols.most, say("key.most")),
  ];
}

/// A row of quantiles as fields; `row` is [year, q05, q25, q50, q75, q95].
export function quantiles(row, scale = 1) {
  return Object.fromEntries(fields.map((field, i) => [field, row[i + 1] === null ? null : row[i + 1] / scale]));
}

/// The quantiles of paired differences, which have no middle half.
export function pairedQuantiles(mean, scale = 1) {
  return {q05: mean.q05 / scale, q50: mean.q50 / scale, q95: mean.q95 / scale};
}

/// "12 (8–19)", with `suffix` after each: "12 % (8–19 %)".
export function figuresText({n}, row, suffix = "") {
  const shown = n.beside(row.q05, row.q95, row.q50);
  return `${shown.number(row.q50)}${suffix} (${shown.range()}${suffix})`;
}

/// A figure of intervals. `rows` hold label, series and quantiles in the unit shown; order follows the rows.
export function intervalFigure(context, {id, rows, panels, unit, dataUnit, suffix, own, note, caption, key, source, least}) {
  const {say, n} = context;
  if (!rows.length) return null;
  const counts = new Map();
  const shown = rows.map(row => {
    const order = counts.get(row.series) ?? 0;
    counts.set(row.series, order + 1);
    return {...row, order, text: row.text ?? figuresText(context, row, suffix)};
  });
  const title = series => panels.find(panel => panel.series === series)?.title ?? series;
  const format = value => `${n.number(value)}${suffix ?? ` ${unit}`}`;
  return {
    id,
    title: say(`${id}.title`),
    unit,
    dataUnit,
    rows: rows.map(({text, ...row}) => row),
    seriesName: title,
    key: key ?? intervalKey(context, panels[0].colour, {half: rows.some(row => Number.isFinite(row.q25))}),
    spec: width => intervalChart({rows: shown, panels, width, own, least, description: say(`${id}.title`)}),
    caption,
    note: note ?? null,
    source:
      source ??
      say("figure.model", {scenario: context.plain(context.scenario.label), members: n.count(context.scenario.members)}),
    tip: row =>
      row.label
        ? [
            row.label,
            `${say("key.median")}: ${format(row.q50)}`,
            `${say("key.most")}: ${format(row.q05)} ${n.to} ${format(row.q95)}`,
          ]
        : null,
  };
}
