// Options change their order every day and are the same on both sides, with nothing kept:
// the order follows from the card's text and the study day. What was tapped is kept for the back.
(function () {
  var box = document.getElementById("sq-opts");
  var list = box && box.querySelector("ol, ul");
  if (!list) return;
  var question = document.querySelector(".sq-q");
  var options = Array.prototype.slice.call(list.children);
  var isBack = !!document.getElementById("sq-back");
  var card = (question ? question.textContent : "") + "|" + box.textContent;
  box.setAttribute("data-card", card);

  function shuffle() {
    var now = new Date();
    // A study day begins at four in the morning, local time.
    var minutes = now.getTime() / 60000 - now.getTimezoneOffset() - 240;
    var text = card + Math.floor(minutes / 1440);
    var state = 2166136261;
    for (var at = 0; at < text.length; at++) {
      state = Math.imul(state ^ text.charCodeAt(at), 16777619);
    }
    function below(limit) {
      state = (state + 0x6d2b79f5) | 0;
      var mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit);
    }
    for (var left = options.length - 1; left > 0; left--) {
      var other = below(left + 1);
      var kept = options[left];
      options[left] = options[other];
      options[other] = kept;
    }
    options.forEach(function (option) { list.appendChild(option); });
  }

  function keep(tapped) {
    var text = JSON.stringify({ card: card, tapped: tapped });
    window.suraqTapped = text;
    try { sessionStorage.setItem("suraqTapped", text); } catch (refused) {}
  }

  options.forEach(function (option, number) { option.setAttribute("data-n", number); });
  if (list.getAttribute("data-keep") !== "1") shuffle();
  var takesMany = list.getAttribute("data-many") === "1";
  var tapped = [];
  if (!isBack) keep(tapped);
  options.forEach(function (option) {
    option.classList.add("sq-opt", "tappable");
    if (isBack) return;
    option.setAttribute("role", takesMany ? "checkbox" : "radio");
    option.setAttribute("aria-checked", "false");
    option.onclick = function (event) {
      event.stopPropagation();
      var number = Number(option.getAttribute("data-n"));
      var at = tapped.indexOf(number);
      if (at >= 0) tapped.splice(at, 1);
      else if (takesMany) tapped.push(number);
      else tapped = [number];
      options.forEach(function (each) {
        var on = tapped.indexOf(Number(each.getAttribute("data-n"))) >= 0;
        each.classList.toggle("sq-mine", on);
        each.setAttribute("aria-checked", String(on));
      });
      keep(tapped);
    };
  });
})();
