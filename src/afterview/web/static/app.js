// Small conveniences; every page works without them.
(function () {
  "use strict";
  // After htmx swaps a page in, focus goes to its heading so that a screen reader starts there; a part that changes
  // beside what is being typed leaves the focus alone.
  document.addEventListener("htmx:after:swap", function () {
    if (document.activeElement && document.activeElement !== document.body) { return; }
    var heading = document.querySelector("main h1");
    if (heading) { heading.setAttribute("tabindex", "-1"); heading.focus(); }
  });
  var summary = document.getElementById("summary");
  if (summary) { summary.focus(); }
  // Ctrl or Command and Enter saves the form in focus.
  document.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && event.target.form) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  });
  // Once a form is sent, what was typed in it is no draft any more: a late one would come back as if unsaved.
  // A second tap in the same moment sends nothing twice.
  document.addEventListener("submit", function (event) {
    var sent = event.target.getAttribute("data-sent");
    if (sent !== null && event.timeStamp - Number(sent) < 3000) { event.preventDefault(); return; }
    event.target.setAttribute("data-sent", event.timeStamp);
    event.target.dispatchEvent(new CustomEvent("htmx:abort"));
  });
  document.addEventListener("htmx:before:request", function (event) {
    if (event.target.hasAttribute && event.target.hasAttribute("data-sent")) { event.preventDefault(); }
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("[data-sent]").forEach(function (form) { form.removeAttribute("data-sent"); });
  });
  // Print buttons are there only where they can work.
  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
  // The practice clock: a breath, then the time told. The page says both moments without it.
  document.querySelectorAll(".timer").forEach(function (timer) {
    var clock = timer.querySelector(".clock"), limit = Number(timer.dataset.limit), told = false;
    function tick() {
      var past = Math.floor(Date.now() / 1000) - Number(timer.dataset.began) - Number(timer.dataset.breath);
      var seconds = Math.max(0, past);
      clock.textContent = past < 0 ? timer.dataset.breathe
        : Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
      timer.classList.toggle("breathing", past < 0);
      if (past >= limit && !told) { told = true; document.getElementById("live").textContent = timer.dataset.over; }
      timer.classList.toggle("over", past >= limit);
    }
    clock.hidden = false;
    tick();
    setInterval(tick, 1000);
  });
  // Copy buttons: data-copy names the element whose text is copied.
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copy]");
    if (!button) { return; }
    var source = document.getElementById(button.getAttribute("data-copy"));
    navigator.clipboard.writeText(source.value || source.textContent).then(function () {
      document.getElementById("live").textContent = button.getAttribute("data-copied");
      button.textContent = button.getAttribute("data-copied");
    });
  });
  // The offline page is kept on the device, anew when the language changes; what waits there is said on every page.
  if ("serviceWorker" in navigator) { navigator.serviceWorker.register("/worker.js?" + document.documentElement.lang).catch(function () {}); }
  var waits = document.getElementById("waiting");
  if (waits) { try { waits.hidden = !JSON.parse(localStorage.getItem("afterview-waiting") || "[]").length; } catch (_) { } }
})();
