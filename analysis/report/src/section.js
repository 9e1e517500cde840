// What sections are made of.
import {element} from "./dom.js";
import {figureElement} from "./figure.js";

export function section(context, id, ...content) {
  const inside = content.flat().filter(Boolean);
  if (!inside.length) return null;
  return element(
    "section",
    {id, "aria-labelledby": `${id}-heading`},
    element("h2", {id: `${id}-heading`}, context.say(`section.${id}`)),
    inside,
  );
}

export const figures = (context, list) => list.filter(Boolean).map(figure => figureElement(context, figure));

/// A table that scrolls by itself when it is wider than the page.
export function scrolling(label, content) {
  return element("div", {class: "scrolling", tabindex: 0, role: "region", "aria-label": label}, content);
}
