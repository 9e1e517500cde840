// Charts of fans: a median, the middle half and nine futures in ten, with observations and limits.
import {colours, ink, shapes} from "./theme.js";

const fields = ["q05", "q25", "q50", "q75", "q95"];

/// Rows of a fan for the table, the CSV and the chart: one per year.
export function fanRows(series, fan) {
  return fan.map(([year, ...quantiles]) => ({
    series,
    kind: "fan",
    year,
    ...Object.fromEntries(fields.map((field, i) => [field, quantiles[i]])),
  }));
}

/// Rows of observed series, one release after the other.
export function observedRows(series, observed) {
  return observed.flatMap(one =>
    one.points.map(([year, value]) => ({series, kind: "observed", release: one.release, year, value})),
  );
}

const gap = 26; // [px] between a panel and the next one's axis labels
const overhang = 20; // [px] the last year's label reaches beyond its panel

/// `rows` with the number of their panel. Panels are told apart by number, never by name: Vega's expressions would have to
/// parse the name, and names come from users.
export function numbered(rows, panels) {
  const numbers = new Map(panels.map((panel, i) => [panel.series, i]));
  return rows.filter(row => numbers.has(row.series)).map(row => ({...row, panel: numbers.get(row.series)}));
}

/// The rows of one panel.
export function ofPanel(number) {
  return [{filter: {field: "panel", equal: number}}];
}

/// How many columns of panels fit `width`, how wide each one's plot is, and the spacing that keeps them in line (plots are
/// aligned, and what stands around them fits between). `lines`: as titleLines gives them.
export function layoutFor(width, panels, least, axisWidth, lines = {title: 1, subtitle: 1}) {
  const columns = Math.max(1, Math.min(panels, Math.floor((width - overhang + gap) / (least + gap))));
  const plot = Math.floor((width - overhang - gap * (columns - 1)) / columns) - axisWidth;
  return {
    columns,
    plot,
    concat: {
      columns,
      bounds: "flush",
      spacing: {column: gap + axisWidth, row: 66 + 21 * lines.title + 19 * lines.subtitle},
    },
  };
}

const titleLetter = 9.8; // [px] a letter of a title, about
const subtitleLetter = 8.4; // [px] figures in a wide typeface: what is cut off a figure makes it another

