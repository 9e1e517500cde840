// What figures of fans share: their keys, their words, their axes' years, the limits drawn in them.
import {at} from "./headline.js";
import {entry, fanSymbols, releaseSymbol} from "./symbols.js";

export const kilo = 1000;

export function fanKey({say, hasSpread}, colour) {
  const symbols = fanSymbols(colour);
  if (!hasSpread) return [entry(symbols.median, say("key.most"))];
  return [
    entry(symbols.median, say("key.median")),
    entry(symbols.half, say("key.half")),
    entry(symbols.most, say("key.most")),
  ];
}

/// The releases among some observed series, in order of appearance.
export function releasesOf(observed) {
  return [...new Map(observed.map(one => [one.release, {id: one.release, label: one.label}])).values()];
}

export function releaseKey({own}, releases, hollow = false) {
  return releases.map((release, i) => entry(releaseSymbol(i, hollow), own(release.label)));
}

export function sourcesOf(context, observed) {
  const published = [...new Set(observed.map(one => context.plain(one.source)).filter(Boolean))];
  return [
    context.say("figure.model", {
      scenario: context.plain(context.scenario.label),
      members: context.n.count(context.scenario.members),
    }),
    ...published,
  ].join("; ");
}

/// "2030: 298 (241–362)". No finer than three figures of the fan's largest value: a panel of hundreds has no thousandths.
export function keyYearWords({say, n}, fan, year, scale = 1) {
  const row = at(fan, year);
  if (!row) return "";
  const largest = Math.max(...fan.flatMap(([, ...quantiles]) => quantiles.filter(Number.isFinite).map(Math.abs)));
  const shown = n.beside(row[1] / scale, row[5] / scale, largest / scale);
  return say("panel.key_year", {year, median: shown.number(row[3] / scale), range: shown.range()});
}

/// One sentence about a fan: where it stands in the headline years and at its end.
export function fanSentence(context, title, fan, scale) {
  const {say, data} = context;
  const years = [...new Set([...data.headline_years, fan.at(-1)[0]])];
  return say("summary.fan", {
    title,
    years: years
      .map(year => keyYearWords(context, fan, year, scale))
      .filter(Boolean)
      .join("; "),
  });
}

/// What a figure of fans says in words: the unit once, then a sentence a fan.
export function fanCaption(context, named, scale, unit) {
  const sentences = named.map(({title, fan}) => fanSentence(context, title, fan, scale));
  return [[context.say("summary.lead", {unit}), ...sentences].join(" ")];
}

export function observedSentence({say, n, plain}, observed, scale, unit) {
  const last = observed
    .filter(one => one.points.length)
    .map(one => {
      const [year, value] = one.points.at(-1);
      return say("summary.observed_one", {release: plain(one.label), year, value: n.number(value / scale)});
    });
  return last.length ? say("summary.observed", {unit, last: last.join("; ")}) : null;
}

export function fanTip(context, unit, names) {
  const {n, say} = context;
  return row =>
    row.q50 === undefined
      ? null
      : [
          `${names(row.series)}, ${row.year}`,
          `${say("key.median")}: ${n.number(row.q50)} ${unit}`,
          `${say("key.half")}: ${n.range(row.q25, row.q75)}`,
          `${say("key.most")}: ${n.range(row.q05, row.q95)}`,
        ];
}

export function yearsOf(fan, observed = []) {
  const years = [...fan.map(row => row[0]), ...observed.flatMap(one => one.points.map(point => point[0]))];
  const first = Math.min(...years);
  return [first, Math.max(first + 1, ...years)];
}

/// The axis of years of some observed series begins a year early: the first year's marks stand clear of the labels.
export function roomy([from, to], observed) {
  return [observed.length ? from - 1 : from, to];
}

/// Limits of the targets on `variable`; a limit that repeats is drawn once.
export function limitsOn(context, variable) {
  const {say, n, scenario} = context;
  const limits = scenario.targets
    .filter(target => target.variable === variable && target.at_most !== null)
    .map(target => ({
      value: target.at_most,
      year: target.year,
      label: say("panel.limit", {value: n.number(target.at_most / kilo), year: target.year}),
    }));
  return limits
    .filter((limit, i) => limits.findIndex(other => other.value === limit.value && other.year === limit.year) === i)
    .sort((a, b) => b.value - a.value);
}
