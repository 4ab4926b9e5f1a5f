// What the projector shows, as screen.rs renders it; loaded before page.js, which calls it with each view.
"use strict";

window.projector = function (view, words, make) {
  const el = make.el, text = make.text, filled = make.filled, heading = make.heading;

  // As in screen.rs: the newest first, and how many more.
  function named() {
    let room = 1150;
    const names = (view.names || []).slice().reverse(), full = names.findIndex((name) => (room -= Array.from(name).length + 6) < 0);
    return full < 0 ? names : names.slice(0, full);
  }

  function content() {
    const round = view.round, more = (view.names || []).length - named().length;
    if (view.phase === "lobby") {
      return [view.title && text("p.title", "", view.title), heading(filled(words.players, view.players)), el("ul.names", { role: "list" },
        named().map((name) => text("li.text", "", name)), more > 0 ? el("li", "+" + more) : null)];
    }
    if (view.phase === "end") return end(view.whole);
    if (view.phase === "paused") return heading(words.paused);
    if (round && round.text) return question(round, view.phase === "reveal" ? view.reveal : null);
    return /^(own-pace|exam)$/.test(view.mode) ? [heading(words.own_pace), answered(round, words.handed_in)] : heading(words.next);
  }

  function end(whole) {
    if (!whole) return [heading(words.end), el("p", filled(words.players, view.players))];
    return [heading(words.end), el("p.big", filled(words.score, whole.right, whole.of)), el("p", words.on_phones),
      make.best(view.result),
      el("h2", whole.questions.length === whole.all ? words.went : filled(words.hardest, whole.questions.length, whole.all)),
      el("ul.went", { role: "list" }, whole.questions.map((each) => el("li", el("b", each.number), text("span.text", each.lang, each.text),
        el("span.count", each.right + "\u00a0/\u00a0" + each.asked), make.bar(each.right, each.asked))))];
  }

  function question(round, reveal) {
    return [el("p.number", filled(words.question, round.number, round.of)),
      el("h1.text", { tabindex: -1, lang: round.lang || null, dir: "auto" }, round.text), options(round, reveal),
      reveal ? make.why(round, reveal) : answered(round, words.answered), view.phase === "closed" ? el("p", words.closed) : null];
  }

  function answered(round, says) {
    const known = round && round.answered !== undefined, asked = known && round.asked !== undefined ? round.asked : view.players;
    return el("p.answered", known ? filled(says, round.answered, asked) : filled(words.players, view.players));
  }

  function options(round, reveal) {
    return el("ul.options", { role: "list" }, round.options.map((option, index) => {
      const right = reveal && reveal.right.indexOf(option.id) >= 0;
      return el("li.option" + (right ? " right" : ""), make.sign(index, round), text("span.text", round.lang, option.text),
        right ? make.note("✓", words.right) : null, make.count(reveal, index));
    }));
  }

  // As in screen.rs: characters, and some more for an option, its count, a name or an explanation.
  function size() {
    const letters = (says) => Array.from(says || "").length, sum = (all, of) => all.reduce((so, each) => so + of(each), 0);
    const round = view.round, reveal = view.reveal || {};
    const why = letters(reveal.explanation) + letters(reveal.source);
    const all = round ? letters(round.text) + sum(round.options, (each) => letters(each.text) + (view.reveal ? 30 : 20)) +
      (why ? why + 40 : 0) : sum(named(), (name) => letters(name) + 6) +
      sum(view.whole ? view.whole.questions : [], (each) => letters(each.text) + 20);
    return all <= 330 ? "l" : all <= 560 ? "m" : all <= 900 ? "s" : "xs";
  }

  document.body.dataset.size = window.projector.wanted = size();
  return [content(), view.is_locked ? el("p.locked", words.locked_now) : null];
};

// Nobody scrolls a wall: letters shrink until all of it fits. A window as narrow as a phone is scrolled.
window.projector.fit = function () {
  const sizes = ["l", "m", "s", "xs"], page = document.documentElement, body = document.body;
  let at = sizes.indexOf(window.projector.wanted);
  if (at < 0 || window.innerWidth < 700) return;
  body.dataset.size = sizes[at];
  while (at < sizes.length - 1 && page.scrollHeight > window.innerHeight + 1) body.dataset.size = sizes[++at];
};
window.addEventListener("resize", window.projector.fit);
