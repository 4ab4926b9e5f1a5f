// Keeps the page of a phone or the projector up to date.
//
// The host sends the whole view over a socket; what is made of it is what the host renders for a page without a
// script. Texts go in by textContent alone. An answer is kept, through a reload as well, and sent again until the
// host says that it is on disk. `screen.js`, loaded before this, says what the projector shows.
"use strict";

(function () {
  const data = document.getElementById("words");
  if (!window.WebSocket || !window.fetch || !data) return; // The page without a script serves such a phone.

  const words = JSON.parse(data.textContent);
  const projector = window.projector;
  const place = document.getElementById("view"), status = document.getElementById("status");
  const time = document.getElementById("time"), hurry = document.getElementById("hurry");
  const body = document.body;

  let view = null; // what the host sent last
  let came = 0; // when, on the page's own stopwatch
  let socket = null;
  const page = Date.now().toString(36) + Math.random().toString(36).slice(2, 8);
  let dials = 0; // connections opened, so that the host knows one that was given up
  let tries = 0; // since the host was last heard
  let heard = 0; // when
  let probing = false, retry = 0;
  let asleep = performance.now(); // when the page was hidden
  let pending = recall(); // the answer that is not acknowledged yet
  let wish = null; // where to go, or to finish, once there is a connection
  let told = ""; // what became of the last answer, or of the line

  // ---- elements

  // el("p.big", {id: "x"}, "text", [more]): attributes may be left out, null is nothing.
  function el(kind) {
    const parts = kind.split("."), tag = parts[0];
    const node = tag === "svg" || tag === "rect" ? document.createElementNS("http://www.w3.org/2000/svg", tag)
      : document.createElement(tag);
    if (parts[1]) node.setAttribute("class", parts[1]);
    for (let i = 1; i < arguments.length; i++) put(node, arguments[i]);
    return node;
  }

  function put(node, child) {
    if (child === null || child === undefined || child === "") return;
    if (Array.isArray(child)) child.forEach((each) => put(node, each));
    else if (child.nodeType) node.appendChild(child);
    else if (typeof child !== "object") node.appendChild(document.createTextNode(child));
    else for (const name in child) if (child[name] !== null) node.setAttribute(name, child[name]);
  }

  function text(kind, lang, says) {
    return el(kind, { lang: lang || null, dir: "auto" }, says);
  }

  function filled(says, first, second) {
    return says.replace("{}", first).replace("{}", second);
  }

  function button(action, kind, to, says) {
    return el("form", { method: "post", action: action }, to && el("input", { type: "hidden", name: "to", value: to }),
      el(kind, says));
  }

  function heading(says, kind, sign) {
    return el(kind || "h1", { tabindex: -1 }, sign && mark(sign), says);
  }

  function mark(sign) {
    return el("span", { "aria-hidden": "true" }, sign + " ");
  }

  function note(sign, says) {
    return el("em", sign && mark(sign), says);
  }

  // How many chose an option, where that is told.
  function count(reveal, index) {
    const counts = reveal && reveal.chosen;
    if (!counts || counts[index] === undefined) return null;
    const whole = Math.max(1, counts.reduce((sum, each) => sum + each, 0));
    return [el("span.count", counts[index]), bar(counts[index], whole)];
  }

  function bar(part, whole) {
    return el("svg.bar", { viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" },
      el("rect", { width: Math.floor(part * 100 / whole), height: 8 }));
  }

  // ---- the phone

  function content() {
    const round = view.round, phase = view.phase;
    const made = phase === "open" && round ? open(round)
      : phase === "closed" && round ? closed(round)
        : phase === "reveal" && round && view.reveal ? revealed(round, view.reveal)
          : phase === "end" ? end() : phase === "lobby" ? lobby() : calm(phase);
    const walks = /^(own-pace|exam)$/.test(view.mode) && /^(open|closed|reveal)$/.test(phase);
    return [made, round && walks ? pace(round) : null, who()];
  }

  function lobby() {
    return [heading(words.lobby), text("p.big", "", view.name), el("p", words.lobby_text),
      el("p", filled(words.players, view.players)),
      view.rejoin && el("p", words.own_code_hint + " ", el("strong", view.rejoin))];
  }

  function calm(phase) {
    const kinds = {
      paused: [words.paused, words.paused_text],
      waiting: [words.waiting, words.waiting_text],
      elsewhere: [words.elsewhere, words.elsewhere_text, "/play", words.use_here],
      kicked: [words.out, words.kicked_text, "/", words.again],
      banned: [words.out, words.banned_text],
    };
    const kind = kinds[phase] || [words.next, words.next_text];
    return [heading(kind[0]), el("p", kind[1]), kind[2] && el("p", el("a.button", { href: kind[2] }, kind[3]))];
  }

  function number(round) {
    return filled(words.question, round.number, round.of);
  }

  function asked(round) {
    return [el("p.number", number(round)), text("h2.text", round.lang, round.text)];
  }

  function open(round) {
    return [el("h1.ask", { tabindex: -1 }, el("small", number(round)), " ", text("span.text", round.lang, round.text)),
      round.chosen && !round.may_change ? list(round, null) : form(round)];
  }

  function sign(index, round) {
    return [el("i", { "aria-hidden": "true" }, "●▲■◆★✚"[index % 6]), round.is_lettered ? el("b", String.fromCharCode(65 + index)) : null];
  }

  function face(index, option, round, notes) {
    return [sign(index, round),
      el("span.says", text("span.text", round.lang, option.text), notes)];
  }

  function form(round) {
    const buttons = round.options.map((option, index) => {
      const yours = option.id === round.chosen, sent = pending && pending.option === option.id;
      return el("button.option" + (yours ? " chosen" : "") + (sent ? " sent" : ""), { name: "option", value: option.id },
        face(index, option, round, yours ? note("", words.yours) : null));
    });
    return [el("form.ask", { method: "post", action: "/answer" },
      el("input", { type: "hidden", name: "question", value: round.question }),
      el("fieldset", el("legend", words.choose), buttons)), el("p.keys", filled(words.keys, round.options.length))];
  }

  function list(round, reveal) {
    return el("ol.options", { role: "list" }, round.options.map((option, index) => {
      const yours = option.id === round.chosen, right = reveal && reveal.right.indexOf(option.id) >= 0;
      const wrong = yours && reveal && !right && reveal.right.length > 0;
      return el("li.option" + (yours ? " chosen" : "") + (right ? " right" : "") + (wrong ? " wrong" : ""),
        face(index, option, round, [right ? note("✓", words.right_answer) : null,
          yours ? note(wrong ? "✗" : "", words.yours) : null, count(reveal, index)]));
    }));
  }

  function closed(round) {
    return [heading(words.closed), el("p", round.chosen ? words.saved : words.unanswered),
      view.mode === "poll" ? null : el("p", words.closed_text), asked(round), list(round, null)];
  }

  function revealed(round, reveal) {
    const verdict = reveal.was_right === undefined ? heading(!reveal.right.length ? words.answers : reveal.was_before ? words.before : words.nothing)
      : reveal.was_right ? heading(words.right, "h1.right", "✓") : heading(words.wrong, "h1.wrong", "✗");
    return [verdict, reveal.points === undefined ? null : el("p.points", filled(words.points, reveal.points)),
      asked(round), list(round, reveal), why(round, reveal)];
  }

  function why(round, reveal) {
    return [reveal.explanation && [el("h2", words.why), text("p.text", round.lang, reveal.explanation)],
      reveal.source && el("p.source", words.source + ": ", text("span.text", "", reveal.source))];
  }

  function pace(round) {
    const at = round.number, numbers = round.open;
    return [el("nav.pace", at > 1 ? button("/go", "button", at - 1, words.back) : null,
      at < round.of ? button("/go", "button.main", at + 1, words.forward) : null),
    el("details", el("summary", words.finish), numbers && (numbers.length
      ? el("div.open", el("p", words.open_ones), numbers.map((each) => button("/go", "button", each, each)))
      : el("p", words.all_answered)), el("p", words.final_text), button("/finish", "button", null, words.hand_in))];
  }

  function end() {
    const result = view.result;
    if (!result) return [heading(words.end), el("p", words.thanks)];
    const line = (kind, says, value) => value === undefined ? null : el(kind, filled(says, value, result.of));
    return [heading(words.end), line("p.big", words.score, result.right), line("p", words.left_out, result.left_out), line("p", words.points, result.points),
      line("p", words.place, result.place), best(result), missed(result)];
  }

  function best(result) {
    const all = result && result.best || [], points = all.map((each) => each[1]);
    return all.length ? [el("h2", words.best), el("ol.best", all.map((each) =>
      el("li", { value: points.indexOf(each[1]) + 1 }, text("span.text", "", each[0]), " ", el("b", each[1])))),
    result.more_best && el("p", "+" + result.more_best)] : null;
  }

  function missed(result) {
    if (!result.missed || !result.missed.length) return el("p", result.right >= 0 && result.of ? words.none_missed : words.thanks);
    const file = (to, says) => el("a.button", { href: to, download: "" }, says);
    return [el("h2", words.missed), el("ol.missed", result.missed.map((each) => el("li", text("p.text", each.lang, each.text),
      el("p", "✓ ", text("strong.text", each.lang, each.right)), each.explanation && text("p.text", each.lang, each.explanation)))),
    el("h2", words.take), el("p", words.take_text),
    el("p", file("/misses", words.for_suraq), " ", file("/misses?as=anki", words.for_anki))];
  }

  function who() {
    return view.name && !/lobby|kicked|banned/.test(view.phase) ? el("p.who", text("span.text", "", view.name),
      view.rejoin && [" ", el("span", words.own_code + ": ", el("b", view.rejoin))]) : null;
  }

  // ---- showing

  function asks(of) {
    return of.round ? of.round.question : "";
  }

  function show(before) {
    const round = view.round, news = before && (before.phase !== view.phase || asks(before) !== asks(view));
    const made = el("div", projector ? projector(view, words, { el, text, filled, heading, note, count, bar, sign, why, best }) : content());
    if (news) place.querySelectorAll("details").forEach((each) => { each.open = false; });
    morph(place, made);
    body.dataset.phase = view.phase;
    if (projector) projector.fit();
    document.title = (round && round.number && !view.result ? round.number + "/" + round.of + " · " : "") + words.title;
    if (news && !projector) turn();
    tell();
    tick();
  }

  function turn() {
    const head = place.querySelector("h1");
    window.scrollTo(0, 0);
    if (head) head.focus();
  }

  // Changes `old` into `made` where they differ, so that focus and scroll stay where nothing changed.
  function morph(old, made) {
    const from = Array.from(old.childNodes), to = Array.from(made.childNodes);
    to.forEach((child, index) => {
      const there = from[index];
      if (!there) old.appendChild(child);
      else if (there.nodeName !== child.nodeName) old.replaceChild(child, there);
      else if (child.nodeType === 1) { dress(there, child); morph(there, child); }
      else if (there.data !== child.data) there.data = child.data;
    });
    from.slice(to.length).forEach((child) => old.removeChild(child));
  }

  function dress(old, made) {
    Array.from(old.attributes).forEach((each) => {
      if (!made.hasAttribute(each.name) && each.name !== "open") old.removeAttribute(each.name);
    });
    Array.from(made.attributes).forEach((each) => {
      if (old.getAttribute(each.name) !== each.value) old.setAttribute(each.name, each.value);
    });
  }

  function tell() {
    const gone = Boolean(tries > 1 && !over()), round = view && view.phase === "open" && !projector && view.round;
    const waits = pending && (!view || pending.question === asks(view));
    const says = gone ? (waits ? words.lost_answer : words.lost) : waits ? words.sending : told ||
      (round && round.chosen ? saved(round) : "");
    body.classList.toggle("lost", gone);
    if (status.textContent !== says) status.textContent = says;
  }

  function saved(round) {
    return !round.may_change ? words.saved : round.left === undefined ? words.saved_open : words.saved_timed;
  }

  // The host's time, counted down between its views.
  function tick() {
    if (!view) return;
    const runs = view.phase === "open" && view.round && view.round.left !== undefined;
    const left = runs ? Math.max(0, Math.ceil((view.round.left - performance.now() + came) / 1000)) : 0;
    const says = runs ? filled(words.left, Math.floor(left / 60) + ":" + ("0" + left % 60).slice(-2)) : "";
    const now = left > 0 && left <= 10;
    if (time.textContent !== says) time.textContent = says;
    body.classList.toggle("hurry", now);
    if (hurry && (hurry.textContent !== "") !== now) hurry.textContent = now ? words.hurry : "";
  }

  // ---- answering

  function answer(option) {
    const round = view && view.round;
    if (!round || view.phase !== "open" || (round.chosen && !round.may_change)) return;
    const waits = pending && pending.question === round.question;
    if (waits ? !round.may_change : round.chosen === option) return;
    keep({ id: nextId(), question: round.question, option: option, at: 0 });
    told = "";
    send();
    show(view);
  }

  // Ascending, also after a reload: seconds fit into 32 bits until 2106.
  function nextId() {
    const id = Math.max((Number(store("suraq-id")) || 0) + 1, Math.floor(Date.now() / 1000));
    store("suraq-id", String(id));
    return id;
  }

  function keep(answer) {
    pending = answer;
    store("suraq-answer", answer ? JSON.stringify(answer) : "");
  }

  function recall() {
    const kept = store("suraq-answer");
    return kept ? Object.assign(JSON.parse(kept), { at: 0 }) : null;
  }

  function store(name, value) {
    try {
      if (value === undefined) return sessionStorage.getItem(name);
      sessionStorage.setItem(name, value);
    } catch (_) { /* A browser that keeps nothing: a reload before the ack then forgets the answer. */ }
    return null;
  }

  function send() {
    if (!socket || socket.readyState !== 1 || !view) return;
    if (pending) {
      pending.at = performance.now();
      socket.send(JSON.stringify({ t: "answer", id: pending.id, question: pending.question, option: pending.option }));
    }
    if (wish) socket.send(JSON.stringify(wish));
    wish = null;
  }

  function acknowledged(ack) {
    if (!pending || ack.id !== pending.id) return;
    const of = pending;
    keep(null);
    if (!view || asks(view) !== of.question) return;
    if (ack.saved) view.round.chosen = of.option;
    else told = words.refused;
    show(view);
  }

  document.addEventListener("click", (event) => {
    const option = event.target.closest("button.option");
    if (!option) return;
    event.preventDefault();
    answer(option.value);
  });

  document.addEventListener("submit", (event) => {
    const action = event.target.getAttribute("action");
    if (action !== "/go" && action !== "/finish") return;
    event.preventDefault();
    wish = action === "/go" ? { t: "go", to: Number(event.target.elements.to.value) } : { t: "finish" };
    send();
  });

  // Digits answer while the question has the focus, which it is given when it comes.
  document.addEventListener("keydown", (event) => {
    const at = document.activeElement;
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !/^[1-9]$/.test(event.key)) return;
    if (!at || (at !== body && !at.closest(".ask"))) return;
    const option = place.querySelectorAll("button.option")[event.key - 1];
    if (!option) return;
    event.preventDefault();
    option.focus();
    answer(option.value);
  });

  // ---- the line

  function over() {
    return view && /^(end|elsewhere|kicked|banned)$/.test(view.phase);
  }

  // Nothing more will come for this page.
  function out() {
    return over() && view.phase !== "end";
  }

  function hangUp() {
    clearTimeout(retry);
    const old = socket;
    socket = null;
    if (old) old.close();
  }

  function connect() {
    hangUp();
    const mine = new WebSocket("ws" + location.protocol.slice(4) + "//" + location.host +
      (projector ? "/screen/ws" + location.search : "/ws?page=" + page + "&count=" + ++dials));
    socket = mine;
    heard = performance.now();
    mine.onmessage = (event) => { if (socket === mine) take(JSON.parse(event.data)); };
    mine.onclose = () => { if (socket === mine) drop(); };
  }

  function take(message) {
    const back = tries > 1;
    tries = 0;
    heard = performance.now();
    if (message.t === "ack") acknowledged(message);
    if (message.t === "view") see(message, back);
  }

  function see(next, back) {
    const before = view;
    if (next.lang !== document.documentElement.lang) return location.reload();
    if (before && asks(before) !== asks(next)) told = "";
    view = next;
    came = heard;
    if (back) reunited();
    show(before);
    send();
    if (out()) hangUp();
  }

  function reunited() {
    told = words.found;
    setTimeout(() => { if (told === words.found) { told = ""; tell(); } }, 3000);
  }

  function drop() {
    hangUp();
    if (out()) return;
    tries++;
    if (tries % 4 === 0 && !projector) leave();
    const longest = over() ? 15000 : Math.min(3000, 400 * Math.pow(2, tries - 1));
    retry = setTimeout(connect, 300 + Math.random() * (longest - 300));
    tell();
  }

  // The host answers, but has no socket for this phone: then it has another page for it.
  function leave() {
    fetch("/play", { cache: "no-store", credentials: "same-origin" }).then((page) => {
      if (page.redirected || page.status === 401 || page.status === 403) location.href = "/";
    }, () => {});
  }

  // A phone does not notice that the network is gone while it sends nothing: so it asks now and then.
  function probe() {
    if (probing) return;
    probing = true;
    const late = setTimeout(() => done(drop), 4000);
    function done(then) {
      clearTimeout(late);
      if (probing) then();
      probing = false;
    }
    fetch("/page.css", { method: "HEAD", cache: "no-store" })
      .then(() => done(() => { heard = performance.now(); }), () => done(drop));
  }

  function look() {
    const silent = performance.now() - heard;
    tick();
    if (!socket) return;
    if (socket.readyState === 0) { if (silent > 4000) drop(); return; }
    if (pending && pending.at && silent > 6000) return drop();
    if (pending && performance.now() - pending.at > 2000) send();
    if (silent > 12000 && !document.hidden) probe();
  }

  // A phone that slept may hold a connection that is none any more.
  function wake() {
    const slept = performance.now() - asleep > 5000;
    if (document.hidden) asleep = performance.now();
    if (document.hidden || out()) return;
    if (socket && socket.readyState === 1 && !slept) probe();
    else connect();
  }

  document.documentElement.classList.add("js");
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", wake);
  window.addEventListener("offline", () => { if (socket) drop(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) wake(); });
  setInterval(look, 500);
  connect();
  if (!projector) turn();
})();
