/* The reader's theme, which comes with each render, also where the server is not asked again. */

/* Streamlit's component library adds its theme's style anew at each render, and takes none away. */
export const pruneThemes = () => {
  const themes = [...document.head.querySelectorAll("style")].filter((style) => style.textContent.includes("--primary-color"));
  themes.slice(0, -1).forEach((style) => style.remove());
};

/* *follow* is told whether the theme is dark. */
export const followTheTheme = (follow) => {
  const streamlit = window.Streamlit;
  streamlit.events.addEventListener(streamlit.RENDER_EVENT, ({ detail: { theme } }) => {
    if (theme?.base) follow(theme.base === "dark");
  });
};
