// The private preview, for whoever annotates: words that are selected in the text become the YAML of a claim to copy, with
// the shortest words that lead there, the quotations inside, and who speaks where reporting words tell it. Guesses are
// the same as those of `sayso new`, from the same table (assets/annotate.json); without it, only words and quotations are
// filled in. What the text says is in the page already; without this script it is selected and copied as usual.
(function () {
  "use strict";

  const root = document.querySelector(".article-text[data-text]");
  const script = document.currentScript;
  if (!root || !script) return;

  const { messages } = window.saysoWords ?? { messages: {} };
  const say = (text) => messages[text] ?? text;

  const record = root.closest("[data-record]").dataset.record.split("/")[1];
  const lines = Array.from(root.children).filter((child) => child.tagName === "P");
  const starts = [];
  const text = lines.map((line) => line.textContent).reduce((all, one, at) => {
    starts.push(at ? all.length + 1 : 0);
    return at ? `${all}\n${one}` : one;
  }, "");
  const language = (lines[0] ? lines[0].lang : "").split("-")[0];
  const ELLIPSIS = " … ";
  const SHORT = 6, LONGEST = 12;
  const MARKS = "\"'“”„‟‘’‚‛«»‹›「」『』״＂", APOSTROPHES = "'‘’‛״";
  const PAIRS = { "“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", "‘": "’", "‚": "‘’", "「": "」", "『": "』", '"': '"', "״": "״", "＂": "＂" };
  const LETTERS = { "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i" };
  let helps = { languages: {}, names: [], articles: {} };

  // ---- where words stand ----------------------------------------------------------------------------------

  const isLetter = (one) => one !== undefined && /[\p{L}\p{N}]/u.test(one);
  const isUnspaced = (one) => /[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3040-\u30FF\u3400-\u9FFF\uF900-\uFAFF]/u.test(one);
  const joined = (at) => isLetter(text[at - 1]) && isLetter(text[at]) && !isUnspaced(text[at - 1]) && !isUnspaced(text[at]);
  const isMark = (at) => MARKS.includes(text[at])
    && !(APOSTROPHES.includes(text[at]) && isLetter(text[at - 1]) && isLetter(text[at + 1]));

  function occurrences(words, low, high) {
    // All places of the words between two offsets, or only those that cut no word if there are any.
    const all = [];
    for (let at = text.indexOf(words, low); at >= 0 && at + words.length <= high; at = text.indexOf(words, at + 1)) all.push(at);
    const whole = all.filter((at) => !joined(at) && !joined(at + words.length));
    return whole.length ? whole : all;
  }

  function leads(words, start, end, low, high) {
    // Whether words, or “first … last”, lead to a place and to no other.
    const found = occurrences(words, low, high);
    if (found.length) return found.length === 1 && found[0] === start && start + words.length === end;
    const [first, last] = words.split(ELLIPSIS);
    const opening = last === undefined ? [] : occurrences(first, low, high);
    if (opening.length !== 1 || opening[0] !== start) return false;
    for (let from = start + first.length; from < high;) {
      const stop = text.indexOf("\n", from);
      const until = stop < 0 || stop > high ? high : stop;
      const closing = occurrences(last, from, until);
      if (closing.length) return closing.length === 1 && closing[0] + last.length === end;
      from = until + 1;
    }
    return false;
  }

  function offsets(start, end) {
    // Code points of the stored text, whose empty lines the page doesn't show.
    const known = (helps.articles[record] || {}).starts;
    const count = (at) => {
      const line = starts.findLastIndex((one) => one <= at);
      return known[line] + Array.from(text.slice(starts[line], at)).length;
    };
    return known ? `{offsets: [${count(start)}, ${count(end)}]}` : JSON.stringify(text.slice(start, end));
  }

  function anchor([start, end], longest, [low, high]) {
    // The shortest anchor that leads to a span: words, first … last words, or offsets.
    if ((helps.articles[record] || {}).mode === "reference") return offsets(start, end);
    const words = text.slice(start, end);
    const edges = Array.from(words.matchAll(/\S+/g));
    const candidates = edges.length <= longest ? [words] : [];
    for (let count = 2; count < Math.floor(edges.length / 2) && 2 * count <= LONGEST; count++) {
      const first = edges[count - 1];
      candidates.push(words.slice(0, first.index + first[0].length) + ELLIPSIS + words.slice(edges[edges.length - count].index));
    }
    const found = candidates.find((one) => leads(one, start, end, low, high));
    return found === undefined ? offsets(start, end) : JSON.stringify(found);
  }

  // ---- what is selected -----------------------------------------------------------------------------------

  function offsetOf(node, at) {
    // Where a boundary of the selection stands in the text; outside of lines, at the end of the line before it.
    const range = document.createRange();
    const line = lines.findLastIndex((one) => one.contains(node) || one.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (line < 0) return 0;
    if (!lines[line].contains(node)) return starts[line] + lines[line].textContent.length;
    range.setStart(lines[line], 0);
    range.setEnd(node, at);
    return starts[line] + range.toString().length;
  }

  function selected() {
    // The span of the words selected, whole words without marks around them; null where there are none.
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !root.contains(selection.anchorNode) || !root.contains(selection.focusNode)) return null;
    const range = selection.getRangeAt(0);
    let start = offsetOf(range.startContainer, range.startOffset);
    let end = offsetOf(range.endContainer, range.endOffset);
    while (start < end && !isLetter(text[start])) start++;
    while (end > start && !isLetter(text[end - 1]) && text[end - 1] !== "…") end--;
    if (start >= end) return null;
    while (joined(start)) start--;
    while (joined(end)) end++;
    return [start, end];
  }

  // ---- what marks and reporting words tell ----------------------------------------------------------------

  function quotations() {
    const found = [];
    let start = 0, closers = "";
    for (let at = 0; at < text.length; at++) {
      if (text[at] === "\n") closers = "";
      else if (closers && closers.includes(text[at]) && isMark(at)) {
        const bare = text.slice(start, at).trimEnd().replace(/[.,]+$/, "").trimEnd();
        if (bare.trim()) found.push([start + bare.length - bare.trimStart().length, start + bare.length]);
        closers = "";
      } else if (!closers && PAIRS[text[at]] && isMark(at)) [start, closers] = [at + 1, PAIRS[text[at]]];
    }
    return found;
  }

  const WORD = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*['’]?/gu;
  const escaped = (words) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  function cues([start, end], quotes, known) {
    const verbs = Object.keys(known.acts).sort((one, other) => other.length - one.length).map(escaped).join("|");
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])${known.prefix}(${verbs})(?![\\p{L}\\p{N}_])`, "giu");
    return Array.from(text.slice(start, end).matchAll(pattern))
      .map((found) => [start + found.index + found[0].length - found[1].length, start + found.index + found[0].length])
      .filter(([at]) => !quotes.some(([low, high]) => low <= at && at < high));
  }

  function described(words, known) {
    if (!words.length) return null;
    const first = words[0][0].toLowerCase(), last = words[words.length - 1];
    if (known.pronouns.includes(first)) return [words[0].index, words[0].index + words[0][0].length];
    const isName = /^\p{Lu}/u.test(last[0]);
    return known.determiners.includes(first) || isName || known.verb_first ? [words[0].index, last.index + last[0].length] : null;
  }

  function after([, cue], [, end], known) {
    const words = [];
    let at = cue;
    for (const word of text.slice(0, end).matchAll(WORD)) {
      if (word.index < cue) continue;
      if (text.slice(at, word.index).trim() || known.stops.includes(word[0].toLowerCase()) || words.length === helps.most_words) break;
      words.push(word);
      at = word.index + word[0].length;
    }
    return described(words, known);
  }

  function before([cue], [start], known) {
    const words = [];
    let at = cue;
    for (const word of Array.from(text.slice(0, cue).matchAll(WORD)).reverse()) {
      if (word.index < start || text.slice(word.index + word[0].length, at).trim()) break;
      if (!words.length && known.auxiliaries.includes(word[0])) { at = word.index; continue; }
      if (known.stops.includes(word[0].toLowerCase()) || words.length === helps.most_words) break;
      words.unshift(word);
      at = word.index;
    }
    const first = words.findIndex((word) => known.determiners.includes(word[0].toLowerCase()));
    return described(words.slice(Math.max(first, 0)), known);
  }

  function speaker(cue, span, known) {
    const mark = text.slice(span[0], cue[0]).replace(/[ ,\u00a0\u202f]+$/, "").slice(-1);
    const leadsTo = known.leading.includes(text.slice(...cue).toLowerCase());
    const sides = (mark && "”“»«\"’،".includes(mark)) || known.verb_first || leadsTo ? [after, before] : [before, after];
    return sides[0](cue, span, known) || sides[1](cue, span, known);
  }

  // ---- ids ------------------------------------------------------------------------------------------------

  const look = (name) => Array.from(name.normalize("NFKD").toLowerCase()).filter(isLetter).join("");

  function idOf(name) {
    const plain = name.normalize("NFKD").replace(/[ßæÆœŒøØłŁı]/g, (one) => LETTERS[one]);
    const words = plain.replace(/['’`]/g, "").replace(/[^\x00-\x7f]/g, "").toLowerCase().match(/[a-z0-9]+/g) || [];
    const id = words.join("-");
    return /[a-z]/.test(id) && id.length <= 64 ? id : "";
  }

  function actorOf(name) {
    const parts = name.split(/\s+/);
    for (let at = 0; at < parts.length; at++) {
      const known = helps.names.find((one) => one.kind === "actor" && look(one.name) === look(parts.slice(at).join(" ")));
      if (known) return known.id;
    }
    return parts.length > 1 && parts.every((part) => /^\p{Lu}/u.test(part)) ? idOf(name) : "";
  }

  function about([start, end], speakers) {
    // The ids of all whose names stand in the words, as they are written, but for who speaks.
    const ids = helps.names.filter((one) => occurrences(one.name, start, end).some((at) => !joined(at) && !joined(at + one.name.length)));
    return Array.from(new Set(ids.map((one) => one.id))).filter((id) => !speakers.includes(id));
  }

  // ---- the claim ------------------------------------------------------------------------------------------

  function claim(span) {
    const inside = quotations().filter(([low, high]) => low < span[1] && high > span[0]).map(([low, high]) => [Math.max(low, span[0]), Math.min(high, span[1])]);
    const known = helps.languages[language];
    const links = known ? cues(span, inside, known).map((cue) => ({ cue, mention: speaker(cue, span, known) })) : [];
    const sure = links.length === 1 && links[0].mention && !known.pronouns.includes(text.slice(...links[0].mention).toLowerCase());
    const act = links.length === 1 ? known.acts[text.slice(...links[0].cue).toLowerCase()] : "";
    const longest = (helps.articles[record] || {}).quote_words || 25;
    const speakers = links.map((link) => (link.mention ? actorOf(text.slice(...link.mention)) : ""));
    const unsure = sure ? "" : "# ";
    const told = [`  ${idOf(text.slice(...span).split(/\s+/).slice(0, 4).join(" ")) || "new-claim"}:`];
    told.push(`    passage: ${anchor(span, SHORT, [0, text.length])}`);
    if (inside.length) told.push(`    quotes: [${inside.map((quote) => anchor(quote, longest, span)).join(", ")}]`);
    told.push("    statement:", act ? `    act: ${act}` : "    act:");
    if (links.length) told.push(`    ${unsure}chain:`);
    links.forEach((link, at) => {
      const fields = ["role: speaker"];
      if (speakers[at]) fields.push(`actors: [${speakers[at]}]`);
      if (link.mention) fields.push(`mention: ${anchor(link.mention, LONGEST, span)}`);
      fields.push(`cue: ${anchor(link.cue, LONGEST, span)}`);
      told.push(`    ${unsure}  - {${fields.join(", ")}}`);
    });
    const named = about(span, speakers);
    if (named.length) told.push(`    about: [${named.join(", ")}]`);
    return told.join("\n") + "\n";
  }

  // ---- the panel ------------------------------------------------------------------------------------------

  const panel = document.createElement("aside");
  const yaml = document.createElement("pre");
  const button = document.createElement("button");
  panel.className = "annotate";
  panel.setAttribute("aria-label", say("Claim to copy"));
  panel.hidden = true;
  yaml.tabIndex = 0;
  yaml.dir = "ltr";
  button.type = "button";
  button.className = "copy";
  button.textContent = say("Copy claim");
  panel.append(button, yaml);
  document.body.append(panel);

  function tell() {
    if (panel.contains(document.activeElement)) return;
    const span = selected();
    panel.hidden = span === null;
    yaml.textContent = span === null ? "" : claim(span);
  }

  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(yaml.textContent);
      button.textContent = say("Copied");
    } catch {
      window.getSelection().selectAllChildren(yaml);
      button.textContent = say("Press Ctrl+C");
    }
    window.setTimeout(() => { button.textContent = say("Copy claim"); }, 2000);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") panel.hidden = true; });
  document.addEventListener("selectionchange", tell);
  fetch(new URL("annotate.json", script.src)).then((answer) => answer.json()).then((told) => { helps = told; tell(); }, () => {});
})();
