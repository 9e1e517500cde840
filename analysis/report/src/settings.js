// Parameters and values as a scenario writes them, in the reader's words: dates, units, payers, distributions.

const prefixes = [
  [1e12, "T"],
  [1e9, "G"],
  [1e6, "M"],
  [1e3, "k"],
];

/// 200000000000 g/year as 200 kt/year, 20000000 W as 20 MW: what nobody can read is written with a prefix.
function readable(value, unit) {
  const base = /^(Wh|W|g)(?=$|\/)/.exec(unit)?.[1];
  if (!base || Math.abs(value) < 1000) return [value, unit];
  const rest = unit.slice(base.length);
  if (base === "g" && Math.abs(value) >= 1e9) return [value / 1e9, `kt${rest}`];
  if (base === "g" && Math.abs(value) >= 1e6) return [value / 1e6, `t${rest}`];
  const [size, prefix] = prefixes.find(([least]) => Math.abs(value) >= least);
  return [value / size, `${prefix}${base}${rest}`];
}

/// "MSEK/year" as "miljoner kronor per år", "SEK/(ha year)" as "kronor per hektar och år". `value` tells one from many.
export function unitText({name, dictionaryHas}, unit, value = NaN) {
  const counted = value === 1 ? "unit_word_one" : Number.isNaN(value) ? "unit_word" : "unit_word_many";
  const kind = word => (dictionaryHas(`${counted}.${word}`) ? counted : "unit_word");
  const between = (place, word) =>
    place > 0 && word === name("unit_word", "year") ? ` ${name("unit_word", "and")} ` : " ";
  const words = (part, place) =>
    part
      .split(" ")
      .filter(Boolean)
      .map(word => name(place === 0 ? kind(word) : "unit_word", word))
      .reduce((text, word) => (text ? `${text}${between(place, word)}${word}` : word), "");
  return unit
    .replace(/[()]/g, "")
    .split("/")
    .map(words)
    .join(` ${name("unit_word", "per")} `);
}

function amount(context, number, unit) {
  const [value, shown] = readable(Number(number), unit.trim());
  const text = context.n.exact(value);
  if (shown === "%") return `${text} %`;
  if (shown.startsWith("1/")) return `${text} ${unitText(context, shown.slice(1)).trim()}`;
  return shown ? `${text} ${unitText(context, shown, value)}` : text;
}

/// A value as written in a scenario: "2029-07-01", "200 kt/year", "city", "triangular(0.5, 1, 2)".
export function valueText(context, value, key = "") {
  const {n, name, say} = context;
  if (value === "-") return say("changes.absent");
  if (key === "payer") return name("payer", value).toLowerCase();
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return n.date(value);
  const law = /^([a-z]+)\(([^)]*)\)(.*)$/.exec(value);
  if (law) {
    const numbers = law[2].split(",").map(part => n.exact(Number(part)));
    const unit = law[3].trim() ? ` ${law[3].trim().startsWith("in ") ? law[3].trim() : unitText(context, law[3].trim())}` : "";
    return `${name("distribution", law[1])} (${numbers.join("; ")})${unit}`;
  }
  const plain = /^(-?[\d.]+(?:e[+-]?\d+)?)(?: (.+))?$/.exec(value);
  if (plain) return amount(context, plain[1], plain[2] ?? "");
  return value.replace(/(\d+)\.(\d+)/g, (_, whole, rest) => n.exact(Number(`${whole}.${rest}`)));
}

const outcomeKinds = {cars: "powertrain", new_cars: "powertrain", heating_systems: "heating"};

/// "emissions_published.transport" as "Publicerade utsläpp, transporter".
export function outcomeText({name}, variable) {
  const [base, label] = variable.split(".");
  return name("outcome", base) + (label ? `, ${name(outcomeKinds[base] ?? "sector", label).toLowerCase()}` : "");
}

/// A target in words: "Utsläpp: högst 170 kt CO₂e 2030".
export function targetText(context, target) {
  const {say, n} = context;
  const kilo = target.unit === "t CO2e"; // a city's tonnes are kilotonnes on the whole page
  const units = {"t/person": "unit.tonnes_person", "t CO2e/person": "unit.tonnes_person"};
  const unit = kilo
    ? say("unit.kilotonnes")
    : units[target.unit]
      ? say(units[target.unit])
      : target.unit === "1"
        ? ""
        : unitText(context, target.unit);
  return say("target.at_most", {
    outcome: outcomeText(context, target.variable),
    value: n.exact(kilo ? target.at_most / 1000 : target.at_most),
    unit,
    year: target.year,
  });
}
