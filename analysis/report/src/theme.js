// Colours and sizes of the charts. Colours: Okabe and Ito's palette, told apart by colour-blind readers.
import {axisLocale} from "./numbers.js";

export const font =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', Arial, sans-serif";

export const ink = "#16202a";
export const quiet = "#4a5763";
export const colours = {
  physical: "#0072B2",
  published: "#D55E00",
  footprint: "#8c4a7a",
  net: "#007a5a",
  neutral: "#0072B2",
  limit: "#16202a",
};

// Stacked from the bottom; the order is the charts'.
export const sectorColours = {
  transport: "#0072B2",
  electricity_district_heating: "#E69F00",
  industry_energy_process: "#009E73",
  working_machinery: "#D55E00",
  agriculture: "#F0E442",
  own_heating_buildings: "#CC79A7",
  waste_incl_sewage: "#56B4E9",
  product_use_solvents: "#8a8f94",
};

/// Marks of the releases, in the order in which they appear in the data.
export const shapes = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"];

export function config(language) {
  return {
    font,
    background: null,
    aria: false,
    locale: axisLocale(language),
    view: {stroke: null},
    title: {
      anchor: "start",
      align: "left",
      frame: "group",
      offset: 12,
      fontSize: 17,
      fontWeight: 650,
      color: ink,
      subtitleFontSize: 15,
      subtitleColor: quiet,
      subtitlePadding: 5,
      subtitleLineHeight: 19,
      lineHeight: 21,
    },
    axis: {
      labelFontSize: 14,
      labelColor: quiet,
      titleFontSize: 14,
      domain: false,
      ticks: false,
      labelPadding: 6,
      gridColor: "#dfe4e8",
      gridWidth: 1,
      tickColor: "#9aa5ae",
    },
    axisX: {grid: false, ticks: true, domain: true, domainColor: "#9aa5ae", tickSize: 5, labelPadding: 4},
    legend: {labelFontSize: 14, titleFontSize: 14, labelColor: ink, orient: "bottom", labelLimit: 400},
    text: {fontSize: 14, color: ink},
    concat: {spacing: 30},
  };
}
