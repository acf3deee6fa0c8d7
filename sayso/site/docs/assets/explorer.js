/* The claim explorer: narrows, searches, sorts and downloads the claims of the page /claims/.

   1. Read: the columns (numbers coded against lists of keys) are fetched once, words in chunks as rows need them.
   2. State: what is chosen is kept in the address alone, so that links, back and forward restore it.
   3. Select: one pass over the columns tells which claims fit, and each facet's counts under the other facets.
   4. Show: facets, chips, rows and pages are made by DOM calls; text of records is never read as HTML.
   5. Take: a download is made of the published lines of data/claims.json, which is read only then.

   Without this script, or where the columns can't be read, the first rows of the page stay as they are. */

(() => {
  "use strict";

  const PAGE = 25;
  const FEW = 8;
  const MORE = 25;
  const AT_ONCE = 8;
  const NONE = "_none";
  /** What narrow screens' style, which makes cards of rows, takes from a table in some browsers. */
  const ROLES = [["table", "table"], ["thead, tbody", "rowgroup"], ["thead tr", "row"], ["thead th", "columnheader"]];

  // ---- the page's language ---------------------------------------------------------------------------------

  /** The messages of another language than English, which a build writes into sayso.js. */
  const SPOKEN = window.saysoWords ?? { language: "en", messages: {} };
  const ENGLISH = SPOKEN.language === "en";
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (slot, name) => values[name] ?? slot);
  const numbers = new Intl.NumberFormat(`${SPOKEN.language}-u-nu-latn`);
  const forms = new Intl.PluralRules(SPOKEN.language);
  const lists = new Intl.ListFormat(ENGLISH ? "en-GB" : SPOKEN.language, { type: "conjunction" });
  const grouped = (number) => numbers.format(number);

  /** A message, filled; what the language lacks stays English, and is marked where `make` puts it into an element. */
  function say(text, values = {}) {
    const told = fill(SPOKEN.messages[text] ?? text, values);
    return ENGLISH || text in SPOKEN.messages ? told : new String(told);
  }

  /** A message in its form for a number. */
  function sayFor(number, one, many, values = {}) {
    const told = SPOKEN.messages[one];
    const text = told ? (told[forms.select(number)] ?? told.other) : number === 1 ? one : many;
    return fill(text, { number: grouped(number), ...values });
  }

  /** A message with elements in the place of some of its slots. */
  function sayWith(text, elements) {
    return fill(SPOKEN.messages[text] ?? text, {})
      .split(/(\{\w+\})/)
      .filter(Boolean)
      .flatMap((part) => elements[part.slice(1, -1)] ?? [part]);
  }

  // ---- words -----------------------------------------------------------------------------------------------

  /** Text as it is searched, and its letters with their marks: what lunr.sayso.min.js, which the page loads first, says. */
  const { saysoFold: fold, saysoLetters: lettersOf } = window;

  /** The folded words of a query: all of them must be found. */
  function wordsOf(query) {
    return fold(query).replaceAll('"', " ").split(/\s+/u).filter(Boolean);
  }

  /** Where words stand in a text: [start, end) in its own letters, in order and without overlaps. */
  function placesOf(text, words) {
    let folded = "";
    const origin = [];
    let at = 0;
    for (const letter of lettersOf(text)) {
      const plain = fold(letter);
      for (let i = 0; i < plain.length; i++) origin.push([at, at + letter.length]);
      folded += plain;
      at += letter.length;
    }
    const places = [];
    for (const word of words)
      for (let from = folded.indexOf(word); from >= 0; from = folded.indexOf(word, from + word.length))
        places.push([origin[from][0], origin[from + word.length - 1][1]]);
    places.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
    const apart = [];
    for (const [start, end] of places) {
      const last = apart.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else apart.push([start, end]);
    }
    return apart;
  }

  const countedClaims = (number) => sayFor(number, "{number} claim", "{number} claims");

  // ---- columns ---------------------------------------------------------------------------------------------

  /** Numbers told as one letter each, from “0” on, or as they are. */
  const unpack = (told) => (typeof told === "string" ? Array.from(told, (letter) => letter.charCodeAt(0) - 48) : told);

  /** Codes told by how recently each was used (move to front), as codes again. */
  function decodeRecent(told, size) {
    const recent = Array.from({ length: size }, (_, code) => code);
    return unpack(told).map((at) => {
      const [code] = recent.splice(at, 1);
      recent.unshift(code);
      return code;
    });
  }

  /** The keys of a facet of subjects, looked up in the list that all of them share. */
  function lookUp(raw, subjects) {
    const none = raw.none ? [raw.none] : [];
    return {
      ...raw,
      keys: [...raw.refs.map((at) => subjects.keys[at]), ...none.map(() => NONE)],
      names: [...raw.refs.map((at) => subjects.names[at]), ...none],
      notes: [...raw.refs.map((at) => subjects.notes[at]), ...none.map(() => "")],
      codes: decodeRecent(raw.recent, raw.refs.length + none.length),
    };
  }

  /** Stances as a facet: each subject that somebody takes a stance to, and within it the stances. */
  function spread(raw, about, rows) {
    const pairs = [];
    const toward = unpack(raw.toward);
    const lengths = new Array(rows).fill(0);
    const used = new Map();
    for (let row = 0; row < rows; row++)
      for (let at = about.starts[row]; at < about.starts[row + 1]; at++) {
        const term = toward[at];
        if (!term) continue;
        const subject = about.codes[at];
        const counts = used.get(subject) ?? raw.keys.map(() => 0);
        counts[term - 1]++;
        used.set(subject, counts);
        pairs.push([subject, term - 1]);
        lengths[row]++;
      }
    const total = (counts) => counts.reduce((sum, count) => sum + count, 0);
    const order = [...used.keys()].sort((one, other) => total(used.get(other)) - total(used.get(one)) || one - other);
    const facet = { ...raw, keys: [], names: [], notes: [], meanings: [], within: [] };
    const add = (key, name, note, meaning, within) => {
      facet.keys.push(key);
      facet.names.push(name);
      facet.notes.push(note);
      facet.meanings.push(meaning);
      facet.within.push(within);
      return facet.keys.length - 1;
    };
    const codes = new Map();
    for (const subject of order) {
      const outer = add(about.keys[subject], about.names[subject], about.notes[subject], "", 0);
      used.get(subject).forEach((count, term) => {
        if (count) codes.set(`${subject}.${term}`, add(`${about.keys[subject]}.${raw.keys[term]}`, raw.names[term], "", raw.meanings[term], outer + 1));
      });
    }
    const none = lengths.includes(0) ? add(NONE, raw.none, "", "", 0) : -1;
    let at = 0;
    facet.codes = lengths.flatMap((length) => (length ? pairs.slice(at, (at += length)).map(([subject, term]) => codes.get(`${subject}.${term}`)) : [none]));
    facet.lengths = lengths.map((length) => length || 1);
    return facet;
  }

  /** The facets whose names are searched with the words of claims. */
  const NAMED = ["claimant", "about", "outlet"];

  /** For each of NAMED, which rows have a name that a word is in, as 1 or 0. */
  function rowsNaming(word, data) {
    return NAMED.map((name) => data.facet[name]).map((facet) =>
      passing(facet, facet.keys.filter((key, code) => key !== NONE && facet.folded[code].includes(word)), data.rows),
    );
  }

  /** The words of a claim that a search looks through besides the names of NAMED: its own, those of whoever stands
      between or is only described, and the title of its article. */
  function searchedWords([, content, , quotes, through, origin], title) {
    const steps = [...through, origin].flatMap((step) => (Array.isArray(step[0]) ? step.map(([, name]) => name) : step.slice(1)));
    return [content, ...quotes, ...steps, title].join("\n");
  }

  /** A facet's column as typed arrays: the codes of row r stand at codes[starts[r]] … codes[starts[r + 1] - 1]. */
  function decodeFacet(raw, rows) {
    const within = raw.within ?? raw.keys.map(() => 0);
    const codes = [];
    const told = unpack(raw.codes);
    const lengths = raw.lengths && unpack(raw.lengths);
    const starts = new Uint32Array(rows + 1);
    let at = 0;
    for (let row = 0; row < rows; row++) {
      const end = at + (lengths ? lengths[row] : 1);
      const begin = codes.length;
      for (; at < end; at++) {
        const code = told[at];
        codes.push(code);
        const outer = within[code] - 1;
        if (outer >= 0 && !codes.includes(outer, begin)) codes.push(outer);
      }
      starts[row + 1] = codes.length;
    }
    const blank = raw.keys.map(() => "");
    const inner = raw.keys.map(() => []);
    within.forEach((outer, code) => outer && inner[outer - 1].push(code));
    return {
      name: raw.name,
      label: raw.label,
      sorted: raw.sorted,
      keys: raw.keys,
      names: raw.names,
      notes: raw.notes ?? blank,
      meanings: raw.meanings ?? blank,
      ranks: raw.ranks,
      within,
      inner,
      folded: raw.names.map(fold),
      code: new Map(raw.keys.map((key, code) => [key, code])),
      codes: Uint32Array.from(codes),
      starts,
    };
  }

  /** Everything that columns.json tells, ready to be counted. */
  function decode(raw) {
    const rows = raw.claims;
    const plain = raw.facets.map((facet) => (facet.toward === undefined ? decodeFacet(facet.refs ? lookUp(facet, raw.subjects) : facet, rows) : facet));
    const about = plain.find((facet) => facet.name === "about");
    const facets = plain.map((facet) => (facet.toward === undefined ? facet : decodeFacet(spread(facet, about, rows), rows)));
    return {
      version: raw.version,
      rows,
      chunk: raw.chunk,
      addresses: raw.addresses,
      facets,
      facet: Object.fromEntries(facets.map((facet) => [facet.name, facet])),
      said: raw.said,
      articles: raw.articles,
      orders: new Map(),
      languages: raw.languages ?? { own: "", articles: [] },
    };
  }

  /** The keys of a row in a facet. */
  function keysOf(facet, row) {
    return Array.from(facet.codes.subarray(facet.starts[row], facet.starts[row + 1]), (code) => facet.keys[code]);
  }

  // ---- selecting -------------------------------------------------------------------------------------------

  /** Which rows have one of some keys of a facet, as 1 or 0. A key that is unknown fits no row. */
  function passing(facet, keys, rows) {
    const wanted = new Uint8Array(facet.keys.length);
    for (const key of keys) if (facet.code.has(key)) wanted[facet.code.get(key)] = 1;
    const pass = new Uint8Array(rows);
    const { codes, starts } = facet;
    for (let row = 0; row < rows; row++)
      for (let at = starts[row]; at < starts[row + 1]; at++) if (wanted[codes[at]]) pass[row] = 1;
    return pass;
  }

  /** The claims that fit; each facet's counts under the others; and how many fit if one condition were dropped.
      `chosen` has keys by facet; `found` is 1 for each row that the search finds, or null without a search. */
  function select(data, chosen, found) {
    const { rows, facets } = data;
    const misses = new Uint8Array(rows);
    const failed = new Uint8Array(rows);
    const note = (pass, index) => {
      for (let row = 0; row < rows; row++)
        if (!pass[row]) {
          misses[row]++;
          failed[row] = index;
        }
    };
    facets.forEach((facet, index) => {
      if (chosen[facet.name]?.length) note(passing(facet, chosen[facet.name], rows), index);
    });
    if (found) note(found, facets.length);
    const counts = facets.map((facet, index) => {
      const count = new Uint32Array(facet.keys.length);
      const { codes, starts } = facet;
      for (let row = 0; row < rows; row++)
        if (misses[row] === 0 || (misses[row] === 1 && failed[row] === index))
          for (let at = starts[row]; at < starts[row + 1]; at++) count[codes[at]]++;
      return count;
    });
    const without = new Uint32Array(facets.length + 1);
    let total = 0;
    for (let row = 0; row < rows; row++)
      if (misses[row] === 0) total++;
      else if (misses[row] === 1) without[failed[row]]++;
    return { total, counts, without, fits: (row) => misses[row] === 0 };
  }

  // ---- sorting ---------------------------------------------------------------------------------------------

  /** What rows are sorted by: a number a row, -1 where there is none. */
  const ORDERS = {
    text: () => (row) => row,
    claimant: ({ facet }) => first(facet.claimant, (code) => facet.claimant.ranks[code]),
    said: ({ said }) => (row) => said.codes[row],
    act: ({ facet }) => first(facet.act, (code) => code),
    form: ({ facet }) => first(facet.form, (code) => code),
    depth: ({ facet }) => first(facet.depth, (code) => Number(facet.depth.keys[code])),
    article: ({ articles }) => (row) => articles.ranks[articles.codes[row]],
  };

  function first(facet, value) {
    return (row) => {
      const code = facet.codes[facet.starts[row]];
      return facet.keys[code] === NONE ? -1 : value(code);
    };
  }

  /** All rows in an order, equal ones in the order of the texts, those without a value last. */
  function ordered(data, sort, down) {
    const name = (down ? "-" : "") + sort;
    if (!data.orders.has(name)) {
      const key = ORDERS[sort](data);
      const keys = Float64Array.from({ length: data.rows }, (_, row) => key(row));
      const way = down ? -1 : 1;
      const order = Uint32Array.from(keys, (_, row) => row);
      order.sort((a, b) => (keys[a] < 0) - (keys[b] < 0) || way * (keys[a] - keys[b]) || a - b);
      data.orders.set(name, order);
    }
    return data.orders.get(name);
  }

  // ---- state and address -----------------------------------------------------------------------------------

  /** The state that an address tells; what it doesn't tell is as at the start. */
  function readState(query, data) {
    const given = new URLSearchParams(query);
    const sort = given.get("sort") ?? "text";
    const known = Object.hasOwn(ORDERS, sort.replace(/^-/, ""));
    const page = Number(given.get("page"));
    return {
      words: (given.get("words") ?? "").trim(),
      chosen: Object.fromEntries(data.facets.map(({ name }) => [name, [...new Set(given.getAll(name))]])),
      sort: known ? sort.replace(/^-/, "") : "text",
      down: known && sort.startsWith("-"),
      page: Number.isSafeInteger(page) && page > 0 ? page : 1,
    };
  }

  /** The query of an address that tells a state, empty for the start. */
  function writeState(state) {
    const told = new URLSearchParams();
    if (state.words) told.append("words", state.words);
    for (const [name, keys] of Object.entries(state.chosen)) for (const key of keys) told.append(name, key);
    if (state.sort !== "text" || state.down) told.append("sort", (state.down ? "-" : "") + state.sort);
    if (state.page > 1) told.append("page", state.page);
    return told.size ? `?${told}` : "";
  }

  const addressOf = (state) => location.pathname + writeState(state);
  const choosing = (state, name, keys) => ({ ...state, page: 1, chosen: { ...state.chosen, [name]: keys } });
  const searching = (state, words) => ({ ...state, page: 1, words });
  const nothingChosen = (state) => ({ ...state, page: 1, words: "", chosen: Object.fromEntries(Object.keys(state.chosen).map((name) => [name, []])) });
  const toggled = (keys, key) => (keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key]);

  // ---- downloads -------------------------------------------------------------------------------------------

  /** What a spreadsheet could take for a formula, which gets an apostrophe; letter by letter as in csv_tables.py. */
  const FORMULA = /[\t\r\n]|[\s\x1C-\x1F\x85\uFEFF]*[=+\-@＝＋－＠]/y;

  /** A cell of CSV for spreadsheets (RFC 4180, and OWASP, CSV injection). Numbers are no formulas. */
  function csvCell(value) {
    const text = String(value ?? "");
    FORMULA.lastIndex = 0;
    const safe = typeof value === "string" && FORMULA.test(text) ? `'${text}` : text;
    return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  const csvLine = (cells) => `${cells.map(csvCell).join(",")}\r\n`;
  const nameIn = (facet, key) => facet.names[facet.code.get(key)] ?? key;
  /** Who a link is: its actors, or else the words that describe somebody, or that nobody is named, with the words that report it. */
  function whoInWords(link) {
    if (link.actors.length) return link.actors.join(" + ");
    if (link.mention) return link.mention_words ? `“${link.mention_words}”` : "(described only)";
    return `(not named)${link.cue ? ` “${link.cue}”` : ""}`;
  }

  const chainInWords = (chain) => chain.map((link) => `${link.role}: ${whoInWords(link)}`).join(" > ");

  /** The columns of the CSV: a name, and a function from a record of claims.json, its article's and the facets. */
  const CSV = [
    ["id", (claim) => claim.id],
    ["article", (claim) => claim.article],
    ["article_title", (_, article) => article.title],
    ["outlet", (_, article, facet) => nameIn(facet.outlet, article.publisher)],
    ["statement", (claim) => claim.statement],
    ["quotes", (claim) => claim.quotes.map((quote) => quote.exact ?? quote.excerpt).filter(Boolean).join(" | ")],
    ["claimants", (claim) => claim.claimants.join("; ")],
    ["claimant_names", (claim, _, facet) => claim.claimants.map((id) => nameIn(facet.claimant, id)).join("; ") || whoInWords(claim.chain[0])],
    ["chain", (claim) => chainInWords(claim.chain)],
    ["depth", (claim) => claim.depth],
    ["unnamed_only", (claim) => claim.unnamed_only],
    ["act_class", (claim) => claim.act_class],
    ["act", (claim) => claim.act],
    ["form", (claim) => claim.form],
    ["hedges", (claim) => claim.chain.map((link) => link.hedge).filter(Boolean).join("; ")],
    ["said", (claim) => claim.time?.edtf],
    ["said_earliest", (claim) => claim.time?.earliest],
    ["said_latest", (claim) => claim.time?.latest],
    ["about", (claim) => claim.about.join("; ")],
    ["stance", (claim) => Object.entries(claim.stance).map(([actor, stance]) => `${actor}: ${stance}`).join("; ")],
    ["rev", (claim) => claim.rev],
  ];

  /** Published lines of claims.json as CSV for spreadsheets, with the byte order mark without which Excel mistakes
      UTF-8; `articles` has the published articles by id. */
  function createCsv(lines, articles, facet) {
    const rows = lines.map((line) => {
      const claim = JSON.parse(line);
      return csvLine(CSV.map(([, value]) => value(claim, articles.get(claim.article), facet)));
    });
    return `\uFEFF${csvLine(CSV.map(([name]) => name))}${rows.join("")}`;
  }

  /** The same rows as JSON, each line as it is published. */
  function createJson(lines) {
    return lines.length ? `[\n${lines.join(",\n")}\n]\n` : "[]\n";
  }

  /** The published lines of some rows of claims.json, by row; read in parts, and no further than the last one. */
  async function readLines(address, wanted, data) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    const lines = new Map();
    let rest = "";
    let row = -1; // the first line is the array's bracket
    while (lines.size < wanted.size) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const parts = rest.split("\n");
      rest = parts.pop();
      for (const part of parts) {
        if (wanted.has(row)) lines.set(row, part.replace(/,$/, ""));
        row++;
      }
      if (done) break;
    }
    await reader.cancel();
    for (const row of wanted)
      if (!lines.get(row)?.startsWith(`{"id":"${data.articles.keys[data.articles.codes[row]]}/`))
        throw new Error("claims.json is of another build than this page");
    return lines;
  }

  function offer(name, type, text) {
    const link = make("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  // ---- DOM -------------------------------------------------------------------------------------------------

  /** An element with attributes and children; strings become text. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes))
      if (value !== undefined && value !== "") element.setAttribute(name, value);
    element.append(...children.map((child) => (child instanceof String ? make("span", { lang: "en", dir: "ltr", class: "untranslated" }, child.valueOf()) : child)));
    return element;
  }

  /** Text with the places of words marked. */
  function marked(text, words) {
    if (!words.length) return [text];
    const parts = [];
    let at = 0;
    for (const [start, end] of placesOf(text, words)) {
      parts.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
      at = end;
    }
    return [...parts, text.slice(at)].filter((part) => part !== "");
  }

  const byId = (name) => document.getElementById(`explorer-${name}`);
  const put = (address, values) => address.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /** Elements in a row with words between them: “A”, “A and B”, “A, B and C”. */
  function listed(elements) {
    const parts = lists.formatToParts(elements.map((_, at) => String(at)));
    return parts.flatMap(({ type, value }) => (type === "element" ? elements[Number(value)] : [value]));
  }

  const inARow = (elements) => elements.flatMap((element, at) => (at ? [say(", "), ...element] : element));

  // ---- the explorer ----------------------------------------------------------------------------------------

  /** Put the explorer in place of the plain table: `root` is the way to the site's root. */
  function start(section, data, folder, root) {
    const parts = {
      table: section.querySelector("table"),
      body: section.querySelector("tbody"),
      groups: [...section.querySelectorAll(".facet")],
    };
    const chunks = new Map();
    const nodes = new Map(data.facets.map(({ name }) => [name, new Map()]));
    const limits = Object.fromEntries(data.facets.map(({ name }) => [name, FEW]));
    const search = { words: "", found: null, texts: null };
    let state = readState(location.search, data);
    let result = null;
    let rows = [];
    let turn = 0;
    let typing = false;
    let sought = [];

    // -- reading words

    const articleOf = (row) => data.articles.keys[data.articles.codes[row]];

    function readChunk(number) {
      if (!chunks.has(number)) {
        const reading = readJson(`${folder}text-${number}.json`);
        chunks.set(number, reading);
        reading.catch(() => chunks.delete(number));
      }
      return chunks.get(number);
    }

    async function wordsOfRow(row) {
      const chunk = await readChunk(Math.floor(row / data.chunk));
      const [claim, content, lang, quotes, through, origin] = chunk.claims[row % data.chunk];
      return { claim, content, lang, quotes, through, origin, title: chunk.titles[articleOf(row)] };
    }

    /** All folded texts, read once, a few files at a time. */
    function readTexts() {
      search.texts ??= (async () => {
        const number = Math.ceil(data.rows / data.chunk);
        const texts = new Array(number);
        let next = 0;
        const work = async () => {
          while (next < number) {
            const mine = next++;
            const { claims, titles } = await readChunk(mine);
            texts[mine] = claims.map((claim, at) => fold(searchedWords(claim, titles[articleOf(mine * data.chunk + at)])));
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, work));
        return texts.flat();
      })();
      search.texts.catch(() => (search.texts = null));
      return search.texts;
    }

    async function find(query) {
      const words = wordsOf(query);
      if (!words.length) return null;
      if (search.words !== words.join(" ") || !search.found) {
        const texts = await readTexts();
        const named = words.map((word) => rowsNaming(word, data));
        search.found = Uint8Array.from(texts, (text, row) => (words.every((word, at) => text.includes(word) || named[at].some((rows) => rows[row])) ? 1 : 0));
        search.words = words.join(" ");
      }
      return search.found;
    }

    // -- going from state to state

    function go(next, { replace = false } = {}) {
      state = next;
      history[replace ? "replaceState" : "pushState"](null, "", addressOf(state));
      return show();
    }

    async function show() {
      const mine = ++turn;
      syncControls();
      byId("results").setAttribute("aria-busy", "true");
      try {
        if (state.words && !search.texts) tell(say("Reading the claims’ words …"));
        const found = await find(state.words);
        if (mine !== turn) return;
        result = select(data, state.chosen, found);
        rows = Array.from(ordered(data, state.sort, state.down)).filter(result.fits);
        state.page = Math.min(state.page, Math.max(1, Math.ceil(rows.length / PAGE)));
        showFacets();
        showChips();
        showEmpty();
        showPages();
        tell(result.total === data.rows ? countedClaims(data.rows) : sayFor(data.rows, "{part} of {number} claim", "{part} of {number} claims", { part: grouped(result.total) }));
        await showRows(mine);
      } catch (error) {
        if (mine !== turn) return;
        note(say("The claims could not be read just now. Try again, or use the pages of the articles."));
      }
      if (mine === turn) byId("results").removeAttribute("aria-busy");
    }

    function tell(words) {
      if (byId("status").textContent !== words) byId("status").textContent = words;
    }

    function note(words) {
      byId("note").textContent = words;
      byId("note").hidden = !words;
    }

    /** A link to a state: followed in place, or opened elsewhere as links are. */
    function link(next, attributes, ...children) {
      const element = make("a", { ...attributes, href: addressOf(next) }, ...children);
      element.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(next);
        byId("status").focus();
        byId("results").scrollIntoView({ block: "start" });
      });
      return element;
    }

    // -- controls

    function syncControls() {
      const words = byId("words");
      if (words.value.trim() !== state.words) words.value = state.words;
      byId("order").value = state.sort;
      byId("way").textContent = state.down ? "↓" : "↑";
      byId("way").setAttribute("aria-label", state.down ? say("Descending; reverse the order") : say("Ascending; reverse the order"));
      byId("way").title = state.down ? say("descending") : say("ascending");
      for (const head of parts.table.querySelectorAll("th[data-order]")) {
        const mine = head.dataset.order === state.sort;
        if (mine) head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      }
      const chosen = Object.values(state.chosen).flat().length;
      byId("chosen").textContent = chosen ? ` ${sayFor(chosen, "({number} chosen)", "({number} chosen)")}` : "";
    }

    function sortBy(name) {
      return go({ ...state, page: 1, sort: name, down: name === state.sort && !state.down });
    }

    function connect() {
      let timer = 0;
      byId("bar").addEventListener("submit", (event) => event.preventDefault());
      byId("words").addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          if (byId("words").value.trim() === state.words) return;
          go(searching(state, byId("words").value.trim()), { replace: typing });
          typing = true; // one step back undoes all that is typed in a go
        }, 150);
      });
      byId("words").addEventListener("blur", () => (typing = false));
      byId("order").addEventListener("change", () => go({ ...state, page: 1, sort: byId("order").value, down: false }));
      byId("way").addEventListener("click", () => sortBy(state.sort));
      for (const head of parts.table.querySelectorAll("th[data-order]")) {
        const button = make("button", { type: "button", class: "sort" }, ...head.childNodes);
        button.addEventListener("click", () => sortBy(head.dataset.order));
        head.replaceChildren(button);
      }
      for (const [tags, role] of ROLES) for (const element of parts.table.parentElement.querySelectorAll(tags)) element.setAttribute("role", role);
      for (const group of parts.groups) connectFacet(group, data.facet[group.dataset.facet]);
      for (const button of section.querySelectorAll("[data-take]")) button.addEventListener("click", () => take(button.dataset.take));
      addEventListener("popstate", () => {
        clearTimeout(timer);
        typing = false;
        state = readState(location.search, data);
        show();
      });
      const wide = matchMedia("(min-width: 60em)");
      const unfold = () => (byId("facets").open = wide.matches);
      wide.addEventListener("change", unfold);
      unfold();
    }

    // -- facets

    function connectFacet(group, facet) {
      const find = group.querySelector(".facet-find");
      if (find) {
        find.hidden = facet.keys.length <= FEW;
        find.addEventListener("input", () => {
          limits[facet.name] = FEW;
          showFacet(group, facet);
        });
      }
      group.querySelector(".facet-more").addEventListener("click", () => {
        limits[facet.name] += MORE;
        const former = group.querySelectorAll("input[type=checkbox]").length;
        showFacet(group, facet);
        group.querySelectorAll("input[type=checkbox]")[former]?.focus();
      });
      group.querySelector(".facet-values").addEventListener("change", (event) => {
        go(choosing(state, facet.name, toggled(state.chosen[facet.name], event.target.value)));
      });
      group.addEventListener("toggle", () => result && showFacet(group, facet));
      if (state.chosen[facet.name].length) group.open = true;
    }

    function showFacets() {
      for (const group of parts.groups) showFacet(group, data.facet[group.dataset.facet]);
    }

    function showFacet(group, facet) {
      const chosen = state.chosen[facet.name];
      group.querySelector(".facet-chosen").textContent = chosen.length ? ` ${chosen.length}` : "";
      if (!group.open) return;
      const counts = result.counts[data.facets.indexOf(facet)];
      const typed = group.querySelector(".facet-find")?.value ?? "";
      const { codes, left } = valuesInSight(facet, counts, chosen, typed, limits[facet.name]);
      const list = group.querySelector(".facet-values");
      const items = codes.map((code) => valueItem(facet, code, counts[code], chosen.includes(facet.keys[code])));
      if (items.length !== list.children.length || items.some((item, at) => item !== list.children[at])) {
        const focused = document.activeElement;
        list.replaceChildren(...items);
        if (list.contains(focused)) focused.focus({ preventScroll: true });
      }
      if (!items.length) list.append(make("li", { class: "value-none" }, typed ? say("No match.") : say("None.")));
      const more = group.querySelector(".facet-more");
      more.hidden = left === 0;
      more.textContent = left > MORE ? say("{number} more of {total}", { number: MORE, total: grouped(left) }) : say("{number} more", { number: left });
    }

    function valueItem(facet, code, count, chosen) {
      const known = nodes.get(facet.name);
      if (!known.has(code)) {
        const box = make("input", { type: "checkbox", value: facet.keys[code] });
        const name = make("span", { class: "value-name", title: facet.meanings[code] }, make("bdi", { lang: langOf(facet, facet.keys[code]) }, facet.names[code]));
        if (facet.notes[code]) name.append(" ", make("span", { class: "value-note" }, facet.notes[code]));
        const number = make("span", { class: "value-count" });
        const item = make("li", { class: facet.within[code] ? "value value-within" : "value" }, make("label", {}, box, name, " ", number));
        known.set(code, { item, box, number });
      }
      const { item, box, number } = known.get(code);
      box.checked = chosen;
      number.textContent = grouped(count);
      item.classList.toggle("value-zero", count === 0);
      return item;
    }

    // -- chips and the empty state

    function showChips() {
      const list = byId("chips");
      const chips = [];
      if (state.words) chips.push(chip(say("Words"), state.words, searching(state, "")));
      for (const facet of data.facets)
        for (const key of state.chosen[facet.name])
          chips.push(chip(facet.label, nameOfKey(facet, key), choosing(state, facet.name, toggled(state.chosen[facet.name], key)), langOf(facet, key)));
      if (chips.length) {
        const clear = make("button", { type: "button", class: "clear" }, say("Clear all"));
        clear.addEventListener("click", () => {
          go(nothingChosen(state));
          byId("status").focus();
        });
        chips.push(make("li", {}, clear));
      }
      list.replaceChildren(...chips);
      list.hidden = !chips.length;
    }

    /** The language of the name of a facet's value, where that isn't the page's: names of topics are the collection's. */
    const langOf = (facet, key) => (key !== NONE && (facet.refs || (facet.name === "stance" && !key.includes("."))) ? data.languages.own : "");

    function chip(label, name, next, lang = "") {
      const button = make("button", { type: "button", class: "chip", "aria-label": say("Remove {label}: {name}", { label, name }) });
      button.append(make("span", { class: "chip-facet" }, label), " ", make("bdi", { lang }, name), make("span", { class: "chip-cross", "aria-hidden": "true" }, "×"));
      button.addEventListener("click", async () => {
        const at = [...byId("chips").children].indexOf(button.parentElement);
        await go(next);
        (byId("chips").children[at]?.querySelector("button") ?? byId("status")).focus();
      });
      return make("li", {}, button);
    }

    function showEmpty() {
      const box = byId("empty");
      box.hidden = result.total > 0;
      parts.table.hidden = result.total === 0;
      box.replaceChildren();
      if (result.total) return;
      const ways = data.facets.map((facet, index) => ({
        told: conditionInWords(facet),
        next: choosing(state, facet.name, []),
        count: state.chosen[facet.name].length ? result.without[index] : 0,
      }));
      ways.push({ told: say("the words {words}", { words: say("“{words}”", { words: state.words }) }), next: searching(state, ""), count: state.words ? result.without[data.facets.length] : 0 });
      const open = ways.filter(({ count }) => count).sort((one, other) => other.count - one.count);
      const alone = open.length ? [] : conditionsAlone();
      const items = alone.map(({ told, next, count }) => make("li", {}, link(next, {}, ...sayWith("Only {condition}", { condition: [make("bdi", {}, told)] })), ` – ${countedClaims(count)}`));
      items.push(...open.map(({ told, next, count }) => make("li", {}, link(next, {}, ...sayWith("Without {condition}", { condition: [make("bdi", {}, told)] })), ` – ${countedClaims(count)}`)));
      items.push(make("li", {}, link(nothingChosen(state), {}, say("Clear all")), ` – ${countedClaims(data.rows)}`));
      box.append(
        make("p", { class: "empty-lead" }, say("No claim fits all of this.")),
        make("p", {}, open.length ? say("Loosen one of these:") : !alone.length ? say("Nothing in this collection has what is asked for.") : say("Dropping one condition alone would not help. Keep one of these:")),
        make("ul", {}, ...items),
      );
    }

    const conditionInWords = (facet) =>
      say("{facet}: {values}", { facet: facet.label, values: state.chosen[facet.name].map((key) => nameOfKey(facet, key)).join(` ${say("or")} `) });

    /** Each chosen facet by itself, where that leaves any claim. */
    function conditionsAlone() {
      const bare = nothingChosen(state);
      return data.facets
        .filter(({ name }) => state.chosen[name].length)
        .map((facet) => ({
          told: conditionInWords(facet),
          next: choosing(bare, facet.name, state.chosen[facet.name]),
          count: passing(facet, state.chosen[facet.name], data.rows).reduce((sum, one) => sum + one, 0),
        }))
        .filter(({ count }) => count);
    }

    // -- rows and pages

    async function showRows(mine) {
      const sight = rows.slice((state.page - 1) * PAGE, state.page * PAGE);
      const words = await Promise.all(sight.map(wordsOfRow));
      if (mine !== turn) return;
      sought = wordsOf(state.words);
      parts.body.replaceChildren(...sight.map((row, at) => tableRow(row, words[at])));
      byId("first")?.remove();
      note("");
    }

    function tableRow(row, words) {
      const article = articleOf(row);
      const own = data.facet.form.keys[data.facet.form.codes[data.facet.form.starts[row]]] === "narrated";
      const href = root + put(data.addresses.claim, { article, claim: words.claim });
      const cell = (name, ...children) => make("td", { role: "cell", class: `row-${name}` }, ...children);
      const more = (...children) => make("span", { class: "row-more" }, ...children);
      const { own: ours, articles: theirs } = data.languages;
      const inArticle = theirs[data.articles.codes[row]] ?? "";
      const quotes = words.quotes.map((quote) =>
        make("span", { class: "row-quote", dir: "auto" }, ...sayWith("“{words}”", { words: [make("q", { class: "words", lang: inArticle }, ...marked(quote, sought))] })),
      );
      const quoted = quotes.length ? [make("span", { class: "row-quotes" }, ...quotes.flatMap((quote) => [quote, " "]))] : [];
      const who = cell("who", ...listed(claimants(row, words.origin, inArticle)));
      if (own) who.append(" ", more(say("in its own voice")));
      if (words.through.length) who.append(" ", more(...sayWith("through {actors}", { actors: inARow(words.through.map((step) => through(step, inArticle))) })));
      const hedges = data.facet.hedge;
      const hedged = Array.from(hedges.codes.subarray(hedges.starts[row], hedges.starts[row + 1])).filter((code) => hedges.keys[code] !== NONE);
      const said = data.said.names[data.said.codes[row]];
      return make(
        "tr",
        { role: "row" },
        make("th", { role: "rowheader", scope: "row" }, make("a", { href, dir: "auto", lang: words.lang }, ...marked(words.content, sought)), ...quoted),
        who,
        cell("act", term("act", row), " ", more(term("form", row)), ...hedged.flatMap((code) => [" ", make("span", { class: "tag", title: hedges.meanings[code] }, hedges.names[code])])),
        cell("said", data.said.own[data.said.codes[row]] ? said : more(say("published {time}", { time: said }))),
        cell(
          "article",
          make("a", { href: root + put(data.addresses.article, { id: article }) }, make("bdi", { lang: inArticle }, ...marked(words.title, sought))),
          " ",
          more(make("bdi", { lang: ours }, ...marked(data.facet.outlet.names[data.facet.outlet.codes[row]], sought))),
        ),
      );
    }

    function claimants(row, origin, lang) {
      const facet = data.facet.claimant;
      return Array.from(facet.codes.subarray(facet.starts[row], facet.starts[row + 1]), (code) =>
        facet.keys[code] === NONE ? unnamed(origin, lang) : actor(facet.keys[code], facet.names[code], facet.notes[code]),
      );
    }

    function through(step, lang) {
      return Array.isArray(step[0]) ? listed(step.map(([id, name, note]) => actor(id, name, note))) : unnamed(step, lang);
    }

    /** Somebody who has no name: a phrase, and the words of the article, as far as there are both. */
    function unnamed([told, words], lang) {
      const written = words ? [make("span", { class: "described", dir: "auto" }, ...sayWith("“{words}”", { words: [make("q", { class: "words", lang }, ...marked(words, sought))] }))] : [];
      return told ? [make("span", { class: "described" }, told), ...written.flatMap((one) => [" (", one, ")"])] : written;
    }

    function actor(id, name, note) {
      const shown = make("a", { href: root + put(data.addresses.actor, { id }) }, make("bdi", { lang: data.languages.own }, ...marked(name, sought)));
      return note ? [shown, " ", make("span", { class: "tag tag-unnamed", title: say("it is only described, such as “a senior official”, or not told at all") }, say("unnamed"))] : [shown];
    }

    function term(name, row) {
      const facet = data.facet[name];
      const code = facet.codes[facet.starts[row]];
      return make("span", { class: "term", title: facet.meanings[code] }, facet.names[code]);
    }

    function showPages() {
      const last = Math.ceil(rows.length / PAGE);
      const nav = byId("pages");
      nav.hidden = last < 2;
      const step = (page, text, name) =>
        page < 1 || page > last ? make("span", { class: "page-off" }, text) : link({ ...state, page }, { "aria-label": name }, text);
      const numbers = pagesInSight(state.page, last).map((page) =>
        page === null ? make("span", {}, "…") : link({ ...state, page }, { "aria-label": say("Page {page}", { page }), "aria-current": page === state.page ? "page" : undefined }, grouped(page)),
      );
      nav.replaceChildren(step(state.page - 1, say("‹ Previous"), say("Previous page")), ...numbers, step(state.page + 1, say("Next ›"), say("Next page")));
    }

    // -- taking the selection

    async function take(format) {
      const name = `claims-${data.version.replace(/[^\w.+-]/g, "_")}-${rows.length === data.rows ? "all" : "selection"}.${format}`;
      const chosen = rows.slice();
      const heading = byId("take").textContent;
      byId("take").textContent = say("Preparing the download …");
      try {
        const found = await readLines(`${section.dataset.tables}claims.json`, new Set(chosen), data);
        const lines = chosen.map((row) => found.get(row));
        if (format === "csv") {
          const articles = await readJson(`${section.dataset.tables}articles.json`);
          offer(name, "text/csv;charset=utf-8", createCsv(lines, new Map(articles.map((article) => [article.id, article])), data.facet));
        } else offer(name, "application/json", createJson(lines));
        note("");
      } catch (error) {
        note(say("The download could not be made: {error}.", { error: error.message }));
      }
      byId("take").textContent = heading;
    }

    connect();
    for (const name of ["bar", "facets", "head"]) byId(name).hidden = false;
    return show();
  }

  /** Which values of a facet are listed, and how many more there are. Inner values follow theirs. */
  function valuesInSight(facet, counts, chosen, typed, limit) {
    const words = wordsOf(typed);
    const isChosen = (code) => chosen.includes(facet.keys[code]);
    const held = (code) => isChosen(code) || facet.inner[code].some(isChosen);
    let shown = [...facet.keys.keys()].filter((code) => !facet.within[code] && words.every((word) => facet.folded[code].includes(word)));
    let left = 0;
    if (facet.sorted) {
      shown = shown.filter((code) => counts[code] || held(code) || facet.keys.length <= FEW);
      shown.sort((one, other) => counts[other] - counts[one] || one - other);
      left = Math.max(0, shown.length - limit);
      shown = shown.filter((code, at) => at < limit || held(code));
    }
    const within = (code) => facet.inner[code].filter((one) => !facet.sorted || counts[one] || isChosen(one));
    return { codes: shown.flatMap((code) => [code, ...within(code)]), left };
  }

  /** The numbers of pages to show, with null for a gap. */
  function pagesInSight(page, last) {
    const near = [1, page - 1, page, page + 1, last].filter((number) => number >= 1 && number <= last);
    const numbers = [...new Set(near)].sort((one, other) => one - other);
    return numbers.flatMap((number, at) => (at && number > numbers[at - 1] + 1 ? [null, number] : [number]));
  }

  /** A key in words, with the one that it is within where that is needed to understand it. */
  function nameOfKey(facet, key) {
    const code = facet.code.get(key);
    if (code === undefined) return key;
    const outer = facet.within[code] - 1;
    return facet.name === "stance" && outer >= 0 ? `${facet.names[outer]}${say(", ")}${facet.names[code]}` : facet.names[code];
  }

  async function readJson(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response.json();
  }

  /** Read the columns and begin; where they can't be read, say so and leave the page as it is. */
  async function begin() {
    const section = document.getElementById("explorer");
    if (!section) return;
    try {
      if (location.protocol === "file:") throw new Error("a file can't read others");
      const data = decode(await readJson(`${section.dataset.columns}columns.json`));
      await start(section, data, section.dataset.columns, section.dataset.root);
    } catch (error) {
      byId("note").textContent =
        location.protocol === "file:"
          ? say("Filters, search and downloads need the site to be read from a web server. Here are the first claims as a plain list.")
          : say("Filters and search could not be read just now. Here are the first claims as a plain list.");
      byId("note").hidden = false;
    }
  }

  window.saysoExplorer = Object.freeze({ fold, wordsOf, placesOf, decode, keysOf, select, ordered, readState, writeState, csvCell, createCsv, createJson, valuesInSight, pagesInSight });
  begin();
})();
