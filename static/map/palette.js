/* The quiet colours of the two themes. */
export const QUIET = {
  light: { sea: "#dde4e8", land: "#f1efe9", other: "#e7e5df", ukraine: "#fbf3cf", line: "#cfccc4",
           border: "#8d8a82", halo: "#ffffff", ring: "#26231d", disc: "#ffffff", ink: "#23211c", occupied: "#0057b7" },
  dark: { sea: "#14191d", land: "#262a2e", other: "#1f2326", ukraine: "#3a3720", line: "#3c4146",
          border: "#7d838a", halo: "#14191d", ring: "#f4f2ec", disc: "#1c2126", ink: "#f4f2ec", occupied: "#5aa0e6" },
};

export const paletteOf = (isDark) => (isDark ? QUIET.dark : QUIET.light);
