// Intervals side by side: a line for nine futures in ten, a bar for the middle half, a point for the median.
import {layoutFor, numbered, ofPanel, wrapped} from "./fan_chart.js";
import {ink, quiet} from "./theme.js";

const letter = 10.6; // [px] of a label, about: a wide typeface in semibold
const figureLetter = 7.6; // [px] of the figures beside it
const lineHeight = 19; // [px]
const barRoom = 34; // [px] below the words

/// Labels broken into lines, and their figures on a line of their own where they do not fit beside them.
function laidOut(rows, plot) {
  const beside = rows.every(row => row.label.length * letter + row.text.length * figureLetter + 18 <= plot);
  const broken = rows.map(row => ({
    ...row,
    lines: beside ? [row.label] : wrapped(row.label, plot, letter),
  }));
  const most = Math.max(...broken.map(row => row.lines.length));
  return {beside, rows: broken.map(row => ({...row, height: row.lines.length})), words: (most + (beside ? 0 : 1)) * lineHeight, most};
}

/// The axis' ends: zero and all that is drawn.
function domainOf(rows, marks) {
  const values = [0, ...marks];
  for (const row of rows) values.push(row.q05, row.q95, row.q50, row.alone, row.last);
  const shown = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  const room = (high - low || 1) * 0.02;
  return [low < 0 ? low - room : 0, high > 0 ? high + room : 0];
}

/// A text that stays legible where lines cross it: first its outline in white.
function haloed(mark, encoding) {
  return [
    {mark: {...mark, color: "white", stroke: "white", strokeWidth: 5, strokeJoin: "round"}, encoding},
    {mark, encoding},
  ];
}

/// The words of the rows whose label takes so many lines, close above their bar: a layer, since a mark's offset is one.
function wordsOfLines(layout, plot, lines) {
  const above = (layout.most - lines) * lineHeight;
  const top = -(layout.words + barRoom) / 2 + above;
  const figures = layout.beside ? top : top + lines * lineHeight;
  const text = {baseline: "top", lineHeight};
  const layers = [
    ...haloed(
      {type: "text", ...text, align: "left", yOffset: top, fontSize: 15, fontWeight: 600, limit: plot},
      {x: {value: 0}, y: {field: "order", type: "ordinal"}, text: {field: "lines", type: "nominal"}},
    ),
    ...haloed(
      {
        type: "text",
        ...text,
        align: layout.beside ? "right" : "left",
        yOffset: figures,
        fontSize: 14,
        color: quiet,
        limit: plot,
      },
      {
        x: {value: layout.beside ? plot : 0},
        y: {field: "order", type: "ordinal"},
        text: {field: "text", type: "nominal"},
      },
    ),
  ];
  return layers.map(layer => ({transform: [{filter: {field: "height", equal: lines}}], ...layer}));
}

function words(layout, plot, number) {
  const heights = new Set(layout.rows.filter(row => row.panel === number).map(row => row.height));
  return [...heights].flatMap(lines => wordsOfLines(layout, plot, lines));
}

function points(field, shape, x, y, offset) {
  return {
    transform: [{filter: {field, valid: true}}],
    mark: {type: "point", shape, filled: false, size: 80, color: ink, strokeWidth: 2, opacity: 1, yOffset: offset},
    encoding: {x: {field, ...x}, y},
  };
}

function intervalPanel(panel, number, layout, plot, domain) {
  const offset = (layout.words + barRoom) / 2 - barRoom / 2;
  const x = {type: "quantitative", title: null, scale: {domain, nice: 5}};
  const y = {field: "order", type: "ordinal", axis: null, scale: {paddingOuter: 0}};
  const axis = {format: ",~r", tickCount: Math.max(3, Math.round(plot / 110)), grid: true};
  const bar = (low, high, strokeWidth, opacity, more = {}) => ({
    mark: {
      type: "rule",
      strokeWidth,
      color: panel.colour,
      opacity,
      yOffset: offset,
      tooltip: {content: "data"},
    },
    encoding: {x: {field: low, ...x, ...more}, x2: {field: high}, y},
  });
  return {
    ...(panel.title ? {title: {text: wrapped(panel.title, plot, 9.8)}} : {}),
    width: plot,
    height: layout.rows.filter(row => row.series === panel.series).length * (layout.words + barRoom),
    transform: ofPanel(number),
    layer: [
      bar("q05", "q95", 5, 0.45, {axis}),
      ...(layout.rows.some(row => Number.isFinite(row.q25)) ? [bar("q25", "q75", 14, 0.75)] : []),
      ...(domain[0] < 0 ? [{mark: {type: "rule", color: ink, strokeWidth: 1.5}, encoding: {x: {datum: 0, ...x}}}] : []),
      ...(panel.marks ?? []).map(value => ({
        mark: {type: "rule", color: ink, strokeWidth: 2, strokeDash: [6, 4]},
        encoding: {x: {datum: value, ...x}},
      })),
      {
        mark: {
          type: "point",
          filled: true,
          size: 130,
          color: "white",
          stroke: ink,
          strokeWidth: 2,
          opacity: 1,
          yOffset: offset,
        },
        encoding: {x: {field: "q50", ...x}, y},
      },
      ...(layout.rows.some(row => Number.isFinite(row.alone))
        ? [points("alone", "triangle-up", x, y, offset), points("last", "square", x, y, offset)]
        : []),
      ...words(layout, plot, number),
    ],
  };
}

/// `rows`: {series (panel), label, text, order, q05..q95 in the unit shown; alone and last where the order of decisions
/// matters}; `panels`: {series, title, colour, marks (values with a line)}. Panels share an axis unless `own`.
export function intervalChart({rows, panels, width, least = 420, own = false, description}) {
  const {plot, concat} = layoutFor(width, panels.length, least, 10, {title: 1, subtitle: 0});
  const layout = laidOut(numbered(rows, panels), plot);
  const marks = panels.flatMap(panel => panel.marks ?? []);
  const shared = domainOf(layout.rows, marks);
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description,
    datasets: {figure: layout.rows},
    data: {name: "figure"},
    ...concat,
    concat: panels.map((panel, number) =>
      intervalPanel(
        panel,
        number,
        layout,
        plot,
        own ? domainOf(layout.rows.filter(row => row.panel === number), panel.marks ?? []) : shared,
      ),
    ),
  };
}
