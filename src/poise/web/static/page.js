// The page works without this file. With it, nothing is loaded anew: results come in below the draft, the letter is
// checked as it is edited, and what a model does is told while one waits.

const form = document.getElementById("page");
const progress = document.getElementById("progress");
const status = document.getElementById("status");
const problem = document.getElementById("problem");
const cancel = document.getElementById("cancel");

// The one door for HTML: it comes from our own server, which escapes every text in it.
const policy = window.trustedTypes?.createPolicy("poise", { createHTML: (html) => html }) ?? { createHTML: (html) => html };

const LINES = "application/x-ndjson";
const STOPPED = "poise does not answer; it may have been stopped. Start it again: your text is still here.";
const CHECK_AFTER = 600; // ms without a keystroke
const PATIENCE = 400; // ms before waiting is worth a word

const kept = new Map(); // letters as they were edited, by tab, until the draft changes
let underWay = null; // the AbortController of the button pressed last
let checking = null; // that of the check of an edited letter
let timer = 0;
let patience = 0;

document.documentElement.classList.add("scripted");

form.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (button?.hasAttribute("formaction")) return; // a download is the browser's business
  event.preventDefault();
  if (button?.dataset.tone) turnTo(button);
  else press(button?.value ?? "rewrite");
});

form.addEventListener("input", ({ target }) => {
  if (target.id === "letter" || target.id === "subject") {
    clearTimeout(timer);
    timer = setTimeout(recheck, CHECK_AFTER);
  } else {
    kept.clear();
  }
});

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.copy) copy(button);
  else if (button?.dataset.tone === "model") turnTo(button);
  const link = event.target.closest("a.number, a.label");
  if (!link) return;
  event.preventDefault();
  land(link.getAttribute("href").slice(1));
});

form.addEventListener("keydown", (event) => {
  if (event.target.getAttribute("role") === "tab") moveAmongTabs(event);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    press("rewrite");
  } else if (event.key === "F8") {
    event.preventDefault();
    nextPlace(event.shiftKey ? -1 : 1);
  } else if (event.key === "Escape" && underWay) {
    stop();
  }
});

cancel.addEventListener("click", stop);
document.getElementById("mail").addEventListener("change", ({ target }) => readMail(target.files[0]));

async function press(wish, { focus = null } = {}) {
  underWay?.abort();
  checking?.abort();
  clearTimeout(timer);
  clearTimeout(patience);
  const mine = (underWay = new AbortController());
  if (wish === "rewrite") kept.clear();
  if (wish === "another") keepModelLetter();
  complain("");
  begin(wish);
  const done = await ask(wish, mine.signal, say).catch(() => ({ kind: "problem", text: STOPPED }));
  if (underWay !== mine) return; // another button was pressed meanwhile
  finish();
  if (mine.signal.aborted) {
    progress.className = "progress";
    say("Cancelled. Nothing more is sent.");
  } else if (done.kind === "problem") refuse(done);
  else show(done, focus);
}

async function recheck() {
  checking?.abort();
  const mine = (checking = new AbortController());
  try {
    const done = await ask("recheck", mine.signal, () => {});
    if (done.kind === "problem") return refuse(done);
    complain("");
    const said = document.getElementById("verdict-line")?.textContent;
    replace(done.regions);
    if (document.getElementById("verdict-line")?.textContent !== said) say(done.say);
  } catch {
    if (!mine.signal.aborted) complain(STOPPED);
  }
}

// Post the form and read the answer line by line; the last line is the result.
async function ask(wish, signal, told) {
  const data = new URLSearchParams(new FormData(form));
  data.set("do", wish);
  const body = data.toString();
  if (body.length > Number(form.dataset.most)) {
    return { kind: "problem", text: "That is too long. Paste the text of the mail, without what was attached to it." };
  }
  const headers = { "Content-Type": "application/x-www-form-urlencoded", Accept: LINES };
  const answer = await fetch(form.getAttribute("action"), { method: "POST", headers, body, signal });
  if (!answer.headers.get("Content-Type")?.startsWith(LINES)) return { kind: "problem", text: (await answer.text()).trim() };
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let last = { kind: "problem", text: STOPPED };
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + (value ?? "")).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      const event = JSON.parse(line);
      if (event.kind === "progress") told(event.text);
      else last = event;
    }
    if (done) return last;
  }
}

// What takes no time shows no progress: a line that comes and goes in a blink only unsettles.
function begin(wish) {
  for (const button of form.querySelectorAll("button[name=do]")) button.setAttribute("aria-disabled", "true");
  status.textContent = "";
  cancel.hidden = false;
  if (wish === "model") {
    progress.className = "progress busy";
    cancel.focus();
  } else {
    patience = setTimeout(() => {
      progress.className = "progress busy";
      say("One moment.");
    }, PATIENCE);
  }
}

function finish() {
  clearTimeout(patience);
  underWay = null;
  for (const button of form.querySelectorAll("button[name=do]")) button.removeAttribute("aria-disabled");
  if (document.activeElement === cancel) document.getElementById("draft").focus();
  cancel.hidden = true;
  progress.className = "progress idle";
}

function stop() {
  underWay?.abort();
}

function show(done, focus) {
  replace(done.regions);
  restoreModelTab();
  say(done.say);
  const target = (focus && document.getElementById(focus)) || document.querySelector("#result [data-focus]");
  target?.focus({ preventScroll: true });
  if (!focus) (document.getElementById("result").firstElementChild ?? target)?.scrollIntoView({ block: "start" });
}

