/* Buttons that copy a citation; without this script the text can be selected as usual.
   Links that also work where the site is read from a disk: there nobody looks for index.html in a folder.
   And the theme's buttons that copy code are no landmarks: as a <nav> each, a page with two would have two without a name. */
"use strict";

(() => {
  /* The messages of another language than English, which a build writes before this script. */
  const { messages } = window.saysoWords ?? { messages: {} };
  const say = (text) => messages[text] ?? text;

  function select(source) {
    const range = document.createRange();
    range.selectNodeContents(source);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  async function copy(source, button, label) {
    try {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = say("Copied");
    } catch {
      select(source);
      button.textContent = say("Press Ctrl+C");
    }
    window.setTimeout(() => { button.textContent = label; }, 2000);
  }

  function addButton(block) {
    const source = block.querySelector(".citation, pre");
    const name = block.querySelector(".cite-label, summary").textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = say("Copy");
    const code = block.dataset.field === "embed";
    button.setAttribute("aria-label", code ? say("Copy the code") : say("Copy the citation as {format}").replace("{format}", name));
    button.addEventListener("click", () => copy(source, button, say("Copy")));
    block.append(button);
  }

  function nameIndex(link) {
    const url = new URL(link.href);
    if (url.protocol === "file:" && url.pathname.endsWith("/")) {
      url.pathname += "index.html";
      link.href = url.href;
    }
  }

  function takeFromLandmarks() {
    document.querySelectorAll("nav.md-code__nav:not([role])").forEach((nav) => nav.setAttribute("role", "none"));
  }

  document.querySelectorAll(".cite-block").forEach(addButton);
  takeFromLandmarks();
  new MutationObserver(takeFromLandmarks).observe(document.body, { childList: true, subtree: true });
  if (location.protocol === "file:") {
    document.querySelectorAll("a[href]").forEach((link) => link instanceof HTMLAnchorElement && nameIndex(link));
  }
})();
