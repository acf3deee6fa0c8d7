// The article reader: text and claims light up each other, claims open in place, keys move between them, filters
// dim the rest. Everything that it shows is in the page already; without it links and <details> do their work.
(function () {
  "use strict";

  const reader = document.querySelector("[data-reader]");
  if (!reader) return;

  const text = reader.querySelector(".article-text");
  const tools = reader.querySelector(".reader-tools");
  const cards = Array.from(reader.querySelectorAll(".reader-card"));
  const notes = Array.from(reader.querySelectorAll(".reader-note"));
  const groups = Array.from(reader.querySelectorAll("details.reader-notes"));
  const cardOf = new Map(cards.map((card) => [card.id, card]));
  const parts = linkedParts();
  const wide = window.matchMedia("(min-width: 60em)");
  const print = window.matchMedia("print");
  const GAP = 7; // pixels between two notes
  const DENSER = ["is-dense", "is-denser"]; // how the notes are drawn closer, step by step
  const FAR = 120; // pixels that a note may stand below its passage before all of them are drawn closer
  const SPOKEN = window.saysoWords ?? { language: "en", messages: {} }; // which a build writes into sayso.js
  let chosen = null; // the anchor of the claim that is open
  let opened = null; // the evidence that was opened for it, and is closed again when another is

  // ---- what belongs together ------------------------------------------------------------------------------

  function claimsOf(piece) {
    return piece.dataset.in.split(" ");
  }

  function linkedParts() {
    // By anchor, the pieces of the text and the marks of the bar that belong to a claim.
    const found = new Map(cards.map((card) => [card.id, []]));
    reader.querySelectorAll("[data-in]").forEach((piece) => claimsOf(piece).forEach((name) => found.get(name).push(piece)));
    document.querySelectorAll("[data-for]").forEach((mark) => found.get(mark.dataset.for).push(mark));
    return found;
  }

  function say(text, values) {
    return (SPOKEN.messages[text] ?? text).replace(/\{(\w+)\}/g, (slot, name) => values[name] ?? slot);
  }

  function sayFor(number, one, many, values) {
    const told = SPOKEN.messages[one];
    const form = told ? (told[new Intl.PluralRules(SPOKEN.language).select(number)] ?? told.other) : number === 1 ? one : many;
    return form.replace(/\{(\w+)\}/g, (slot, name) => values[name] ?? slot);
  }

  function show(state, name) {
    // Give the state to the claim of that name, in text, margin and bar, and take it from all others.
    document.querySelectorAll("." + state).forEach((one) => one.classList.remove(state));
    if (!cardOf.has(name)) return;
    [cardOf.get(name), ...parts.get(name)].forEach((one) => one.classList.add(state));
  }

  function isDim(name) {
    return cardOf.get(name).classList.contains("is-dim");
  }

  function innermost(piece) {
    const names = claimsOf(piece);
    return names.find((name) => !isDim(name)) || names[0];
  }

  function claimAt(target) {
    // The claim that an element of text, margin or bar stands for.
    const place = target instanceof Element && target.closest("[data-in], .reader-card, [data-for]");
    if (!place) return null;
    if (place.dataset.in) return innermost(place);
    return place.dataset.for || (cardOf.has(place.id) ? place.id : null);
  }

  // ---- choosing a claim -----------------------------------------------------------------------------------

  function choose(name, address) {
    const card = cardOf.get(name);
    if (!card) return;
    if (opened && !card.contains(opened)) opened.open = false;
    const evidence = card.querySelector(".reader-evidence");
    opened = evidence.open ? opened : evidence;
    const group = card.closest(".reader-notes");
    if (group) group.open = true;
    evidence.open = true;
    chosen = name;
    show("is-chosen", name);
    if (address) remember("#" + name, true);
    tell();
    layOut();
  }

  function release() {
    if (opened) opened.open = false;
    opened = chosen = null;
    show("is-chosen", null);
    remember("", false);
    tell();
    layOut();
  }

  function reveal(name) {
    // Bring the claim to where it is read: its passage where that stands beside it, else its card.
    const beside = text && wide.matches;
    const target = beside ? document.getElementById("text:" + name) : cardOf.get(name);
    if (!target) return;
    const top = target.getBoundingClientRect().top;
    const free = tools && getComputedStyle(tools).position === "sticky" ? 140 : 60;
    if (top < free || top > window.innerHeight * 0.6) window.scrollBy(0, top - Math.max(free, window.innerHeight * 0.22));
  }

  function go(name, focus) {
    choose(name, true);
    reveal(name);
    if (focus) cardOf.get(name).focus({ preventScroll: true });
  }

  function move(step) {
    const names = cards.map((card) => card.id).filter((name) => !isDim(name));
    if (!names.length) return;
    const at = chosen ? names.indexOf(chosen) : -1;
    const next = at < 0 ? (step > 0 ? 0 : names.length - 1) : Math.min(Math.max(at + step, 0), names.length - 1);
    go(names[next], true);
  }

  function takeTurns(piece) {
    // Words of several claims lead to the innermost one; asked again, to the next one outward.
    const names = claimsOf(piece).filter((name) => !isDim(name));
    const at = names.indexOf(chosen);
    return names.length ? names[(at + 1) % names.length] : innermost(piece);
  }

  // ---- filters and the address ----------------------------------------------------------------------------

  function choices() {
    return tools ? Array.from(tools.querySelectorAll("select")) : [];
  }

  function fits(card) {
    const [claimant, form] = choices().map((choice) => choice.value);
    return (!claimant || card.dataset.claimants.split(" ").includes(claimant)) && (!form || card.dataset.form === form);
  }

  function filter() {
    cards.forEach((card) => card.classList.toggle("is-dim", !fits(card)));
    reader.querySelectorAll("[data-in]").forEach((piece) => piece.classList.toggle("is-dim", claimsOf(piece).every(isDim)));
    document.querySelectorAll("[data-for]").forEach((mark) => mark.classList.toggle("is-dim", isDim(mark.dataset.for)));
    reader.classList.toggle("is-filtered", choices().some((choice) => choice.value));
    tell();
    layOut();
  }

  function tell() {
    const status = tools && tools.querySelector(".reader-status");
    if (!status) return;
    const left = cards.filter((card) => !card.classList.contains("is-dim")).length;
    const all = cards.length;
    const place = chosen ? say("claim {number} of {total}", { number: cards.indexOf(cardOf.get(chosen)) + 1, total: all }) : "";
    const shown = left < all ? say("{number} of {total} shown", { number: left, total: all }) : "";
    const count = shown || (place ? "" : sayFor(all, "{number} claim", "{number} claims", { number: all }));
    status.textContent = [place, count].filter(Boolean).join(say(", ", {}));
  }

  function remember(hash, step) {
    const address = new URL(window.location.href);
    choices().forEach((choice) => {
      if (choice.value) address.searchParams.set(choice.name, choice.value);
      else address.searchParams.delete(choice.name);
    });
    if (hash !== null) address.hash = hash;
    if (address.href === window.location.href) return;
    try {
      window.history[step ? "pushState" : "replaceState"](null, "", address);
    } catch {
      // A page opened from a disk may not change its address in some browsers.
    }
  }

  function readAddress() {
    const given = new URLSearchParams(window.location.search);
    choices().forEach((choice) => {
      const value = given.get(choice.name) || "";
      choice.value = Array.from(choice.options).some((option) => option.value === value) ? value : "";
    });
    filter();
    readAnchor();
  }

  function readAnchor() {
    let anchor = decodeAnchor();
    if (anchor.startsWith("text:")) anchor = anchor.slice(5);
    if (cardOf.has(anchor)) {
      choose(anchor, false);
      reveal(anchor);
    }
  }

  function decodeAnchor() {
    try {
      return decodeURIComponent(window.location.hash.slice(1));
    } catch {
      return "";
    }
  }

  // ---- the margin -----------------------------------------------------------------------------------------

  function layOut() {
    // Each note beside its passage, none over another: down the page first, then upward from the chosen one.
    const beside = Boolean(text) && wide.matches && !print.matches;
    reader.classList.toggle("is-laid", beside);
    if (!beside) {
      if (text) text.style.minHeight = "";
      return;
    }
    const origin = text.getBoundingClientRect().top;
    const wanted = notes.map((note) => document.getElementById(note.dataset.at).getBoundingClientRect().top - origin - 4);
    reader.classList.remove(...DENSER);
    reader.classList.add("is-measuring"); // a card that is lit may stand over others for as long as it is
    for (const denser of DENSER) {
      if (drift(wanted, measured()) > FAR) reader.classList.add(denser);
    }
    const heights = measured();
    reader.classList.remove("is-measuring");
    const tops = settle(wanted, heights, notes.indexOf(cardOf.get(chosen)));
    notes.forEach((note, index) => { note.style.top = tops[index] + "px"; });
    text.style.minHeight = (notes.length ? tops[notes.length - 1] + heights[notes.length - 1] : 0) + "px";
  }

  function measured() {
    return notes.map((note) => note.offsetHeight + GAP);
  }

  function drift(wanted, heights) {
    // How far a note comes to stand below its passage at most, were none chosen.
    const tops = settle(wanted, heights, -1);
    const place = chosen ? notes.indexOf(cardOf.get(chosen)) : notes.length - 1;
    return Math.max(0, ...tops.slice(0, place + 1).map((top, index) => top - wanted[index]));
  }

  function settle(wanted, heights, fixed) {
    const tops = [];
    let free = 0;
    wanted.forEach((top, index) => {
      tops.push(Math.max(top, free));
      free = tops[index] + heights[index];
    });
    if (fixed < 0) return tops;
    const least = heights.slice(0, fixed).reduce((sum, height) => sum + height, 0);
    tops[fixed] = Math.max(wanted[fixed], least);
    for (let index = fixed - 1; index >= 0; index -= 1) {
      tops[index] = Math.min(tops[index], tops[index + 1] - heights[index]);
    }
    for (let index = fixed + 1; index < tops.length; index += 1) {
      tops[index] = Math.max(wanted[index], tops[index - 1] + heights[index - 1]);
    }
    return tops;
  }

  function fold() {
    // Beside the text all notes are open; below their paragraphs they are folded, but for the chosen one's.
    if (print.matches) return;
    groups.forEach((group) => { group.open = wide.matches || (chosen !== null && group.contains(cardOf.get(chosen))); });
    layOut();
  }

  // ---- printing -------------------------------------------------------------------------------------------

  let unfolded = [];

  function unfold() {
    unfolded = Array.from(reader.querySelectorAll("details:not([open])"));
    unfolded.forEach((one) => { one.open = true; });
  }

  function foldAgain() {
    unfolded.forEach((one) => { one.open = false; });
    layOut();
  }

  // ---- what the reader does -------------------------------------------------------------------------------

  function onClick(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
    const place = event.target.closest("[data-in], [data-for], a, summary, .reader-card");
    const name = place && claimAsked(place);
    if (!name) return;
    event.preventDefault();
    go(name, !place.dataset.in);
  }

  function claimAsked(place) {
    // The claim that a click asks for; none where it asks for something else.
    if (place.dataset.in) return takeTurns(place);
    if (place.dataset.for) return place.dataset.for;
    if (place.matches(".reader-card")) return place.id === chosen || isSelecting() ? null : place.id;
    const anchor = (place.getAttribute("href") || "").replace(/^#(text:)?/, "#");
    return reader.contains(place) && anchor.startsWith("#") && cardOf.has(anchor.slice(1)) ? anchor.slice(1) : null;
  }

  function isSelecting() {
    return !window.getSelection().isCollapsed;
  }

  function onKey(event) {
    const keys = tools && tools.querySelector("[name=keys]");
    if (event.ctrlKey || event.metaKey || event.altKey || !keys || !keys.checked || isTyping(event.target)) return;
    const steps = { j: 1, n: 1, k: -1, p: -1 };
    if (event.key in steps) move(steps[event.key]);
    else if (event.key === "Escape" && chosen) release();
    else return;
    event.preventDefault();
    event.stopPropagation(); // the theme has a use of its own for some of them
  }

  function isTyping(target) {
    return target instanceof Element && target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
  }

  function start() {
    if (tools) {
      tools.hidden = false;
      tools.addEventListener("change", () => { filter(); remember(null, false); });
      tools.querySelectorAll("[data-move]").forEach((button) => button.addEventListener("click", () => move(Number(button.dataset.move))));
    }
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKey, true);
    ["mouseover", "focusin"].forEach((kind) => document.addEventListener(kind, (event) => show("is-lit", claimAt(event.target))));
    reader.addEventListener("toggle", layOut, true);
    window.addEventListener("hashchange", readAnchor);
    window.addEventListener("popstate", readAddress);
    window.addEventListener("beforeprint", unfold);
    window.addEventListener("afterprint", foldAgain);
    wide.addEventListener("change", fold);
    if (text) new ResizeObserver(layOut).observe(text);
    window.addEventListener("load", () => { if (chosen) reveal(chosen); }); // after the browser's own way there
    fold();
    readAddress();
  }

  start();
})();
