// The little drawings of a figure's key.
import {element} from "./dom.js";
import {ink, shapes} from "./theme.js";

function drawing(width, ...shapesInside) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [name, value] of Object.entries({width, height: 18, viewBox: `0 0 ${width} 18`, "aria-hidden": "true"}))
    svg.setAttribute(name, value);
  for (const [tag, attributes] of shapesInside) {
    const node = document.createElementNS(space, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    svg.append(node);
  }
  return svg;
}

const outlines = {
  circle: "M9 4a5 5 0 1 0 .01 0z",
  square: "M4.5 4.5h9v9h-9z",
  "triangle-up": "M9 3.5l6 10.5h-12z",
  diamond: "M9 2.5l5 6.5-5 6.5-5-6.5z",
  cross: "M7 3h4v4h4v4h-4v4h-4v-4h-4v-4h4z",
  "triangle-down": "M9 14.5l6-10.5h-12z",
};

export function entry(symbol, label) {
  return element("li", {}, symbol, element("span", {}, label));
}

/// A fan's three parts.
export function fanSymbols(colour) {
  return {
    median: drawing(30, ["rect", {x: 1, y: 7, width: 28, height: 4, fill: colour}]),
    half: drawing(30, ["rect", {x: 1, y: 3, width: 28, height: 12, fill: colour, "fill-opacity": 0.5}]),
    most: drawing(30, ["rect", {x: 1, y: 1, width: 28, height: 16, fill: colour, "fill-opacity": 0.2}]),
  };
}

/// The mark of the `position`-th release.
export function releaseSymbol(position, hollow) {
  const outline = outlines[shapes[position % shapes.length]];
  return drawing(18, [
    "path",
    {d: outline, fill: hollow ? "none" : ink, stroke: ink, "stroke-width": hollow ? 1.8 : 0},
  ]);
}

export function swatch(colour) {
  return drawing(18, ["rect", {x: 2, y: 2, width: 14, height: 14, fill: colour}]);
}

export function lineSymbol(colour, dash) {
  return drawing(34, [
    "line",
    {x1: 1, x2: 33, y1: 9, y2: 9, stroke: colour, "stroke-width": 3.5, ...(dash ? {"stroke-dasharray": dash} : {})},
  ]);
}
