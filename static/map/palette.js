/* The quiet colours of the two themes. */
export const QUIET = {
  light: { sea: "#dde4e8", land: "#f1efe9", other: "#e7e5df", ukraine: "#fbf3cf", line: "#cfccc4",
           border: "#8d8a82", halo: "#ffffff", ring: "#26231d", disc: "#ffffff", ink: "#23211c", occupied: "#0057b7",
           shades: ["#dbe7ef", "#b5cfdf", "#86b0ca", "#5389ab", "#2a6287"] },
  dark: { sea: "#14191d", land: "#262a2e", other: "#1f2326", ukraine: "#3a3720", line: "#3c4146",
          border: "#7d838a", halo: "#14191d", ring: "#f4f2ec", disc: "#1c2126", ink: "#f4f2ec", occupied: "#5aa0e6",
          shades: ["#2c3b45", "#3b5566", "#4f7690", "#6f9dbb", "#a3cbe4"] },
};

export const paletteOf = (isDark) => (isDark ? QUIET.dark : QUIET.light);

/* Where there are fewer classes than shades, the ends of the scale are kept. */
export const shadeOf = (shades, at, count) => shades[count < 2 ? shades.length - 2 : Math.round((at * (shades.length - 1)) / (count - 1))];
