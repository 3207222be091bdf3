"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const KEEP = `desk ${data.desk}${data.settles ? " settled" : ""}`;
  const LETTERS = "abcdefghijklmnopqrstuvwxyz";
  const questions = new Map(data.questions.map((question) => [question.cell, question]));
  const questionOf = new Map();
  for (const question of data.questions) for (const id of question.order) questionOf.set(id, question);

  let reader = "";
  let marks = new Map();     // by answer: { points, comments, ask, when }; points is null where none were given yet
  let own = new Map();       // the reader's own comments by id: { cell, text }
  let saved = {};            // by answer, the `when` of the mark as it was last saved to a file
  let keeps = true;          // whether this browser keeps anything
  let here = { cell: data.questions[0].cell, place: 0 };
  let half = false;
  let done = [];             // what can be undone: { id, before, here }
  let shown = false;
  let editing = "";

  // ---- what the browser keeps

  const key = (what) => `${KEEP} ${reader} ${what}`;
  const read = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
  const put = (name, value) => {
    try {
      if (value === null) localStorage.removeItem(name); else localStorage.setItem(name, JSON.stringify(value));
    } catch { keeps = false; }
  };
  const isMark = (mark) => mark && typeof mark.when === "number" && Array.isArray(mark.comments)
    && (mark.points === null || typeof mark.points === "number");
  const asMark = (mark) => ({ points: mark.points, comments: mark.comments.filter((each) => typeof each === "string"), ask: mark.ask === true, when: mark.when });

  function restore() {
    marks = new Map(); own = new Map(); done = [];
    saved = read(key("saved")) || {};
    for (const [id, comment] of Object.entries(read(key("comments")) || {})) {
      if (questions.has(comment.cell) && typeof comment.text === "string") own.set(id, { cell: comment.cell, text: comment.text });
    }
    const prefix = key("mark ");
    try {
      for (let n = 0; n < localStorage.length; n += 1) {
        const name = localStorage.key(n);
        if (!name.startsWith(prefix)) continue;
        const mark = read(name);
        if (isMark(mark)) marks.set(name.slice(prefix.length), asMark(mark));
      }
    } catch { keeps = false; }
  }

  function keep(id) {
    const mark = marks.get(id);
    put(key(`mark ${id}`), mark || null);
  }

  const keepComments = () => put(key("comments"), Object.fromEntries(own));
  const unsaved = () => [...marks].filter(([id, mark]) => saved[id] !== mark.when).length;

  // ---- where the reader is

  const question = () => questions.get(here.cell);
  const current = () => question().order[here.place];
  const isRead = (id) => { const mark = marks.get(id); return Boolean(mark) && (mark.points !== null || mark.ask); };
  const left = (each) => each.order.reduce((count, id) => count + (isRead(id) ? 0 : 1), 0);

  function comments(cell) {
    const found = questions.get(cell).misconceptions.map((each, n) => ({ id: `${cell}/${n}`, belief: each.belief, text: each.comment }));
    for (const [id, comment] of own) if (comment.cell === cell) found.push({ id, text: comment.text, own: true });
    return found;
  }

  function go(cell, place) {
    here = { cell, place };
    half = false; shown = false;
    draw();
    $("answer").scrollTop = 0;
    scrollTo(0, 0);
  }

  function nextUnread(elsewhere) {
    const order = question().order;
    for (let step = 1; step <= order.length; step += 1) {
      const place = (here.place + step) % order.length;
      if (!isRead(order[place])) return go(here.cell, place);
    }
    const first = data.questions.find((each) => left(each) > 0);
    if (!first) { say("Everything is read. Save your marks to a file."); return draw(); }
    if (elsewhere) return go(first.cell, first.order.findIndex((id) => !isRead(id)));
    say(`All answers to this question are read. Enter opens “${first.title}”.`);
    return draw();
  }

  function turn(step) {
    const place = here.place + step;
    if (place >= 0 && place < question().order.length) go(here.cell, place);
  }

  function turnQuestion(step) {
    const next = data.questions[data.questions.indexOf(question()) + step];
    if (next) enter(next);
  }

  function enter(next) {
    const place = next.order.findIndex((id) => !isRead(id));
    go(next.cell, Math.max(place, 0));
  }

  // ---- marking

  function change(id, mark, remember = true) {
    if (remember) done.push({ id, before: marks.get(id) || null, here: { ...here } });
    const when = Math.max(Date.now(), (marks.get(id)?.when || 0) + 1);
    marks.set(id, { ...(mark || { points: null, comments: [], ask: false }), when });  // taken back, it still replaces what was saved
    keep(id);
  }

  const blank = (id) => marks.get(id) || { points: null, comments: [], ask: false, when: 0 };

  function give(level) {
    const id = current();
    if (!id) return;
    const points = level.points + (half ? 0.5 : 0);
    if (points > question().points) { half = false; draw(); say(`There are only ${question().points} points.`); return; }
    change(id, { ...blank(id), points, ask: false });
    say(`${points} ${points === 1 ? "point" : "points"} for the answer before. Backspace takes it back.`);
    nextUnread(false);
  }

  function ask() {
    const id = current();
    if (!id) return;
    const mark = blank(id);
    change(id, { ...mark, ask: !mark.ask });
    if (mark.ask) return draw();
    say("Another reader is asked for the answer before.");
    return nextUnread(false);
  }

  function comment(id) {
    const mark = blank(current());
    const has = mark.comments.includes(id);
    change(current(), { ...mark, comments: has ? mark.comments.filter((each) => each !== id) : [...mark.comments, id] });
    draw();
  }

  function undo() {
    const last = done.pop();
    if (!last) return;
    change(last.id, last.before, false);
    here = last.here;
    half = false; shown = false;
    draw();
    say("Undone.");
  }

  // ---- comments of the reader's own

  function write(id) {
    editing = id;
    $("write").hidden = false;
    $("textlabel").textContent = id ? "Correct it: it changes wherever you gave it. Without text it goes." : "A comment of your own";
    $("text").value = id ? own.get(id).text : "";
    $("text").focus();
  }

  function written(event) {
    event.preventDefault();
    const text = $("text").value.trim();
    $("write").hidden = true;
    if (editing) {
      if (text) own.set(editing, { ...own.get(editing), text });
      else {
        own.delete(editing);
        for (const [id, mark] of marks) {
          if (mark.comments.includes(editing)) change(id, { ...mark, comments: mark.comments.filter((each) => each !== editing) }, false);
        }
        done = [];
      }
      for (const [id, mark] of marks) if (mark.comments.includes(editing)) { change(id, mark, false); }
      keepComments();
    } else if (text) {
      const same = comments(here.cell).find((each) => each.text === text);
      if (!same && comments(here.cell).length >= LETTERS.length) say("There are no letters left: use one of these comments.");
      else {
        const id = same ? same.id : random();
        if (!same) { own.set(id, { cell: here.cell, text }); keepComments(); }
        if (current() && !blank(current()).comments.includes(id)) comment(id);
      }
    }
    document.activeElement.blur();
    draw();
  }

  const random = () => [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  // ---- files

  function asFile() {
    const used = new Set([...marks.values()].flatMap((mark) => mark.comments));
    const table = {};
    for (const each of data.questions) for (const one of comments(each.cell)) {
      if (one.own || used.has(one.id)) table[one.id] = { cell: each.cell, text: one.text };
    }
    return {
      format: "marks of a reading desk, 1", desk: data.desk, package: data.package, made: data.made, reader,
      settles: Boolean(data.settles), asked: data.asked,
      students: data.students, comments: table, marks: Object.fromEntries([...marks].sort()),
    };
  }

  function save() {
    const name = reader.normalize("NFKD").replace(/[^\w]+/g, "_").replace(/^_+|_+$/g, "") || "reader";
    const day = new Date().toISOString().slice(0, 16).replace(/[T:]/g, "-");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(asFile())], { type: "application/json" }));
    link.download = `marks-${data.package}-${data.settles ? "settled-" : ""}${name}-${day}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    saved = Object.fromEntries([...marks].map(([id, mark]) => [id, mark.when]));
    put(key("saved"), saved);
    say(`Saved ${link.download}: ${[...marks.keys()].filter(isRead).length} marks.`);
    draw();
  }

  async function load(file) {
    let found;
    try { found = JSON.parse(await file.text()); } catch { found = null; }
    if (!found || typeof found.marks !== "object" || found.marks === null) return say(`${file.name} is no file of marks.`);
    if (found.desk !== data.desk || Boolean(found.settles) !== Boolean(data.settles)) return say(`${file.name} has marks of another desk: nothing was loaded.`);
    if (found.reader !== reader) return say(`${file.name} has marks of ${found.reader}, and you are ${reader}: nothing was loaded. Join files of several readers with autograder desk --collect.`);
    let news = 0;
    for (const [id, text] of Object.entries(found.comments || {})) {
      if (questions.has(text.cell) && typeof text.text === "string" && !/\/\d+$/.test(id) && !own.has(id)) own.set(id, { cell: text.cell, text: text.text });
    }
    for (const [id, mark] of Object.entries(found.marks)) {
      if (!isMark(mark) || (marks.get(id)?.when || 0) >= mark.when) continue;
      marks.set(id, asMark(mark));
      saved[id] = mark.when;
      keep(id);
      news += 1;
    }
    keepComments();
    put(key("saved"), saved);
    done = [];
    say(`Loaded ${file.name}: ${news} marks that were not here.`);
    return nextUnread(true);
  }

  // ---- drawing

  const element = (name, text = "", attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    return made;
  };
  const say = (text) => { $("said").textContent = text; };
  const points = (number) => `${number} ${number === 1 ? "point" : "points"}`;
  const levelKey = (level, n) => (data.levels.every((each) => /^\d$/.test(String(each.points))) ? String(level.points) : String(data.levels.length - 1 - n));
  let drawnQuestion = "";

  function drawTabs() {
    $("tabs").replaceChildren(...data.questions.map((each, n) => {
      const button = element("button", "", { type: "button" });
      const count = left(each);
      button.append(element("span", `${n + 1}. ${each.title}`), element("span", count ? `${count} left` : "✓ read", { class: count ? "left" : "left done" }));
      if (each === question()) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => enter(each));
      return button;
    }));
  }

  function drawQuestion() {
    const each = question();
    $("asked").textContent = each.title;
    $("question").innerHTML = each.question;
    $("model").innerHTML = each.model;
    $("needs").innerHTML = each.needs;
    drawnQuestion = each.cell;
  }

  function drawComments(mark) {
    $("comments").replaceChildren(...comments(here.cell).map((each, n) => {
      const item = element("li");
      const button = element("button", "", { type: "button", class: "give", "aria-pressed": String(mark.comments.includes(each.id)) });
      button.append(element("kbd", LETTERS[n]), element("span", each.belief ? `“${each.belief}”` : each.text));
      if (each.belief) button.append(element("small", each.text));
      button.addEventListener("click", () => comment(each.id));
      item.append(button);
      if (each.own) {
        const edit = element("button", "✎", { type: "button", "aria-label": `Correct the comment ${LETTERS[n]}` });
        edit.addEventListener("click", () => write(each.id));
        item.append(edit);
      }
      return item;
    }));
  }

  function drawLevels(mark) {
    const base = mark.points === null ? null : mark.points;
    $("levels").replaceChildren(...data.levels.map((level, n) => {
      const chosen = base !== null && (base === level.points || base === level.points + 0.5);
      const button = element("button", "", { type: "button", "aria-pressed": String(chosen) });
      const extra = chosen && base !== level.points ? " and a half" : "";
      button.append(element("kbd", levelKey(level, n)), element("span", `${level.name}${extra}`), element("small", level.looks_like));
      button.addEventListener("click", () => give(level));
      return button;
    }));
  }

  function drawEarlier(id) {
    const found = (data.earlier || {})[id];
    $("earlier").hidden = !found;
    if (!found) return;
    $("earlier").replaceChildren(...found.map((each) => {
      const line = element("p");
      const given = each.ask ? "asks another reader" : points(each.points);
      line.append(element("strong", each.by), `: ${[given, ...each.comments].join(" · ")}`);
      return line;
    }));
  }

  function drawPlace(id, mark) {
    const each = question();
    const parts = [element("span")];
    if (id) parts[0].append("Answer ", element("strong", String(here.place + 1)), ` of ${each.order.length}`);
    else parts[0].append("Nobody has answered this question.");
    parts.push(element("span", `${left(each)} left`));
    if (mark.points !== null) parts.push(element("span", `your mark: ${points(mark.points)}`, { class: "given" }));
    if (mark.ask) parts.push(element("span", "another reader is asked", { class: "given" }));
    if (each.untouched.length) parts.push(element("span", `${each.untouched.length} left untouched: 0 points by themselves`));
    if (each.missing.length) parts.push(element("span", `${each.missing.length} without a notebook that can be read: no points yet`));
    $("place").replaceChildren(...parts);
  }

  function draw() {
    if (drawnQuestion !== here.cell) drawQuestion();
    const id = current();
    const mark = id ? blank(id) : { points: null, comments: [], ask: false };
    const answer = id ? data.answers[id] : null;
    if (answer) $("answer").innerHTML = answer.html; else $("answer").replaceChildren();
    drawTabs();
    drawPlace(id, mark);
    drawLevels(mark);
    drawComments(mark);
    drawEarlier(id);
    $("half").setAttribute("aria-pressed", String(half));
    $("ask").setAttribute("aria-pressed", String(mark.ask));
    $("undo").disabled = !done.length;
    $("back").disabled = here.place === 0;
    $("forward").disabled = here.place + 1 >= question().order.length;
    const who = answer ? answer.who : [];
    $("shared").textContent = who.length > 1 ? `${who.length} students wrote the same: read once.` : "";
    $("reveal").setAttribute("aria-pressed", String(shown));
    $("names").textContent = shown ? who.join(", ") : "";
    drawSaved();
  }

  function drawSaved() {
    const count = unsaved();
    $("reader").textContent = reader ? `Reader: ${reader}` : "";
    $("unsaved").textContent = !keeps ? `${count} not saved to a file, and this browser keeps nothing: save now and then.`
      : count ? `${count} kept in this browser, not saved to a file` : marks.size ? "all saved to a file" : "";
    $("unsaved").className = count ? "some" : "";
  }

  // ---- keys

  function pressed(event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); if (reader) save(); return; }
    if (event.key === "Escape" && !$("write").hidden) { $("write").hidden = true; $("more").focus(); return; }
    if (!reader || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
      if (event.key === "Enter" && event.target === $("text") && !event.shiftKey) written(event);
      return;
    }
    const onButton = event.target.tagName === "BUTTON";
    const action = actionOf(event, onButton);
    if (!action) return;
    event.preventDefault();
    action();
  }

  function actionOf(event, onButton) {
    const level = data.levels.find((each, n) => levelKey(each, n) === event.key);
    if (level) return () => give(level);
    const letter = event.key.length === 1 ? LETTERS.indexOf(event.key.toLowerCase()) : -1;
    if (letter >= 0) {
      const found = comments(here.cell)[letter];
      return current() && found ? () => comment(found.id) : () => say(`There is no comment ${LETTERS[letter]}. Press + to write one.`);
    }
    switch (event.key) {
      case ".": case ",": return () => { half = !half; draw(); };
      case "+": return () => write("");
      case "?": return ask;
      case "!": return () => { shown = !shown; draw(); };
      case "Enter": return onButton ? null : () => nextUnread(true);
      case "ArrowRight": return event.shiftKey ? () => turnQuestion(1) : () => turn(1);
      case "ArrowLeft": return event.shiftKey ? () => turnQuestion(-1) : () => turn(-1);
      case "Backspace": return undo;
      default: return null;
    }
  }

  function begin(name) {
    reader = name;
    put("desk reader", name);
    restore();
    $("who").hidden = true;
    $("desk").hidden = false;
    document.activeElement?.blur();
    const first = data.questions.find((each) => left(each) > 0) || data.questions[0];
    enter(first);
  }

  document.addEventListener("keydown", pressed);
  addEventListener("storage", (event) => {
    const prefix = key("mark ");
    if (!reader || !event.key || !event.key.startsWith(prefix)) return;
    const id = event.key.slice(prefix.length), mark = read(event.key);
    if (isMark(mark)) marks.set(id, asMark(mark)); else marks.delete(id);
    draw();
  });
  addEventListener("beforeunload", (event) => { if (!keeps && unsaved()) event.preventDefault(); });
  $("who").addEventListener("submit", (event) => { event.preventDefault(); const name = $("name").value.trim(); if (name) begin(name); });
  $("write").addEventListener("submit", written);
  $("cancel").addEventListener("click", () => { $("write").hidden = true; $("more").focus(); });
  $("save").addEventListener("click", () => { if (reader) save(); });
  $("load").addEventListener("click", () => { if (reader) $("file").click(); });
  $("file").addEventListener("change", () => { if ($("file").files[0]) load($("file").files[0]); $("file").value = ""; });
  $("help").addEventListener("click", () => { $("keys").hidden = !$("keys").hidden; $("help").setAttribute("aria-expanded", String(!$("keys").hidden)); });
  $("half").addEventListener("click", () => { half = !half; draw(); });
  $("ask").addEventListener("click", ask);
  $("more").addEventListener("click", () => write(""));
  $("back").addEventListener("click", () => turn(-1));
  $("forward").addEventListener("click", () => turn(1));
  $("undo").addEventListener("click", undo);
  $("reveal").addEventListener("click", () => { shown = !shown; draw(); });

  const known = read("desk reader");
  if (typeof known === "string" && known) $("name").value = known;
  $("who").hidden = false;
  $("name").focus();
})();
