// Elements made by hand: texts become text nodes, so nothing a user wrote can become markup.

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  append(node, children);
  return node;
}

function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    node.append(child);
  }
}

/// A text with its http(s) addresses as links.
export function linked(text) {
  return text
    .split(/(https?:\/\/[^\s"<>]+[^\s"<>.,;)])/)
    .map((part, i) =>
      i % 2 ? element("a", {href: part, rel: "noopener noreferrer"}, part.replace(/^https?:\/\//, "")) : part,
    );
}

/// A table; numeric columns (1, 2, ...) are right-aligned when `numeric` says so.
/// `stacked`: on a narrow page each row becomes a block, its cells under their heads' words.
export function table({head, rows, caption, numeric = () => false, className, stacked = false}) {
  return element(
    "table",
    {class: [className, stacked && "stacked"].filter(Boolean).join(" ") || null},
    caption && element("caption", {}, caption),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        head.map((cell, i) => element("th", {scope: "col", class: numeric(i) ? "number" : null}, cell)),
      ),
    ),
    element(
      "tbody",
      {},
      rows.map(row =>
        element(
          "tr",
          {},
          row.map((cell, i) =>
            i === 0 ? element("th", {scope: "row"}, cell) : element("td", {class: numeric(i) ? "number" : null, "data-head": stacked ? head[i] : null}, cell),
          ),
        ),
      ),
    ),
  );
}
