// Runs before the first paint, so that nobody sees the wrong colours or direction flash by. Plain script, no build step.
(function () {
  var root = document.documentElement;
  var read = function (key) {
    try {
      return localStorage.getItem(key);
    } catch (_) {
      return null;
    }
  };
  var scheme = read("cp-colours") || "auto";
  var dark = scheme === "dark" || (scheme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  if (read("cp-contrast") === "more") root.setAttribute("data-contrast", "more");
  var wanted = [read("cp-language")].concat(navigator.languages || []);
  for (var i = 0; i < wanted.length; i++) {
    var base = String(wanted[i] || "").toLowerCase().split("-")[0];
    var language = base === "iw" ? "he" : base === "in" ? "id" : base;
    if (["en", "sw", "id", "he"].indexOf(language) >= 0) {
      root.lang = language;
      root.dir = language === "he" ? "rtl" : "ltr";
      break;
    }
  }
})();
