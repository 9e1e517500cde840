// The page's words. Both files hold the same keys; {name} stands for a value.
import en from "./text_en.json";
import sv from "./text_sv.json";
import {element} from "./dom.js";

const dictionaries = {sv, en};

const fewest = 20; // futures, below which a range that holds nine in ten is not to be had

const namedCity = "helsingborg"; // whose plants the labels are called by

/// The words of a page about so many futures. A text `KEY.one` stands in for KEY where there is but one: it has no spread.
export function texts(language, members = Infinity, city = namedCity) {
  const dictionary = dictionaries[language];
  const range = members === 1 ? "range.one" : members < fewest ? "range.few" : "range.nine";
  const nine = dictionary[range].replace("{members}", members);
  const common = {nine, Nine: nine[0].toUpperCase() + nine.slice(1)};

  /// The text of `key` with its values put in. An unknown key is a mistake of ours and throws.
  function say(key, values = {}) {
    const pattern = (members === 1 ? dictionary[`${key}.one`] : undefined) ?? dictionary[key];
    if (pattern === undefined) throw new Error(`no text for ${key} in ${language}`);
    return pattern.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? common[name]));
  }

  /// The name of a sector, powertrain, ...; one the page does not know is shown as it is written in the file.
  function name(kind, id) {
    const elsewhere = city === namedCity ? undefined : dictionary[`elsewhere.${kind}.${id}`];
    return elsewhere ?? dictionary[`${kind}.${id}`] ?? id.replaceAll("_", " ");
  }

  /// A text of the data as a string.
  function plain(text) {
    return text[language] || text.sv || text.en || "";
  }

  /// A text of the data as an element that says which language it is in when that is not the page's.
  function own(text) {
    const shown = plain(text);
    if (text[language] || !shown) return shown;
    return element("span", {lang: text.sv ? "sv" : "en"}, shown);
  }

  const dictionaryHas = key => key in dictionary;

  return {say, name, plain, own, dictionaryHas, hasSpread: members > 1};
}
