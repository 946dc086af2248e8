/* Messages in the reader's language: the server gives them (strikemap/cartography/map_words.py,
   strikemap/ui/frame/timeline_words.py), here places and numbers are filled in. */
export const speakerOf = (language, words) => {
  const numbers = new Intl.NumberFormat(language), plurals = new Intl.PluralRules(language);
  const number = (value) => numbers.format(value);
  const written = (value) => (typeof value === "number" ? number(value) : value);
  const filled = (message, places) => message.replace(/\{(\w+)\}/g, (whole, name) => (name in places ? written(places[name]) : whole));
  return {
    number,
    /* The message called *name*. */
    say: (name, places = {}) => filled(words[name], places),
    /* The same in the form that goes with *count*. */
    count: (name, count, places = {}) => {
      const forms = words[name], form = forms[plurals.select(count)] ?? Object.values(forms).at(-1);
      return filled(form, { count, ...places });
    },
  };
};
