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
  let helps = { languages: {}, names: [], articles: {}, titles: [] };

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

  const WORD = /(?:[lLdDnNsS]|[qQ]u)['’]|[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*['’]?/gu;
  const WORD_AT_END = new RegExp(`(?:${WORD.source})$`, "u");
  const BORDERS = ["(?<![\\p{L}\\p{N}_])", "(?![\\p{L}\\p{N}_])"];

  function cues([start, end], quotes, known) {
    // Reporting words outside of quotations, each with its spans, kind and act.
    const words = text.slice(start, end), found = [];
    for (const [kind, act, pattern] of known.rows) {
      for (const match of words.matchAll(new RegExp(`${BORDERS[0]}${known.prefix}(${pattern})${BORDERS[1]}`, "gud"))) {
        const spans = match.indices.slice(1).filter(Boolean).map(([low, high]) => [start + low, start + high]);
        if (!quotes.some(([low, high]) => low <= spans[0][0] && spans[0][0] < high)) found.push({ spans, kind, act });
      }
    }
    found.sort((one, other) => one.spans[0][0] - other.spans[0][0] || other.spans[0][1] - one.spans[0][1]);
    const taken = [];
    return found.filter(({ spans }) => {
      const free = !taken.some(([low, high]) => low <= spans[0][0] && spans[0][0] < high);
      if (free) taken.push(...spans);
      return free;
    });
  }

  const goesOn = (former, gap) => !gap.trim()
    || (gap.trim() === "." && (Array.from(former).length === 1 || helps.titles.includes(former.toLowerCase())));
  const ends = (word, known) => ["bounds", "prepositions", "adverbs", "auxiliaries", "blockers"].some((list) => known[list].includes(word));
  const isUpper = (word) => /^\p{Lu}/u.test(word);
  const isLower = (word) => /^\p{Ll}/u.test(word);
  const isAdverb = (word, known) => known.capital_nouns && isLower(word)
    && !["determiners", "objects", "pronouns", "joining"].some((list) => known[list].includes(word));

  function described(words, known, anyWords) {
    // The span of the description that words begin with: a pronoun, or words with a determiner or a name.
    if (words.length && known.pronouns.includes(words[0][0].toLowerCase())) return [words[0].index, words[0].index + words[0][0].length];
    const opening = [...known.determiners, ...known.objects], kept = [];
    for (const [word] of words) {
      const lower = word.toLowerCase(), last = kept[kept.length - 1];
      if (kept.length && !known.joining.includes(lower)) {
        const isNew = opening.includes(lower) && !known.joining.includes(last.toLowerCase());
        if (isNew || (known.capital_nouns && isUpper(last) && isLower(word))) break;
      }
      kept.push(word);
    }
    while (kept.length && [...opening, ...known.joining].includes(kept[kept.length - 1].toLowerCase())) kept.pop();
    if (!kept.length) return null;
    const first = kept[0].toLowerCase(), last = words[kept.length - 1];
    const isName = isUpper(kept[0]) || isUpper(last[0]);
    if (!anyWords && (known.objects.includes(first) || !(known.determiners.includes(first) || isName || known.verb_first))) return null;
    return [words[0].index, last.index + last[0].length];
  }

  function after(start, [, end], known, leads) {
    const words = [];
    for (const word of text.slice(0, end).matchAll(WORD)) {
      if (word.index < start) continue;
      const former = words[words.length - 1];
      const gap = text.slice(former ? former.index + former[0].length : start, word.index);
      if (!goesOn(former ? former[0] : "", gap) || ends(word[0].toLowerCase(), known) || words.length === helps.most_words) break;
      words.push(word);
    }
    return described(words, known, leads);
  }

  function before(end, [start], known, trails) {
    let words = [], at = wordStart(end);
    for (const word of Array.from(text.slice(0, at).matchAll(WORD)).reverse()) {
      const lower = word[0].toLowerCase();
      if (word.index < start || !goesOn(word[0], text.slice(word.index + word[0].length, at)) || words.length === helps.most_words) break;
      at = word.index;
      if (known.prepositions.includes(lower) && !trails) words = [];
      else if (!words.length && known.blockers.includes(lower)) return null;
      else if (ends(lower, known)) {
        if (words.length || known.bounds.includes(lower)) break;
      } else if (words.length || !isAdverb(word[0], known)) words.unshift(word);
    }
    const lowers = words.map((word) => word[0].toLowerCase());
    const opening = lowers.findIndex((word, at) => known.determiners.includes(word)
      && !known.joining.includes(word) && !known.joining.includes(lowers[at - 1]));
    return described(words.slice(Math.max(opening, 0)), known, trails);
  }

  function apposition(start, end, known) {
    // The words between two commas before a verb, where they describe somebody.
    const lead = text.slice(start, end).trimEnd(), first = lead.lastIndexOf(",", lead.length - 2) + 1;
    if (!first) return null;
    const words = Array.from(text.slice(0, start + lead.length - 1).matchAll(WORD)).filter((word) => word.index >= start + first);
    if (words.some((word) => ends(word[0].toLowerCase(), known))) return null;
    const found = described(words, known, false), last = words[words.length - 1];
    return found && found[1] === last.index + last[0].length ? found : null;
  }

  function wordStart(at) {
    while (/[\p{L}\p{N}_]/u.test(text[at - 1] || "")) at--;
    return at;
  }

  function speaker({ kind, spans: [[start, end]] }, span, known) {
    if (!["verb", "leading", "trailing"].includes(kind)) return null;
    const turned = new RegExp(`-(?:t-)?(${known.pronouns.join("|")})${BORDERS[1]}`, "ud").exec(text.slice(start, Math.min(end + 10, span[1])));
    if (turned) return turned.indices[1].map((at) => start + at);
    if (kind === "leading") return after(end, span, known, true);
    if (kind === "trailing") return before(start, span, known, true);
    const from = wordStart(start), lead = text.slice(span[0], from).trimEnd(), former = WORD_AT_END.exec(lead);
    if (former && known.bounds.includes(former[0].toLowerCase())) return null;
    if (lead && helps.closed.includes(lead[lead.length - 1])) {
      const found = after(end, span, known, false) || before(start, span, known, false), apposed = apposition(span[0], from, known);
      return found && apposed ? null : found || apposed;
    }
    if (known.verb_first) return after(end, span, known, false) || before(start, span, known, false);
    return before(start, span, known, false) || (known.inverted ? after(end, span, known, false) : null);
  }

  function isEnded(at, end, known) {
    // Whether a description ends before the rest of its sentence: by a mark, or by a word that can't be part of it.
    const words = [...known.bounds, ...known.prepositions, ...known.adverbs].join("|");
    return new RegExp(`^\\s*(?:[،,:]|(?:${words})${BORDERS[1]})`, "u").test(text.slice(at, end));
  }

  // ---- ids ------------------------------------------------------------------------------------------------

  const look = (name) => Array.from(name.normalize("NFKD").toLowerCase()).filter(isLetter).join("");

  function idOf(name) {
    const whole = language === "de" || language === "" ? name.normalize("NFC").replace(/[äÄöÖüÜ]/g, (one) => `${one.normalize("NFD")[0]}e`) : name;
    const plain = whole.normalize("NFKD").replace(/[ßæÆœŒøØłŁı]/g, (one) => LETTERS[one]);
    const words = plain.replace(/['’`]/g, "").replace(/[^\x00-\x7f]/g, "").toLowerCase().match(/[a-z0-9]+/g) || [];
    const id = words.join("-");
    return /[a-z]/.test(id) && id.length <= 64 ? id : "";
  }

  function actorOf(name, known) {
    const parts = name.split(/\s+/).filter((part) => !helps.titles.includes(part.replace(/\.+$/, "").toLowerCase()));
    for (let at = 0; at < parts.length; at++) {
      const registered = helps.names.find((one) => one.kind === "actor" && look(one.name) === look(parts.slice(at).join(" ")));
      if (registered) return registered.id;
    }
    const isName = parts.length > 1 && parts.every(isUpper) && ![...known.determiners, ...known.objects].includes(parts[0].toLowerCase());
    return isName ? idOf(parts.join(" ")) : "";
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
    const found = known ? cues(span, inside, known) : [], cued = found.filter((cue) => cue.kind !== "doubt");
    const links = cued.map((cue) => ({ ...cue, mention: speaker(cue, span, known) }));
    const [only] = links;
    const sure = links.length === 1 && only.mention && !known.pronouns.includes(text.slice(...only.mention).toLowerCase())
      && !(known.verb_first && only.kind === "verb" && !inside.length && !isEnded(only.mention[1], span[1], known));
    const act = links.length === 1 ? only.act : "";
    const longest = (helps.articles[record] || {}).quote_words || 25;
    const speakers = links.map((link) => (link.mention ? actorOf(text.slice(...link.mention), known) : ""));
    const unsure = sure ? "" : "# ";
    const told = [`  ${idOf(text.slice(...span).split(/\s+/).slice(0, 4).join(" ")) || "new-claim"}:`];
    told.push(`    passage: ${anchor(span, SHORT, [0, text.length])}`);
    if (inside.length) told.push(`    quotes: [${inside.map((quote) => anchor(quote, longest, span)).join(", ")}]`);
    told.push("    statement:", act ? `    act: ${act}` : "    act:");
    if (!sure && (found.length || inside.length || !known)) told.push("    form:", "    # on whose word it stands is unsure: confirm it, and fill in the form");
    else if (!sure) told.push("    # no reporting words were found: confirm that the article itself says so");
    if (links.length) told.push(`    ${unsure}chain:`);
    links.forEach((link, at) => {
      const fields = ["role: speaker"];
      if (speakers[at]) fields.push(`actors: [${speakers[at]}]`);
      if (link.mention) fields.push(`mention: ${anchor(link.mention, LONGEST, span)}`);
      const words = link.spans.map((cue) => anchor(cue, LONGEST, span));
      fields.push(`cue: ${words.length === 1 ? words[0] : `[${words.join(", ")}]`}`);
      const asked = link.mention ? "" : "  # who says so? a cue alone says that nobody is named";
      told.push(`    ${unsure}  - {${fields.join(", ")}}${asked}`);
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
