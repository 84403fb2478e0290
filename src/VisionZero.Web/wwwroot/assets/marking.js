// Keeps the sum of the marks up to date while they are given. Without it, each answer of the server carries it.
(() => {
  "use strict";
  const form = document.querySelector("form[data-marking]"), total = form?.querySelector("[data-total]");
  if (!total) return;
  // The lowest level is worth no point, each further level one more.
  const count = () => {
    const chosen = [...form.querySelectorAll("input[type=radio]:checked")];
    const points = chosen.reduce((sum, level) => sum + Number(level.value) - 1, 0);
    const words = total.dataset.total.replace("{marked}", chosen.length).replace("{points}", points);
    if (total.textContent !== words) total.textContent = words;
  };
  form.addEventListener("change", count);
  // A browser that goes back fills the form in again.
  addEventListener("pageshow", count);
})();
