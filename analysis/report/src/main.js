// The report page: reads its data, and shows it in the language and for the scenario chosen.
import {changeSection} from "./change_section.js";
import {element} from "./dom.js";
import {drawFigures, forgetFigures, redrawResized} from "./figure.js";
import {headlineSection} from "./headline.js";
import {numbers} from "./numbers.js";
import {
  attributionSection,
  bottleneckSection,
  carSection,
  chanceSection,
  comparisonSection,
  discoverySection,
  driverSection,
  heatingSection,
  informationSection,
  limitSection,
  moneySection,
  peopleSection,
  sectorSection,
  sourceSection,
  totalSection,
} from "./sections.js";
import {targetText} from "./settings.js";
import {texts} from "./texts.js";

const data = JSON.parse(document.getElementById("report-data").textContent);
const state = {language: document.documentElement.lang, scenario: 0, account: "physical"};

/// A target that brings no words of its own is worded by what it asks for.
function wordTarget(target) {
  if (target.label.sv || target.label.en) return;
  for (const language of ["sv", "en"])
    target.label[language] = targetText({...texts(language), n: numbers(language)}, target);
}

/// A text that nobody wrote is the thing's id.
function nameUnnamed() {
  const named = (text, id) => {
    if (!text.sv && !text.en) Object.assign(text, {sv: id, en: id});
  };
  named(data.title, data.city);
  for (const scenario of data.scenarios) {
    named(scenario.label, scenario.id);
    for (const target of scenario.targets) wordTarget(target);
    for (const change of scenario.changes) named(change.meaning, change.name);
  }
  for (const series of Object.values(data.observed).flat()) named(series.label, series.release);
}

function releaseName(plain, id) {
  const series = Object.values(data.observed)
    .flat()
    .find(one => one.release === id);
  return series ? plain(series.label) : id;
}

function makeContext() {
  const words = texts(state.language, data.scenarios[state.scenario].members, data.city);
  return {
    data,
    ...words,
    language: state.language,
    n: numbers(state.language),
    scenario: data.scenarios[state.scenario],
    account: state.account,
    choose,
    releaseName: id => releaseName(words.plain, id),
  };
}

function languageSwitch(context) {
  return element(
    "div",
    {class: "choice languages", role: "group", "aria-label": context.say("page.language")},
    [
      ["sv", "Svenska"],
      ["en", "English"],
    ].map(([id, label]) =>
      element(
        "button",
        {
          type: "button",
          lang: id,
          id: `language-${id}`,
          "aria-pressed": String(id === state.language),
          onclick: () => choose({language: id}, `language-${id}`),
        },
        label,
      ),
    ),
  );
}

function scenarioChoice(context) {
  if (data.scenarios.length < 2) return null;
  return element(
    "div",
    {class: "scenarios"},
    element("p", {id: "scenario-label"}, context.say("page.scenario")),
    element(
      "div",
      {class: "choice", role: "group", "aria-labelledby": "scenario-label"},
      data.scenarios.map((scenario, i) =>
        element(
          "button",
          {
            type: "button",
            id: `scenario-${i}`,
            "aria-pressed": String(i === state.scenario),
            onclick: () => choose({scenario: i}, `scenario-${i}`),
          },
          context.own(scenario.label),
        ),
      ),
    ),
  );
}

function facts({say, n, own, plain, scenario}) {
  const count = say(scenario.replicates > 1 ? "page.members_replicates" : "page.members", {
    members: n.count(scenario.members),
    replicates: n.count(scenario.replicates),
  });
  const failed = scenario.failed > 0 ? " " + say("page.failed", {failed: n.count(scenario.failed)}) : "";
  return element(
    "p",
    {class: "facts"},
    element("strong", {}, own(scenario.label)),
    ". ",
    plain(scenario.description) ? [own(scenario.description), " "] : "",
    count,
    failed,
    " ",
    say("page.created", {date: n.date(data.created)}),
  );
}

function contents(context, sections) {
  return element(
    "nav",
    {class: "contents", "aria-label": context.say("page.contents")},
    element(
      "ul",
      {},
      sections.map(section =>
        element("li", {}, element("a", {href: `#${section.id}`}, section.querySelector("h2").textContent)),
      ),
    ),
  );
}

function show() {
  const context = makeContext();
  forgetFigures();
  document.documentElement.lang = state.language;
  document.title = `${context.plain(data.title)} · ${context.name("city", data.city)} · Skifte`;
  const sections = [
    headlineSection,
    comparisonSection,
    totalSection,
    sectorSection,
    carSection,
    heatingSection,
    bottleneckSection,
    chanceSection,
    changeSection,
    attributionSection,
    moneySection,
    peopleSection,
    driverSection,
    discoverySection,
    informationSection,
    limitSection,
    sourceSection,
  ]
    .map(make => make(context))
    .filter(Boolean);
  document
    .getElementById("page")
    .replaceChildren(
      element("a", {class: "skip", href: "#headline"}, context.say("page.skip")),
      element(
        "header",
        {class: "masthead"},
        element("div", {class: "bar"}, element("p", {class: "brand"}, `Skifte · ${context.name("city", data.city)}`), languageSwitch(context)),
        element("h1", {}, context.own(data.title)),
        scenarioChoice(context),
        facts(context),
        contents(context, sections),
      ),
      element("main", {}, sections),
      element("footer", {}, element("p", {}, context.say("page.footer"))),
    );
  drawFigures();
}

/// Changes the state, shows the page again and leaves the focus on the control that was used.
function choose(change, focus) {
  const offset = document.getElementById(focus)?.getBoundingClientRect().top;
  Object.assign(state, change);
  show();
  const control = document.getElementById(focus);
  control?.focus({preventScroll: true});
  if (control && offset !== undefined) window.scrollBy(0, control.getBoundingClientRect().top - offset);
}

let waiting = 0;
window.addEventListener("resize", () => {
  clearTimeout(waiting);
  waiting = setTimeout(redrawResized, 150);
});
const paperWidth = 900; // [px] charts are drawn this wide and shrunk to an A4 page's 690: panels side by side, letters of 8 pt
window.addEventListener("beforeprint", () => drawFigures(paperWidth));
window.addEventListener("afterprint", () => drawFigures());
nameUnnamed();
show();
