// Marks the right options and those that were tapped. Where neither kind of storage lasts from one
// side to the other, only the right ones are marked.
(function () {
  var box = document.getElementById("sq-opts");
  var answer = document.getElementById("sq-answer");
  var list = box && box.querySelector("ol, ul");
  if (!list || !answer) return;

  function words(element) { return element.textContent.replace(/\s+/g, " ").trim(); }

  var right = {};
  var parts = answer.querySelectorAll("li");
  if (parts.length === 0) parts = [answer];
  Array.prototype.forEach.call(parts, function (part) { right["=" + words(part)] = true; });

  var kept = null;
  try { kept = sessionStorage.getItem("suraqTapped"); } catch (refused) {}
  try { kept = JSON.parse(kept || window.suraqTapped); } catch (broken) { kept = null; }
  var tapped = kept && kept.card === box.getAttribute("data-card") ? kept.tapped : [];

  var allRight = true;
  Array.prototype.forEach.call(list.children, function (option) {
    var isRight = right["=" + words(option)] === true;
    var isMine = tapped.indexOf(Number(option.getAttribute("data-n"))) >= 0;
    if (isRight !== isMine) allRight = false;
    option.classList.toggle("sq-right", isRight);
    option.classList.toggle("sq-mine", isMine);
    option.classList.toggle("sq-wrong", isMine && !isRight);
  });
  var verdict = document.getElementById("sq-verdict");
  if (tapped.length > 0 && verdict) {
    verdict.textContent = allRight ? "✓" : "✗";
    verdict.className = allRight ? "sq-good" : "sq-bad";
  }
})();
