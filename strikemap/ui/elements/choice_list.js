/* Every string is set as text: nothing in it is markup. */
const add = (parent, name, text, className = "") => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  parent.appendChild(made);
  return made;
};

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const box = parentElement.querySelector("section"), written = JSON.stringify(data);
  box.choose = (id) => setTriggerValue("chosen", id);
  if (box.written === written) return;
  box.written = written;
  box.replaceChildren();
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", data.label);
  for (const [heading, items] of data.sections) {
    if (heading) add(box, "h3", heading);
    const list = add(box, "ul");
    for (const [id, label, note, language] of items) {
      const button = add(add(list, "li"), "button");
      button.type = "button";
      button.dataset.id = id;
      button.dir = "auto";
      const named = add(button, "span", label);
      if (language) named.lang = language;
      if (note) {
        button.append(" ");
        add(button, "small", note);
      }
      button.onclick = () => box.choose(id);
    }
  }
}
