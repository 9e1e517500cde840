// Numbers and dates as the reader's language writes them, rounded to what is known: three significant digits, and beside
// an interval no finer than a twentieth or so of its half width.

const styles = {
  sv: {
    decimal: ",",
    thousands: "\u202f",
    percent: "\u00a0%",
    to: "till",
    months: [
      "januari",
      "februari",
      "mars",
      "april",
      "maj",
      "juni",
      "juli",
      "augusti",
      "september",
      "oktober",
      "november",
      "december",
    ],
  },
  en: {
    decimal: ".",
    thousands: ",",
    percent: "%",
    to: "to",
    months: [
      "January",
      "February",
      "March",
      "April",
      "May",
      "June",
      "July",
      "August",
      "September",
      "October",
      "November",
      "December",
    ],
  },
};
const minus = "\u2212";
const absent = "–";
const dash = "\u2060–\u2060"; // a range is not broken across lines

export function known(value) {
  return typeof value === "number" && Number.isFinite(value);
}

/// `value` rounded to `digits` significant digits.
export function significant(value, digits = 3) {
  return value === 0 ? 0 : Number(value.toPrecision(digits));
}

/// Formats for one language.
export function numbers(language) {
  const style = styles[language];

  function grouped(digits) {
    return digits.replace(/\B(?=(\d{3})+(?!\d))/g, style.thousands);
  }

  function number(value, digits = 3) {
    if (!known(value)) return absent;
    const rounded = significant(value, digits);
    const size = rounded === 0 ? 0 : Math.floor(Math.log10(Math.abs(rounded)));
    const decimals = rounded === 0 ? 0 : Math.max(0, digits - 1 - size);
    const [whole, fraction] = Math.abs(rounded).toFixed(Math.min(decimals, 8)).split(".");
    return (rounded < 0 ? minus : "") + grouped(whole) + (fraction ? style.decimal + fraction : "");
  }

  function range(low, high) {
    if (!known(low) || !known(high)) return absent;
    return low < 0 || high < 0 ? `${number(low)} ${style.to} ${number(high)}` : number(low) + dash + number(high);
  }

  /// Formats for a figure and its interval: both in the same steps, two significant digits of the interval's half width and
  /// at most three of the largest. {number(value), range(): "5.9–9.0", text(value): "7.4 (5.9–9.0)"}.
  function beside(low, high, more = 0) {
    const size = Math.max(...[low, high, more].filter(known).map(Math.abs), 0);
    const half = known(low) && known(high) ? (high - low) / 2 : 0;
    if (!(size > 0)) return {number: value => number(value), signed: value => signed(value), range: () => range(low, high), plain: value => value};
    const coarsest = Math.floor(Math.log10(size)) - 2;
    const place = half > 0 ? Math.min(Math.max(Math.floor(Math.log10(half)) - 1, coarsest), Math.floor(Math.log10(size))) : coarsest;
    const plain = value => Math.round(value / 10 ** place) * 10 ** place;
    const step = value => {
      if (!known(value)) return absent;
      const rounded = plain(value);
      if (rounded === 0) return "0";
      const [whole, fraction] = Math.abs(rounded).toFixed(Math.min(8, Math.max(0, -place))).split(".");
      return (rounded < 0 ? minus : "") + grouped(whole) + (fraction ? style.decimal + fraction : "");
    };
    const span = () =>
      !known(low) || !known(high)
        ? absent
        : low < 0 || high < 0
          ? `${step(low)} ${style.to} ${step(high)}`
          : step(low) + dash + step(high);
    return {number: step, signed: value => (plain(value) > 0 ? "+" : "") + step(value), range: span, plain};
  }

  /// A count is exact: no rounding.
  function count(value) {
    return grouped(String(Math.round(value)));
  }

  function signed(value, digits = 3) {
    return (value > 0 ? "+" : "") + number(value, digits);
  }

  /// A number that somebody wrote: as many digits as it has.
  function exact(value) {
    if (!known(value)) return absent;
    const [whole, fraction] = String(Number(Math.abs(value).toPrecision(12))).split(".");
    return (value < 0 ? minus : "") + grouped(whole) + (fraction ? style.decimal + fraction : "");
  }

  /// A share strictly between 0 and 1 never reads 0 or 100 %.
  function percent(share) {
    const value = share * 100;
    const decimals = value < 1 || value > 99 ? 1 : 0;
    const shown = Math.min(Math.max(value, share > 0 ? 0.1 : 0), share < 1 ? 99.9 : 100);
    return shown.toFixed(shown === 100 || shown === 0 ? 0 : decimals).replace(".", style.decimal) + style.percent;
  }

  function percentRange(low, high) {
    return percent(low).replace(style.percent, "") + dash + percent(high);
  }

  /// The month of a decimal year: 2023.2 is March 2023.
  function month(decimalYear) {
    if (!known(decimalYear)) return absent;
    const year = Math.floor(decimalYear);
    return `${style.months[Math.min(11, Math.floor((decimalYear - year) * 12))]} ${year}`;
  }

  function date(iso) {
    const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? "");
    return parts ? `${Number(parts[3])} ${style.months[Number(parts[2]) - 1]} ${parts[1]}` : (iso ?? "");
  }

  return {number, range, beside, count, signed, exact, percent, percentRange, month, date, to: style.to, percentSign: style.percent};
}

/// The same conventions for the charts' axes, in d3's terms.
export function axisLocale(language) {
  const style = styles[language];
  return {
    number: {
      decimal: style.decimal,
      thousands: style.thousands,
      grouping: [3],
      currency: ["", ""],
      percent: style.percent,
    },
  };
}

/// The decimal year of a date written yyyy-mm-dd.
export function decimalYear(iso) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? "");
  return parts ? Number(parts[1]) + (Number(parts[2]) - 1) / 12 + (Number(parts[3]) - 1) / 365 : NaN;
}
