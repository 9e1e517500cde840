#include "analysis/report_collect.hpp"
#include "analysis/source_names.hpp"

namespace skifte::analysis {

// docs/methods/limits.md says the same at more length.
std::vector<Limit> model_limits(std::string_view city) {
  const bool has_own_figures = city == named_city;
  std::vector<Limit> limits = {
      {{"Trafiken på vägarna är inte mätt i kommunen", "Traffic on the municipality's roads is not measured"},
       {"Andelen genomfart och pendling är ett antagande. Den nationella statistiken fördelar rikets trafik med "
        "nycklar, så stadens "
        "egna åtgärder på vägarna syns nästan inte i den publicerade statistiken.",
        "The share of through traffic and commuting is an assumption. The national statistics spread Sweden's traffic "
        "by keys, so "
        "what the city itself does on the roads hardly shows in the published account."}},
      {{"Stora anläggningar avgörs av få beslut", "A few decisions settle the large plants"},
       {"Koldioxidinfångning, de stora fabrikerna och fjärrvärmens bränslen hänger på enstaka beslut som modellen drar "
        "som slump "
        "kring "
        "antaganden; den vet inget om förhandlingar.",
        "Carbon capture, the large factories and district heat's fuels hang on single decisions that the model draws "
        "at random "
        "around "
        "assumptions; it knows nothing of negotiations."}},
      {{"Priser och teknik är yttre antaganden", "Prices and technology are outside assumptions"},
       {"Elpris, drivmedelspris, batterier och utsläppsrätter följer angivna spann och svarar inte på vad staden gör.",
        "Electricity, fuel, batteries and allowances follow stated ranges and do not answer to what the city does."}},
      {{"Bilars inköpspriser och kilometer i kommunen saknas",
        "Cars' purchase prices and kilometres in the municipality are missing"},
       {"Nationella medelvärden används; därför är spridningen i bilvalet vid.",
        "National means are used; that is why the spread of car choice is wide."}},
      {{"Färjor, internationell sjöfart och flyg räknas inte territoriellt",
        "Ferries, international shipping and aviation are outside the territorial account"},
       {"De ingår inte i kommunens statistik. Flygresor finns i konsumtionens fotavtryck.",
        "They are not in the municipal inventory. Flights appear in the consumption footprint."}},
      {{"Statistikens rad för hamnar och flygplatser är inte lokaliserad",
        "The inventory's row of ports and airports is located nowhere"},
       has_own_figures
           ? Text{"Omkring 28 kt av raden står i båda räkenskaperna utan att någon vet var de släpps ut; hamnens egna "
                  "maskiner förklarar ungefär en tiondel. Lokala åtgärder påverkar bara den tiondelen.",
                  "Some 28 kt of the row stand in both accounts though nobody knows where they are emitted; the port's "
                  "own machines explain about a tenth. Local measures act on that tenth only."}
           : Text{"Det mesta av raden står i båda räkenskaperna utan att någon vet var det släpps ut. Lokala åtgärder "
                  "påverkar det inte.",
                  "Most of the row stands in both accounts though nobody knows where it is emitted. Local measures do "
                  "not act on it."}},
      {{"Priser är nominella till 2025 och reala därefter", "Prices are nominal to 2025 and real after"},
       {"Alternativ jämförs vid samma datum, så valet påverkas föga; summor över åren ska läsas med försiktighet.",
        "Alternatives are compared at one date, so choices are little affected; sums over years need care."}},
  };
  if (!has_own_figures) {
    limits.insert(
        limits.begin(),
        Limit{{"Mycket är Helsingborgs, räknat om med en regel", "Much is Helsingborg's, converted by rule"},
              {"Vanor, klimatkontraktets mål och koldioxidbudgeten är Helsingborgs; där stadens egna uppgifter saknas "
               "är de "
               "omräknade efter invånare, yta eller utsläpp. Anläggningar med eget namn finns inte.",
               "Habits, the climate contract's targets and the carbon budget are Helsingborg's; where the city's own "
               "figures "
               "are missing these are converted by inhabitants, area or emissions. No plant is modelled by name."}});
  }
  return limits;
}

}  // namespace skifte::analysis
