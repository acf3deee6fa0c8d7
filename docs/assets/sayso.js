/* Buttons that copy a citation. Without this script the text can be selected as usual. */
"use strict";

(() => {
  const COPIED = "Copied", FAILED = "Press Ctrl+C";

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
      button.textContent = COPIED;
    } catch {
      select(source);
      button.textContent = FAILED;
    }
    window.setTimeout(() => { button.textContent = label; }, 2000);
  }

  function addButton(block) {
    const source = block.querySelector(".citation, pre");
    const name = block.querySelector(".cite-label, summary").textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy the citation as ${name}`);
    button.addEventListener("click", () => copy(source, button, "Copy"));
    block.append(button);
  }

  document.querySelectorAll(".cite-block").forEach(addButton);
})();