/// Breaks `text` into lines of at most `width` pixels.
export function wrapped(text, width, perLetter) {
  const lines = [""];
  const length = part => part.replaceAll("\u2060", "").length;
  for (const word of text.split(" ")) {
    const line = lines[lines.length - 1];
    if (line && (length(line) + length(word) + 1) * perLetter > width) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}

/// The lines that the titles of some panels take: {title, subtitle}.
export function titleLines(panels, width) {
  const most = (field, letter) =>
    Math.max(...panels.map(panel => (panel[field] ? wrapped(panel[field], width, letter).length : 0)));
  return {title: most("title", titleLetter), subtitle: most("subtitle", subtitleLetter)};
}

/// A panel's title: its name, and below it what it says in the headline's year, filled up to `lines` so that the titles of
/// neighbouring panels stand level.
export function panelTitle(name, words, width, lines) {
  if (!name) return {text: words, fontSize: 15, fontWeight: "normal"};
  const limit = width + overhang; // [px] what is still longer, one word say, is cut with an ellipsis
  if (!words) return {text: wrapped(name, width, titleLetter), limit};
  const subtitle = wrapped(words, width, subtitleLetter);
  while (subtitle.length < lines.subtitle) subtitle.push("");
  return {text: wrapped(name, width, titleLetter), subtitle, limit};
}

function extent(rows, limits) {
  const values = [0, ...limits.map(limit => limit.value)];
  for (const row of rows) values.push(...(row.kind === "fan" ? [row.q05, row.q95] : [row.value]));
  const shown = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  return [low, high > low ? high : low + 1];
}

/// The axis of years: every tenth or twentieth, as many as fit.
export function yearAxis([from, to], width) {
  const step = width / ((to - from) / 10) < 46 ? 20 : 10;
  const values = [];
  for (let year = Math.ceil(from / step) * step; year <= to; year += step) values.push(year);
  return {values, format: "d", labelFlush: false, labelOverlap: false};
}

function limitLayers(limits, years) {
  return limits.map((limit, i) => {
    const from = Math.max(limit.year, years[0]);
    const above = i % 2 === 0;
    return {
      data: {values: [{from, to: years[1], value: limit.value, label: limit.label}]},
      layer: [
        {
          mark: {type: "rule", strokeDash: [7, 4], strokeWidth: 2.5, color: colours.limit},
          encoding: {
            x: {field: "from", type: "quantitative"},
            x2: {field: "to"},
            y: {field: "value", type: "quantitative"},
          },
        },
        {
          mark: {
            type: "text",
            align: "right",
            baseline: "middle",
            dx: -8,
            dy: limit.value === 0 ? -11 : limits.length > 1 ? (above ? -7 : 7) : 0,
            fontWeight: 600,
          },
          encoding: {
            x: {field: "from", type: "quantitative"},
            y: {field: "value", type: "quantitative"},
            text: {field: "label", type: "nominal"},
          },
        },
      ],
    };
  });
}

/// A straight way from one year's value to another's.
function pathLayers(path) {
  if (!path) return [];
  return [
    {
      data: {values: path},
      mark: {type: "line", color: colours.limit, strokeWidth: 1.5, strokeDash: [2, 4]},
      encoding: {y: {field: "value", type: "quantitative"}},
    },
  ];
}

function keyYearLayers(keyYear, colour) {
  if (!keyYear) return [];
  const transform = [
    {
      filter: {
        and: [
          {field: "kind", equal: "fan"},
          {field: "year", equal: keyYear},
        ],
      },
    },
  ];
  return [
    {
      transform,
      mark: {type: "rule", strokeWidth: 2, color: ink},
      encoding: {y: {field: "q05", type: "quantitative"}, y2: {field: "q95"}},
    },
    {
      transform,
      mark: {type: "point", filled: true, size: 90, color: colour, stroke: "white", strokeWidth: 2, opacity: 1},
      encoding: {y: {field: "q50", type: "quantitative"}},
    },
  ];
}

/// One panel. `panel`: {number, title, subtitle, colour, limits, hollow, years, keyYear}.
function fanPanel(panel, rows, {plot, height, releases, legend, lines}) {
  const [low, high] = extent(rows, panel.limits ?? []);
  const ticks = Math.max(3, Math.round(height / 60)); // the axis ends on a tick, which keeps the titles level
  const y = {
    type: "quantitative",
    title: null,
    scale: {domain: [low, high], nice: ticks},
    axis: {tickCount: ticks, format: ",~r"},
  };
  const fan = [{filter: {field: "kind", equal: "fan"}}];
  const shape = {
    field: "release",
    type: "nominal",
    title: null,
    scale: {domain: releases.map(release => release.id), range: releases.map((_, i) => shapes[i % shapes.length])},
    legend: legend && releases.length ? {symbolFillColor: ink, symbolStrokeWidth: 0} : null,
  };
  return {
    title: panelTitle(panel.title, panel.subtitle, plot, lines),
    width: plot,
    height,
    transform: ofPanel(panel.number),
    encoding: {
      x: {
        field: "year",
        type: "quantitative",
        title: null,
        scale: {domain: panel.years, nice: false},
        axis: yearAxis(panel.years, plot),
      },
    },
    layer: [
      {
        transform: fan,
        mark: {type: "area", color: panel.colour, opacity: 0.2},
        encoding: {y: {field: "q05", ...y}, y2: {field: "q95"}},
      },
      {
        transform: fan,
        mark: {type: "area", color: panel.colour, opacity: 0.38},
        encoding: {y: {field: "q25", ...y}, y2: {field: "q75"}},
      },
      ...(low < 0
        ? [
            {
              mark: {type: "rule", color: "#6c7883", strokeWidth: 1.5},
              encoding: {x: null, y: {datum: 0, type: "quantitative"}},
            },
          ]
        : []),
      ...pathLayers(panel.path),
      ...limitLayers(panel.limits ?? [], panel.years),
      {
        transform: fan,
        mark: {type: "line", color: panel.colour, strokeWidth: 3.5},
        encoding: {y: {field: "q50", ...y}},
      },
      {
        transform: [{filter: {field: "kind", equal: "observed"}}],
        mark: {
          type: "point",
          filled: !panel.hollow,
          size: 60,
          color: ink,
          opacity: 1,
          ...(panel.hollow ? {strokeWidth: 1.8} : {stroke: "white", strokeWidth: 1}),
        },
        encoding: {y: {field: "value", type: "quantitative"}, shape},
      },
      ...keyYearLayers(panel.keyYear, panel.colour),
      {
        transform: fan,
        mark: {
          type: "rule",
          opacity: 0,
          strokeWidth: Math.max(4, plot / (panel.years[1] - panel.years[0])),
          tooltip: {content: "data"},
        },
        encoding: {y: {value: 0}, y2: {value: height}},
      },
    ],
  };
}

/// A Vega-Lite chart of fans side by side. Values of `rows` are divided by `scale` into the unit shown.
export function fanChart({
  rows,
  panels,
  releases = [],
  scale = 1,
  width,
  height = 300,
  least = 300,
  axisWidth = 62,
  legend = false,
  description,
}) {
  const scaled = numbered(rows, panels).map(row => {
    const result = {...row};
    for (const field of [...fields, "value"])
      if (field in row) result[field] = row[field] === null ? null : row[field] / scale;
    return result;
  });
  const {plot} = layoutFor(width, panels.length, least, axisWidth);
  const lines = titleLines(panels, plot);
  const {concat} = layoutFor(width, panels.length, least, axisWidth, lines);
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description,
    datasets: {figure: scaled},
    data: {name: "figure"},
    ...concat,
    concat: panels.map((panel, number) =>
      fanPanel(
        {
          ...panel,
          number,
          limits: (panel.limits ?? []).map(limit => ({...limit, value: limit.value / scale})),
          path: panel.path?.map(point => ({...point, value: point.value / scale})),
        },
        scaled.filter(row => row.panel === number),
        {plot, height, releases, legend, lines},
      ),
    ),
  };
}