function replace(regions) {
  const open = [...document.querySelectorAll("#result details[open][id]")].map((details) => details.id);
  for (const [id, html] of Object.entries(regions)) document.getElementById(id).innerHTML = policy.createHTML(html);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  makeTabs();
}

function say(text) {
  status.textContent = text;
}

function complain(text) {
  problem.hidden = !text;
  problem.textContent = text;
  if (text) problem.scrollIntoView({ block: "nearest" });
}

function refuse(done) {
  if (done.token) form.elements.token.value = done.token;
  complain(done.text);
}

// Tabs: without a script they are buttons of the form; here they become what they look like.

function makeTabs() {
  const tabs = [...form.querySelectorAll(".tab")];
  if (!tabs.length) return;
  tabs[0].parentElement.setAttribute("role", "tablist");
  const sheet = document.getElementById("sheet");
  sheet.setAttribute("role", "tabpanel");
  for (const tab of tabs) {
    const chosen = (tab.getAttribute("aria-selected") ?? tab.getAttribute("aria-pressed")) === "true";
    tab.removeAttribute("aria-pressed");
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", "sheet");
    choose(tab, chosen);
  }
}

function choose(tab, chosen) {
  tab.setAttribute("aria-selected", String(chosen));
  tab.tabIndex = chosen ? 0 : -1;
  if (chosen) document.getElementById("sheet").setAttribute("aria-labelledby", tab.id);
}

function moveAmongTabs(event) {
  const tabs = [...form.querySelectorAll(".tab")];
  const at = tabs.indexOf(event.target);
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const tab = tabs[(to + tabs.length) % tabs.length];
  tab.focus();
  turnTo(tab);
}

// Turn to another letter. One that was seen before comes back as it was left, with what was changed in it.
async function turnTo(tab) {
  const now = form.querySelector('.tab[aria-selected="true"]');
  if (now === tab) return;
  const subject = document.getElementById("subject");
  const letter = document.getElementById("letter");
  const before = { subject: subject.value, letter: letter.value };
  kept.set(now.dataset.tone, { ...before, model: now.textContent });
  const seen = kept.get(tab.dataset.tone);
  if (!seen) {
    await press(tab.value, { focus: tab.id });
    const same = letter !== document.getElementById("letter") && before.letter === document.getElementById("letter").value;
    if (same) {
      const told = `For this reply, ${tab.textContent} comes out the same as ${now.textContent}.`;
      document.getElementById("letter-hint").prepend(`${told} `);
      say(told);
    }
    return;
  }
  choose(now, false);
  choose(tab, true);
  if (tab.value) form.elements.tone.value = tab.value;
  form.elements.writer.value = tab.dataset.tone === "model" ? tab.textContent : "";
  subject.value = seen.subject;
  letter.value = seen.letter;
  tab.focus();
  await recheck();
}

// A letter that a model wrote is not asked for twice: its tab stays while the draft does.
function keepModelLetter() {
  const tab = form.querySelector('#tab-model[aria-selected="true"]');
  if (!tab) return;
  const [subject, letter] = ["subject", "letter"].map((id) => document.getElementById(id).value);
  kept.set("model", { subject, letter, model: tab.textContent });
}

function restoreModelTab() {
  const model = kept.get("model");
  if (!model || !form.querySelector(".tab") || document.getElementById("tab-model")) return;
  const tab = document.createElement("button");
  Object.assign(tab, { type: "button", className: "tab", id: "tab-model", textContent: model.model });
  tab.dataset.tone = "model";
  form.querySelector("[role=tablist]").prepend(tab);
  makeTabs();
}

async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  const text = field.id === "subject" ? field.value.trim().replace(/\s+/g, " ") : field.value;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    field.focus();
    field.select();
    if (!document.execCommand("copy")) return say("Press Ctrl C to copy what is selected now.");
    button.focus();
  }
  say(button.dataset.copy === "letter" ? "Copied. Nothing was sent." : "Subject copied.");
  const label = button.textContent;
  if (label === "Copied") return;
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = label), 2000);
}

// From a mark to its reason and back, and from place to place.

function land(id) {
  const target = document.getElementById(id);
  target.closest("details")?.setAttribute("open", "");
  for (const here of document.querySelectorAll(".here")) here.classList.remove("here");
  target.classList.add("here");
  const place = target.matches("mark") ? target.querySelector("a") : target;
  place.focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest" });
}

function nextPlace(step) {
  const marks = [...document.querySelectorAll("#result mark:not(.note)")].filter((mark) => mark.checkVisibility());
  if (!marks.length) return;
  const at = marks.findIndex((mark) => mark.contains(document.activeElement));
  const next = marks[at < 0 ? (step > 0 ? 0 : marks.length - 1) : (at + step + marks.length) % marks.length];
  land(next.id);
}

// A mail is read here and put into its box as text, to be seen before anything is done with it.
async function readMail(file) {
  if (!file) return;
  if (file.size * 1.2 > Number(form.dataset.most)) return complain("That mail is too large. Paste its text instead.");
  const bytes = await file.arrayBuffer();
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder("windows-1252").decode(bytes);
  }
  document.getElementById("rejection").value = text;
  complain("");
  kept.clear();
  progress.className = "progress";
  say(`Took the text of ${file.name}.`);
}

makeTabs();
