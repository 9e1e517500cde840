// The charts that are not fans: stacked sectors, chance by year, scenarios side by side.
import {layoutFor, numbered, ofPanel, panelTitle, titleLines, yearAxis} from "./fan_chart.js";
import {colours, ink, quiet, sectorColours} from "./theme.js";

const schema = "https://vega.github.io/schema/vega-lite/v6.json";
const year = (domain, width) => ({
  field: "year",
  type: "quantitative",
  title: null,
  scale: {domain, nice: false},
  axis: yearAxis(domain, width),
});

function yearsOf(rows) {
  const first = Math.min(...rows.map(row => row.year));
  return [first, Math.max(first + 1, ...rows.map(row => row.year))];
}

/// Heights for labels that stand at `wanted` (ascending) but at least `apart` from each other, within [0, top].
export function spread(wanted, apart, top) {
  const placed = [];
  for (const height of wanted) placed.push(Math.max(height, placed.length ? placed[placed.length - 1] + apart : 0));
  for (let i = placed.length - 1, most = top; i >= 0; --i, most = placed[i + 1] - apart)
    placed[i] = Math.min(placed[i], most);
  return placed;
}

/// Medians by sector on top of each other. `rows`: {series, label, year, q50} in the unit shown; `sectors` from the bottom.
export function stackedChart({rows, sectors, width, description, direct}) {
  const years = yearsOf(rows);
  const labelWidth = direct ? 240 : 20;
  const plot = Math.floor(width - 62 - labelWidth);
  const height = Math.round(Math.min(400, Math.max(260, width * 0.45)));
  const totals = new Map();
  for (const row of rows) totals.set(row.year, (totals.get(row.year) ?? 0) + row.q50);
  const top = Math.max(...totals.values()) * 1.04;
  let below = 0;
  const ends = sectors.map(sector => {
    const value = rows.find(row => row.series === sector.id && row.year === years[1])?.q50 ?? 0;
    below += value;
    return {series: sector.id, label: sector.label, middle: below - value / 2};
  });
  const places = spread(
    ends.map(end => end.middle),
    (21 * top) / height,
    top,
  );
  ends.forEach((end, i) => {
    end.place = places[i];
  });
  const colour = {
    field: "series",
    type: "nominal",
    legend: null,
    scale: {domain: sectors.map(sector => sector.id), range: sectors.map(sector => sector.colour)},
  };
  const y = {type: "quantitative", title: null, scale: {domain: [0, top], nice: false}};
  const order = rows.map(row => ({...row, order: sectors.findIndex(sector => sector.id === row.series)}));
  return {
    $schema: schema,
    description,
    width: plot,
    height,
    layer: [
      {
        data: {values: order},
        mark: {type: "area", stroke: "white", strokeWidth: 1.5, tooltip: {content: "data"}},
        encoding: {
          x: year(years, plot),
          order: {field: "order"},
          color: colour,
          y: {field: "q50", stack: "zero", ...y, axis: {format: ",~r", tickCount: 6}},
        },
      },
      ...(direct
        ? [
            {
              data: {values: ends},
              mark: {type: "rule", strokeWidth: 1.2, color: "#8a959e", clip: false},
              encoding: {
                x: {value: plot + 2},
                x2: {value: plot + 14},
                y: {field: "middle", ...y},
                y2: {field: "place"},
              },
            },
            {
              data: {values: ends},
              mark: {type: "point", shape: "square", filled: true, size: 150, opacity: 1},
              encoding: {x: {value: plot + 24}, y: {field: "place", ...y}, color: colour},
            },
            {
              data: {values: ends},
              mark: {type: "text", align: "left", baseline: "middle", fontSize: 15, limit: labelWidth - 44},
              encoding: {x: {value: plot + 38}, y: {field: "place", ...y}, text: {field: "label", type: "nominal"}},
            },
          ]
        : []),
    ],
  };
}

/// Chance of meeting each target, year by year. `rows`: {series, account, year, share, low, high}; `panels`: {series, title,
/// subtitle, years (of the targets)}.
export function chanceChart({rows, panels, width, description}) {
  const {plot} = layoutFor(width, panels.length, 300, 62);
  const lines = titleLines(panels, plot);
  const {concat} = layoutFor(width, panels.length, 300, 62, lines);
  const years = yearsOf(rows);
  const colour = {
    field: "account",
    type: "nominal",
    legend: null,
    scale: {
      domain: ["physical", "published", "footprint"],
      range: [colours.physical, colours.published, colours.footprint],
    },
  };
  const y = {
    type: "quantitative",
    title: null,
    scale: {domain: [0, 1]},
    axis: {format: ".0%", values: [0, 0.25, 0.5, 0.75, 1]},
  };
  const dash = {
    field: "account",
    type: "nominal",
    legend: null,
    scale: {
      domain: ["physical", "published", "footprint"],
      range: [
        [1, 0],
        [9, 4],
        [1, 0],
      ],
    },
  };
  return {
    $schema: schema,
    description,
    datasets: {figure: numbered(rows, panels)},
    data: {name: "figure"},
    ...concat,
    concat: panels.map((panel, number) => ({
      title: panelTitle(panel.title, panel.subtitle, plot, lines),
      width: plot,
      height: 210,
      transform: ofPanel(number),
      encoding: {x: year(years, plot)},
      layer: [
        {
          data: {values: panel.years.map(one => ({year: one}))},
          mark: {type: "rule", color: ink, strokeWidth: 2, strokeDash: [3, 4]},
        },
        {mark: {type: "area", opacity: 0.18}, encoding: {y: {field: "low", ...y}, y2: {field: "high"}, color: colour}},
        {
          mark: {type: "line", strokeWidth: 3.5},
          encoding: {y: {field: "share", ...y}, color: colour, strokeDash: dash},
        },
        {
          mark: {
            type: "rule",
            opacity: 0,
            strokeWidth: Math.max(4, plot / (years[1] - years[0])),
            tooltip: {content: "data"},
          },
          encoding: {y: {value: 0}, y2: {value: 210}},
        },
      ],
    })),
  };
}

export function sectorColour(id, position) {
  return sectorColours[id] ?? ["#56B4E9", "#E69F00", "#CC79A7", "#8a8f94"][position % 4];
}
