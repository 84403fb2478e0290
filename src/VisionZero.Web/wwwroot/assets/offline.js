// Lists what is kept on the device.
(async () => {
  "use strict";
  const part = document.querySelector("[data-kept]");
  if (!vzAlong.can) return;
  for (const page of await vzAlong.kept()) {
    const link = part.querySelector("ul").appendChild(document.createElement("li")).appendChild(document.createElement("a"));
    link.href = page.address;
    link.textContent = page.title;
    part.hidden = false;
  }
})();
