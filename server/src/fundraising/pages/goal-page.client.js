// What a browser adds to the goal's page. Everything works without it: it only shows the total sooner and copies the link.
(() => {
  const form = document.querySelector("form[data-quote]");
  const live = form?.querySelector("[data-live]");
  const own = form?.querySelector("#f-own");
  // Said again when there is no total to tell: that of an earlier amount would be wrong.
  const usual = live?.textContent;
  let asked = 0;

  const ask = async () => {
    const preset = form.querySelector("input[name=preset]:checked")?.value ?? "";
    const turn = ++asked;
    const query = new URLSearchParams({ preset, own: own.value, lang: document.documentElement.lang });
    const answer = await fetch(`${form.dataset.quote}?${query}`).catch(() => null);
    // A slow answer must not replace a later one.
    if (turn !== asked || !answer?.ok) return;
    const { text } = await answer.json();
    live.textContent = text ?? usual;
  };

  if (form && live && own) {
    let timer;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), 250);
    };
    own.addEventListener("input", () => {
      form.querySelector("input[name=preset][value=own]").checked = true;
      later();
    });
    form.addEventListener("change", later);
    // A second press while the first is under way would only be answered with the same gift; it need not be made.
    form.addEventListener("submit", () =>
      setTimeout(() => form.querySelector("button").setAttribute("aria-disabled", "true")),
    );
    void ask();
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
      button.textContent = button.dataset.done;
    });
  }
})();
